"""An editor's afternoon: see what a change touches, save it, look at its history, bring the old words back."""

from playwright.sync_api import expect

TEXT = "A tailor making a coat for one client"


def test_an_editor_changes_a_row_and_brings_it_back(open_as, running):
    page = open_as("editor")
    page.goto("/admin/opsmethods/example/?q=J01")
    page.locator("#result_list tbody th a").click()
    before = page.get_by_label("Text:").input_value()
    expect(page.locator(".field-touches")).to_contain_text("rests on it")

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
