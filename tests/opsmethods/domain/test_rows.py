from collections import Counter
from decimal import Decimal

from opsmethods.domain.coherence import phrases_of
from opsmethods.domain.rows import fingerprint, rows_of
from tests.opsmethods.packs import load

MATERIAL = {"group", "case", "puzzle", "reply", "cue", "family", "filler", "hardset"}


def test_a_pack_is_laid_out_whole():
    pack = load("operations-methods")
    methods, choosing = pack.methods, pack.choosing
    sections = [section for theme in pack.themes for section in theme.sections]
    answers = [answer for question in choosing.questions for answer in question.answers]

    counts = Counter(row.table for row in rows_of(pack) if row.table not in MATERIAL)

    assert counts == Counter(
        topic=1,
        dimension=len(pack.dimensions),
        method=len(methods),
        cell=sum(len(dimension.cells) for dimension in pack.dimensions),
        example=sum(len(method.examples) for method in methods),
        statement=sum(len(method.advantages + method.disadvantages) for method in methods),
        phrase=sum(len(texts) for method in methods for _, texts in phrases_of(method)),
        contrast=sum(len(method.contrasts) for method in methods),
        costscale=sum(method.costs is not None for method in methods),
        misconception=sum(len(method.misconceptions) for method in methods),
        step=sum(len(method.steps) for method in methods),
        wording=sum(len(wordings) for wordings in pack.wordings.values()),
        trait=len(pack.traits),
        traitcell=sum(len(trait.cells) for trait in pack.traits),
        confusion=len(pack.confusions),
        theme=len(pack.themes),
        section=len(sections),
        sectionnote=sum(len(section.methods) for section in sections),
        factor=len(choosing.factors),
        factorpoint=sum(len(factor.points) for factor in choosing.factors),
        question=len(choosing.questions),
        answer=len(answers),
        answerfit=sum(len(answer.fits) for answer in answers),
        decisionrule=len(choosing.rules),
        change=len(choosing.changes),
        term=len(pack.terms),
        syllabus=len(pack.syllabuses),
        source=len(pack.sources),
    )


def test_its_banks_are_laid_out_whole():
    material = load("operations-methods").material
    groups = [group for bank in material.banks.values() for group in bank.groups]
    puzzles = [puzzle for bank in material.banks.values() for puzzle in bank.sets]
    scenarios = material.scenarios

    counts = Counter(row.table for row in rows_of(load("operations-methods")) if row.table in MATERIAL)

    assert counts == Counter(
        group=len(groups),
        case=sum(len(group.cases) for group in groups),
        puzzle=len(puzzles),
        reply=sum(len(puzzle.replies) for puzzle in puzzles),
        cue=len(scenarios.cues),
        family=len(scenarios.families),
        filler=len(scenarios.noise + scenarios.events + scenarios.firms),
        hardset=len(scenarios.accepted),
    )


def test_keys_are_unique_and_parents_come_first(any_pack):
    seen = []
    for row in rows_of(any_pack):
        assert set(row.parents.values()) <= set(seen)
        seen.append(row.key)

    assert len(seen) == len(set(seen))


def test_a_fingerprint_is_of_the_words_not_of_their_form():
    one = {"text": "a\nb", "cost": Decimal("0.50"), "truth": {"x": "T", "y": "F"}}
    same = {"truth": {"y": "F", "x": "T"}, "text": "a\r\nb", "cost": Decimal("0.5")}

    assert fingerprint(one) == fingerprint(same)
    assert fingerprint(one) != fingerprint(one | {"text": "a b"})


def test_a_column_that_came_later_and_is_empty_leaves_a_fingerprint_as_it_was():
    old = {"title": "A"}

    assert fingerprint(old | {"later": ""}) == fingerprint(old)
    assert fingerprint(old | {"later": "x"}) != fingerprint(old)
