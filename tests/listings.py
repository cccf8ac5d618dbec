"""Every page that lists rows, and how to give it one row or three: the table behind `test_listings.py`.

A page whose template has a loop is in `LISTINGS` or, with the reason, in `NO_ROWS`; else a test fails.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Model

from accounts.operations import notify
from classrooms.operations import create_classroom, join_classroom
from essays.models import Criterion, Exemplar, IndicativePoint, PlanRow, Prompt
from essays.operations import (
    close_draft,
    keep_comment,
    record_trial,
    save_version,
    total_marking,
)
from essays.queries import samples_for_training
from opsmethods.models import Dimension, Example, Question, Section, Term, Theme, Topic
from opsmethods.queries import fact_base
from quizzes.operations import answer_reports, policy_of, start_attempt
from tests.classrooms.work import NOW, hand_in_essay, self_mark, set_essay, set_quiz
from tests.essays.work import (
    actor_of,
    change,
    make_draft,
    make_finished,
    make_redraft,
    make_submission,
    start_marking,
    tick,
)
from tests.factories.accounts import make_user
from tests.progress.play import take_quiz
from tests.quizzes.cards import CHANGEOVER, COST, KANBAN, taken_in
from tests.quizzes.regrades import report

WORD = "Zyzzyva"
CODES = ("C1", "C2", "C3")


@dataclass(frozen=True)
class Listing:
    """A page as one person sees it. `make` leaves so many rows to list and says what stands in the address.

    `shows` are texts of which the page has as many as rows.
    """

    name: str
    viewer: str
    make: Callable[..., dict[str, object]]
    shows: tuple[str, ...]
    query: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.name}-{self.viewer or 'guest'}"


def keep(model: type[Model], rows: int, **of: object) -> None:
    """All but so many of these rows go."""
    found = model.objects.filter(**of)
    found.exclude(pk__in=list(found.order_by("pk").values_list("pk", flat=True)[:rows])).delete()


# --- Notes ----------------------------------------------------------------------------------------


def topics(cast, topic, rows):
    for number in range(1, rows):
        Topic.objects.create(slug=f"topic-{number}", title=f"Topic {number}", headline=f"Headline {number}")
    return {}


def notices(cast, topic, rows):
    for number in range(rows):
        notify(cast.sam, text=f"Notice {number}", url="", now=NOW)
    return {}


def kept(model: type[Model]):
    def make(cast, topic, rows):
        keep(model, rows, topic=topic)
        return {"topic": topic.slug}

    return make


def examples(cast, topic, rows):
    of_job = {"method__topic": topic, "method__slug": "job"}
    keep(Example, rows, **of_job)
    Example.objects.filter(**of_job).update(why="Because.")
    return {"topic": topic.slug, "method": "job"}


def sections(cast, topic, rows):
    keep(Section, rows, theme__topic=topic, theme__slug="technology")
    return {"topic": topic.slug, "theme": "technology"}


def hits(cast, topic, rows):
    for number in range(rows):
        Term.objects.create(topic=topic, slug=f"z-{number}", term=f"{WORD} {number}", definition="An insect.")
    return {"topic": topic.slug}


# --- Quizzes --------------------------------------------------------------------------------------


def quizzes(cast, topic, rows):
    for number in range(rows):
        begin_quiz(cast.sam, topic=topic, count=2, seed=number)
        take_quiz(actor_of(cast.sam), topic=topic, right=1, count=2, seed=100 + number)
    return {}


def scored(cast, topic, rows):
    return {"pk": take_quiz(actor_of(cast.sam), topic=topic, right=1, count=rows).pk}


def reviewed(cast, topic, rows):
    """A review of so many, answered and taken in."""
    keys = [CHANGEOVER, COST, KANBAN][:rows]
    return {"pk": taken_in(actor_of(cast.sam), topic, keys, mode="review", right=range(1, rows + 1)).pk}


def reported(cast, topic, rows):
    """So many answered reports of one question."""
    attempt = take_quiz(actor_of(cast.sam), topic=topic, right=1, count=1)
    for _ in range(rows):
        answer_reports([report(attempt, 1)], text="You are right.", author=cast.omar, now=NOW)
    return {"pk": attempt.pk, "position": 1}


def begin_quiz(user, *, topic, count, seed):
    facts, policy = fact_base(topic), policy_of("test")
    return start_attempt(
        actor_of(user), topic=topic, facts=facts, count=count, level="A", policy=policy, seed=seed, now=NOW
    )


# --- Essays ---------------------------------------------------------------------------------------


def first_prompt(topic) -> Prompt:
    return topic.prompts.get(number=1)


def criteria(cast, topic, rows):
    Criterion.objects.exclude(code__in=CODES[:rows]).delete()
    return {"topic": topic.slug, "number": 1}


def essays(cast, topic, rows):
    for _ in range(rows):
        make_draft(actor_of(cast.sam), prompt=first_prompt(topic))
        make_submission(actor_of(cast.sam), prompt=first_prompt(topic))
    return {}


def versions(cast, topic, rows):
    draft = make_draft(actor_of(cast.sam), prompt=first_prompt(topic))
    for number in range(1, rows + 1):
        save_version(draft, change=change(f"Text {number}.", sequence=number), now=NOW)
    return {"pk": draft.pk}


def marked(cast, topic, rows):
    """An essay with its writer's mark on so many criteria."""
    criteria(cast, topic, rows)
    return {"pk": marked_essay(cast.sam, topic=topic).pk}


