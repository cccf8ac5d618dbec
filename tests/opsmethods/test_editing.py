from django.contrib import admin

from opsmethods.editing import HistoryAdmin, ReadOnly, RowAdmin
from opsmethods.models import ContentRow

PAGES = admin.site._registry


def test_every_row_that_editors_keep_is_held_against_two_of_them():
    kept = {model for model in PAGES if issubclass(model, ContentRow)}

    assert {model._meta.app_label for model in kept} == {"opsmethods", "essays"}
    assert {model for model in kept if not isinstance(PAGES[model], RowAdmin | ReadOnly)} == set()


def test_a_row_that_is_only_read_is_not_changed_by_anybody(rf, cast):
    request = rf.get("/")
    request.user = cast.sam
    request.user.is_staff = request.user.is_superuser = True
    read = [page for page in PAGES.values() if isinstance(page, ReadOnly)]

    assert {type(page).__module__.partition(".")[0] for page in read} == {"quizzes", "essays"}
    for page in read:
        allowed = {name: may for name, may in page.get_model_perms(request).items() if may}
        assert allowed == {"view": True}, page


def test_a_page_with_a_history_says_where_a_version_is_brought_back():
    pages = [page for page in PAGES.values() if isinstance(page, HistoryAdmin)]

    assert {page.opts.app_label for page in pages} == {"opsmethods", "essays"}
    for page in pages:
        assert page.page("restore") in {url.name for url in page.get_urls()}, page
