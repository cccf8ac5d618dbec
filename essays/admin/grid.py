"""A rubric as one form: a line for each criterion with its levels side by side and its caps below.

Fields are known by their place: `0-name`, `0-level-1-lowest`, `0-cap-0-question`. A criterion, level or cap that is
left empty is none.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Model, Prefetch

from essays.admin.forms import PlainField
from essays.domain.rubric import CapSpec, CriterionSpec, LevelSpec, RubricError, RubricSpec
from essays.models import Cap, Criterion, LevelDescriptor, Rubric

HEAD = {
    "code": "code",
    "name": "name",
    "objective": "assessment objective",
    "unevidenced_maximum": "most without evidence",
    "question": "evidence question",
}
LEVEL = {
    "lowest": "lowest mark",
    "highest": "highest mark",
    "text": "what it takes",
    "higher": "what the highest mark takes",
}
CAP = {
    "code": "code",
    "maximum": "holds the mark at",
    "question": "question to the marker",
    "clears": "answer that changes nothing",
    "holds": "answer that holds the mark",
}
OPTIONAL = {"higher"}
NUMBERS = {"unevidenced_maximum", "lowest", "highest", "maximum"}
AREAS = {"question": 3, "text": 4, "higher": 3, "clears": 3, "holds": 3}
AT_MOST = 20  # criteria, levels, and caps of a criterion
FEWEST = 4  # levels of a rubric that is begun
LARGEST = 100  # marks

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many levels there is room for, and how many caps at each criterion."""

    levels: int
    caps: tuple[int, ...]

    @classmethod
    def sent(cls, data: Mapping[str, str]) -> "Shape":
        criteria = _count(data.get("criteria", ""))
        return cls(_count(data.get("levels", "")), tuple(_count(data.get(f"{i}-caps", "")) for i in range(criteria)))

    def with_room(self, wanted: str) -> "Shape":
        """One more level, criterion, or cap of a criterion: `level`, `criterion`, `cap-0`."""
        what, _, place = wanted.partition("-")
        if what == "level":
            return replace(self, levels=min(self.levels + 1, AT_MOST))
        if what == "criterion":
            return replace(self, caps=(*self.caps, 0)[:AT_MOST])
        more = {int(place)} if place.isdecimal() else set()
        return replace(self, caps=tuple(min(n + (i in more), AT_MOST) for i, n in enumerate(self.caps)))

    @property
    def counts(self) -> dict[str, int]:
        caps = {f"{place}-caps": count for place, count in enumerate(self.caps)}
        return {"levels": self.levels, "criteria": len(self.caps), **caps}


