"""An editor's afternoon: see what a change touches, save it, look at its history, bring the old words back."""

import re

from playwright.sync_api import expect

TEXT = "A tailor making a coat for one client"


def test_an_editor_changes_a_row_and_brings_it_back(open_as, running):
    page = open_as("editor")
    page.goto("/admin/opsmethods/example/?q=J01")
    page.locator("#result_list tbody th a").click()
    before = page.get_by_label("Text:").input_value()
    expect(page.locator(".field-touches")).to_contain_text(re.compile("rests on it|Questions asked"))

    page.get_by_label("Text:").fill(TEXT)
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    student = open_as("anon")
    student.goto("/notes/operations-methods/job/")
    expect(student.get_by_role("heading", name=TEXT)).to_be_visible()

    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("edited by")).to_be_visible()
    expect(page.locator("ins", has_text=TEXT)).to_be_visible()
    page.get_by_role("button", name="Bring this version back").last.click()

    expect(page.get_by_text("is as it was.")).to_be_visible()
    student.reload()
    expect(student.get_by_role("heading", name=before, exact=True)).to_be_visible()


def test_a_preview_opens_without_saving(open_as):
    page = open_as("editor")
    page.goto("/admin/opsmethods/section/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_label("Body:").fill("So **this** is how it looks.\n\n<script>document.title = 'alive'</script>")

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview body").click()

    expect(opened.value.locator("strong", has_text="this")).to_be_visible()
    assert opened.value.title() != "alive"


def test_an_editor_brings_a_deleted_row_back(open_as):
    page, student = open_as("editor"), open_as("sam")
    page.goto("/admin/opsmethods/example/?q=J12")
    page.locator("#result_list tbody th a").click()
    text = page.get_by_label("Text:").input_value()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Yes").click()
    student.goto("/notes/operations-methods/job/")
    expect(student.get_by_role("heading", name=text, exact=True)).to_have_count(0)

    page.get_by_role("link", name="Deleted examples").click()
    gone = page.locator(".module").filter(has=page.get_by_role("heading", name="example job/J12: deleted"))
    expect(gone).to_contain_text(text)
    gone.get_by_role("button", name="Bring back").click()

    expect(page.get_by_text("is back.")).to_be_visible()
    student.reload()
    expect(student.get_by_role("heading", name=text, exact=True)).to_be_visible()


# --- Two editors ----------------------------------------------------------------------------------

FIRST, SECOND = "One boat for one owner.", "The owner draws the boat."
MOVED_ON = "Somebody has changed th"


def save(page, field, text: str, button: str = "Save and continue editing") -> None:
    field(page).fill(text)
    page.get_by_role("button", name=button).click()


def test_of_two_editors_of_a_row_the_second_is_told(open_as):
    first, second = open_as("editor"), open_as("admin")
    for page in (first, second):
        page.goto("/admin/opsmethods/example/?q=J02")
        page.locator("#result_list tbody th a").click()
    before = why(first).input_value()
    save(first, why, FIRST)
    expect(first.get_by_text("was changed successfully")).to_be_visible()

    for _ in range(2):
        save(second, why, SECOND)
        expect(second.get_by_text(MOVED_ON)).to_be_visible()
        expect(second.locator(".field-why")).to_contain_text(f"Now this stands here: {FIRST}")
        expect(why(second)).to_have_value(SECOND)

    with second.expect_popup() as opened:
        second.get_by_role("link", name="See how it stands now").click()
    expect(why(opened.value)).to_have_value(FIRST)
    save(opened.value, why, before)
    expect(opened.value.get_by_text("was changed successfully")).to_be_visible()


def why(page):
    return page.get_by_label("Why:")


def test_of_two_editors_of_the_grid_the_second_is_told(open_as, running):
    first, second = open_as("editor"), open_as("admin")
    for page in (first, second):
        page.goto(f"/admin/opsmethods/topic/{running.world.things['topic_row']}/matrix/")
    before = sentence(first).input_value()
    save(first, sentence, FIRST, "Save the grid")
    expect(first.get_by_text("1 cells changed.")).to_be_visible()

    for _ in range(2):
        save(second, lambda page: page.locator("[name='FIT.job.sentence']"), SECOND, "Save the grid")
        expect(second.get_by_text(MOVED_ON)).to_be_visible()
        expect(second.locator(".standing dt")).to_have_text(["VAR, job", "FIT, job"])
        expect(second.locator(".standing")).to_contain_text(FIRST)
        expect(second.locator("[name='FIT.job.sentence']")).to_have_value(SECOND)

    with second.expect_popup() as opened:
        second.get_by_role("link", name="Open the grid as it stands now").click()
    expect(sentence(opened.value)).to_have_value(FIRST)
    save(opened.value, sentence, before, "Save the grid")
    expect(opened.value.get_by_text("1 cells changed.")).to_be_visible()


def sentence(page):
    return page.locator("[name='VAR.job.sentence']")
