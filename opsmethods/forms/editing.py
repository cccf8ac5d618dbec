"""What an editor types in admin, held to the same rules as a pack. Admin says which model and fields."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from opsmethods.domain import bank_rules, rules
from opsmethods.models import lines_of
from opsmethods.queries import clashes_beside, leaks_of, note_places_of, statements_beside

MOVED_ON = "Somebody has changed this since you opened it, so nothing is saved. What you typed is still here."


class ContentForm(forms.ModelForm):
    """A row of the notes. It can ask for a parent whether that is chosen here or was settled when the row was made.

    `seen` is the revision the page was opened with. Once the row has moved on, it is not saved over.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["seen"].initial = self.instance.revision if self.instance.pk else None

    @property
    def has_moved_on(self) -> bool:
        seen = self.fields["seen"].to_python(self["seen"].value())
        return self.is_bound and bool(self.instance.pk) and seen != self.instance.revision

    def clean(self) -> None:
        super().clean()
        if self.has_moved_on:
            raise ValidationError({NON_FIELD_ERRORS: MOVED_ON, **self._standing()})

    def _standing(self) -> dict[str, str]:
        """What each field says now, where that is not what is being saved."""
        changed = {name: self.fields[name] for name in self.changed_data if name != "seen"}
        return {name: _now(field, self.get_initial_for_field(field, name)) for name, field in changed.items()}

    def parent(self, name: str) -> Any:
        return self.cleaned_data.get(name) or getattr(self.instance, name, None)

    def refuse(self, field: str, problem: str) -> None:
        if problem:
            self.add_error(field if field in self.fields else None, problem)

    def refuse_strangers(self, first: str, second: str) -> None:
        one, other = self.parent(first), self.parent(second)
        if one and other and topic_of(one) != topic_of(other):
            self.refuse(second, f"{one} and {other} belong to different topics.")

    def refuse_another_topics(self, name: str) -> None:
        """A parent that the row may have must be of the row's topic."""
        topic, other = self.parent("topic"), self.parent(name)
        if topic and other and topic_of(other) != topic.pk:
            self.refuse(name, f"{other} belongs to a different topic.")

    def refuse_unknown(self, field: str, what: str, known: Iterable[str]) -> None:
        """`field` holds names, one a line."""
        self.refuse(field, rules.unknown_problem(what, lines_of(self.cleaned_data.get(field, "")), known))

    def refuse_leaks(self, field: str) -> None:
        method = self.parent("method")
        if method and field in self.cleaned_data:
            self.refuse(field, rules.leak_problem(self.cleaned_data[field], leaks_of(method.topic_id)))


def _now(field: forms.Field, value: Any) -> str:
    if value is None or value == "":
        return "Now nothing stands here."
    return f"Now this stands here: {field.to_python(value)}"


class TopicForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if {"map_across", "map_up"} <= data.keys():
            codes = set(self.instance.dimensions.values_list("code", flat=True)) if self.instance.pk else set()
            problems = rules.map_problems(across=data["map_across"], up=data["map_up"], codes=codes)
            for name, problem in problems.items():
                self.refuse(name, problem)


class DimensionForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if {"scale_low", "scale_high", "words"} <= data.keys():
            scale = data["scale_low"], data["scale_high"]
            self.refuse("words", rules.words_problem(words=lines_of(data["words"]), scale=scale))
            self._refuse_stranded_cells(scale)

    def _refuse_stranded_cells(self, scale: tuple[int, int]) -> None:
        cells = self.instance.cells.select_related("method") if self.instance.pk else ()
        for cell in cells:
            problem = rules.range_problem(level=cell.level, low=cell.low, high=cell.high, scale=scale)
            self.refuse("scale_high", problem and f"{cell.method}: {problem}")


class CellForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse_strangers("method", "dimension")
        dimension, data = self.parent("dimension"), self.cleaned_data
        if dimension and {"level", "low", "high"} <= data.keys():
            scale = dimension.scale_low, dimension.scale_high
            problem = rules.range_problem(level=data["level"], low=data["low"], high=data["high"], scale=scale)
            self.refuse("level", problem)


class ExampleForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse_leaks("leak_free")


class PhraseForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse_leaks("text")


class WordingForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        if {"model", "text"} <= self.cleaned_data.keys():
            self.refuse("text", rules.wording_problem(self.cleaned_data["model"], self.cleaned_data["text"]))


class RowsFormSet(forms.BaseInlineFormSet):
    """Rows on the page of their parent that must be right together."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data["DELETE"]]
        if problem := self.problem(kept):
            raise ValidationError(problem)

    def problem(self, rows: list[dict[str, Any]]) -> str:
        """What is wrong with the rows that will stand; empty for nothing."""
        raise NotImplementedError


class TruthFormSet(RowsFormSet):
    """Whether a statement holds must be said for every method of its topic, and for no other."""

    def problem(self, rows: list[dict[str, Any]]) -> str:
        given = {row["method"].name for row in rows}
        expected = self.instance.method.topic.methods.values_list("name", flat=True)
        return rules.members_problem(given=given, expected=expected) or self._contradiction(rows)

    def _contradiction(self, rows: list[dict[str, Any]]) -> str:
        new = rules.Said(self.instance.code, self.instance.text, {row["method"].slug: row["value"] for row in rows})
        return rules.contradiction_problem(new, statements_beside(self.instance))


class SameTopicForm(ContentForm):
    """`pair`: two parents that must be of one topic."""

    pair: tuple[str, str]

    def clean(self) -> None:
        super().clean()
        self.refuse_strangers(*self.pair)


def topic_of(row: Any) -> int:
    """The id of the topic at the end of a row's parents."""
    for name in ("theme", "question"):
        if parent := getattr(row, name, None):
            return topic_of(parent)
    topic: int = row.topic_id
    return topic


