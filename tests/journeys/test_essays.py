"""An essay from plan to redraft: each question on a phone and on a desk, by keyboard alone, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, sign_up

pytestmark = [pytest.mark.browser, pytest.mark.servers]

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
FIRST = (
    "Job production makes one item at a time for one buyer, so unit cost is high. Flow production never stops. "
    "Because set-up is shared, each can costs less than a tailored suit does."
)
OFFLINE = " Provided that demand is steady, I judge flow to matter most."
REDRAFT = FIRST.replace("never stops", "moves each unit on at once") + OFFLINE + " Unless tastes differ, it stays so."
SAVED = re.compile(r"^Saved \d\d:\d\d$")
WAITS = "Saved on this device, will send"


@pytest.fixture
def person(browser, running):
    """Somebody at a window of this size."""
    contexts = []

    def person(size="desk", **options) -> Page:
        contexts.append(browser.new_context(base_url=running.url, viewport=SIZES[size], **options))
        return contexts[-1].new_page()

    yield person
    for context in contexts:
        context.close()


def says(page: Page, words) -> None:
    expect(page.locator("[data-status]")).to_have_text(words, timeout=20_000)


def plan(page: Page, number: int) -> None:
    page.goto(f"/essays/operations-methods/{number}/")
    follow(page.get_by_role("button", name="Plan first"))
    page.locator("textarea").first.fill("The order decides stock, skills and waiting time.")
    says(page, SAVED)
    follow(page.get_by_role("button", name="Go on to writing"))


def write_with_a_gap_in_the_network(page: Page, *, seconds: int) -> None:
    page.get_by_text("Your plan").click()
    expect(page.get_by_text("The order decides stock, skills and waiting time.")).to_be_visible()
    page.locator("textarea.editor").fill(FIRST)
    says(page, SAVED)
    page.context.set_offline(True)
    page.locator("textarea.editor").fill(FIRST + OFFLINE)
    says(page, WAITS)
    page.wait_for_timeout(1000 * seconds)
    page.context.set_offline(False)
    says(page, SAVED)
    hand_in_few(page)


def hand_in_few(page: Page) -> None:
    """Fewer words than the guide's: asked once, and the first answer is to go back."""
    hand_in = page.get_by_role("button", name="Hand in this essay")
    dialog = page.get_by_role("dialog")
    hand_in.click()
    expect(dialog).to_contain_text(re.compile(r"^\d+ words of about \d+ to \d+\. Hand in anyway\?"))
    dialog.get_by_role("button", name="Go back").click()
    expect(dialog).to_be_hidden()
    hand_in.click()
    follow(dialog.get_by_role("button", name="Hand in anyway"))


def train(page: Page, criterion: str) -> None:
    """Mark samples on one criterion until one's own essay may be marked on it."""
    follow(page.get_by_role("link", name=f"Mark a sample on {criterion}"))
    for _ in range(3):
        if not page.get_by_role("button", name="See the sample mark").count():
            break
        page.locator("input[name=mark][value='2']").check()
        follow(page.get_by_role("button", name="See the sample mark"))
    expect(page.get_by_text(re.compile("the sample mark is"))).to_have_count(page.locator(".aside h3").count())
    follow(page.get_by_role("button", name=re.compile("^Mark your own essay on")))


def mark_it(page: Page, *, evidence: int) -> None:
    """The same for every criterion: the first mark of the highest level, one sentence, nothing against it."""
    links = [each.get_attribute("href") for each in page.locator("nav[aria-label=Criteria] a").all()]
    for link in links:
        page.goto(link + "?look=yes")
        page.locator("input[name=sentences]").nth(evidence).check()
        page.locator("input[name=mark]").first.check()
        for radio in page.locator("input[type=radio][value=clears]").all():
            radio.check()
        page.locator("textarea[name=answer]").fill("The first one says so.")
        page.locator("input[name=confidence][value='2']").check()
        follow(page.get_by_role("button", name="Save and go on"))
    follow(page.get_by_role("button", name="Finish marking"))
    expect(page.get_by_role("row", name="Total")).to_be_visible(timeout=30_000)


def see_the_evidence(page: Page) -> None:
    """The sentence that was chosen stands out with the codes of what it was chosen for: reloaded and on paper too."""
    page.reload()
    evidence = page.locator("article mark.ev")
    expect(evidence).to_have_count(1)
    expect(evidence).to_contain_text("C1 C2 C3 C4 Job production makes one item at a time")
    page.emulate_media(media="print")
    expect(evidence).to_be_visible()
    page.emulate_media(media="screen")


def tick_points(page: Page) -> None:
    here = page.url
    follow(page.get_by_role("link", name="Points that earn credit"))
    for number in (1, 3):
        page.locator(f"#point-{number}").check()
        says(page, SAVED)
    page.reload()
    assert [page.locator(f"#point-{number}").is_checked() for number in (1, 2, 3)] == [True, False, True]
    page.goto(here)


