from collections import defaultdict
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, Max, Model, OuterRef, Prefetch, QuerySet

from accounts.domain.actor import Actor
from accounts.models import Level
from essays.domain.marking import Line
from essays.domain.rubric import CapSpec, CriterionSpec, LevelSpec, RubricError, RubricSpec
from essays.domain.sheet import (
    CriterionSheet,
    MarkColumn,
    MarkedSentence,
    MarkingSheet,
    MarkRow,
    SubmissionView,
)
from essays.domain.text import paragraphs
from essays.models import (
    Cap,
    Criterion,
    CriterionChoice,
    Draft,
    DraftVersion,
    Evidence,
    LevelDescriptor,
    Mark,
    Marking,
    MarkLine,
    Prompt,
    PromptVariant,
    Rubric,
    Submission,
)

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class PromptPage:
    variant: PromptVariant | None
    variants: tuple[PromptVariant, ...]
    rubric: RubricSpec | None


# --- Prompts and rubrics --------------------------------------------------------------------------


def prompts() -> QuerySet[Prompt]:
    """Published prompts of published topics, in the order they are taught."""
    return (
        Prompt.objects.filter(published=True, topic__published=True)
        .select_related("topic")
        .order_by("topic__position", "topic__pk", "number")
    )


def variants_of(prompt: Prompt) -> list[PromptVariant]:
    """The prompt at each level, from the easiest."""
    levels = [str(level) for level in Level.values]
    return sorted(prompt.variants.all(), key=lambda variant: levels.index(variant.level))


def published_rubric(prompt: Prompt, *, level: str) -> Rubric | None:
    """The newest published rubric: the prompt's own for the full question, the general one for shorter variants."""
    own = {"prompt": prompt} if level == Level.A_LEVEL else {"prompt__isnull": True}
    rubrics = Rubric.objects.filter(topic=prompt.topic_id, published_at__isnull=False, **own)
    return rubrics.order_by("-version").first()


def prompt_page(prompt: Prompt, *, level: str) -> PromptPage:
    """The prompt at the level asked for, with the rubric it is marked by."""
    variants = variants_of(prompt)
    rubric = published_rubric(prompt, level=level)
    return PromptPage(
        variant=next((variant for variant in variants if variant.level == level), None),
        variants=tuple(variants),
        rubric=rubric_spec(rubric) if rubric else None,
    )


def rubric_spec(rubric: Rubric) -> RubricSpec:
    """The rubric as a checked value. Raises RubricError if an editor has left it unsound."""
    criteria = rubric.criteria.order_by("position", "pk").prefetch_related(
        Prefetch("levels", LevelDescriptor.objects.order_by("number")),
        Prefetch("caps", Cap.objects.order_by("position", "pk")),
    )
    return RubricSpec(tuple(_criterion_spec(criterion) for criterion in criteria))


def _criterion_spec(row: Criterion) -> CriterionSpec:
    spec = CriterionSpec(
        code=row.code,
        name=row.name,
        objective=row.objective,
        unevidenced_maximum=row.unevidenced_maximum,
        question=row.question,
        levels=tuple(
            LevelSpec(level.number, level.lowest, level.highest, level.text, level.higher) for level in row.levels.all()
        ),
        caps=tuple(CapSpec(cap.code, cap.maximum, cap.question, cap.clears, cap.holds) for cap in row.caps.all()),
    )
    if spec.maximum != row.maximum:
        raise RubricError(f"{row.code}: its maximum is {row.maximum}, but its levels end at {spec.maximum}")
    return spec


# --- Work -----------------------------------------------------------------------------------------


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    return _owned(Draft.objects.all(), actor).select_related("prompt__topic")


def open_drafts_of(actor: Actor) -> QuerySet[Draft]:
    """What the actor is still writing, newest first, with the time of the last save."""
    drafts = drafts_of(actor).filter(state=Draft.State.WRITING)
    return drafts.annotate(last_saved_at=Max("versions__server_time")).order_by("-started_at", "pk")


def submissions_of(actor: Actor) -> QuerySet[Submission]:
    return _owned(Submission.objects.all(), actor, "draft__").select_related("draft__prompt__topic", "draft__rubric")


def recent_submissions_of(actor: Actor) -> QuerySet[Submission]:
    """What the actor handed in, newest first, and whether its writer has marked it."""
    own = Marking.objects.filter(submission=OuterRef("pk"), role=Marking.Role.SELF, finished_at__isnull=False)
    return submissions_of(actor).annotate(self_marked=Exists(own)).order_by("-handed_in_at", "pk")


def markings_of(actor: Actor) -> QuerySet[Marking]:
    """The actor's own self-markings."""
    markings = Marking.objects.filter(role=Marking.Role.SELF)
    return _owned(markings, actor, "submission__draft__").select_related(
        "submission__draft__prompt__topic", "submission__draft__rubric"
    )


def _owned(rows: QuerySet[M], actor: Actor, path: str = "") -> QuerySet[M]:
    if actor.is_guest and not actor.guest_key:
        return rows.none()
    return rows.filter(**{f"{path}{column}": value for column, value in actor.owner.items()})


