"""Pauses: for a while the clock reminds nobody of a person's or a commune's meetings, or of any.

A pause silences only what the clock would say by itself. Answers to a person, and news that
somebody else's act brings (a meeting moved, a stand-in found), always go out.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.attendance import ReasonCategory
from domain.ids import PersonId, UnitId
from domain.meetings import MeetingFacts


class PauseEnd(StrEnum):
    """How a pause ended."""

    LIFTED = "lifted"  # the office said so
    EXPIRED = "expired"  # its time was over
    EXTENDED = "extended"  # the office paused the same again: the newer pause holds
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Pause:
    """Reminders of one person, or of every meeting in some communes, rest in `[since, until)`.

    `name` says whom it silences, `by` who asked for it. `units` holds the whole subtree of the
    unit named. `until` is when it ended, or when it will.
    """

    id: int
    name: str
    person_id: PersonId | None
    unit_id: UnitId | None
    units: frozenset[UnitId]
    reason: ReasonCategory
    by: str
    since: datetime
    until: datetime

    def holds_at(self, instant: datetime) -> bool:
        """Whether it is in force at the instant."""
        return self.since <= instant < self.until

    def covers(self, person_id: PersonId, units: frozenset[UnitId]) -> bool:
        """Whether it silences this person, or what happens in one of these units."""
        return self.person_id == person_id or not self.units.isdisjoint(units)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Some pauses; the question is always whether one of them covers something at an instant."""

    all: tuple[Pause, ...] = ()

    def at(self, instant: datetime) -> "Pauses":
        """Those in force at the instant."""
        return Pauses(tuple(pause for pause in self.all if pause.holds_at(instant)))

    def about(self, person_id: PersonId, meeting: MeetingFacts) -> bool:
        """Whether a word to (or about) this person about this meeting rests."""
        return self.of(person_id, frozenset([meeting.branch.commune_id]))

    def of(self, person_id: PersonId, units: frozenset[UnitId]) -> bool:
        """Whether a word to this person, who belongs to these units, rests."""
        return any(pause.covers(person_id, units) for pause in self.all)

    def of_meeting(self, meeting: MeetingFacts) -> bool:
        """Whether everything about this meeting rests, whomever it is said to."""
        unit = meeting.branch.commune_id
        return any(unit in pause.units for pause in self.all)
