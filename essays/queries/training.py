from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from django.db.models import QuerySet

from accounts.domain.actor import Actor
from essays.domain.rubric import CriterionSpec
from essays.domain.training import Gate, Offer, Trial, choose_exemplar, gate
from essays.models import Exemplar, ExemplarMark, Prompt, Submission
from essays.models import Trial as TrialRow
from essays.queries.prompts import exemplar_rubric, rubric_spec
from essays.queries.work import owned


@dataclass(frozen=True, slots=True)
class TrainingStep:
    """One criterion on the way to marking one's own essay on it; `required` by whoever set the work."""

    criterion: CriterionSpec
    gate: Gate
    required: bool = False

    @property
    def binds(self) -> bool:
        """Whether one's own essay may not be marked on it yet."""
        return self.required and not self.gate.open


@dataclass(frozen=True, slots=True)
class ToldTrial:
    """A sample that was marked, and what the examiner says of it on this criterion."""

    trial: Trial
    reason: str

    @property
    def strict(self) -> int:
        """By how many marks it was marked too low."""
        return max(-self.trial.signed, 0)


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """`sample` is the one to mark now with the words of its own prompt's rubric; None if there is nothing to mark.

    `left` samples were not marked on this criterion yet.
    """

    gate: Gate
    told: tuple[ToldTrial, ...]
    sample: Exemplar | None
    criterion: CriterionSpec | None
    left: int = 0


def samples_for_training(prompt: Prompt) -> QuerySet[Exemplar]:
    """Samples of the topic's other prompts: those of one's own would give its answer away."""
    others = Exemplar.objects.filter(prompt__topic=prompt.topic_id, published=True).exclude(prompt=prompt)
    return others.select_related("prompt").order_by("prompt__number", "code", "pk")


def training_steps(actor: Actor, *, submission: Submission) -> tuple[TrainingStep, ...]:
    """How far the actor's training is for each criterion on which there are samples of the topic's other prompts."""
    prompt, required = submission.draft.prompt, submission.draft.training_required
    offers = _offers(prompt)
    trials = _trials(actor, prompt) if offers else []
    criteria = rubric_spec(submission.draft.rubric).criteria if offers else ()
    return tuple(
        TrainingStep(each, _gate(trials, each.code, offers[each.code]), required)
        for each in criteria
        if each.code in offers
    )


def training_step(actor: Actor, *, submission: Submission, code: str) -> TrainingStep | None:
    steps = training_steps(actor, submission=submission)
    return next((step for step in steps if step.criterion.code == code), None)


def training_page(actor: Actor, *, prompt: Prompt, code: str, more: bool, rng: Random) -> TrainingPage:
    """What was marked so far on this criterion, and the next sample: `more` asks for one beyond what is needed."""
    offers = _offers(prompt).get(code, ())
    mine = [each for each in _trials(actor, prompt) if each.code == code]
    state = _gate(mine, code, offers)
    wanted = more or not state.open
    key = choose_exemplar(offers, [each.exemplar for each in mine], rng=rng) if wanted else None
    sample = samples_for_training(prompt).get(pk=key) if key else None
    spec = exemplar_rubric(sample).criterion(code) if sample else None
    left = len(offers) - len(mine)
    return TrainingPage(gate=state, told=_told(mine, code), sample=sample, criterion=spec, left=left)


def _offers(prompt: Prompt) -> dict[str, tuple[Offer, ...]]:
    """By criterion, the samples that have a mark on it."""
    marks = ExemplarMark.objects.filter(exemplar__in=samples_for_training(prompt)).order_by("exemplar", "criterion")
    offers: dict[str, tuple[Offer, ...]] = defaultdict(tuple)
    for code, pk, number, band in marks.values_list(
        "criterion", "exemplar", "exemplar__prompt__number", "exemplar__band"
    ):
        offers[code] += (Offer(str(pk), number, band),)
    return dict(offers)


def _trials(actor: Actor, prompt: Prompt) -> list[Trial]:
    """In the order in which they were made. The id of a sample is its key as text."""
    rows = owned(TrialRow.objects.all(), actor).filter(exemplar__in=samples_for_training(prompt))
    return [
        Trial(str(row.exemplar_id), row.criterion, row.level, row.mark, row.sample_level, row.sample_mark)
        for row in rows.order_by("marked_at", "pk")
    ]


def _gate(trials: Iterable[Trial], code: str, offers: tuple[Offer, ...]) -> Gate:
    own = [trial for trial in trials if trial.code == code]
    return gate(own, any_left=len(own) < len(offers))


def _told(trials: list[Trial], code: str) -> tuple[ToldTrial, ...]:
    samples = ExemplarMark.objects.filter(exemplar__in=[trial.exemplar for trial in trials], criterion=code)
    reasons = {str(pk): reason for pk, reason in samples.values_list("exemplar", "reason")}
    return tuple(ToldTrial(trial, reasons.get(trial.exemplar, "")) for trial in trials)
