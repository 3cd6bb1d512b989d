"""When the office was last in touch with a person, and how."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LastContact:
    """When a person last wrote to us or was reached by telephone; calls in vain since then."""

    wrote_at: datetime | None
    phoned_at: datetime | None  # reached
    missed: int  # calls in vain since the person was last heard
    missed_at: datetime | None

    @property
    def tried_at(self) -> datetime | None:
        """When the office last phoned, in vain or not."""
        return max((at for at in (self.phoned_at, self.missed_at) if at), default=None)
