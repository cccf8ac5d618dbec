"""Questions about a firm: which clues are told, what they score, which method leads."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from tests.journeys.verdict import Verdict, same


class Scenarios:
    @cached_property
    def clues(self) -> dict[str, dict]:
        answers = {
            f"{question['code']}.{answer['code']}": answer["fits"]
            for question in self._read("choosing.yaml")["questions"]
            for answer in question["answers"]
        }
        cues = self._read("banks/scenarios.yaml")["cues"]
        return {code: {**cue, "fits": answers[cue["answer"]]} for code, cue in cues.items()}

    @cached_property
    def spoken(self) -> dict[str, str]:
        """Each way to tell a clue, of any goods, and what it tells."""
        families = self._read("banks/scenarios.yaml")["families"]
        return {
            same(text.format(**family)): code
            for code, cue in self.clues.items()
            for text in cue["texts"]
            for family in families
        }

    def _told(self, text: str) -> list[str]:
        sentences = re.split(r"(?<=[.])\s+", text)
        return [self.spoken[same(sentence)] for sentence in sentences if same(sentence) in self.spoken]

    def _leader(self, codes) -> str:
        totals = Counter()
        for code in codes:
            totals.update(self.clues[code]["fits"])
        return max(totals, key=lambda slug: totals[slug])

    def _im15(self, words, options) -> Iterator[Verdict]:
        if codes := self._told(words["scenario"]):
            slug = self._leader(codes)
            yield Verdict(self.methods[slug]["name"], slug)

    def _im16(self, words, options) -> Iterator[Verdict]:
        if codes := self._told(words["scenario"]):
            slug = self._leader(codes)
            reasons = {same(self.clues[code].get("reason", "-")) for code in codes}
            for option in options:
                name, _, reason = option.partition(", because ")
                if same(name) == same(self.methods[slug]["name"]) and same(reason) in reasons:
                    yield Verdict(option, slug)

    def _im17(self, words, options) -> Iterator[Verdict]:
        slug = self._named(words["method"])
        for option in options:
            if any(self.clues[code].get("own") == slug for code in self._told(option)):
                yield Verdict(option, slug)

    def _im18(self, words, options) -> Iterator[Verdict]:
        slug, codes = self._named(words["method"]), self._told(words["scenario"])
        for option in options:
            new = self._told(option)
            about = {code[0] for code in new}
            after = [*(code for code in codes if code[0] not in about), *new]
            if slug and codes and self._leader(after) == slug:
                yield Verdict(option, slug)
