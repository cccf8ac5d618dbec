"""Three weeks of work in a class, done through the operations that the site itself uses."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from classrooms.domain.plan import Plan
from classrooms.operations import (
    create_classroom,
    join_classroom,
    moderate,
    set_assignment,
    set_extra_time,
    start_assigned,
)
from config.demo.people import STUDENTS, TEACHER
from essays.domain.change import Change
from essays.domain.sheet import Choice
from essays.operations import finish_marking, hand_in, save_choice, save_version, start_draft, start_marking
from essays.operations import total_marking as total_essay
from essays.queries import marking_sheet, prompts
from opsmethods.queries import fact_base, topic_of
from quizzes.domain.answer import Answer
from quizzes.operations import policy_of, record_answer, score_attempt, start_attempt, submit_attempt

if TYPE_CHECKING:
    from classrooms.models import Assignment, HandIn
    from essays.models import Draft, Marking, Submission
    from quizzes.models import Attempt, AttemptItem

Story = Mapping[str, Any]
QUESTIONS = 10
PAUSE = timedelta(seconds=40)


class Demo:
    """Tells a story: the same one for the same `now` and `rng`."""

    def __init__(self, story: Story, *, rng: random.Random, now: datetime) -> None:
        self.story = story
        self.rng = rng
        self.now = now
        self.topic = topic_of(story["topic"])
        self.users = {user.username: user for user in get_user_model().objects.all()}
        self.teacher = self.users[TEACHER.username]

    def tell(self) -> None:
        self.open_class()
        for username, told in self.story["students"].items():
            for days, share in told["quizzes"]:
                self.practise(username, days=days, share=share)
        self.set_quiz()
        self.set_essay()
        for username, told in self.story["essay_begun"].items():
            self.begin_essay(username, told)

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def open_class(self) -> None:
        begun = self.ago(21)
        self.classroom = create_classroom(self.teacher, name=self.story["classroom"], rng=self.rng, now=begun)
        for person in STUDENTS:
            joined = join_classroom(self.users[person.username], code=self.classroom.code, now=begun)
            set_extra_time(joined, percent=self.story["students"][person.username]["extra_time"])

    # --- Quizzes ----------------------------------------------------------------------------------

    def practise(self, username: str, *, days: float, share: float) -> None:
        attempt = start_attempt(
            Actor(user_id=self.users[username].pk),
            topic=self.topic,
            facts=fact_base(self.topic),
            count=QUESTIONS,
            level="A",
            policy=policy_of("practice"),
            seed=self.rng.getrandbits(31),
            now=self.ago(days),
        )
        self.answer(attempt, share=share)

    def set_quiz(self) -> None:
        told = self.story["set_quiz"]
        assignment = self.set_work(told, item_count=told["questions"])
        for username, (days, share) in self.story["quizzes_done"].items():
            attempt = self.start(assignment, username, days=days).attempt
            assert attempt is not None
            self.answer(attempt, share=share)

    def answer(self, attempt: "Attempt", *, share: float) -> None:
        """Answer each question, right with the given chance, hand in, and have it scored."""
        actor, at = Actor(user_id=attempt.user_id), attempt.started_at
        for item in attempt.items.select_related("snapshot").order_by("position"):
            at += PAUSE
            answer = self.choice(item, window=attempt.window, right=self.rng.random() < share)
            record_answer(actor, attempt_id=attempt.pk, position=item.position, answer=answer, now=at)
        submit_attempt(attempt, now=at + PAUSE)
        score_attempt(attempt.pk, now=at + PAUSE)

    def choice(self, item: "AttemptItem", *, window: int, right: bool) -> Answer:
        key = item.snapshot.body["key"]
        wrong = sorted(option for option in item.option_order if option != key)
        option = key if right else wrong[self.rng.randrange(len(wrong))]
        return Answer(option_id=UUID(option), window=window, sequence=item.position, client_uuid=self.uuid())

    # --- Essays -----------------------------------------------------------------------------------

    def set_essay(self) -> None:
        told = self.story["set_essay"]
        assignment = self.set_work(told, prompt_id=prompts().get(topic=self.topic, number=told["prompt"]).pk)
        for username, done in self.story["essays_done"].items():
            draft = self.start(assignment, username, days=done["days"]).draft
            assert draft is not None
            self.write(draft, done)

    def write(self, draft: "Draft", done: Story) -> None:
        """Hand the text in, mark it oneself, and let the teacher mark it if the story says so."""
        written = draft.started_at + timedelta(minutes=37)
        submission = hand_in(draft, change=self.change(draft, done["text"]), now=written)
        marking = start_marking(submission, role="self", author=submission.draft.user, now=written)
        for choice in choices(marking, done["self"], caps=done["caps"]):
            save_choice(marking, choice=choice)
        total_essay(finish_marking(marking, now=written + timedelta(minutes=9)).pk, now=written + timedelta(minutes=9))
        if "teacher" in done:
            self.moderate(submission, done, now=written + timedelta(days=1))

    def moderate(self, submission: "Submission", done: Story, *, now: datetime) -> None:
        marking = start_marking(submission, role="teacher", author=self.teacher, now=now)
        marked = choices(marking, done["teacher"], caps=done["teacher_caps"])
        moderate(submission, teacher=self.teacher, choices=marked, comment=done["comment"], now=now)
        total_essay(marking.pk, now=now)

    def begin_essay(self, username: str, told: Story) -> None:
        actor = Actor(user_id=self.users[username].pk)
        prompt = prompts().get(topic=self.topic, number=told["prompt"])
        begun = self.ago(told["days"])
        draft = start_draft(actor, prompt=prompt, level=told["level"], policy=Policy(mode="practice"), now=begun)
        save_version(draft, change=self.change(draft, told["text"]), now=begun + timedelta(minutes=25))

    def change(self, draft: "Draft", text: str) -> Change:
        return Change(text=text, window=draft.window, sequence=1, client_uuid=self.uuid())

    # --- Set work ---------------------------------------------------------------------------------

    def set_work(self, told: Story, **what: Any) -> "Assignment":
        opens = self.ago(told["opens"])
        plan = Plan(level=told["level"], opens_at=opens, due_at=self.ago(told["due"]), topic_id=self.topic.pk, **what)
        return set_assignment(self.classroom, plan=plan, created_by=self.teacher, now=opens)

    def start(self, assignment: "Assignment", username: str, *, days: float) -> "HandIn":
        seed = self.rng.getrandbits(31)
        return start_assigned(assignment, user=self.users[username], seed=seed, now=self.ago(days))


def choices(marking: "Marking", marks: Story, *, caps: list[str]) -> list[Choice]:
    """What a marker says on each criterion: the story names marks, evidence and the caps that hold."""
    return [
        Choice(
            criterion=sheet.criterion.code,
            mark=mark,
            sentences=tuple(sentences),
            cap_answers=tuple((cap.code, cap.code in caps) for cap in sheet.criterion.caps),
        )
        for sheet in marking_sheet(marking).criteria
        for mark, sentences in [marks[sheet.criterion.code]]
    ]
