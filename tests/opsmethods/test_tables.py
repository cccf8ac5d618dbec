import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.exports.tables import MOST_ROWS, UnreadableTable, read_table, write_table

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=20
)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@given(text=texts)
def test_what_is_written_is_read_again(kind, text):
    table = [{"code": "VOL", "sentence": text}]

    assert read_table(write_table(table, header=["code", "sentence"], kind=kind), kind=kind) == table


def test_a_text_is_never_a_formula():
    content = write_table([{"code": "=1+1"}], header=["code"], kind="csv").decode("utf-8-sig")

    assert content == "code\r\n'=1+1\r\n"


@pytest.mark.parametrize("text", ["'=1", "''=1", "'", "-", "- 1", "+1"])
def test_apostrophes_come_back_as_they_were(text):
    table = [{"code": text, "x": "y"}]

    assert read_table(write_table(table, header=["code", "x"], kind="csv"), kind="csv") == table


def test_a_number_below_zero_stays_a_number():
    assert write_table([{"level": "-3"}], header=["level"], kind="csv").decode("utf-8-sig") == "level\r\n-3\r\n"


def test_a_huge_file_is_refused():
    with pytest.raises(UnreadableTable, match="more than 1000 rows"):
        read_table(b"code\n" * (MOST_ROWS + 2), kind="csv")
