"""What the rubric's YAML makes of a marking."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from opsmethods.exports.yaml_text import load_yaml


@dataclass(frozen=True)
class EssayOracle:
    """What the rubric's YAML makes of a marking: the highest marks, held by missing evidence and by every cap."""

    folder: Path
    number: int

    @property
    def title(self) -> str:
        return load_yaml((self.folder / f"essays-prompt-{self.number}.yaml").read_text())["title"]

    def lines(self, *, evidenced: set[str]) -> dict[str, int]:
        """Marks by criterion when every check comes out against the essay."""
        general = load_yaml((self.folder / "essays-rubric.yaml").read_text())["criteria"]
        own = load_yaml((self.folder / f"essays-prompt-{self.number}.yaml").read_text()).get("rubric", {})
        return {
            code: min(self._limits(criterion, own.get(code, {}), has_evidence=code in evidenced))
            for code, criterion in general.items()
        }

    @staticmethod
    def most(criterion: dict) -> int:
        return max(level["marks"][1] for level in criterion["levels"].values())

    def _limits(self, criterion: dict, own: dict, *, has_evidence: bool) -> Iterator[int]:
        yield self.most(criterion)
        if not has_evidence:
            yield criterion["unevidenced_maximum"]
        for cap in [*criterion.get("caps", {}).values(), *own.get("caps", {}).values()]:
            yield cap["maximum"]