def marked_essay(user, *, topic):
    submission = make_submission(actor_of(user), prompt=first_prompt(topic))
    total_marking(make_finished(submission, author=user).pk, now=NOW)
    return submission


def planned(cast, topic, rows):
    """A draft with so many rows in its plan, all of them filled."""
    draft = make_draft(actor_of(cast.sam), prompt=first_prompt(topic))
    keep(PlanRow, rows, draft=draft)
    draft.plan.update(text="One line.")
    return {"pk": draft.pk}


def points(cast, topic, rows):
    submission = marked_essay(cast.sam, topic=topic)
    keep(IndicativePoint, rows, prompt=first_prompt(topic))
    tick(submission, *range(1, 99))
    return {"pk": submission.pk}


def samples(cast, topic, rows):
    submission = marked_essay(cast.sam, topic=topic)
    keep(Exemplar, rows, prompt=first_prompt(topic))
    close_draft(submission.draft, now=NOW)
    return {"pk": submission.pk}


def trained(cast, topic, rows):
    """So many samples marked on one criterion."""
    submission = make_submission(actor_of(cast.sam), prompt=first_prompt(topic))
    for sample in samples_for_training(first_prompt(topic))[:rows]:
        record_trial(actor_of(cast.sam), exemplar=sample, criterion="C1", mark=1, now=NOW)
    return {"pk": submission.pk, "code": "C1"}


def redrafted(cast, topic, rows):
    """An essay handed in twice, with its writer's marks on so many criteria."""
    criteria(cast, topic, rows)
    before = marked_essay(cast.sam, topic=topic)
    after = make_redraft(before, text="Other words.")
    total_marking(make_finished(after, author=cast.sam).pk, now=NOW)
    return {"pk": after.pk}


def being_marked(cast, topic, rows):
    criteria(cast, topic, rows)
    submission = make_submission(actor_of(cast.sam), prompt=first_prompt(topic))
    return {"pk": start_marking(submission, author=cast.sam).pk, "code": "C1"}


# --- Classes, progress ----------------------------------------------------------------------------


def classes(cast, topic, rows):
    """Sam learns in so many classes, each of which has set a quiz, and teaches as many."""
    set_quiz(cast.classroom, by=cast.tess, topic=topic)
    for number in range(1, rows):
        other = create_classroom(cast.omar, name=f"Other {number}", rng=random.Random(number), now=NOW)
        join_classroom(cast.sam, code=other.code, now=NOW)
        set_quiz(other, by=cast.omar, topic=topic)
    for number in range(rows):
        create_classroom(cast.sam, name=f"Own {number}", rng=random.Random(90 + number), now=NOW)
    return {}


def set_work(cast, topic, rows):
    """Quizzes set for as many students."""
    for _ in range(rows):
        set_quiz(cast.classroom, by=cast.tess, topic=topic)
    students(cast, rows)
    return {"pk": cast.classroom.pk}


def to_mark(cast, topic, rows):
    for number in range(1, rows + 1):
        hand_in_essay(set_essay(cast.classroom, by=cast.tess, topic=topic, number=number), user=cast.sam)
    return {}


def handed_in(cast, topic, rows):
    essay = set_essay(cast.classroom, by=cast.tess, topic=topic)
    for user in students(cast, rows):
        self_mark(hand_in_essay(essay, user=user))
    return {"pk": essay.pk}


def saved_comments(cast, topic, rows):
    for number in range(rows):
        keep_comment(cast.tess, criterion="C1", text=f"Why? {number}", now=NOW)
    return {}


def marked_in_class(cast, topic, rows):
    criteria(cast, topic, rows)
    return {"pk": hand_in_essay(set_essay(cast.classroom, by=cast.tess, topic=topic), user=cast.sam).pk}