class TraitCellForm(SameTopicForm):
    pair = ("trait", "method")


class SectionNoteForm(SameTopicForm):
    pair = ("section", "method")


class FactorPointForm(SameTopicForm):
    pair = ("factor", "method")


class AnswerFitForm(SameTopicForm):
    pair = ("answer", "method")


class ConfusionForm(SameTopicForm):
    pair = ("first", "second")


class ContrastForm(SameTopicForm):
    pair = ("right", "wrong")


class ChangeForm(SameTopicForm):
    pair = ("old", "new")


class NamingForm(ContentForm):
    """`naming`: columns that hold slugs of methods, one a line."""

    naming: tuple[str, ...] = ()

    def clean(self) -> None:
        super().clean()
        topic = self.parent("topic")
        known = set(topic.methods.values_list("slug", flat=True)) if topic else set()
        for name in self.naming:
            self.refuse_unknown(name, "method", known)


class SyllabusForm(NamingForm):
    naming = ("core", "beyond")


class DecisionRuleForm(NamingForm):
    naming = ("lean", "against")

    def clean(self) -> None:
        super().clean()
        topic = self.parent("topic")
        questions = topic.questions.prefetch_related("answers") if topic else ()
        answers = {row.code: {answer.code for answer in row.answers.all()} for row in questions}
        for line in lines_of(self.cleaned_data.get("when", "")):
            self.refuse("when", rules.condition_problem(line, answers))


class StepFormSet(RowsFormSet):
    """A step leads back to an earlier one."""

    def problem(self, rows: list[dict[str, Any]]) -> str:
        seen: set[str] = set()
        for row in sorted(rows, key=lambda row: row["position"]):
            if row["back"] and row["back"] not in seen:
                return f"{row['code']} leads back to {row['back']}, which is no earlier step."
            seen.add(row["code"])
        return ""


class TermForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        topic = self.parent("topic")
        self.refuse_unknown("confused", "term", topic.terms.values_list("slug", flat=True) if topic else ())


# --- Banks ----------------------------------------------------------------------------------------


class BankForm(ContentForm):
    """What an item model asks about: `asks` is the placeholder of its stems."""

    asks: str

    def clean(self) -> None:
        super().clean()
        topic, data = self.parent("topic"), self.cleaned_data
        if "model" in data:
            self.refuse("model", bank_rules.material_problem(data["model"], self.asks))
        if topic and "note" in data:
            self.refuse_unknown("note", "place in the notes", note_places_of(topic))


class GroupForm(BankForm):
    asks = "case"

    def clean(self) -> None:
        super().clean()
        topic, data = self.parent("topic"), self.cleaned_data
        if topic and {"model", "code"} <= data.keys():
            others = topic.groups.filter(model=data["model"]).exclude(pk=self.instance.pk)
            self.refuse_unknown("apart", "other group", others.values_list("code", flat=True))


class PuzzleForm(BankForm):
    asks = "prompt"

    def clean(self) -> None:
        super().clean()
        self.refuse_another_topics("method")


class ReplyFormSet(RowsFormSet):
    """A puzzle has a right reply and wrong ones."""

    def problem(self, rows: list[dict[str, Any]]) -> str:
        return bank_rules.replies_problem(self.instance.model, [row["role"] for row in rows if row["published"]])


class ReplyForm(ContentForm):
    """A reply on a page of its own: its puzzle keeps a right reply and wrong ones."""

    def clean(self) -> None:
        super().clean()
        puzzle, data = self.parent("puzzle"), self.cleaned_data
        if puzzle and {"role", "published"} <= data.keys():
            others = puzzle.replies.filter(published=True).exclude(pk=self.instance.pk)
            own = [data["role"]] if data["published"] else []
            self.refuse(
                "role", bank_rules.replies_problem(puzzle.model, [*others.values_list("role", flat=True), *own])
            )


class CueForm(NamingForm):
    naming = ("scale_for",)

    def clean(self) -> None:
        super().clean()
        topic, data = self.parent("topic"), self.cleaned_data
        for name in ("answer", "own"):
            self.refuse_another_topics(name)
        for text in lines_of(data.get("texts", "")):
            self.refuse("texts", bank_rules.filling_problem(text))
        if topic and {"code", "clashes", "published"} <= data.keys():
            others = topic.cues.exclude(pk=self.instance.pk).values_list("code", flat=True)
            self.refuse_unknown("clashes", "other clue", others)
            self._refuse_one_sided(topic)

    def _refuse_one_sided(self, topic: Any) -> None:
        """A draft may be: so two clues come to clash, or cease to, one after the other."""
        data = self.cleaned_data
        if data["published"] and "clashes" in data:
            others = clashes_beside(topic, pk=self.instance.pk)
            self.refuse("clashes", bank_rules.clash_problem(data["code"], lines_of(data["clashes"]), others))


class FamilyForm(NamingForm):
    naming = ("methods",)


class FillerForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse("text", bank_rules.filling_problem(self.cleaned_data.get("text", "")))
