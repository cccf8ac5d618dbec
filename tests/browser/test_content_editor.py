"""A content editor edits content and nothing else: people, students' work and marks stay shut."""

from django.contrib import admin

from tests.test_access import edits

MODELS = [model for model in admin.site._registry if not edits(model)]
NAMED = ("accounts.User", "quizzes.Attempt", "quizzes.Mark", "essays.Submission", "essays.Marking", "essays.Mark")


def list_of(model) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def row_of(page, model) -> str:
    """The page of the first row there is, as somebody sees it who may."""
    page.goto(list_of(model))
    link = page.locator("#result_list tbody th a")
    return link.first.get_attribute("href") if link.count() else f"{list_of(model)}1/change/"


def test_people_attempts_and_marks_are_shut(open_as):
    office, page = open_as("admin"), open_as("editor")
    rows = {model._meta.label: row_of(office, model) for model in MODELS}
    addresses = [*map(list_of, MODELS), *rows.values()]

    assert {label: office.goto(rows[label]).status for label in NAMED} == dict.fromkeys(NAMED, 200)
    assert {address: page.goto(address).status for address in addresses} == dict.fromkeys(addresses, 403)


def test_nothing_leads_an_editor_there(open_as):
    page = open_as("editor")
    page.goto("/admin/")

    links = [link.get_attribute("href") for link in page.locator("#content a, #nav-sidebar a").all()]

    assert set(links) & set(map(list_of, MODELS)) == set()
    assert {"/admin/opsmethods/section/", "/admin/essays/prompt/"} <= set(links)
