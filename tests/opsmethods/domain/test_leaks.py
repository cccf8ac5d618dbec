import pytest

from opsmethods.domain.leaks import has_leak, leaks_in


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
    leaks = ("job*", "flow", "Custom", "made-to-order")

    assert tuple(entry.casefold() for entry in leaks_in(text, leaks)) == found
    assert has_leak(text, leaks) == bool(found)
