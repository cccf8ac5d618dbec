"""The quick reader of answers takes nothing that the form would not, and reads it alike."""

from uuid import uuid4

import pytest

from quizzes.forms import AnswerForm, answer_in, plain_answer

OPTION, KEY = str(uuid4()), f"{str(uuid4())[:-1]}f"
SENT = {"option": OPTION, "window": "1", "sequence": "12", "client_uuid": KEY}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"certainty": "3"},
        {"certainty": "", "client_time": ""},
        {"sequence": "0", "client_time": "2026-03-02T09:59:00.123Z"},
        {"window": "123456789", "position": "4", "csrfmiddlewaretoken": "any"},
    ],
)
def test_what_our_pages_send_is_read_as_the_form_reads_it(more):
    form = AnswerForm(SENT | more)

    assert form.is_valid()
    assert plain_answer(SENT | more) == form.answer
    assert answer_in(SENT | more) == (form.answer, "")


@pytest.mark.parametrize(
    "more",
    [
        {"client_uuid": KEY.upper()},
        {"client_uuid": KEY.replace("-", "")},
        {"window": " 1 "},
        {"sequence": str(2**31 - 1)},
        {"client_time": "2026-03-02 09:59"},
        {"certainty": "\N{ARABIC-INDIC DIGIT TWO}"},
    ],
)
def test_what_is_written_otherwise_is_left_to_the_form(more):
    form = AnswerForm(SENT | more)

    assert form.is_valid()
    assert plain_answer(SENT | more) is None
    assert answer_in(SENT | more) == (form.answer, "")


@pytest.mark.parametrize(
    "more",
    [
        {"option": ""},
        {"option": "B"},
        {"window": "0"},
        {"window": "-1"},
        {"sequence": "1 2"},
        {"client_uuid": f"{KEY}0"},
        {"client_time": "2026-02-30T09:59:00.000Z"},
        {"certainty": "4"},
    ],
)
def test_what_is_wrong_is_refused_with_the_words_of_the_form(more):
    form = AnswerForm(SENT | more)

    assert not form.is_valid()
    assert plain_answer(SENT | more) is None
    assert answer_in(SENT | more) == (None, form.complaint)
