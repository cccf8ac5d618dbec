"""Questions whose options are said of methods in the YAML: definitions, examples, orders, statements, terms."""

from collections.abc import Iterator

from tests.journeys.verdict import Verdict, same

LABELS = {"business": "the business", "customer": "its customers", "worker": "its workers"}


class Statements:
    def _im02(self, words, options) -> Iterator[Verdict]:
        slug = self._named(words["method"])
        told = {same(text) for text in self.methods[slug]["phrases"]["definition"].values()} if slug else set()
        yield from (Verdict(option, slug) for option in options if same(option) in told)

    def _im04(self, words, options) -> Iterator[Verdict]:
        slug = self._named(words["method"])
        yield from (Verdict(option, slug) for option in options if slug and self._example(option) == slug)

    def _im07(self, words, options) -> Iterator[Verdict]:
        for dimension in self.dimensions:
            if (same(dimension["least"]), same(dimension["most"])) == (same(words["least"]), same(words["most"])):
                for option in options:
                    slugs = [self._named(name) for name in option.split(", ")]
                    levels = [dimension["cells"][slug]["level"] for slug in slugs]
                    if levels == sorted(set(levels)):
                        yield Verdict(option, slugs[1], dimension["code"])

    def _im09(self, words, options) -> Iterator[Verdict]:
        yield from self._true_of("advantages", words, options)

    def _im10(self, words, options) -> Iterator[Verdict]:
        yield from self._true_of("disadvantages", words, options)

    def _true_of(self, kind, words, options) -> Iterator[Verdict]:
        slug = self._named((words["method"] + words["view"]).removesuffix(" for the business"))
        said = {same(one["text"]): one["truth"] for method in self.methods.values() for one in method[kind]}
        yield from (Verdict(o, slug) for o in options if slug and said.get(same(o), {}).get(slug) == "T")

    def _im11(self, words, options) -> Iterator[Verdict]:
        for slug, method in self.methods.items():
            for one in (*method["advantages"], *method["disadvantages"]):
                if same(one["text"]) == same(words["statement"]):
                    yield Verdict(LABELS[one["view"]], slug)

    def _im13(self, words, options) -> Iterator[Verdict]:
        for term in self._read("glossary.yaml")["terms"]:
            if same(term["term"]) == same(words["term"]):
                yield from (Verdict(o, "") for o in options if same(o) == same(term["definition"]))

    def _im14(self, words, options) -> Iterator[Verdict]:
        slugs = [self._example(option) for option in options]
        yield from (Verdict(o, s) for o, s in zip(options, slugs, strict=True) if slugs.count(s) == 1)

    def _example(self, text) -> str:
        told = {same(one["leak_free"]): slug for slug, method in self.methods.items() for one in method["examples"]}
        return told.get(same(text), "")