def redraft(page: Page) -> None:
    page.reload()
    follow(page.get_by_role("button", name="Redraft it"))
    page.locator("textarea.editor").fill(REDRAFT)
    hand_in_few(page)


def see_what_changed(page: Page) -> None:
    page.reload()
    follow(page.get_by_role("link", name="What changed since version 1"))
    assert "moves each unit on at once." in " ".join(page.locator("ins").all_inner_texts())
    assert "never stops." in " ".join(page.locator("del").all_inner_texts())
    assert set(page.locator("td[data-label=Change]").all_inner_texts()) == {"the same"}
    page.go_back()


def open_the_samples(page: Page) -> None:
    page.wait_for_load_state()
    follow(page.get_by_role("link", name="Sample answers to this question"))
    follow(page.get_by_role("button", name="It is final: show me the samples"))
    headings = page.get_by_role("heading", name=re.compile(r"^(Weak|Secure|Excellent): \d+ of 20$"))
    expect(headings).to_have_count(3)
    follow(page.get_by_role("link", name="Compare your essay with samples"))
    for better in ("Mine is better", "The other is better", "The other is better"):
        follow(page.get_by_role("button", name=better))
    placed = re.compile(r"^3 compared. Your choices put this essay between \d+ and \d+ of 20")
    expect(page.get_by_text(placed)).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", [1, *(pytest.param(number, marks=pytest.mark.full) for number in (2, 3, 4, 5))])
def test_an_essay_from_plan_to_redraft(person, number, size):
    page = person(size)
    sign_up(page, f"writer-{number}-{size}")

    plan(page, number)
    write_with_a_gap_in_the_network(page, seconds=60 if size == "phone" else 1)
    train(page, "Knowledge")
    mark_it(page, evidence=0)
    see_the_evidence(page)
    expect(page.get_by_role("heading", name=re.compile("Work on this next|Full marks"))).to_be_visible()

    tick_points(page)
    redraft(page)
    follow(page.get_by_role("button", name="Mark your essay"))
    mark_it(page, evidence=1)
    see_what_changed(page)
    open_the_samples(page)


# --- By keyboard alone ----------------------------------------------------------------------------


def reach(page: Page, selector: str) -> None:
    """Tab until the focus is on the first element that the selector names."""
    for _ in range(200):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached")


def press(page: Page, selector: str) -> None:
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_essay_by_keyboard_alone(person):
    page = person()
    page.goto("/essays/operations-methods/1/")
    press(page, "form.next button.btn-primary")
    reach(page, "textarea.editor")
    page.keyboard.type(FIRST)
    reach(page, "button[name=finished]")
    page.keyboard.press("Enter")
    press(page, "dialog button[name=finished]")
    press(page, "form[action$='/mark/'] button")

    for _ in range(4):
        reach(page, "input[name=sentences]")
        page.keyboard.press("Space")
        reach(page, "input[name=mark]")
        page.keyboard.press("Space")
        for _ in range(page.locator("fieldset:has(input[value=clears])").count()):
            reach(page, "input[value=clears]:not(:checked)")
            page.keyboard.press("Space")
        press(page, "form[data-kept] button.btn-primary, form[data-kept] button.btn-outline-primary")
    press(page, "form[action$='/finish/'] button")

    expect(page.get_by_role("row", name="Total")).to_be_visible(timeout=30_000)


# --- Without script -------------------------------------------------------------------------------


def test_an_essay_without_script(person):
    page = person("phone", java_script_enabled=False)
    page.goto("/essays/operations-methods/1/")
    follow(page.get_by_role("button", name="Plan first"))
    page.locator("textarea").first.fill("The order decides.")
    follow(page.get_by_role("button", name="Save the plan"))
    expect(page.locator("textarea").first).to_have_value("The order decides.")
    follow(page.get_by_role("button", name="Go on to writing"))
    page.locator("textarea.editor").fill(FIRST)
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator("textarea.editor")).to_have_value(FIRST)
    follow(page.get_by_role("button", name="Hand in this essay"))
    follow(page.get_by_role("button", name="Mark your essay"))
    links = [each.get_attribute("href") for each in page.locator("nav[aria-label=Criteria] a").all()]
    for link in links:
        page.goto(link)
        page.locator("input[name=sentences]").first.check()
        page.locator("input[name=mark]").first.check()
        for radio in page.locator("input[type=radio][value=clears]").all():
            radio.check()
        follow(page.get_by_role("button", name="Save and go on"))

    follow(page.get_by_role("button", name="Finish marking"))
    while not page.get_by_role("row", name="Total").count():
        page.reload()
    expect(page.get_by_role("row", name="Total")).to_contain_text("16 of 20")
