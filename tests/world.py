"""One of everything: the site in the middle of a term, for the tests that walk all of it.

Built by the site's own operations.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.domain.actor import Actor
from classrooms.domain.plan import Plan
from classrooms.operations import set_assignment, start_assigned
from config.sessions import SessionStore
from essays.models import Prompt
from essays.operations import keep_comment, open_window, submit_draft
from opsmethods.models import Example, RowVersion, Topic
from opsmethods.operations import record_versions
from opsmethods.queries import fact_base
from progress.domain.report import report_data
from progress.operations import build_report, request_report
from progress.queries import progress_of
from quizzes.domain.answer import Answer
from quizzes.domain.inspection import FIRST, inspected
from quizzes.domain.regrading import Policy as RegradePolicy
from quizzes.domain.regrading import Regrading
from quizzes.models import JobState
from quizzes.operations import (
    abandon_forgotten,
    answer_reports,
    apply_regrade,
    begin_bank_check,
    begin_recount,
    confirm_regrade,
    policy_of,
    record_answer,
    recount_further,
    report_question,
    review_attempt,
    score_attempt,
    start_attempt,
    start_review,
    submit_attempt,
)
from tests.essays.world import ESSAY, essays_of, write
from tests.factories.accounts import make_user
from tests.factories.classrooms import make_classroom

ROLES = ("anon", "sam", "nia", "tess", "omar", "editor", "admin")


@dataclass(frozen=True)
class World:
    """Keys of things by what they are called in the tables, and sessions by who is signed in."""

    things: dict[str, str | int]
    sessions: dict[str, str]


def build_world(now: datetime) -> World:
    call_command("make_groups", verbosity=0)
    people = {name: make_user(name, first_name=name.title()) for name in ("sam", "nia", "tess", "omar")}
    people["editor"] = make_user("editor", is_staff=True)
    people["editor"].groups.add(Group.objects.get(name="content editor"))
    people["admin"] = make_user("admin", is_staff=True, is_superuser=True)
    sam, tess = people["sam"], people["tess"]
    classroom = make_classroom("Year 12", code="TQHC4R", teachers=[tess], students=[sam], now=now)
    make_classroom("Year 13", code="RMDC7R", teachers=[people["omar"]], students=[people["nia"]], now=now)
    topic = Topic.objects.get(slug="operations-methods")
    gone = Example(
        method=topic.methods.get(slug="job"), code="J97", text="A rowing boat", why="One boat for one owner."
    )
    record_versions([gone], cause=RowVersion.Cause.DELETED, author=people["editor"])
    things = {
        "class": classroom.pk,
        "code": classroom.code,
        "member": classroom.memberships.get(user=sam).pk,
        **quizzes_of(sam, topic=topic, now=now),
        **faults_of(sam, author=people["admin"], topic=topic, now=now),
        **essays_of(sam, topic=topic, now=now),
        **set_work(classroom, teacher=tess, student=sam, topic=topic, now=now),
        **reports_of(sam, now=now),
        **bank_of(topic, now=now),
        "notice": sam.notices.order_by("pk").first().pk,
        "user": sam.pk,
        **{f"{model._meta.model_name}_row": row_of(model) for model in content_models()},
    }
    return World(
        {key: value if isinstance(value, int) else str(value) for key, value in things.items()},
        sessions_of(people, now=now),
    )


# --- Quizzes --------------------------------------------------------------------------------------


def quizzes_of(user, *, topic, now) -> dict[str, object]:
    """An attempt in every state there is."""
    practice = start_quiz(user, topic=topic, mode="practice", seed=1, now=now)
    answer(practice, positions=[1], now=now)
    test = start_quiz(user, topic=topic, mode="test", seed=2, now=now)
    answer(test, positions=[1, 2], now=now)
    waiting = start_quiz(user, topic=topic, mode="test", seed=3, now=now)
    submit_attempt(waiting, now=now)
    scored = start_quiz(user, topic=topic, mode="test", seed=4, asks_certainty=True, now=now)
    answer(scored, positions=range(1, 11), certainty=3, now=now)
    submit_attempt(scored, now=now)
    score_attempt(scored.pk, now=now)
    count_first_tries(topic, now=now)
    reviewed = review_of(user, topic=topic, now=now)
    timed = start_quiz(user, topic=topic, mode="test", seed=5, minutes=20, asks_certainty=True, now=now)
    abandoned = start_quiz(user, topic=topic, mode="test", seed=6, now=now - timedelta(days=40))
    abandon_forgotten(now=now)
    started = {"practice": practice, "test": test, "timed": timed}
    ended = {"waiting": waiting, "scored": scored, "reviewed": reviewed, "abandoned": abandoned}
    return {name: attempt.pk for name, attempt in (started | ended).items()}


def count_first_tries(topic, *, now) -> None:
    recount = begin_recount(topic, now=now)
    while recount_further(recount.pk, facts=fact_base(topic), now=now):
        pass


def start_quiz(user, *, topic, mode, seed, now, minutes=None, asks_certainty=False):
    return start_attempt(
        Actor(user_id=user.pk),
        topic=topic,
        facts=fact_base(topic),
        count=10,
        level="A",
        policy=policy_of(mode, minutes=minutes),
        seed=seed,
        asks_certainty=asks_certainty,
        now=now,
    )


def answer(attempt, *, positions, now, certainty=None) -> None:
    """The first option shown, at each of these positions."""
    actor = Actor(user_id=attempt.user_id)
    for item in attempt.items.filter(position__in=positions):
        chosen = uuid.UUID(item.option_order[0])
        given = Answer(
            option_id=chosen,
            window=attempt.window,
            sequence=item.position,
            client_uuid=uuid.uuid4(),
            certainty=certainty,
        )
        record_answer(actor, attempt_id=attempt.pk, position=item.position, answer=given, now=now)


def review_of(user, *, topic, now):
    """A quiz of three days ago, and a review since of what it asked."""
    before, then = now - timedelta(days=3), now - timedelta(days=1)
    learnt = start_quiz(user, topic=topic, mode="practice", seed=7, now=before)
    take_in(learnt, now=before)
    actor, facts = Actor(user_id=user.pk), fact_base(topic)
    review = start_review(actor, topic=topic, facts=facts, level="A", seed=8, now=then)
    take_in(review, now=then)
    return review


def take_in(attempt, *, now) -> None:
    answer(attempt, positions=range(1, attempt.item_count + 1), now=now)
    submit_attempt(attempt, now=now)
    score_attempt(attempt.pk, now=now)
    review_attempt(attempt.pk, topic=attempt.topic, facts=fact_base(attempt.topic), now=now)


def bank_of(topic, *, now) -> dict[str, object]:
    """A bank of three questions that has been looked through: one good, one doubtful, one refused."""
    facts = fact_base(topic)
    check = begin_bank_check(topic, facts=facts, now=now)
    flaws = ("", "G24: the stem has rare words", "G06: the key repeats words of the stem")
    for row, flaw in zip(inspected(facts, FIRST)[0], flaws, strict=False):
        told = {"method": row.method, "dimension": row.dimension, "words": row.words, "body": row.body}
        item = check.items.create(
            signature=row.signature, item_model=row.model, refused=flaw.startswith("G06"), flaws=flaw, **told
        )
        if flaw.startswith("G24"):
            doubtful = item
    check.state, check.finished_at = JobState.DONE, now
    check.save(update_fields=["state", "finished_at"])
    return {"bank_check": check.pk, "bank_question": doubtful.pk}


def faults_of(user, *, author, topic, now) -> dict[str, object]:
    """A quiz with a question that was reported and dropped, one with an answered report, and one to be regraded."""
    attempt = start_quiz(user, topic=topic, mode="test", seed=5, now=now)
    answer(attempt, positions=range(1, 11), now=now)
    submit_attempt(attempt, now=now)
    score_attempt(attempt.pk, now=now)
    items = attempt.items.select_related("attempt", "snapshot").order_by("position")
    reported, answered, waiting = items[:3]
    answer_reports([report(user, answered, now=now)], text="You are right.", author=author, now=now)
    done = drop(reported.snapshot, author=author, now=now)
    report(user, reported, now=now)  # after the regrade, which answers those that wait
    while apply_regrade(done.pk, now=now):
        pass
    later = drop(waiting.snapshot, author=author, now=now)
    return {
        "regraded": attempt.pk,
        "reported_question": reported.snapshot_id,
        "regrade": done.pk,
        "waiting_regrade": later.pk,
    }


def report(user, item, *, now):
    return report_question(
        Actor(user_id=user.pk), item=item, reason="two_right", text="Batch seems to fit as well.", now=now
    )


def drop(snapshot, *, author, now):
    decided = Regrading(policy=RegradePolicy.DROP, cause="two_right", note="Two of its answers were right.")
    return confirm_regrade(snapshot, regrade_id=uuid.uuid4(), regrading=decided, mutes=False, author=author, now=now)


# --- Class, report --------------------------------------------------------------------------------


def set_work(classroom, *, teacher, student, topic, now) -> dict[str, object]:
    """A quiz not yet begun and an essay handed in, which the teacher may mark."""
    week = {"level": "A", "opens_at": now - timedelta(days=1), "due_at": now + timedelta(days=7), "topic_id": topic.pk}
    prompt = Prompt.objects.get(topic=topic, number=1)
    quiz = set_assignment(classroom, plan=Plan(**week, item_count=5), created_by=teacher, now=now)
    essay = set_assignment(classroom, plan=Plan(**week, prompt_id=prompt.pk), created_by=teacher, now=now)
    draft = open_window(start_assigned(essay, user=student, seed=5, now=now).draft)
    write(draft, ESSAY, sequence=1, now=now)
    kept = keep_comment(teacher, criterion="C3", text="Say why it follows: which means that ...", now=now)
    script = submit_draft(draft, now=now)
    return {"quiz_work": quiz.pk, "essay_work": essay.pk, "script": script.pk, "comment": kept.pk}


def reports_of(user, *, now) -> dict[str, object]:
    """A report that waits and one that is ready."""
    progress = progress_of(Actor(user_id=user.pk))
    data = report_data(progress, person=user.display_name, level=user.get_level_display(), zone=now.tzinfo)
    ready = build_report(request_report(user, data=data, now=now), now=now)
    waiting = request_report(user, data={**data, "person": "Sam, once more"}, now=now)
    return {"report": ready.pk, "waiting_report": waiting.pk}


# --- Content, sessions ----------------------------------------------------------------------------


def content_models() -> list[type]:
    """What an editor edits: everything the admin site shows of the notes, the prompts and the rubrics."""
    return [model for model in admin.site._registry if model._meta.app_label in {"opsmethods", "essays", "quizzes"}]


def row_of(model) -> object:
    row = model.objects.order_by("pk").first()
    return row.pk if row else 0


def sessions_of(people, *, now) -> dict[str, str]:
    """A session key for everyone; whoever is anonymous has none. Sam has typed the password a moment ago, too."""
    sessions = {name: session_of(user) for name, user in people.items()}
    just_now = {"method": "password", "at": (now + timedelta(days=1)).timestamp()}
    afresh = session_of(people["sam"], **{AUTHENTICATION_METHODS_SESSION_KEY: [just_now]})
    return {"anon": "", **sessions, "sam_just_now": afresh}


def session_of(user, **more) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.update(more)
    store.create()
    return store.session_key
