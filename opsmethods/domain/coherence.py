"""Whether the parts of a pack fit together: what no single file can see."""

from collections.abc import Iterator, Mapping

from opsmethods.domain import rules
from opsmethods.domain.findings import repeated, said, unknown
from opsmethods.domain.material_coherence import material_problems
from opsmethods.domain.schema import Place
from opsmethods.domain.specs import ChoosingSpec, DimensionSpec, MethodSpec, Pack, RuleSpec


def problems_of(pack: Pack) -> Iterator[str]:
    """Each problem as file, path and reason."""
    slugs = [method.slug for method in pack.methods]
    if len(slugs) < 2:
        yield "methods/: a topic needs at least two methods"
    yield from repeated(Place("methods/"), "slot", [method.slot for method in pack.methods])
    yield from repeated(Place("dimensions.yaml"), "code", [dimension.code for dimension in pack.dimensions])
    for index, dimension in enumerate(pack.dimensions):
        yield from _dimension_problems(dimension, slugs, Place("dimensions.yaml", f"dimensions[{index}]"))
    yield from _map_problems(pack)
    leaks = [leak for method in pack.methods for leak in method.leaks]
    for method in pack.methods:
        yield from _method_problems(method, slugs, leaks)
    yield from _contradictions(pack)
    yield from _shared_examples(pack)
    for model, wordings in pack.wordings.items():
        for code, text in wordings.items():
            yield from said(Place("wordings.yaml", f"wordings.{model}.{code}"), rules.wording_problem(model, text))
    yield from _trait_problems(pack, slugs)
    yield from _confusion_problems(pack, slugs)
    yield from _choosing_problems(pack.choosing, slugs)
    yield from _theme_problems(pack, slugs)
    yield from _reference_problems(pack, slugs)
    yield from material_problems(pack)


def phrases_of(method: MethodSpec) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """The phrases of a method by kind."""
    phrases = method.phrases
    return ("definition", phrases.definition), ("output", phrases.output), ("sequence", phrases.sequence)


# --- Dimensions and methods -----------------------------------------------------------------------


def _dimension_problems(dimension: DimensionSpec, slugs: list[str], place: Place) -> Iterator[str]:
    scale = dimension.scale_low, dimension.scale_high
    yield from said(place.key("words"), rules.words_problem(words=dimension.words, scale=scale))
    yield from said(place.key("cells"), rules.members_problem(given=dimension.cells, expected=slugs))
    for slug, cell in dimension.cells.items():
        problem = rules.range_problem(level=cell.level, low=cell.low, high=cell.high, scale=scale)
        yield from said(place.key(f"cells.{slug}"), problem)


def _map_problems(pack: Pack) -> Iterator[str]:
    codes = {dimension.code for dimension in pack.dimensions}
    found = rules.map_problems(across=pack.topic.map_across, up=pack.topic.map_up, codes=codes)
    for name, problem in found.items():
        yield from said(Place("topic.yaml", name), problem)


def _method_problems(method: MethodSpec, slugs: list[str], leaks: list[str]) -> Iterator[str]:
    file = f"methods/{method.slug}.yaml"
    statements = [*method.advantages, *method.disadvantages]
    phrases = [(kind, code, text) for kind, texts in phrases_of(method) for code, text in texts.items()]
    yield from repeated(Place(file), "example code", [example.code for example in method.examples])
    yield from repeated(Place(file), "statement code", [statement.code for statement in statements])
    yield from repeated(Place(file), "phrase code", [code for _, code, _ in phrases])
    yield from repeated(Place(file), "misconception code", [row.code for row in method.misconceptions])
    for statement in statements:
        problem = rules.members_problem(given=statement.truth, expected=slugs)
        yield from said(Place(file, f"{statement.code}.truth"), problem)
    others = [slug for slug in slugs if slug != method.slug]
    yield from said(Place(file, "contrasts"), rules.members_problem(given=method.contrasts, expected=others))
    for example in method.examples:
        yield from said(Place(file, f"{example.code}.leak_free"), rules.leak_problem(example.leak_free, leaks))
    for kind, code, text in phrases:
        yield from said(Place(file, f"phrases.{kind}.{code}"), rules.leak_problem(text, leaks))
    yield from _step_problems(method, file)


def _shared_examples(pack: Pack) -> Iterator[str]:
    """A firm that is told of two methods shows neither."""
    told: dict[str, str] = {}
    for method in pack.methods:
        for example in method.examples:
            text = " ".join(example.leak_free.casefold().split())
            other = told.setdefault(text, method.slug)
            if other != method.slug:
                place = Place(f"methods/{method.slug}.yaml", f"{example.code}.leak_free")
                yield place.says(f"the same example is told of {other}")