def current_version(draft: Draft) -> DraftVersion | None:
    """The text as it stands: the highest (window, sequence) that no newer window has overtaken."""
    return draft.versions.filter(superseded=False).order_by("-window", "-sequence", "-pk").first()


def current_text(draft: Draft) -> str:
    version = current_version(draft)
    return version.text if version else ""


def versions_of(draft: Draft) -> QuerySet[DraftVersion]:
    """Every save, newest first, those set aside included."""
    return draft.versions.order_by("-server_time", "-pk")


def submission_of(draft: Draft) -> Submission:
    """The last text handed in of a draft that was handed in."""
    return draft.submissions.latest("round")


# --- Marking --------------------------------------------------------------------------------------


def untotalled_markings() -> QuerySet[Marking]:
    """Finished, no total yet: the queue of the totalling task, whoever finished them."""
    return (
        Marking.objects.filter(finished_at__isnull=False, totalled_at__isnull=True)
        .exclude(totalling_state="failed")
        .order_by("finished_at", "pk")
    )


def marking_sheet(marking: Marking) -> MarkingSheet:
    """Every criterion of the rubric with what the marker has chosen so far, and the text by sentence."""
    submission = marking.submission
    spec = rubric_spec(submission.draft.rubric)
    choices = {choice.criterion.code: choice for choice in _choices(marking)}
    answers = _cap_answers(marking)
    return MarkingSheet(
        criteria=tuple(
            _criterion_sheet(criterion, choices.get(criterion.code), answers[criterion.code])
            for criterion in spec.criteria
        ),
        paragraphs=paragraphs(submission.text),
    )


def _choices(marking: Marking) -> QuerySet[CriterionChoice]:
    evidence = Prefetch("evidence", Evidence.objects.order_by("sentence"))
    return marking.choices.select_related("criterion").prefetch_related(evidence)


def _cap_answers(marking: Marking) -> dict[str, tuple[tuple[str, bool], ...]]:
    answers: dict[str, tuple[tuple[str, bool], ...]] = defaultdict(tuple)
    rows = marking.cap_answers.order_by("cap__position", "pk")
    for criterion, cap, applies in rows.values_list("cap__criterion__code", "cap__code", "applies"):
        answers[criterion] += ((cap, applies),)
    return answers


def _criterion_sheet(
    criterion: CriterionSpec, choice: CriterionChoice | None, cap_answers: tuple[tuple[str, bool], ...]
) -> CriterionSheet:
    if choice is None:
        return CriterionSheet(criterion, cap_answers=cap_answers)
    sentences = tuple(evidence.sentence for evidence in choice.evidence.all())
    return CriterionSheet(criterion, choice.mark, sentences, cap_answers)


def submission_view(submission: Submission) -> SubmissionView:
    """The text with the student's evidence in it, and every marker's result side by side.

    Another marker's work shows once it is finished; the student's own from its first saved mark.
    """
    columns = tuple(_column(marking) for marking in _shown_markings(submission))
    criteria = submission.draft.rubric.criteria.order_by("position", "pk")
    return SubmissionView(
        paragraphs=_marked_paragraphs(submission),
        columns=columns,
        rows=tuple(_row(criterion, columns) for criterion in criteria),
    )


def _shown_markings(submission: Submission) -> list[Marking]:
    lines = MarkLine.objects.select_related("criterion").order_by("criterion__position", "pk")
    marks = Mark.objects.order_by("-scoring_version").prefetch_related(Prefetch("lines", lines))
    markings = submission.markings.order_by("round").prefetch_related(Prefetch("marks", marks))
    shown = [marking for marking in markings if marking.role == Marking.Role.SELF or marking.finished_at]
    return sorted(shown, key=lambda marking: Marking.Role.values.index(marking.role))


def _column(marking: Marking) -> MarkColumn:
    head: dict[str, Any] = {
        "role": marking.role,
        "label": marking.get_role_display(),
        "finished": marking.finished_at is not None,
        "comment": marking.comment,
        "error": marking.totalling_error,
    }
    mark = next(iter(marking.marks.all()), None)
    if mark is None:
        return MarkColumn(**head)
    lines = tuple(Line(line.criterion.code, line.chosen, line.points, line.reason) for line in mark.lines.all())
    return MarkColumn(**head, points=int(mark.points), out_of=int(mark.out_of), lines=lines)


def _row(criterion: Criterion, columns: tuple[MarkColumn, ...]) -> MarkRow:
    cells = tuple((column.label, column.line(criterion.code)) for column in columns if column.points is not None)
    return MarkRow(criterion.code, criterion.name, criterion.maximum, cells)


def _marked_paragraphs(submission: Submission) -> tuple[tuple[MarkedSentence, ...], ...]:
    codes: dict[int, tuple[str, ...]] = defaultdict(tuple)
    evidence = Evidence.objects.filter(choice__marking__submission=submission, choice__marking__role=Marking.Role.SELF)
    order = ("choice__criterion__position", "pk")
    for sentence, code in evidence.order_by(*order).values_list("sentence", "choice__criterion__code"):
        codes[sentence] += (code,)
    return tuple(
        tuple(MarkedSentence(sentence.number, sentence.text, codes[sentence.number]) for sentence in paragraph)
        for paragraph in paragraphs(submission.text)
    )
