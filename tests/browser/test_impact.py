"""What a change touches, as an editor reads it before anything is saved."""

import pytest

from tests.browser.conftest import made_in


@pytest.fixture(scope="module")
def asked(running):
    return made_in(running.env, "tests.build_asked")


@pytest.fixture
def touches(open_as, asked):
    page = open_as("editor")
    page.goto(f"/admin/opsmethods/example/{asked['example']}/change/")
    return page.locator(".field-touches")


def test_the_page_names_exactly_what_was_planted(touches, asked):
    kept = asked["attempts"]
    said = {
        part.locator("dt").inner_text(): sorted(part.locator("li").all_inner_texts())
        for part in touches.locator("dl > div").all()
    }

    assert said == {
        "Questions asked: 5": sorted(asked["stems"]),
        "Open quizzes: 1": [kept["in_progress"]],
        "Quizzes left unfinished: 2": sorted([kept["overdue"], kept["abandoned"]]),
        "Quizzes handed in: 2": sorted([kept["submitted"], kept["scored"]]),
    }


@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_list_of_what_is_touched_fits(touches, width):
    page = touches.page
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert touches.evaluate("each => each.scrollWidth <= each.clientWidth")
