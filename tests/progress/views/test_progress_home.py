from django.urls import reverse

from accounts.domain.actor import Actor
from opsmethods.queries import fact_base
from tests.classrooms.work import hand_in_essay, self_mark, set_essay, set_quiz
from tests.progress.play import LATER, NOW, actor_of, take_quiz

URL = reverse("progress:progress_home")


def page_of(client):
    response = client.get(URL)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_guest_without_work_is_told_how_to_begin(client_of, db):
    page = page_of(client_of(None))

    assert "Nothing is counted yet." in page
    assert reverse("account_signup") in page
    assert "Make a report" not in page


def test_a_guest_sees_the_work_of_the_session(client_of, topic):
    client = client_of(None)
    client.post(reverse("quizzes:attempt_start", args=[topic.slug]), {"mode": "test", "level": "A", "count": 3})
    key = client.session["guest_key"]
    take_quiz(Actor(guest_key=key), topic=topic, right=2, count=3)

    page = page_of(client)

    assert 'In tests: <span class="num">2 of 3 right' in page


def test_the_page_shows_the_work_of_its_reader_alone(cast, client_of, topic):
    take_quiz(actor_of(cast.sam), topic=topic, right=3, count=4)

    pages = {name: page_of(client_of(getattr(cast, name))) for name in ("sam", "nia", "tess")}

    assert {name: "3 of 4 right" in page for name, page in pages.items()} == {"sam": True, "nia": False, "tess": False}


def test_what_is_due_comes_first(cast, client_of, topic, time_machine):
    time_machine.move_to(NOW, tick=False)
    set_quiz(cast.classroom, by=cast.tess, topic=topic)

    page = page_of(client_of(cast.sam))

    assert page.index("due Monday 9 March, 10:00") < page.index("What is due") < page.index("On paper")


def test_an_essay_to_mark_is_the_next_step(cast, client_of, topic, time_machine):
    time_machine.move_to(LATER, tick=False)
    essay = set_essay(cast.classroom, by=cast.tess, topic=topic)
    submission = hand_in_essay(essay, user=cast.sam)
    cast.classroom.memberships.filter(user=cast.sam).delete()

    assert f'href="/essays/submissions/{submission.pk}/">Mark my essay' in page_of(client_of(cast.sam))


def test_the_weakest_field_leads_to_its_note(cast, client_of, topic):
    for seed in range(4):
        take_quiz(actor_of(cast.sam), topic=topic, right=0, count=10, seed=seed)

    page = page_of(client_of(cast.sam))

    assert "Read the note, then try again." in page
    assert f'class="btn btn-primary" href="/notes/{topic.slug}/' in page


def test_essays_stand_by_criterion(cast, client_of, topic):
    mark = self_mark(hand_in_essay(set_essay(cast.classroom, by=cast.tess, topic=topic), user=cast.sam))

    page = page_of(client_of(cast.sam))

    assert f"{mark.points:.0f} of 20" in page
    assert "not marked yet" in page


def test_the_page_costs_the_same_for_one_of_each_and_for_three(cast, client_of, topic, django_assert_num_queries):
    client, sam = client_of(cast.sam), actor_of(cast.sam)
    fact_base(topic)

    def work(number):
        take_quiz(sam, topic=topic, right=2, seed=number, count=2)
        essay = set_essay(cast.classroom, by=cast.tess, topic=topic, number=number)
        self_mark(hand_in_essay(essay, user=cast.sam))

    work(1)
    with django_assert_num_queries(8):
        client.get(URL)
    work(2)
    work(3)

    with django_assert_num_queries(8):
        client.get(URL)
