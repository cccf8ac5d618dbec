"""Hard sets of clues, each told as a case."""

from dataclasses import dataclass

from opsmethods.domain.clues import Setting, totals
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from opsmethods.queries import fact_base, topics
from quizzes.domain.scenarios import families_for, hard_settings, told
from quizzes.domain.wording import closed


@dataclass(frozen=True, slots=True)
class Sentence:
    """A clue as a case tells it, and how far it speaks for the method of the case."""

    code: str
    text: str
    score: int


@dataclass(frozen=True, slots=True)
class Total:
    method: str
    score: int


@dataclass(frozen=True, slots=True)
class HardCase:
    """A hard set of clues about one of the goods it may be told of. `totals` has the highest first: the key's."""

    name: str
    goods: str
    sentences: tuple[Sentence, ...]
    totals: tuple[Total, ...]
    lead: int
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class HardSets:
    """Those of one topic; none where its notes have no clues."""

    topic: Topic
    cases: tuple[HardCase, ...]

    @property
    def accepted(self) -> int:
        return sum(case.is_accepted for case in self.cases)


def hard_sets() -> list[HardSets]:
    """Of each published topic, in the order of the methods that are right."""
    return [HardSets(topic, _cases(fact_base(topic))) for topic in topics()]


def _cases(facts: FactBase) -> tuple[HardCase, ...]:
    slots = {method.slug: method.slot for method in facts.methods}
    settings = sorted(hard_settings(facts), key=lambda setting: (slots[setting.key], setting.name))
    return tuple(_case(facts, setting) for setting in settings if families_for(facts, setting.key))


def _case(facts: FactBase, setting: Setting) -> HardCase:
    names = {method.slug: method.name for method in facts.methods}
    family = families_for(facts, setting.key)[0]
    scores = totals(setting.clues, setting.ranking)
    first, second, *_ = setting.ranking
    return HardCase(
        name=setting.name,
        goods=family.goods,
        sentences=tuple(
            Sentence(clue.code, closed(told(clue.told.texts[0], family)), clue.scores[setting.key])
            for clue in setting.clues
        ),
        totals=tuple(Total(names[slug], score) for slug, score in scores.items()),
        lead=scores[first] - scores[second],
        is_accepted=setting.name in facts.material.scenarios.accepted,
    )
