"""An examiner who has read the YAML and nothing else.

Given the words of a question as they stand on the page it says which option is right, and of which
method and dimension the question is. No code of the site has a part in it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from opsmethods.exports.yaml_text import load_yaml
from tests.journeys.oracle_of_banks import Banks
from tests.journeys.oracle_of_scenarios import Scenarios
from tests.journeys.oracle_of_statements import Statements
from tests.journeys.oracle_of_sums import Sums
from tests.journeys.verdict import Verdict, number, same

PHRASES = {"definition": "definition", "output": "output", "sequence": "sequence"}


class Oracle(Statements, Banks, Scenarios, Sums):
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def topic(self) -> dict:
        return self._read("topic.yaml")

    @cached_property
    def methods(self) -> dict[str, dict]:
        documents = [load_yaml(path.read_text()) for path in sorted(self.folder.glob("methods/*.yaml"))]
        return {document["slug"]: document for document in documents}

    @cached_property
    def dimensions(self) -> list[dict]:
        return self._read("dimensions.yaml")["dimensions"]

    @cached_property
    def stems(self) -> list[tuple[str, re.Pattern]]:
        """Each way to ask as a pattern that gives back what was put into it."""
        wordings = self._read("wordings.yaml")["wordings"]
        return [(model, self._pattern(text)) for model, texts in wordings.items() for text in texts.values()]

    def judge(self, stem: str, options: list[str]) -> Verdict:
        """Raises LookupError when the notes do not answer the question."""
        stem = " ".join(stem.split())
        for model, pattern in self.stems:
            if found := pattern.fullmatch(stem):
                for verdict in getattr(self, f"_{model.lower()}")(found.groupdict(), options):
                    if verdict.right in options:
                        return verdict
        raise LookupError(f"{stem} {options}")

    # --- One for each kind of question ------------------------------------------------------------

    def _im01(self, words, options) -> Iterator[Verdict]:
        yield from self._described("definition", words["definition"])

    def _im03(self, words, options) -> Iterator[Verdict]:
        for slug, method in self.methods.items():
            if same(words["example"]) in {same(example["leak_free"]) for example in method["examples"]}:
                yield Verdict(method["name"], slug)

    def _im05(self, words, options) -> Iterator[Verdict]:
        asked = [slug for slug, method in self.methods.items() if same(method["name"]) in same(words["methods"])]
        for dimension in self.dimensions:
            for end, choose in (("most", max), ("least", min)):
                if same(dimension[end]) == same(words["phrase"]):
                    slug = choose(asked, key=lambda slug: dimension["cells"][slug]["level"])
                    yield Verdict(self.methods[slug]["name"], slug, dimension["code"])

    def _im06(self, words, options) -> Iterator[Verdict]:
        method, other = self._named(words["method"]), self._named(words["other"])
        for dimension in self.dimensions:
            if not method or not other:
                return
            mine, theirs = dimension["cells"][method], dimension["cells"][other]
            said = dimension["more"] if mine["low"] > theirs["high"] else dimension["less"]
            if mine["low"] > theirs["high"] or mine["high"] < theirs["low"]:
                for option in options:
                    if same(option) == same(said):
                        yield Verdict(option, method, dimension["code"])

    def _im08(self, words, options) -> Iterator[Verdict]:
        outputs = {verdict.method for verdict in self._described("output", words["output"])}
        for verdict in self._described("sequence", words["sequence"]):
            if verdict.method in outputs:
                yield verdict

    def _im26(self, words, options) -> Iterator[Verdict]:
        fixed, variable = number(words["fixed"]), number(words["variable"])
        unit = fixed / number(words["output"]) + variable
        for slug, method in self.methods.items():
            bounds = method.get("costs", {}).get("variable")
            if bounds and Decimal(str(bounds["min"])) <= variable <= Decimal(str(bounds["max"])):
                for option in options:
                    if abs(number(option) - unit) < Decimal("0.005"):
                        yield Verdict(option, slug)

    # --- Reading ----------------------------------------------------------------------------------

    def _described(self, kind: str, words: str) -> Iterator[Verdict]:
        for slug, method in self.methods.items():
            if same(words) in {same(phrase) for phrase in method["phrases"][PHRASES[kind]].values()}:
                yield Verdict(method["name"], slug)

    def _named(self, words: str) -> str:
        return next((slug for slug, method in self.methods.items() if same(method["name"]) == same(words)), "")

    def _pattern(self, wording: str) -> re.Pattern:
        """What is put in may be empty: a view of nobody in particular."""
        known = wording.replace("{noun}", self.topic["noun"]).replace("{nouns}", self.topic["noun_plural"])
        text = re.escape(known).replace(r"\{", "{").replace(r"\}", "}")
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>.*?)", text), re.IGNORECASE)

    def _read(self, name: str) -> dict:
        return load_yaml((self.folder / name).read_text())
