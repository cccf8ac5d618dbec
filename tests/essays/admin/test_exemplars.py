import pytest
from django.urls import reverse

from essays import operations
from essays.models import Comparison, Exemplar
from tests.essays.admin.desk import act, change_url, list_url, refusals, save
from tests.essays.work import NOW
from tests.opsmethods.test_admin import complaints


@pytest.fixture
def sample(prompt) -> Exemplar:
    return prompt.exemplars.get(code="p1w")


def rows_of(formset: str, editor, sample) -> dict[str, int]:
    """The place of each row on the page by what it is called."""
    page = editor.get(change_url(sample))
    found = next(each.formset for each in page.context["inline_admin_formsets"] if each.formset.prefix == formset)
    return {str(form.instance): place for place, form in enumerate(found.forms)}


def test_a_sample_is_saved_with_all_that_hangs_on_it(sample, editor):
    answer = save(editor, sample, next_step="Add a chain.", marks__0__mark="1", notes__0__note="Look again.")

    sample.refresh_from_db()
    assert (answer.status_code, sample.next_step, sample.revision) == (302, "Add a chain.", 2)
    assert sample.marks.get(criterion="C1").mark == 1
    assert sample.notes.get(position=1).note == "Look again."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"marks__0__criterion": "C9"}, "There is no criterion C9."),
        ({"marks__0__mark": "5"}, "No level of C1 has 5: the highest is 4."),
        ({"marks__0__DELETE": "on"}, "A mark is missing: C1."),
        ({"caps__0__cap": "Z"}, "C1 has no cap Z."),
        ({"caps__0__DELETE": "on"}, "A cap has no answer: C1 K ("),
        ({"notes__0__criterion": "C9"}, "There is no criterion C9."),
        ({"notes__0__quote": "no such words"}, "These words must stand in the text once. They stand there nowhere."),
        ({"notes__0__quote": "production"}, "These words must stand in the text once. They stand there 3 times."),
        ({"text": "Another answer altogether."}, "They stand there nowhere."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_saved(sample, editor, changes, said):
    words = refusals(editor, sample, next_step="Changed.", **changes)

    assert said in words
    assert not Exemplar.objects.filter(next_step="Changed.").exists()


def test_a_draft_may_lack_marks_and_says_which(sample, editor):
    answer = save(editor, sample, published="", marks__0__DELETE="on", caps__0__DELETE="on")

    assert answer.status_code == 302
    assert "without C1" in editor.get(change_url(sample)).content.decode()


def test_a_new_sample_begins_as_a_draft(prompt, editor):
    address = reverse("admin:essays_exemplar_add")
    fields = {"prompt": prompt.pk, "code": "p1n", "band": "weak", "status": "provisional", "text": "Job is one."}

    refused = editor.post(address, {**fields, "published": "on"})
    editor.post(address, fields)

    assert "It has no marks yet." in complaints(refused)
    assert prompt.exemplars.get(code="p1n").published is False


def test_without_a_published_rubric_that_is_said(sample, prompt, editor):
    prompt.rubrics.update(published_at=None)

    words = refusals(editor, sample)

    assert "The question of sample p1w has no published rubric." in words


def test_the_total_is_worked_out_as_for_any_marking(sample, editor):
    """Chosen 2, 1, 1, 1; the caps that hold are all higher or equal."""
    page = editor.get(change_url(sample)).content.decode()
    listed = editor.get(list_url("exemplar"), {"q": "p1w"}).content.decode()

    assert "<strong>5 of 20</strong>" in page
    assert '<td class="field-total">5 of 20</td>' in listed


def test_a_cap_that_holds_lowers_the_total(sample, editor):
    sample.marks.filter(criterion="C1").update(mark=4)

    page = editor.get(change_url(sample)).content.decode()

    assert "C1: chosen 4, counts 2. Held at 2." in page


def test_marks_are_confirmed_and_taken_back(sample, editor):
    other = sample.prompt.exemplars.get(code="p1s")

    confirmed = act(editor, "confirm", sample, other).content.decode()
    twice = act(editor, "confirm", sample).content.decode()
    statuses = set(sample.prompt.exemplars.values_list("code", "status"))
    act(editor, "take_back", other)

    assert "Samples now marked “Confirmed by a teacher”: 2." in confirmed
    assert "Samples now marked “Confirmed by a teacher”: 0." in twice
    assert {("p1w", "confirmed"), ("p1s", "confirmed")} < statuses
    assert Exemplar.objects.get(pk=other.pk).status == "provisional"
    assert Exemplar.objects.get(pk=other.pk).revision == 3


def test_a_sample_that_a_student_compared_is_not_deleted(sample, submission, editor):
    address = reverse("admin:essays_exemplar_delete", args=[sample.pk])
    Comparison.objects.create(submission=submission, exemplar=sample, own_is_better=True, compared_at=NOW)

    refused = editor.post(address, {"post": "yes"})
    act(editor, "delete_selected", sample)

    assert refused.status_code == 403
    assert Exemplar.objects.filter(pk=sample.pk).exists()


def test_a_sample_that_nobody_met_is_deleted(sample, editor):
    editor.post(reverse("admin:essays_exemplar_delete", args=[sample.pk]), {"post": "yes"})

    assert not Exemplar.objects.filter(pk=sample.pk).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_three_rows_as_for_one(main_pack, editor, django_assert_num_queries, rows):
    """Of three prompts, each with its own rubric."""
    kept = [f"p{number}w" for number in range(1, rows + 1)]
    Exemplar.objects.exclude(code__in=kept).delete()

    with django_assert_num_queries(13):
        page = editor.get(list_url("exemplar"))

    assert [row.code for row in page.context["cl"].result_list] == kept


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_as_often_for_three_rows_as_for_one(sample, editor, django_assert_num_queries, rows):
    for hung in (sample.marks, sample.caps, sample.notes):
        hung.exclude(pk__in=list(hung.order_by("pk").values_list("pk", flat=True)[:rows])).delete()

    with django_assert_num_queries(16):
        editor.get(change_url(sample))


def test_a_newer_rubric_asks_for_its_new_cap(sample, editor):
    copy = operations.copy_rubric(sample.prompt.rubrics.get())
    criterion = copy.criteria.get(code="C2")
    criterion.caps.create(code="Q", maximum=1, question="Is a firm named?", clears="Yes", holds="No", position=9)
    operations.publish_rubric(copy, now=NOW)

    words = refusals(editor, sample)

    assert "A cap has no answer: C2 Q (Is a firm named?)." in words
