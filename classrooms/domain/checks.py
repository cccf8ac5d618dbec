"""The agreement of self-marks with a teacher's, in the words of the page of set work."""

from dataclasses import dataclass

from essays.domain.agreement import KAPPA, Agreement, Scope
from essays.domain.sampling import Pick

FEWEST = 5


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One criterion, or the total."""

    name: str
    maximum: int
    figures: Agreement

    @property
    def bias_words(self) -> str:
        """Empty where nothing was marked by both."""
        bias = self.figures.bias
        if bias is None:
            return ""
        if abs(bias) < 0.05:
            return "students gave themselves the same on average"
        return f"students gave themselves {abs(bias):.1f} {'more' if bias > 0 else 'less'} on average"

    @property
    def count_words(self) -> str:
        figures = self.figures
        return f"{figures.exact} of {figures.n} the same mark, {figures.adjacent} of {figures.n} within one"

    @property
    def kappa_words(self) -> str:
        """Empty where kappa may not be shown."""
        figures = self.figures
        if not figures.kappa_is_shown:
            return ""
        if figures.interval is None:
            return f"{figures.kappa:.2f}, too uncertain for an interval"
        return f"{figures.kappa:.2f} (likely between {figures.interval[0]:.2f} and {figures.interval[1]:.2f})"


@dataclass(frozen=True, slots=True)
class AgreementTable:
    """`self_marked` scripts were marked by their writers. While some of those wait for the teacher, `rows` count the
    ones `by_lot` alone: a script that was opened because it looked doubtful agrees less than the others.
    """

    rows: tuple[AgreementRow, ...]
    n: int
    self_marked: int
    by_lot: bool

    @property
    def is_enough(self) -> bool:
        """Whether a mean of so few scripts may be shown."""
        return self.n >= FEWEST

    @property
    def missing(self) -> int:
        """How many more pairs kappa needs."""
        return max(self.needed - self.n, 0)

    @property
    def needed(self) -> int:
        return KAPPA[Scope.GROUP]


@dataclass(frozen=True, slots=True)
class ScriptToOpen:
    student: str
    submission_id: str
    pick: Pick
