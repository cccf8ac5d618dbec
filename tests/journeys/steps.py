"""What a person does on the pages, one small step each."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.factories.accounts import PASSWORD
from tests.journeys.oracle import Oracle, Verdict

ESSAY = (
    "Job production makes one item at a time for one buyer. Batch production makes a group of the same item. "
    "Flow production never stops, so the cost of each unit falls. In my opinion it depends on the market."
)


def follow(control: Locator) -> None:
    """Click, and wait until the page it leads to is there as a whole; what is read at once would miss the rest."""
    with control.page.expect_navigation():
        control.click()


@dataclass(frozen=True)
class Told:
    """An answer given, and what the notes say of it."""

    chosen: str
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        return self.chosen == self.verdict.right


def answer_here(page: Page, oracle: Oracle, *, place: int) -> Told:
    """Choose the option at this place of the question on the page, and save it."""
    stem = page.locator("#question h1").inner_text()
    labels = page.locator("#question label.choice").filter(has=page.locator("[name=option]"))
    options = [re.sub(r"^[A-Z]\s+", "", text) for text in labels.locator("> span").all_inner_texts()]
    place %= len(options)
    labels.nth(place).click()
    return Told(options[place], oracle.judge(stem, options))


def take_quiz(page: Page, oracle: Oracle, *, count: int, button: str = "") -> list[Told]:
    """Answer every question of the quiz that is open; the place of the option moves on by one each time.

    A test saves on choosing; practice on its button.
    """
    folder = page.url.removesuffix("1/")
    told = []
    for position in range(1, count + 1):
        page.goto(f"{folder}{position}/")
        with page.expect_response(lambda response: response.url.endswith("/answer/")):
            told.append(answer_here(page, oracle, place=position))
            if button:
                page.get_by_role("button", name=button).click()
    page.goto(f"{folder}{count}/")
    return told


@dataclass(frozen=True)
class Shown:
    """A question as the result page shows it."""

    stem: str
    options: list[str]
    right: str


def unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def questions_on(page: Page) -> list[Shown]:
    """All questions of the result that is open, those that are folded too."""
    unfold(page)
    return [
        Shown(
            section.locator("h3").inner_text(),
            section.locator(".choice .fw-semibold").all_inner_texts(),
            section.locator(".choice.is-right .fw-semibold").inner_text(),
        )
        for section in page.locator("section[aria-label^=Question]").all()
    ]


def start_test(page: Page, topic: str, *, count: str, minutes: str = "", dimension: str = "") -> None:
    """Of everything; or of one dimension, from the form that its address offers first."""
    page.goto(f"/quizzes/?topic={topic}&dimension={dimension}" if dimension else "/quizzes/")
    form = page.locator(f"form[action$='/{topic}/start/']").first
    form.locator("[name=mode][value=test]").check()
    form.locator("[name=count]").select_option(count)
    form.locator("[name=minutes]").select_option(minutes)
    follow(form.get_by_role("button"))


def hand_in(page: Page, button: str) -> None:
    """Also where questions are left open, about which the page asks first."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
        if (anyway := page.get_by_role("button", name="Hand in anyway")).is_visible():
            anyway.click()
    expect(page.locator("h1.score")).to_be_visible(timeout=30_000)


def sign_up(page: Page, username: str) -> None:
    page.goto("/account/signup/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_role("link", name=username)).to_be_visible()


def sign_in(page: Page, username: str) -> None:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name=username)).to_be_visible()


def grid_on(page: Page, title: str) -> dict[tuple[str, str], str]:
    """The counts of the grid of this topic, by method and column, as the progress page shows them."""
    unfold(page)
    section = page.locator(".page", has=page.get_by_role("heading", name=f"Where you stand: {title}"))
    methods = [text.strip() for text in section.locator("table").first.locator("thead th").all_inner_texts()[1:]]
    found = {}
    for row in section.locator("tbody tr").all():
        column = row.locator("th").inner_text().strip()
        for method, cell in zip(methods, row.locator("td").all(), strict=True):
            for count in cell.locator(".num").all_inner_texts():
                found[method, column] = count
    return found


def grid_of(told: Iterable[Told], oracle: Oracle) -> dict[tuple[str, str], str]:
    """The same from the answers and the YAML alone."""
    labels = {"": "As a whole"} | {row["code"]: row["label"] for row in oracle.dimensions}
    tallies = defaultdict(lambda: [0, 0])
    for each in (one for one in told if one.verdict.method):
        tally = tallies[oracle.methods[each.verdict.method]["name"], labels[each.verdict.dimension]]
        tally[0] += each.is_right
        tally[1] += 1
    return {field: f"{right} of {tried}" for field, (right, tried) in tallies.items()}


def others_of(told: Iterable[Told]) -> str:
    """What is said of answers that belong to no method; empty where there are none."""
    others = [each.is_right for each in told if not each.verdict.method]
    return f"Terms, sums and ideas that belong to no one of them: {sum(others)} of {len(others)}" if others else ""


def mark_essay(page: Page) -> None:
    """The highest mark everywhere; a sentence for the first criterion only; every check comes out against it."""
    follow(page.get_by_role("button", name="Mark your essay"))
    for place, link in enumerate(
        [each.get_attribute("href") for each in page.locator("nav[aria-label=Criteria] a").all()]
    ):
        page.goto(link)
        highest = max(int(radio.get_attribute("value")) for radio in page.locator("input[name=mark]").all())
        page.locator(f"input[name=mark][value='{highest}']").check()
        if place == 0:
            page.locator("input[name=sentences]").first.check()
        for radio in page.locator("input[type=radio][value=holds]").all():
            radio.check()
        follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_role("button", name="Finish marking").click()
