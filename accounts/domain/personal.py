"""The one register of personal data: what is exported, erased and claimed (V16, V18).

Each app names its models once, in AppConfig.ready(); a test fails when a model that points at
a person is missing here.
"""

from dataclasses import dataclass
from enum import StrEnum


class Erase(StrEnum):
    """What happens to the rows of a person who leaves."""

    DELETE = "delete"
    ANONYMISE = "anonymise"  # the row stays, the person is taken out of it


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    model: str
    owner: str
    guest: bool
    erase: Erase
    children: tuple[str, ...]
    columns: tuple[str, ...]
    claim: str = ""

    @property
    def heading(self) -> str:
        """Heading of these rows in an export: "quizzes.Attempt", or "quizzes.Mark by author"."""
        return self.model if self.owner in {"user", "id"} else f"{self.model} by {self.owner}"


_register: dict[tuple[str, str], PersonalData] = {}


def register(  # noqa: PLR0913 - all that there is to say about a model
    *,
    model: str,
    owner: str = "user",
    guest: bool = False,
    erase: Erase = Erase.DELETE,
    children: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
    claim: str = "",
) -> None:
    """Name a model whose rows belong to a person; called from AppConfig.ready().

    `model` is "app.Model". `owner` is the name of its foreign key to the user; a model with two
    such keys is registered once for each. `guest=True` says that it is an OwnedModel, whose rows
    may belong to a guest key and are claimed at sign-in. `children` are paths of reverse relations
    ("items", "marks__lines"): their rows are exported under the parent and go when it goes.
    `columns` are the columns to export, all of them if none is named; secrets are never named.
    `erase=Erase.ANONYMISE` needs a nullable owner. `claim` is the path of the operation that gives a guest's rows
    to a user where some of them may be about what the user has a row for: it takes the user and `guest_key=`,
    and returns how many rows there were. Raises ValueError if the same model and owner
    are named twice with different rules.

        register(model="quizzes.Attempt", guest=True, children=("items", "events", "marks", "marks__lines"))
        register(model="quizzes.Mark", owner="author", erase=Erase.ANONYMISE)
    """
    entry = PersonalData(
        model=model, owner=owner, guest=guest, erase=erase, children=children, columns=columns, claim=claim
    )
    if _register.setdefault((model, owner), entry) != entry:
        raise ValueError(f"{model} by {owner} is registered twice")


def registered() -> tuple[PersonalData, ...]:
    """All entries, lower apps first, as the apps became ready."""
    return tuple(_register.values())
