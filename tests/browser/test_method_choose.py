"""The chooser as a student uses it: by clicking, by keyboard, with and without scripts, and by a link from a friend."""

import pytest
from django.urls import reverse

from tests.opsmethods.packs import load
from tests.table import TOPIC

CHOOSING = load("operations-methods").choosing
PATH = reverse("opsmethods:method_choose", kwargs=TOPIC)
TEXTS = {(question.code, answer.code): answer.text for question in CHOOSING.questions for answer in question.answers}
SHOW = "Show which method fits"


@pytest.fixture
def chooser(open_as):
    """The empty chooser in a new browser."""

    def chooser(*, scripts: bool):
        page = open_as("anon", java_script_enabled=scripts)
        page.goto(PATH)
        return page

    return chooser


def answer(page, answers: dict[str, str]) -> None:
    for question, code in answers.items():
        page.locator(f"#q-{question}").get_by_text(TEXTS[question, code], exact=True).click()
    page.get_by_role("button", name=SHOW).click()
    page.wait_for_url(f"**{PATH}?*")


def first_answers(rule) -> dict[str, str]:
    return {question: codes[0] for question, codes in rule.when.items()}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_rule_is_reached_by_clicking_its_answers(chooser, scripts):
    page = chooser(scripts=scripts)
    reached = {}

    for rule in CHOOSING.rules:
        page.goto(PATH)
        answer(page, first_answers(rule))
        said = page.get_by_role("listitem").filter(has_text=f"If {rule.condition},").all_inner_texts()
        reached[rule.code] = [rule.because in text for text in said if "Decision rule" in text]

    assert CHOOSING.rules
    assert {code for code, told in reached.items() if not told or not all(told)} == set()


def test_a_shared_link_says_the_same_in_another_browser(chooser, open_as):
    page = chooser(scripts=True)
    answer(page, {question.code: question.answers[1].code for question in CHOOSING.questions[:4]})
    link = page.get_by_role("link", name="A link to this answer").get_attribute("href")

    friend = open_as("anon", java_script_enabled=False)
    friend.goto(PATH + link)

    assert friend.locator("main").inner_text() == page.locator("main").inner_text()
    assert ticked(friend) == ticked(page)
    assert len(set(ticked(page))) > 1


def ticked(page) -> list[str]:
    return [radio.get_attribute("value") for radio in page.locator("input:checked").all()]


def test_the_chooser_is_used_by_keyboard_alone_and_without_scripts(chooser):
    page = chooser(scripts=False)
    first, second, *_ = CHOOSING.questions
    page.locator(f"#q-{first.code} input:checked").focus()

    page.keyboard.press("ArrowDown")  # from "Not sure", the last, round to the first
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{PATH}?*")
    assert ticked(page)[:3] == [first.answers[0].code, second.answers[1].code, ""]
    assert page.get_by_text(f"From your answers to 2 of {len(CHOOSING.questions)} questions.").is_visible()


def test_keys_reach_the_first_question_and_the_result_from_the_top(chooser):
    page = chooser(scripts=True)
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.name || document.activeElement.innerText"))
        if seen[-1] == SHOW:
            break

    assert [name for name in seen if name in {row.code for row in CHOOSING.questions}] == [
        row.code for row in CHOOSING.questions
    ]
    assert seen[-1] == SHOW
