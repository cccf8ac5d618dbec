from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from essays.domain.marking import Judgement, Limit, Total, total
from essays.domain.placement import TOP
from essays.domain.rubric import CriterionSpec, RubricSpec
from essays.models import Exemplar, ExemplarMark, ExemplarNote, Prompt
from essays.queries.prompts import exemplar_rubric, rubrics_of


@dataclass(frozen=True, slots=True)
class SampleMark:
    criterion: CriterionSpec
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class SamplePart:
    """Words of a sample and the notes in the margin about them."""

    text: str
    notes: tuple[ExemplarNote, ...] = ()


@dataclass(frozen=True, slots=True)
class SamplePage:
    sample: Exemplar
    total: Total
    marks: tuple[SampleMark, ...]
    paragraphs: tuple[tuple[SamplePart, ...], ...]


def samples_of(prompt: Prompt) -> QuerySet[Exemplar]:
    return _whole(prompt.exemplars.filter(published=True)).order_by("code", "pk")


def sample_pages(prompt: Prompt) -> tuple[SamplePage, ...]:
    """The samples of a prompt with marks, reasons and notes, the weakest first."""
    samples = list(samples_of(prompt).select_related("prompt"))
    if not samples:
        return ()
    rubric = exemplar_rubric(samples[0])
    return tuple(sorted((_page(sample, rubric) for sample in samples), key=lambda page: page.total.points))


def sample_total(sample: Exemplar, *, rubric: RubricSpec) -> Total:
    """What the raw marks and the answers to the caps come to, by the rule that totals a teacher's marking."""
    marks = {row.criterion: row.mark for row in sample.marks.all()}
    held = {(row.criterion, row.cap) for row in sample.caps.all() if row.holds}
    return total(
        (
            Judgement(
                code=each.code,
                chosen=marks[each.code],
                maximum=each.maximum,
                unevidenced_maximum=each.unevidenced_maximum,
                evidenced=True,
                caps=tuple(
                    Limit(cap.maximum, f"{cap.question} {cap.holds}.")
                    for cap in each.caps
                    if (each.code, cap.code) in held
                ),
            )
            for each in rubric.criteria
            if each.code in marks
        ),
        evidence_binds=False,
    )


def qualities(samples: QuerySet[Exemplar]) -> dict[int, int]:
    """Total of each sample in marks out of 20, half up, by its key: 9 of 12 is 15."""
    rows = list(_whole(samples))
    rubrics = rubrics_of({sample.prompt_id for sample in rows})
    totals = {sample.pk: sample_total(sample, rubric=rubrics[sample.prompt_id]) for sample in rows}
    return {key: (2 * TOP * each.points + each.out_of) // (2 * each.out_of) for key, each in totals.items()}


def _whole(samples: QuerySet[Exemplar]) -> QuerySet[Exemplar]:
    marks = Prefetch("marks", ExemplarMark.objects.order_by("criterion", "pk"))
    notes = Prefetch("notes", ExemplarNote.objects.order_by("position", "pk"))
    return samples.prefetch_related(marks, notes, "caps")


def _page(sample: Exemplar, rubric: RubricSpec) -> SamplePage:
    result = sample_total(sample, rubric=rubric)
    reasons = {row.criterion: row.reason for row in sample.marks.all()}
    points = {line.code: line.points for line in result.lines}
    return SamplePage(
        sample=sample,
        total=result,
        marks=tuple(
            SampleMark(each, points[each.code], reasons[each.code]) for each in rubric.criteria if each.code in points
        ),
        paragraphs=tuple(_parts(block, sample.notes.all()) for block in sample.text.split("\n\n") if block.strip()),
    )


def _parts(block: str, notes: Iterable[ExemplarNote]) -> tuple[SamplePart, ...]:
    """A paragraph cut at the quotes of its notes; the quote of a note that begins within another's goes with that."""
    found = sorted((block.find(note.quote), note.position, note) for note in notes if note.quote in block)
    parts: list[SamplePart] = []
    reached = 0
    for start, _, note in found:
        if start < reached:
            parts[-1] = SamplePart(parts[-1].text, (*parts[-1].notes, note))
            continue
        end = start + len(note.quote)
        parts += [SamplePart(block[reached:start]), SamplePart(block[start:end], (note,))]
        reached = end
    return (*parts, SamplePart(block[reached:]))
