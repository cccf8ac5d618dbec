import pytest
from django.urls import reverse

from essays.models import Submission
from essays.operations import take_lease
from tests.classrooms.work import LATER, hand_in_essay, judgement, teach_too


@pytest.fixture
def submission(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    take_lease(submission, holder=cast.tess, now=LATER)
    return submission


def url(submission):
    return reverse("classrooms:moderation_release", args=[submission.pk])


def script(submission):
    return reverse("classrooms:moderation_edit", args=[submission.pk])


def holder():
    return Submission.objects.values_list("leased_by__username", flat=True).get()


@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_else_gives_a_script_back(cast, submission, client_of, name, status):
    client = client_of(getattr(cast, name) if name else None)

    assert (client.post(url(submission)).status_code, holder()) == (status, "tess")


def test_a_teacher_gives_a_script_back(cast, essay, submission, client_of):
    response = client_of(cast.tess).post(url(submission))

    assert (response.url, holder()) == (essay.get_absolute_url(), None)


def test_a_colleague_does_not_take_it_away(cast, submission, client_of):
    teach_too(cast.classroom, user=cast.omar)

    client_of(cast.omar).post(url(submission))

    assert holder() == "tess"


def test_what_is_not_finished_is_kept_in_the_browser_of_this_teacher(cast, submission, client_of):
    client = client_of(cast.tess)
    own = f"moderation {cast.tess.pk} {submission.pk}"
    begun = client.get(script(submission)).content.decode()
    more = client.post(script(submission), {**judgement(submission), "more": "yes"}).content.decode()
    done = client.post(script(submission), judgement(submission), follow=True).content.decode()

    assert (f'data-unsent="{own}">' in begun, f'data-unsent="{own}" data-as-sent>' in more) == (True, True)
    assert (f'data-sent="{own}"' in begun, f'data-sent="{own}"' in done, "data-unsent" in done) == (False, True, False)
    assert 'yes" formnovalidate formaction="' + script(submission) + '#notes"' in begun