def _contradictions(pack: Pack) -> Iterator[str]:
    before: list[rules.Said] = []
    for method in pack.methods:
        for statement in (*method.advantages, *method.disadvantages):
            truth = {slug: one.value for slug, one in statement.truth.items()}
            new = rules.Said(statement.code, statement.text, truth)
            place = Place(f"methods/{method.slug}.yaml", f"{statement.code}.truth")
            yield from said(place, rules.contradiction_problem(new, before))
            before.append(new)


def _step_problems(method: MethodSpec, file: str) -> Iterator[str]:
    codes = [step.code for step in method.steps]
    yield from repeated(Place(file), "step code", codes)
    for index, step in enumerate(method.steps):
        if step.back and step.back not in codes[:index]:
            yield Place(file, f"steps[{index}].back").says(f"{step.back} is no earlier step")


# --- What is told about all of them ---------------------------------------------------------------


def _trait_problems(pack: Pack, slugs: list[str]) -> Iterator[str]:
    yield from repeated(Place("traits.yaml"), "code", [trait.code for trait in pack.traits])
    for index, trait in enumerate(pack.traits):
        place = Place("traits.yaml", f"traits[{index}].cells")
        yield from said(place, rules.members_problem(given=trait.cells, expected=slugs))


def _confusion_problems(pack: Pack, slugs: list[str]) -> Iterator[str]:
    codes = [*(dimension.code for dimension in pack.dimensions), *(trait.code for trait in pack.traits)]
    for index, confusion in enumerate(pack.confusions):
        place = Place("confusions.yaml", f"confusions[{index}]")
        if len(set(confusion.between)) != 2:
            yield place.key("between").says("must name two methods")
        yield from unknown(place.key("between"), "method", confusion.between, slugs)
        yield from unknown(place.key("dimensions"), "dimension", confusion.dimensions, codes)


def _choosing_problems(choosing: ChoosingSpec, slugs: list[str]) -> Iterator[str]:
    file = "choosing.yaml"
    yield from repeated(Place(file), "factor code", [factor.code for factor in choosing.factors])
    yield from repeated(Place(file), "question code", [question.code for question in choosing.questions])
    yield from repeated(Place(file), "rule code", [rule.code for rule in choosing.rules])
    yield from repeated(Place(file), "change", [change.code for change in choosing.changes])
    for factor in choosing.factors:
        yield from unknown(Place(file, f"{factor.code}.points"), "method", factor.points, slugs)
    answers = {question.code: [answer.code for answer in question.answers] for question in choosing.questions}
    for question in choosing.questions:
        yield from repeated(Place(file), f"{question.code} answer", answers[question.code])
        for answer in question.answers:
            place = Place(file, f"{question.code}.{answer.code}.fits")
            yield from said(place, rules.members_problem(given=answer.fits, expected=slugs))
            yield from said(place, rules.fits_problem(answer.fits.values()))
    for rule in choosing.rules:
        yield from _rule_problems(rule, answers, slugs, Place(file, rule.code))
    for change in choosing.changes:
        yield from unknown(Place(file, change.code), "method", filter(None, (change.old, change.new)), slugs)
        if bool(change.old) != bool(change.new):
            yield Place(file, change.code).says("old and new go together")


def _rule_problems(rule: RuleSpec, answers: Mapping[str, list[str]], slugs: list[str], place: Place) -> Iterator[str]:
    yield from unknown(place.key("when"), "question", rule.when, answers)
    for question, codes in rule.when.items():
        yield from unknown(place.key(f"when.{question}"), "answer", codes, answers.get(question, codes))
    yield from unknown(place.key("lean"), "method", rule.lean, slugs)
    yield from unknown(place.key("against"), "method", rule.against, slugs)
    if not rule.lean and not rule.against:
        yield place.says("must lean to a method or speak against one")


def _theme_problems(pack: Pack, slugs: list[str]) -> Iterator[str]:
    for theme in pack.themes:
        file = f"themes/{theme.slug}.yaml"
        yield from repeated(Place(file), "section code", [section.code for section in theme.sections])
        for section in theme.sections:
            yield from unknown(Place(file, f"{section.code}.methods"), "method", section.methods, slugs)
            yield from unknown(Place(file, f"{section.code}.sources"), "source", section.sources, pack.sources)


def _reference_problems(pack: Pack, slugs: list[str]) -> Iterator[str]:
    terms = [term.slug for term in pack.terms]
    yield from repeated(Place("glossary.yaml"), "slug", terms)
    for term in pack.terms:
        yield from unknown(Place("glossary.yaml", f"{term.slug}.confused"), "term", term.confused, terms)
    for index, dimension in enumerate(pack.dimensions):
        place = Place("dimensions.yaml", f"dimensions[{index}].sources")
        yield from unknown(place, "source", dimension.sources, pack.sources)
    for index, syllabus in enumerate(pack.syllabuses):
        place = Place("syllabus.yaml", f"syllabuses[{index}]")
        yield from unknown(place, "method", (*syllabus.core, *syllabus.beyond), slugs)
