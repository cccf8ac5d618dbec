"""What an editor types about prompts and samples, held to the same rules as a pack."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from essays.domain.rubric import RubricError, RubricSpec
from essays.domain.text import plain
from essays.models import Exemplar, IndicativePoint
from essays.queries import exemplar_rubric
from opsmethods.domain.rules import unknown_problem
from opsmethods.forms.editing import ContentForm
from opsmethods.queries import methods_of

OBJECTIVES = ("AO1", "AO2", "AO3", "AO4")
EMPTY_SAMPLE = "It has no marks yet. Leave it a draft, and publish it once it is marked."


class PlainField(forms.CharField):
    """Lines end as those of packs do, so that a row which was only looked at is not taken for an edited one."""

    def to_python(self, value: Any) -> Any:
        return plain(super().to_python(value) or "")


class PromptForm(ContentForm):
    class Meta:
        help_texts = {
            "number": "Its place among the questions of the topic. It is part of the address.",
            "text": "The full question, word for word. Each level below may ask it in other words.",
            "command": "Tell the student what the command words ask for, and what to look out for here.",
            "starters": "Ways to begin a sentence, one on each line.",
            "firms": "Firms that answers often name, one on each line. The lens looks for them in an essay.",
            "weaknesses": "What often goes wrong in answers, one on each line. Shown after marking, not before.",
        }


class HintForm(ContentForm):
    class Meta:
        help_texts = {
            "criterion": "Code of the criterion, for example C1.",
            "position": "Its place among the questions of this criterion.",
            "question": "What a marker should look for in the essay, whatever the prompt.",
        }


class PointForm(ContentForm):
    """`methods` are the slugs that a point may name."""

    class Meta:
        labels = {"published": "Shown"}
        widgets = {"objectives": forms.TextInput(attrs={"size": 8}), "references": forms.TextInput(attrs={"size": 14})}

    def __init__(self, *arguments: Any, methods: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.methods = frozenset(methods)

    def clean(self) -> None:
        super().clean()
        for name, what, known in (("objectives", "objective", OBJECTIVES), ("methods", "method", self.methods)):
            self.refuse(name, unknown_problem(what, self.cleaned_data.get(name, "").split(), known))
        for name in {"objectives", "methods", "references"} & self.cleaned_data.keys():
            self.cleaned_data[name] = " ".join(self.cleaned_data[name].split())


class PointFormSet(forms.BaseInlineFormSet):
    @cached_property
    def methods(self) -> frozenset[str]:
        topic = self.instance.topic
        return frozenset(methods_of(topic, drafts=True).values_list("slug", flat=True))

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "methods": self.methods}

    def clean(self) -> None:
        super().clean()
        gone = [form.instance.pk for form in self.deleted_forms]
        for point in IndicativePoint.objects.filter(pk__in=gone, ticks__isnull=False).order_by("number", "pk")[:1]:
            raise ValidationError(f"Students have ticked point {point.number} in their essays. Do not show it instead.")


# --- Samples --------------------------------------------------------------------------------------


class ExemplarForm(ContentForm):
    class Meta:
        help_texts = {
            "code": "Short and unique within the prompt, for example p1w.",
            "text": "The whole answer. Leave a blank line between paragraphs.",
            "next_step": "What its writer should work on next.",
        }

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("published") and not self.instance.pk:
            self.refuse("published", EMPTY_SAMPLE)


class SampleFormSet(forms.BaseInlineFormSet):
    """Rows that hang on a sample are held to the newest published rubric of its question."""

    instance: Exemplar

    @cached_property
    def rubric(self) -> RubricSpec:
        return exemplar_rubric(self.instance)

    @property
    def kept(self) -> list[forms.ModelForm]:
        """The forms whose rows will stand, as far as they are filled in."""
        return [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        try:
            self.check(self.rubric)
        except RubricError as error:
            raise ValidationError(str(error)) from error

    def check(self, rubric: RubricSpec) -> None:
        """Say what is wrong, beside a field or of all rows together."""

    def refuse_unknown(self, rubric: RubricSpec) -> list[forms.ModelForm]:
        """The forms whose criterion the rubric has; the others are told."""
        known = [criterion.code for criterion in rubric.criteria]
        for form in self.kept:
            if problem := unknown_problem("criterion", [form.cleaned_data["criterion"]], known):
                form.add_error("criterion", problem)
        return [form for form in self.kept if not form.errors]

    def refuse_missing(self, what: str, missing: Iterable[str]) -> None:
        """A draft may lack some."""
        names = ", ".join(missing)
        if names and self.instance.published:
            raise ValidationError(f"{what}: {names}. Add them, or make the sample a draft until they are there.")


class MarkFormSet(SampleFormSet):
    """A mark for every criterion, within its levels."""

    def check(self, rubric: RubricSpec) -> None:
        for form in self.refuse_unknown(rubric):
            criterion, mark = rubric.criterion(form.cleaned_data["criterion"]), form.cleaned_data["mark"]
            if criterion and mark > criterion.maximum:
                form.add_error("mark", f"No level of {criterion.code} has {mark}: the highest is {criterion.maximum}.")
        given = {form.cleaned_data.get("criterion") for form in self.kept}
        self.refuse_missing("A mark is missing", [each.code for each in rubric.criteria if each.code not in given])


class CapFormSet(SampleFormSet):
    """An answer for every cap of the rubric."""

    def check(self, rubric: RubricSpec) -> None:
        caps = {(each.code, cap.code): cap for each in rubric.criteria for cap in each.caps}
        for form in self.refuse_unknown(rubric):
            criterion, cap = form.cleaned_data["criterion"], form.cleaned_data["cap"]
            if (criterion, cap) not in caps:
                form.add_error("cap", f"{criterion} has no cap {cap}.")
        given = {(form.cleaned_data.get("criterion"), form.cleaned_data.get("cap")) for form in self.kept}
        missing = [
            f"{code} {cap.code} ({cap.question})" for (code, _), cap in caps.items() if (code, cap.code) not in given
        ]
        self.refuse_missing("A cap has no answer", missing)


class NoteFormSet(SampleFormSet):
    """Each quote stands in the text exactly once."""

    def check(self, rubric: RubricSpec) -> None:
        self.refuse_unknown(rubric)
        for form in self.kept:
            times = self.instance.text.count(form.cleaned_data["quote"])
            if times != 1:
                form.add_error("quote", f"These words must stand in the text once. They stand there {_times(times)}.")


def _times(number: int) -> str:
    return f"{number} times" if number else "nowhere"
