"""Material that item models need beyond the notes: banks of cases and replies, and what scenarios are made of.

The fields of these classes are the keys of the files in a pack's `banks/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class CaseSpec:
    """A situation that fits its group and no group it may be shown with."""

    code: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """An option of an item model: `label` is shown, `meaning` explains it, `note` is where to read on.

    `apart` names groups never shown beside this one. A group without cases is only ever a wrong option.
    """

    code: str
    label: str
    meaning: str
    note: str
    apart: tuple[str, ...] = ()
    cases: tuple[CaseSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplySpec:
    """An option to a prompt. `role` says what it is there for: `key`, or where its mistake comes from."""

    code: str
    role: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class PuzzleSpec:
    """What is asked, with its replies. `method` is the slug of the method under test, if there is one."""

    code: str
    prompt: str
    note: str
    replies: tuple[ReplySpec, ...]
    method: str = ""


@dataclass(frozen=True, slots=True)
class BankSpec:
    """The material of one item model: groups with cases, or prompts with replies."""

    groups: tuple[GroupSpec, ...] = ()
    sets: tuple[PuzzleSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class CueSpec:
    """A clue in a scenario, told in several ways. Its scores are those of an answer in the chooser.

    The letter its code begins with says what it is about: two clues about the same are never told of one firm.
    `answer` is that answer as `question.answer`; `own` the slug of the method whose own clue it is; `clashes` are
    codes of clues that make no sense beside it; `reason` follows "because" when it is given as a reason; `limit` says
    what is possible at all; `scale_for` names methods whose scale it shows.
    Texts may hold {goods}, {one}, {many} and {some}.
    """

    answer: str
    texts: tuple[str, ...]
    own: str = ""
    clashes: tuple[str, ...] = ()
    reason: str = ""
    limit: bool = False
    scale_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilySpec:
    """A kind of goods that each of `methods` could make: plural, one piece, and what many and some of it are."""

    code: str
    goods: str
    one: str
    many: str
    some: str
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FillerSpec:
    """A fact or an event that speaks for no method."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ScenariosSpec:
    """What a scenario is put together from; clues by code. `accepted` names the hard sets of clues that may be told."""

    cues: Mapping[str, CueSpec] = field(default_factory=lambda: MappingProxyType({}))
    families: tuple[FamilySpec, ...] = ()
    noise: tuple[FillerSpec, ...] = ()
    events: tuple[FillerSpec, ...] = ()
    firms: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()


NO_SCENARIOS = ScenariosSpec()


@dataclass(frozen=True, slots=True)
class Material:
    """Everything in a pack's `banks/`: banks by item model, and the parts of scenarios."""

    banks: Mapping[str, BankSpec] = field(default_factory=lambda: MappingProxyType({}))
    scenarios: ScenariosSpec = NO_SCENARIOS


NO_MATERIAL = Material()
