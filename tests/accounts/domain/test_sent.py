from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import given
from hypothesis import strategies as st

from accounts.domain.sent import LAST_NUMBER, NotPlain, number_in, time_in, uuid_in

TEXTS = st.text() | st.integers().map(str) | st.uuids().map(str) | st.datetimes().map(datetime.isoformat)


def test_values_as_our_scripts_write_them():
    key = uuid4()

    assert uuid_in(str(key)) == key
    assert [number_in(text) for text in ("0", "7", "999999999")] == [0, 7, 999_999_999]
    assert time_in("2026-03-02T09:59:00.123Z") == datetime(2026, 3, 2, 9, 59, 0, 123_000, tzinfo=UTC)
    assert time_in("") is None


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", "01", " 1", "1 ", "1.0", "1_0", "1000000000", "\N{ARABIC-INDIC DIGIT TWO}"]
)
def test_what_is_no_plain_number_is_left(text):
    with pytest.raises(NotPlain):
        number_in(text)


@pytest.mark.parametrize("text", ["2026-02-30T09:59:00.000Z", "2026-03-02T09:59:00Z", "2026-03-02", "now"])
def test_what_is_no_plain_time_is_left(text):
    with pytest.raises(NotPlain):
        time_in(text)


def test_the_last_number_is_the_last_that_a_column_takes():
    assert BaseDatabaseOperations.integer_field_ranges["PositiveIntegerField"] == (0, LAST_NUMBER)


@given(TEXTS)
def test_any_text_is_read_back_or_left(text):
    for read in (uuid_in, number_in):
        with suppress(NotPlain):
            assert str(read(text)) == text


@pytest.mark.parametrize("write", [str.upper, lambda text: text.replace("-", ""), "{{{}}}".format])
def test_a_uuid_written_otherwise_is_left(write):
    text = write(str(UUID(int=2**128 - 1)))

    with pytest.raises(NotPlain):
        uuid_in(text)
