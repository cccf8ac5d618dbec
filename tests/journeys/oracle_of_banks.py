"""Questions from banks: the case stands under one group, the reply has one role."""

from collections.abc import Iterator

from opsmethods.exports.yaml_text import load_yaml
from tests.journeys.verdict import Verdict, same


class Banks:
    def _bank(self, name: str) -> dict:
        file = self.folder / "banks" / f"{name}.yaml"
        return load_yaml(file.read_text()) if file.exists() else {}

    def _sorted(self, model: str, words) -> Iterator[Verdict]:
        for group in self._bank(model).get("groups", []):
            if any(same(case["text"]) == same(words["case"]) for case in group.get("cases", [])):
                yield Verdict(group["label"], "")

    def _replied(self, model: str, words, options, *, role: str = "key") -> Iterator[Verdict]:
        codes = [dimension["code"] for dimension in self.dimensions]
        for puzzle in self._bank(model).get("sets", []):
            if same(puzzle["prompt"]) == same(words["prompt"]):
                right = {same(reply["text"]) for reply in puzzle["replies"] if reply["role"] == role}
                method, anchor = puzzle.get("method", ""), puzzle["note"].partition("#")[2]
                dimension = next((code for code in codes if method and code.lower() == anchor), "")
                yield from (Verdict(o, method, dimension) for o in options if same(o) in right)

    def _im12(self, words, options):
        return self._replied("IM12", words, options)

    def _im19(self, words, options):
        return self._replied("IM19", words, options)

    def _im20(self, words, options):
        return self._replied("IM20", words, options)

    def _im21(self, words, options):
        return self._replied("IM21", words, options)

    def _im22(self, words, options):
        return self._sorted("IM22", words)

    def _im23(self, words, options):
        return self._sorted("IM23", words)

    def _im24(self, words, options):
        return self._sorted("IM24", words)

    def _im25(self, words, options):
        return self._replied("IM25", words, options)

    def _im35(self, words, options):
        return self._sorted("IM35", words)

    def _im36(self, words, options):
        return self._sorted("IM36", words)

    def _im37(self, words, options):
        return self._replied("IM37", words, options, role="evaluation")

    def _im38(self, words, options):
        return self._replied("IM37", words, options, role="application")
