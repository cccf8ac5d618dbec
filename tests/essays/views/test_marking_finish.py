from django.urls import reverse

from essays.models import Mark
from tests.essays.work import choose_all


def url(marking) -> str:
    return reverse("essays:marking_finish", args=[marking.pk])


def test_finishing_has_it_totalled(marking, sam, django_capture_on_commit_callbacks):
    choose_all(marking)

    with django_capture_on_commit_callbacks(execute=True):
        response = sam.post(url(marking))

    assert response.url == reverse("essays:submission_detail", args=[marking.submission_id])
    assert list(Mark.objects.values_list("points", "out_of")) == [(20, 20)]
    assert "20 of 20" in sam.get(response.url).content.decode()


def test_a_double_click_makes_one_entry(marking, sam, django_capture_on_commit_callbacks):
    choose_all(marking)

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            sam.post(url(marking))

    assert Mark.objects.count() == 1


def test_a_gap_is_said_and_led_to(marking, sam):
    choose_all(marking)
    marking.choices.get(criterion__code="C3").delete()

    page = sam.post(url(marking), follow=True)

    assert page.redirect_chain[0][0] == reverse("essays:marking_edit", args=[marking.pk, "C3"])
    assert "C3 Analysis has no mark yet." in page.content.decode()
    assert Mark.objects.count() == 0


def test_nobody_else_may_finish(marking, cast, client_of):
    choose_all(marking)

    codes = [client_of(person).post(url(marking)).status_code for person in (cast.nia, cast.tess, None)]

    marking.refresh_from_db()
    assert (codes, marking.finished_at) == ([404, 404, 404], None)


def test_only_post(marking, sam):
    assert sam.get(url(marking)).status_code == 405
