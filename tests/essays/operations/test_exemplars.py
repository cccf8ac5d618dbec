from dataclasses import replace

import pytest

from essays.domain.exemplar import ExemplarSpec
from essays.management.commands.load_prompts import CONTENT, read_pack
from essays.models import Exemplar, ExemplarNote
from essays.operations.exemplars import load_exemplar
from tests.conftest import SECOND_PACK
from tests.essays.operations.test_training import record
from tests.essays.work import actor_of

PACKS = {"operations-methods": CONTENT / "operations-methods", "pricing-strategies": SECOND_PACK}
KEPT = "left alone, edited here: sample low"


def stored(sample) -> dict[str, object]:
    """A sample as its files would say it; marks and answers in the order of their criteria."""
    return {
        **{column: getattr(sample, column) for column in ("code", "band", "status", "text", "next_step")},
        "marks": list(sample.marks.order_by("criterion").values_list("criterion", "mark", "reason")),
        "caps": list(sample.caps.order_by("criterion", "cap").values_list("criterion", "cap", "holds")),
        "notes": list(sample.notes.order_by("position").values_list("position", "criterion", "quote", "note")),
    }


def said(spec: ExemplarSpec) -> dict[str, object]:
    return {
        **{column: getattr(spec, column) for column in ("code", "band", "status", "text", "next_step")},
        "marks": sorted((each.criterion, each.mark, each.reason) for each in spec.marks),
        "caps": sorted((each.criterion, cap, holds) for each in spec.marks for cap, holds in each.cap_answers),
        "notes": [(place, each.criterion, each.quote, each.note) for place, each in enumerate(spec.notes, start=1)],
    }


@pytest.fixture
def spec(second_pack) -> ExemplarSpec:
    return read_pack(SECOND_PACK).prompts[0].exemplars[0]


@pytest.fixture
def sample(spec) -> Exemplar:
    return Exemplar.objects.get(code=spec.code)


def loaded(spec, sample) -> str:
    return load_exemplar(spec, prompt=sample.prompt)


def worded(spec: ExemplarSpec, **values) -> ExemplarSpec:
    """The sample with its first mark changed."""
    first, *others = spec.marks
    return replace(spec, marks=(replace(first, **values), *others))


def test_a_pack_brings_its_samples_whole(any_topic):
    prompts = read_pack(PACKS[any_topic.slug]).prompts

    found = {
        prompt.number: [stored(sample) for sample in prompt.exemplars.order_by("pk")]
        for prompt in any_topic.prompts.all()
    }

    assert found == {prompt.number: [said(spec) for spec in prompt.exemplars] for prompt in prompts}
    assert sum(map(len, found.values())) == {"operations-methods": 15, "pricing-strategies": 2}[any_topic.slug]


def test_load_exemplar_adds_one_that_is_not_there(spec, sample):
    prompt = sample.prompt
    sample.delete()

    report = load_exemplar(spec, prompt=prompt)

    assert report == "added: sample low"
    assert stored(prompt.exemplars.get(code="low")) == said(spec)


def test_load_exemplar_a_second_time_writes_nothing(spec, sample):
    before = list(ExemplarNote.objects.order_by("pk").values_list("pk", flat=True))

    report = loaded(spec, sample)

    assert report == ""
    assert list(ExemplarNote.objects.order_by("pk").values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda spec: replace(spec, text=spec.text + "\n\nMore."),
        lambda spec: replace(spec, band="secure"),
        lambda spec: replace(spec, status="confirmed"),
        lambda spec: replace(spec, next_step="Say why."),
        lambda spec: replace(spec, notes=()),
        lambda spec: worded(spec, mark=2),
        lambda spec: worded(spec, reason="One reason."),
        lambda spec: worded(spec, cap_answers=(("BUY", False),)),
    ],
    ids=["text", "band", "status", "next step", "notes", "mark", "reason", "cap"],
)
def test_a_changed_pack_changes_a_sample_that_nobody_edited(spec, sample, change):
    changed = change(spec)

    reports = [loaded(changed, sample) for _ in range(2)]

    assert reports == ["changed: sample low", ""]
    assert stored(Exemplar.objects.get(pk=sample.pk)) == said(changed)


EDITS = {
    "text": lambda sample: Exemplar.objects.filter(pk=sample.pk).update(text="Edited here."),
    "status": lambda sample: Exemplar.objects.filter(pk=sample.pk).update(status="confirmed"),
    "mark": lambda sample: sample.marks.filter(criterion="R").update(mark=2),
    "reason": lambda sample: sample.marks.filter(criterion="R").update(reason="Edited here."),
    "mark taken out": lambda sample: sample.marks.filter(criterion="R").delete(),
    "cap": lambda sample: sample.caps.update(holds=False),
    "note": lambda sample: sample.notes.update(note="Edited here."),
    "note taken out": lambda sample: sample.notes.all().delete(),
    "note put in": lambda sample: sample.notes.create(position=2, criterion="J", quote="best", note="Why?"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_sample_that_was_edited_anywhere_is_left_alone(spec, sample, edit):
    EDITS[edit](sample)
    edited = stored(Exemplar.objects.get(pk=sample.pk))

    reports = [loaded(spec, sample), loaded(replace(spec, next_step="Say why."), sample)]

    assert reports == [KEPT, KEPT]
    assert stored(Exemplar.objects.get(pk=sample.pk)) == edited


def test_an_edit_that_equals_the_pack_is_passed_over_in_silence(spec, sample):
    sample.marks.filter(criterion="R").update(mark=2)

    assert loaded(worded(spec, mark=2), sample) == ""


def test_the_order_of_marks_is_no_edit_and_that_of_notes_is(spec, sample):
    first = replace(spec, notes=(*spec.notes, replace(spec.notes[0], quote="best")))
    loaded(first, sample)

    turned = [replace(first, marks=first.marks[::-1]), replace(first, notes=first.notes[::-1])]

    assert [loaded(each, sample) for each in turned] == ["", "changed: sample low"]


def test_a_changed_sample_keeps_what_students_marked_on_it(spec, sample, cast):
    trial = record(actor_of(cast.sam), sample, criterion="R", mark=3)

    loaded(worded(spec, mark=2), sample)

    assert list(sample.trials.values_list("pk", "sample_mark")) == [(trial.pk, 1)]
