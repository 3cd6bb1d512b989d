"""What the audit log tells of looks at people and of figures taken away."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """One look or one file: who (None: the command line), and what.

    A look has `people` and by which command (`where`); a file its name, period and unit.
    """

    at: datetime
    actor: str | None
    people: tuple[str, ...] = ()
    where: str = ""
    file: str = ""
    period: str = ""
    unit: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody it is about."""
        return (*self.people, *([self.actor] if self.actor else []))