def students(cast, rows):
    """So many in Tess's class: Sam and others."""
    others = [make_user(f"student-{number}") for number in range(1, rows)]
    for user in others:
        join_classroom(user, code=cast.classroom.code, now=NOW)
    return [cast.sam, *others]


def drawn_on(cast, topic, rows):
    """An essay question whose points draw on so many facts."""
    prompt = first_prompt(topic)
    keep(IndicativePoint, 1, prompt=prompt)
    prompt.points.update(references=" ".join(("VOL", "UC", "WIP")[:rows]))
    return {"topic": topic.slug, "number": 1}


def progress(cast, topic, rows):
    for number in range(1, rows + 1):
        take_quiz(actor_of(cast.sam), topic=topic, right=1, count=2, seed=number)
        self_mark(hand_in_essay(set_essay(cast.classroom, by=cast.tess, topic=topic, number=number), user=cast.sam))
    return {}


# --- The table ------------------------------------------------------------------------------------

LISTINGS = [
    Listing("opsmethods:home", "", topics, ("Read the notes</a>",)),
    Listing("opsmethods:home", "sam", notices, ("I have read this",)),
    Listing("opsmethods:topic_list", "", topics, (">Compare the ",)),
    Listing("opsmethods:topic_detail", "", kept(Theme), ("/themes/",)),
    Listing("opsmethods:method_detail", "", examples, ("Because.",)),
    Listing("opsmethods:method_compare", "", kept(Dimension), ('<th scope="row"><a href="?sort=',)),
    Listing("opsmethods:method_choose", "", kept(Question), ("<fieldset",)),
    Listing("opsmethods:theme_detail", "", sections, ('<section class="mb-5"',)),
    Listing("opsmethods:term_list", "", kept(Term), ('<div class="row g-2" id=',)),
    Listing("opsmethods:note_search", "", hits, ('aria-describedby="where-',), {"q": WORD}),
    Listing("quizzes:quiz_home", "sam", quizzes, ("Go on<", "of 2 right")),
    Listing("quizzes:attempt_result", "sam", scored, ('aria-label="Question ',)),
    Listing("quizzes:attempt_result", "sam", reviewed, ("<strong>on Wednesday",)),
    Listing("quizzes:question_report", "sam", reported, ("You are right.",)),
    Listing("essays:prompt_list", "sam", essays, ("nothing written yet", "waits for your own mark")),
    Listing("essays:prompt_detail", "", criteria, ('aria-labelledby="rubric-',)),
    Listing("essays:draft_versions", "sam", versions, (">Read it<",)),
    Listing("essays:draft_plan", "sam", planned, ("<textarea",)),
    Listing("essays:draft_edit", "sam", planned, ("One line.",)),
    Listing("essays:submission_detail", "sam", marked, ('<th scope="row">C', ">Mark a sample<")),
    Listing("essays:submission_points", "sam", points, (" checked>",), {"suggest": "yes"}),
    Listing("essays:submission_samples", "sam", samples, (' answer"><div',)),
    Listing("essays:submission_changes", "sam", redrafted, ('<th scope="row">C',)),
    Listing("essays:training_edit", "sam", trained, (", the sample mark is ",), {"more": "yes"}),
    Listing("essays:marking_edit", "sam", being_marked, ('<a href="/essays/markings/',)),
    Listing("classrooms:classroom_list", "sam", classes, ("Start<", ">Own ")),
    Listing("classrooms:work_list", "sam", classes, ("Start<",)),
    Listing("classrooms:work_list", "tess", to_mark, ("Read and mark<",)),
    Listing("classrooms:classroom_detail", "sam", set_work, ("Start<",)),
    Listing("classrooms:classroom_detail", "tess", set_work, ("handed in.</p>", ">Extra time<")),
    Listing("classrooms:assignment_detail", "tess", handed_in, ("Read and mark<",)),
    Listing("classrooms:comment_list", "tess", saved_comments, (">Why? ",)),
    Listing("classrooms:moderation_edit", "tess", marked_in_class, ('<section class="mb-5"',)),
    Listing("progress:progress_home", "sam", progress, ('<th scope="row">Total</th>',)),
    Listing("progress:prompt_knowledge", "sam", drawn_on, ("?sort=",)),
    Listing("accounts:account_detail", "sam", notices, ("I have read this",)),
]
NO_ROWS = {
    "opsmethods:cost_compare": "always two methods",
    "quizzes:attempt_item": "the options of one question",
    "accounts:style_guide": "the colours of the style sheet",
}
