import pytest

from opsmethods.domain.leaks import leaks_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A jobbing printer", ("job*",)),
        ("Every JOB differs", ("job*",)),
        ("The flow of work", ("flow",)),
        ("A flower shop draws a flowchart", ()),
        ("A custom frame, custom-made", ("custom",)),
        ("The customer and her customs", ()),
        ("It is made to order", ("made-to-order",)),
        ("It is made-to-order", ("made-to-order",)),
        ("Unmade-to-order", ()),
        ("A custom job", ("job*", "custom")),
    ],
)
def test_leaks_are_found_as_words_and_word_starts(text, found):
    assert leaks_in(text, ("job*", "flow", "custom", "made-to-order")) == found
