"""Loading samples with their marks, the answers to the caps and the notes in the margin."""

from typing import Any

from essays.domain.exemplar import COLUMNS, ExemplarSpec
from essays.models import Exemplar, ExemplarCap, ExemplarMark, ExemplarNote, Prompt
from essays.operations.loading import digest_of, verdict
from essays.operations.versions import record_version
from opsmethods.models import RowVersion


def load_exemplar(spec: ExemplarSpec, *, prompt: Prompt) -> str:
    """Bring a sample with all that hangs on it up to the pack; one that was edited anywhere is left alone."""
    row = prompt.exemplars.filter(code=spec.code).first() or Exemplar(prompt=prompt, code=spec.code)
    wanted = _values_of(spec)
    present = digest_of(_values_in(row)) if row.pk else ""
    verb = verdict(row, present=present, wanted=digest_of(wanted))
    if verb in ("added", "changed"):
        _write(row, wanted)
    record_version(row, cause=RowVersion.Cause.LOADED)
    return f"{verb}: sample {spec.code}" if verb else ""


def _values_of(spec: ExemplarSpec) -> dict[str, Any]:
    return {
        **{column: getattr(spec, column) for column in COLUMNS},
        "marks": sorted([each.criterion, each.mark, each.reason] for each in spec.marks),
        "caps": sorted([each.criterion, code, holds] for each in spec.marks for code, holds in each.cap_answers),
        "notes": [[each.criterion, each.quote, each.note] for each in spec.notes],
    }


def _values_in(row: Exemplar) -> dict[str, Any]:
    marks = row.marks.values_list("criterion", "mark", "reason")
    caps = row.caps.values_list("criterion", "cap", "holds")
    notes = row.notes.order_by("position", "pk").values_list("criterion", "quote", "note")
    return {
        **{column: getattr(row, column) for column in COLUMNS},
        "marks": sorted(list(each) for each in marks),
        "caps": sorted(list(each) for each in caps),
        "notes": [list(each) for each in notes],
    }


def _write(row: Exemplar, values: dict[str, Any]) -> None:
    for column in COLUMNS:
        setattr(row, column, values[column])
    row.import_hash = digest_of(values)
    row.save()
    for children in (row.marks, row.caps, row.notes):
        children.all().delete()
    ExemplarMark.objects.bulk_create(
        ExemplarMark(exemplar=row, criterion=criterion, mark=mark, reason=reason)
        for criterion, mark, reason in values["marks"]
    )
    ExemplarCap.objects.bulk_create(
        ExemplarCap(exemplar=row, criterion=criterion, cap=cap, holds=holds) for criterion, cap, holds in values["caps"]
    )
    ExemplarNote.objects.bulk_create(
        ExemplarNote(exemplar=row, position=place, criterion=criterion, quote=quote, note=note)
        for place, (criterion, quote, note) in enumerate(values["notes"], start=1)
    )