def _count(text: str) -> int:
    return min(int(text), AT_MOST) if text.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as the page shows it: fields in the order of `HEAD`, `LEVEL` and `CAP`."""

    title: str
    head: tuple[forms.BoundField, ...]
    levels: tuple[tuple[forms.BoundField, ...], ...]
    caps: tuple[tuple[forms.BoundField, ...], ...]
    gone: forms.BoundField
    add_cap: str


class RubricGridForm(forms.Form):
    """Once it is valid, `spec` is the rubric it describes."""

    spec: RubricSpec

    def __init__(self, *arguments: Any, shape: Shape, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.shape = shape
        for place, caps in enumerate(shape.caps):
            title = self._title(place)
            self.fields[f"{place}-gone"] = forms.BooleanField(required=False, label=f"Leave out {title}")
            self._add(f"{place}-", HEAD, Criterion, title)
            for number in range(shape.levels):
                self._add(f"{place}-level-{number}-", LEVEL, LevelDescriptor, f"{title}, level {number}")
            for number in range(caps):
                self._add(f"{place}-cap-{number}-", CAP, Cap, f"{title}, cap {number + 1}")

    def _title(self, place: int) -> str:
        given = self.data if self.is_bound else self.initial
        return given.get(f"{place}-code") or f"criterion {place + 1}"

    def _add(self, prefix: str, names: Mapping[str, str], model: type[Model], title: str) -> None:
        for name, label in names.items():
            field = _number() if name in NUMBERS else _text(name, model)
            field.label = label.capitalize()
            field.widget.attrs["aria-label"] = f"{title}: {label}"
            self.fields[prefix + name] = field

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(
            Line(
                title=self._title(place),
                head=self._bound(f"{place}-", HEAD),
                levels=tuple(self._bound(f"{place}-level-{number}-", LEVEL) for number in range(self.shape.levels)),
                caps=tuple(self._bound(f"{place}-cap-{number}-", CAP) for number in range(caps)),
                gone=self[f"{place}-gone"],
                add_cap=f"cap-{place}",
            )
            for place, caps in enumerate(self.shape.caps)
        )

    def _bound(self, prefix: str, names: Iterable[str]) -> tuple[forms.BoundField, ...]:
        return tuple(self[prefix + name] for name in names)

    @property
    def problems(self) -> tuple[tuple[str, str, str], ...]:
        """Each with the id and the name of its field; both are empty where it is about the whole rubric."""
        found = [("", "", str(message)) for message in self.non_field_errors()]
        for name in self.fields:
            field = self[name]
            label = field.field.widget.attrs.get("aria-label", "")
            found += [(field.id_for_label, label, str(message)) for message in field.errors]
        return tuple(found)

    def clean(self) -> None:
        criteria = [found for place in range(len(self.shape.caps)) if (found := self._criterion(place))]
        if self.errors:
            return
        try:
            self.spec = RubricSpec(tuple(criteria))
        except RubricError as error:
            self.add_error(None, str(error))

    def _criterion(self, place: int) -> CriterionSpec | None:
        """None for one that is left out, that is empty, or of which something was said."""
        if self.cleaned_data.get(f"{place}-gone"):
            for name in [name for name in self.errors if name.startswith(f"{place}-")]:
                del self.errors[name]
            return None
        levels = self._groups(f"{place}-level-", LEVEL, self.shape.levels)
        caps = self._groups(f"{place}-cap-", CAP, self.shape.caps[place])
        head = self._group(f"{place}-", HEAD, needed=bool(levels or caps))
        if not head or any(name.startswith(f"{place}-") for name in self.errors):
            return None
        try:
            return CriterionSpec(
                **head,
                levels=tuple(LevelSpec(number, **values) for number, values in levels.items()),
                caps=tuple(CapSpec(**values) for values in caps.values()),
            )
        except RubricError as error:
            name, words = _placed(str(error), head["code"], {cap["code"]: number for number, cap in caps.items()})
            self.add_error(f"{place}-{name}", words)
            return None

    def _groups(self, prefix: str, names: Mapping[str, str], count: int) -> dict[int, Values]:
        groups = {number: self._group(f"{prefix}{number}-", names) for number in range(count)}
        return {number: values for number, values in groups.items() if values}

    def _group(self, prefix: str, names: Iterable[str], *, needed: bool = False) -> Values:
        """What stands in fields that belong together, nothing if all are empty; one left empty among them is said."""
        values = {name: self.cleaned_data.get(prefix + name) for name in names}
        empty = [name for name, value in values.items() if value in (None, "") and prefix + name not in self.errors]
        if len(empty) == len(values) and not needed:
            return {}
        for name in empty:
            if name not in OPTIONAL:
                self.add_error(prefix + name, "This is missing.")
        return values


def _number() -> forms.Field:
    return forms.IntegerField(required=False, min_value=0, max_value=LARGEST)


def _text(name: str, model: type[Model]) -> forms.Field:
    widget = forms.Textarea({"rows": AREAS[name], "cols": 30}) if name in AREAS else forms.TextInput()
    longest: int | None = getattr(model._meta.get_field(name), "max_length", None)
    return PlainField(required=False, max_length=longest, widget=widget)


def _placed(message: str, code: str, caps: Mapping[str, int]) -> tuple[str, str]:
    """The field that a RubricError of a criterion is about, and what to say there: the place need not be told twice."""
    words = message.partition(": ")[2] or message
    said = f"{words[0].upper()}{words[1:]}."
    if level := re.search(r"level (\d+)", message):
        return f"level-{level[1]}-lowest", said
    for cap, number in caps.items():
        if message.startswith(f"{code} {cap}: "):
            return f"cap-{number}-maximum", said
        if message.startswith(f"caps of {code}: {cap} "):
            return f"cap-{number}-code", said
    return ("unevidenced_maximum" if "without evidence" in message else "code"), said


# --- From the database ----------------------------------------------------------------------------


def stored_in(rubric: Rubric) -> tuple[Shape, Values]:
    """The rubric as it stands, sound or not: room for all of it, and what is in the fields. An empty one has some."""
    levels = Prefetch("levels", LevelDescriptor.objects.order_by("number"))
    caps = Prefetch("caps", Cap.objects.order_by("position", "pk"))
    criteria = list(rubric.criteria.order_by("position", "pk").prefetch_related(levels, caps))
    values: Values = {}
    for place, criterion in enumerate(criteria):
        values |= _columns(f"{place}-", HEAD, criterion)
        for number, level in enumerate(criterion.levels.all()):
            values |= _columns(f"{place}-level-{number}-", LEVEL, level)
        for number, cap in enumerate(criterion.caps.all()):
            values |= _columns(f"{place}-cap-{number}-", CAP, cap)
    most = max((len(criterion.levels.all()) for criterion in criteria), default=FEWEST)
    return Shape(most, tuple(len(criterion.caps.all()) for criterion in criteria) or (0,)), values


def _columns(prefix: str, names: Iterable[str], row: Model) -> Values:
    return {prefix + name: getattr(row, name) for name in names}


def fingerprint_of(values: Values) -> str:
    """By which it is known whether somebody else has saved it meanwhile."""
    return sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
