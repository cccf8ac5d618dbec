"""Taking a quiz by keyboard, without a network, in two places, twice, against the clock, without script."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, hand_in, questions_on, sign_in, sign_up, start_test, unfold
from tests.servers import manage

pytestmark = [pytest.mark.browser, pytest.mark.servers]

TOPIC = "operations-methods"
SAVED = "Answer saved"


def choose(page: Page, place: int) -> None:
    page.locator("#question label.choice").nth(place).click()


def says(page: Page, words: str) -> None:
    expect(page.locator("#saved")).to_have_text(words, timeout=15_000)


def answer_and_go_on(page: Page, place: int, *, words: str = SAVED) -> None:
    choose(page, place)
    says(page, words)
    page.get_by_role("button", name="Save and go on").click()


def hand_in_anyway(page: Page) -> None:
    page.get_by_role("button", name="Hand in the test").click()
    follow(page.get_by_role("button", name="Hand in anyway"))
    expect(page.locator("h1.score")).to_be_visible(timeout=30_000)


def chosen_on(page: Page) -> list[str]:
    """What the result says was chosen, question by question; empty where nothing was."""
    unfold(page)
    return [
        " ".join(section.locator(".choice", has=page.get_by_text(re.compile("Your answer"))).all_inner_texts())[:1]
        for section in page.locator("section[aria-label^=Question]").all()
    ]


def test_ten_questions_by_keyboard_alone(visitor):
    page = visitor()
    start_test(page, TOPIC, count="10")
    for position in range(1, 11):
        expect(page.locator("#question .eyebrow")).to_contain_text(f"question {position} of 10")
        while page.evaluate("document.activeElement.name") != "option":
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        says(page, SAVED)
        while page.evaluate("document.activeElement.tagName") != "BUTTON":
            page.keyboard.press("Tab")
        if position < 10:
            page.keyboard.press("Enter")

    while "submit" not in page.evaluate("Object.keys(document.activeElement.dataset)"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("h1.score")).to_be_visible(timeout=30_000)
    assert chosen_on(page) == ["A"] * 10
    expect(page.get_by_text("Receipt: 10 answers stored")).to_be_visible()


def test_offline_answers_are_stored_though_the_tab_was_closed(visitor):
    page = visitor()
    start_test(page, TOPIC, count="10")
    quiz = page.url
    for _ in range(3):
        answer_and_go_on(page, 1)

    page.context.set_offline(True)
    for _ in range(5):
        answer_and_go_on(page, 2, words="Saved on this device, will send")
    page.get_by_role("button", name="Hand in the test").click()
    page.get_by_role("button", name="Hand in anyway").click()
    says(page, "Some answers are still on this device. Hand in when they are saved")
    context = page.context
    page.close()
    context.set_offline(False)

    again = context.new_page()
    with again.expect_response(lambda response: "/8/answer/" in response.url and response.ok):
        again.goto("/notes/")
    again.goto(quiz)
    expect(again.locator("#overview .is-answered")).to_have_count(8)
    hand_in_anyway(again)

    assert chosen_on(again) == ["B"] * 3 + ["C"] * 5 + [""] * 2
    expect(again.get_by_text("Receipt: 8 answers stored")).to_be_visible()


def test_practice_goes_on_offline_and_tells_when_connected(visitor):
    page = visitor()
    page.goto("/")
    page.get_by_role("button", name="Answer a question").first.click()
    page.wait_for_load_state("networkidle")  # the script is there, and has had nothing to do
    page.context.set_offline(True)
    choose(page, 0)
    page.get_by_role("button", name="Check my answer").click()
    says(page, "Saved on this device; feedback when connected")
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.locator("#question .eyebrow")).to_contain_text("question 2 of")

    page.context.set_offline(False)
    says(page, SAVED)
    page.get_by_role("link", name="Previous").click()

    expect(page.locator("#told")).to_be_visible()


def test_the_second_of_two_places_is_the_one_that_counts(visitor):
    first, second = visitor(), visitor()
    sign_up(first, "two-places")
    start_test(first, TOPIC, count="5")
    answer_and_go_on(first, 0)
    sign_in(second, "two-places")
    second.goto(first.url)

    choose(first, 1)
    expect(first.locator("#saved")).to_contain_text("This quiz was opened again somewhere else", timeout=15_000)

    choose(second, 2)
    says(second, SAVED)
    hand_in_anyway(second)
    assert chosen_on(second)[:2] == ["A", "C"]


def test_a_double_click_hands_in_once(visitor):
    page = visitor()
    start_test(page, TOPIC, count="5")
    for _ in range(4):
        answer_and_go_on(page, 0)
    choose(page, 0)
    says(page, SAVED)

    page.get_by_role("button", name="Hand in the test").dblclick()

    expect(page.locator("h1.score")).to_be_visible(timeout=30_000)
    page.goto("/quizzes/")
    expect(page.get_by_role("heading", name="Go on where you were")).to_have_count(0)


def test_what_is_left_open_is_asked_about_before_it_is_handed_in(visitor):
    page = visitor()
    start_test(page, TOPIC, count="5")
    answer_and_go_on(page, 0)
    page.get_by_role("button", name="Come back to this").click()
    asking = page.get_by_role("dialog", name="Hand in the test")
    expect(asking).to_be_hidden()

    page.get_by_role("button", name="Hand in the test").click()
    expect(asking).to_contain_text("4 questions have no answer. 1 is flagged. Hand in anyway?")
    expect(asking.get_by_role("button", name="Go back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(asking).to_be_hidden()
    choose(page, 1)
    says(page, SAVED)
    expect(page.get_by_text("3 questions have no answer. 1 is flagged.", exact=True)).to_be_visible()
    hand_in_anyway(page)

    assert chosen_on(page) == ["A", "B", "", "", ""]


def test_practice_leads_from_one_question_to_the_next_and_to_the_result(visitor):
    page = visitor()
    page.goto("/quizzes/")
    form = page.locator(f"form[action$='/{TOPIC}/start/']").first
    form.locator("[name=count]").select_option("5")
    follow(form.get_by_role("button"))
    finish = page.get_by_role("button", name="Finish and see the result")
    told = page.locator("#told")
    for position in range(1, 6):
        expect(page.locator("#question .eyebrow")).to_contain_text(f"question {position} of 5")
        expect(page.locator("#saved")).to_have_text("")
        expect(finish).to_have_class("btn btn-outline-primary")
        choose(page, 0)
        page.get_by_role("button", name="Check my answer").click()
        expect(told).to_be_focused()
        says(page, SAVED)
        spoken = rf"Question\s+{position}\s+answered, {told.get_attribute('data-verdict')}"
        expect(page.get_by_role("link", name=re.compile(spoken))).to_be_visible()
        if position < 5:
            told.get_by_role("link", name="Next question").click()

    expect(finish).to_have_class("btn btn-primary")
    hand_in(page, "Finish and see the result")


def test_questions_flagged_are_found_again(visitor):
    page = visitor()
    start_test(page, TOPIC, count="5")
    with page.expect_response(lambda response: response.url.endswith("/flag/") and response.ok):
        page.get_by_role("button", name="Come back to this").click()
    page.get_by_role("link", name="Next", exact=True).click()
    page.reload()

    page.get_by_role("link", name=re.compile(r"Question\s+1\s+flagged")).click()

    expect(page.locator("#question .eyebrow")).to_contain_text("question 1 of 5")
    expect(page.get_by_role("button", name="Come back to this")).to_have_attribute("aria-pressed", "true")


EXTRA_TIME = """
from datetime import timedelta
from quizzes.models import Attempt
attempt = Attempt.objects.get(pk="{pk}")
attempt.extra_time_percent, attempt.started_at = 25, attempt.started_at - timedelta(seconds={ago})
attempt.save()
"""


def test_a_quarter_more_time_and_then_the_page_hands_in(visitor, running):
    page = visitor()
    start_test(page, TOPIC, count="5", minutes="5")
    expect(page.locator("[data-time]")).to_have_text(re.compile(r"^[45]:\d\d$"))
    answer_and_go_on(page, 0)
    pk = UUID(page.url.split("/")[-3])

    # Five minutes and a quarter more are 375 seconds; all but 12 of them are over.
    manage(running.env, "shell", "-c", EXTRA_TIME.format(pk=pk, ago=363))
    page.reload()
    expect(page.locator("[data-time]")).to_have_text(re.compile(r"^0:\d\d$"))
    page.get_by_role("button", name="Hide the time").click()
    expect(page.locator("[data-time]")).to_be_hidden()

    expect(page.locator("h1.score")).to_be_visible(timeout=60_000)
    assert len(questions_on(page)) == 5


def test_a_whole_test_without_script(browser, running):
    context = browser.new_context(base_url=running.url, java_script_enabled=False)
    page = context.new_page()
    start_test(page, TOPIC, count="5")
    expect(page.get_by_text("5 questions have no answer.")).to_be_visible()
    for position in range(1, 6):
        expect(page.locator("#question .eyebrow")).to_contain_text(f"question {position} of 5")
        choose(page, 0)
        follow(page.get_by_role("button", name="Save and go on" if position < 5 else "Save", exact=True))
    page.go_back()
    follow(page.get_by_role("link", name=re.compile(r"Question\s+4\b")))
    choose(page, 1)
    follow(page.get_by_role("button", name="Come back to this"))
    follow(page.get_by_role("link", name=re.compile(r"Question\s+1\b")))
    choose(page, 2)

    follow(page.get_by_role("button", name="Hand in the test"))
    while not page.locator("h1.score").count():
        page.reload()

    assert chosen_on(page) == ["C", "A", "A", "B", "A"]
    expect(page.get_by_text("Receipt: 7 answers stored")).to_be_visible()
    context.close()
