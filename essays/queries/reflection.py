from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from essays.domain.difference import Piece, difference
from essays.domain.lens import PointWords, suggested
from essays.domain.marking import Line
from essays.domain.placement import Anchor, Comparison, Placement, next_anchor, place
from essays.domain.sheet import SubmissionView
from essays.domain.targets import Range, Target, targets, trust
from essays.domain.text import sentences
from essays.models import Exemplar, IndicativePoint, Submission
from essays.queries.marking import submission_view
from essays.queries.prompts import rubric_spec
from essays.queries.samples import qualities

STRONGEST_FIRST = ("agreed", "teacher", "self")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished self-mark leads to: how far the total may be trusted, and what to work on."""

    trust: Range
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class PointRow:
    point: IndicativePoint
    ticked: bool
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A criterion in two versions of an essay; None where it was not marked."""

    code: str
    name: str
    maximum: int
    before: Line | None
    after: Line | None

    @property
    def words(self) -> str:
        """The change in words; empty where one of the two was not marked."""
        if self.before is None or self.after is None:
            return ""
        by = self.after.points - self.before.points
        return f"{by} more" if by > 0 else f"{-by} fewer" if by else "the same"


@dataclass(frozen=True, slots=True)
class Changes:
    """A redraft beside the version before it: word by word, and mark by mark where both were marked by their writer."""

    before: Submission
    after: Submission
    pieces: tuple[Piece, ...]
    marks: tuple[Changed, ...]

    @property
    def both_marked(self) -> bool:
        return all(each.words for each in self.marks)


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """`other` is the sample to compare with now; None when there is nothing more to ask."""

    placement: Placement
    other: Exemplar | None


def outcome(view: SubmissionView, submission: Submission) -> Outcome | None:
    """None until the self-mark is totalled. What to work on goes by the agreed mark, else the teacher's, else it."""
    own = view.self_mark
    if own is None or own.points is None or own.out_of is None:
        return None
    criteria = rubric_spec(submission.draft.rubric).criteria
    best = next(column for role in STRONGEST_FIRST if (column := view.column(role)) and column.points is not None)
    return Outcome(trust(own.points, out_of=own.out_of), targets(best.lines, criteria))


def point_rows(submission: Submission, *, suggest: bool) -> tuple[PointRow, ...]:
    """The points of the prompt, which of them are ticked, and where the lens would look if it is asked."""
    points = submission.draft.prompt.points.filter(published=True).order_by("number", "pk")
    ticked = set(submission.ticks.values_list("point", flat=True))
    found = _suggestions(points, submission) if suggest else {}
    return tuple(PointRow(point, point.pk in ticked, found.get(point.number, ())) for point in points)


def _suggestions(points: Iterable[IndicativePoint], submission: Submission) -> dict[int, tuple[str, ...]]:
    texts = {sentence.number: sentence.text for sentence in sentences(submission.text)}
    words = [PointWords(point.number, point.text) for point in points]
    return {each.point: tuple(texts[number] for number in each.sentences) for each in suggested(words, submission.text)}


def version_before(submission: Submission) -> Submission | None:
    return submission.draft.submissions.filter(round=submission.round - 1).first()


def changes(before: Submission, after: Submission) -> Changes:
    lines = [_own_lines(submission) for submission in (before, after)]
    criteria = rubric_spec(after.draft.rubric).criteria
    return Changes(
        before=before,
        after=after,
        pieces=difference(before.text, after.text),
        marks=tuple(
            Changed(each.code, each.name, each.maximum, *(found.get(each.code) for found in lines)) for each in criteria
        ),
    )


def _own_lines(submission: Submission) -> dict[str, Line]:
    own = submission_view(submission).self_mark
    return {line.code: line for line in own.lines} if own else {}


def samples_to_compare(submission: Submission) -> QuerySet[Exemplar]:
    """Every sample of the topic."""
    return Exemplar.objects.filter(prompt__topic=submission.draft.prompt.topic_id, published=True)


def comparison_page(submission: Submission) -> ComparisonPage:
    """How the writer's choices place the essay so far, and the sample whose comparison tells most."""
    prompt = submission.draft.prompt
    samples = samples_to_compare(submission)
    points = qualities(samples)
    own = set(prompt.exemplars.values_list("pk", flat=True))
    anchors = [Anchor(str(key), total, same_prompt=key in own) for key, total in points.items()]
    made = [
        Comparison(str(row.exemplar_id), points[row.exemplar_id], row.own_is_better)
        for row in submission.comparisons.filter(exemplar__in=points).order_by("compared_at", "pk")
    ]
    following = next_anchor(anchors, made)
    other = samples.select_related("prompt").get(pk=following.exemplar) if following else None
    return ComparisonPage(place(made), other)
