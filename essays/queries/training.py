from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from django.db.models import QuerySet

from accounts.domain.actor import Actor
from essays.domain.rubric import CriterionSpec
from essays.domain.training import Calibration, Gate, Offer, Trial, calibration, choose_exemplar, gate, limit_for
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
class Training:
    """Every criterion on which there are samples, and whether the student's marks can be relied on over all of them."""

    steps: tuple[TrainingStep, ...]
    calibration: Calibration

    @property
    def is_open(self) -> bool:
        """Whether a criterion still asks for samples."""
        return any(not step.gate.open for step in self.steps)

    def step(self, code: str) -> TrainingStep | None:
        return next((step for step in self.steps if step.criterion.code == code), None)


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
    """`own` is the criterion of one's own essay, None if its rubric has none of that code.

    `sample` is the one to mark now with the words of its own prompt's rubric; None if there is nothing to mark.

    `left` samples were not marked on this criterion yet.
    """

    own: CriterionSpec | None
    gate: Gate
    told: tuple[ToldTrial, ...]
    sample: Exemplar | None
    criterion: CriterionSpec | None
    left: int
    calibration: Calibration


def samples_for_training(prompt: Prompt) -> QuerySet[Exemplar]:
    """Samples of the topic's other prompts: those of one's own would give its answer away."""
    others = Exemplar.objects.filter(prompt__topic=prompt.topic_id, published=True).exclude(prompt=prompt)
    return others.select_related("prompt").order_by("prompt__number", "code", "pk")


def training_of(actor: Actor, *, submission: Submission) -> Training:
    """How far the actor's training is for each criterion on which there are samples of the topic's other prompts."""
    prompt, required = submission.draft.prompt, submission.draft.training_required
    offers = _offers(prompt)
    trials = _trials(actor, prompt) if offers else []
    criteria = [each for each in rubric_spec(submission.draft.rubric).criteria if each.code in offers]
    return Training(
        tuple(TrainingStep(each, _gate(trials, each.code, offers[each.code]), required) for each in criteria),
        _calibration(trials, offers, criteria),
    )


def training_page(actor: Actor, *, submission: Submission, code: str, more: bool, rng: Random) -> TrainingPage:
    """What was marked so far on this criterion, and the next sample: `more` asks for one beyond what is needed.

    Beyond what is needed a sample comes first that was begun on another criterion, so that whole samples come together.
    """
    prompt = submission.draft.prompt
    by_code, trials = _offers(prompt), _trials(actor, prompt)
    offers, mine = by_code.get(code, ()), [each for each in trials if each.code == code]
    done = [each.exemplar for each in mine]
    state = _gate(mine, code, offers)
    begun = {each.exemplar for each in trials}
    nearer = [offer for offer in offers if offer.exemplar in begun] if begun > set(done) and state.open else offers
    key = choose_exemplar(nearer, done, rng=rng) if more or not state.open else None
    sample = samples_for_training(prompt).get(pk=key) if key else None
    rubric = rubric_spec(submission.draft.rubric)
    return TrainingPage(
        own=rubric.criterion(code),
        gate=state,
        told=_told(mine, code),
        sample=sample,
        criterion=exemplar_rubric(sample).criterion(code) if sample else None,
        left=len(offers) - len(mine),
        calibration=_calibration(trials, by_code, rubric.criteria),
    )


def _calibration(
    trials: Iterable[Trial], offers: Mapping[str, tuple[Offer, ...]], criteria: Iterable[CriterionSpec]
) -> Calibration:
    return calibration(
        trials,
        limits={each.code: limit_for(each.maximum) for each in criteria},
        prompts={offer.exemplar: offer.prompt for some in offers.values() for offer in some},
    )


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
