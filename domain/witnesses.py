"""Planned, promised, and what two witnesses report of one visit: where they differ, what surprises.

Nothing here overwrites anything: a difference is found from the latest report of each side, and
both stay as they were said.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory
from domain.meetings import PersonName, VisitFacts
from domain.messages import Source


class Side(StrEnum):
    """Who says what happened: the branch that met, or the cadre who was to come."""

    SECRETARY = "secretary"
    CADRE = "cadre"


class Difference(StrEnum):
    """What the two sides say differently."""

    HELD = "held"  # whether the meeting took place
    PRESENCE = "presence"  # whether the cadre was there


class Surprise(StrEnum):
    """A visit that went otherwise than promised; shown wherever visits are counted."""

    CAME_UNANSWERED = "came_unanswered"
    CAME_DECLINED = "came_declined"
    MISSED_PROMISED = "missed_promised"
    MISSED_UNANSWERED = "missed_unanswered"


@dataclass(frozen=True, slots=True)
class How:
    """How something reached us: when, by which way, and who entered it for somebody else."""

    at: datetime
    source: Source
    entered_by: PersonName | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The latest report of one side. `presence` None: said nothing about who came."""

    held: bool
    presence: Presence | None
    how: How
    outcome: MeetingOutcome | None = None  # the branch's words for what became of the meeting
    reason: ReasonCategory = ReasonCategory.NONE  # why it was not held at that time
    instead: datetime | None = None  # the time it was given instead

    @property
    def came(self) -> bool | None:
        """Whether this side says that the cadre was there; None when it does not say."""
        return None if self.presence is None else self.presence is Presence.PRESENT


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """Everything known of one visit to one version of its meeting, each fact beside its source.

    `visit` holds what was planned and what was promised. `looked_again`: the sides that answered
    after being told that the other says otherwise.
    """

    visit: VisitFacts
    version: int
    promised: How | None
    secretary: Report | None
    cadre: Report | None
    looked_again: frozenset[tuple[Difference, Side]] = frozenset()

    @property
    def current(self) -> bool:
        """Whether this is the meeting as it now stands; a branch moved it away from the others."""
        return self.version == self.visit.meeting.version


def difference(record: VisitRecord) -> Difference | None:
    """What the two sides say differently; None while one is silent, or when they agree."""
    branch, cadre = record.secretary, record.cadre
    if branch is None or cadre is None:
        return None
    if branch.held != cadre.held:
        return Difference.HELD
    if branch.held and branch.came is not None and branch.came != cadre.came:
        return Difference.PRESENCE
    return None


def asked_again(record: VisitRecord, side: Side) -> Difference | None:
    """What this side is asked to look at again: each difference once.

    A branch that moved the meeting saw the consequences first, and is not asked about the old time.
    """
    found = difference(record)
    asked = record.current or side is Side.CADRE
    return None if not asked or (found, side) in record.looked_again else found


def stands(record: VisitRecord) -> bool:
    """Whether everybody was asked again and the sides still differ: a matter for the office."""
    still = difference(record) is not None
    return still and all(asked_again(record, side) is None for side in Side)


def presence(record: VisitRecord) -> Presence | None:
    """What happened as far as nobody disputes it; the cadre's own word before the branch's."""
    if difference(record) is not None:
        return None
    if record.cadre is not None:
        return record.cadre.presence
    return None if record.secretary is None else record.secretary.presence


def surprise(record: VisitRecord) -> Surprise | None:
    """How the visit went otherwise than promised; None when it did not, or is not known."""
    found = presence(record)
    held = all(said.held for said in (record.secretary, record.cadre) if said is not None)
    if found is None or not held:
        return None
    if found is Presence.PRESENT:
        return _came(record.visit)
    if record.visit.coming:
        return Surprise.MISSED_PROMISED
    return None if record.visit.answered else Surprise.MISSED_UNANSWERED


def _came(visit: VisitFacts) -> Surprise | None:
    if visit.promise is Promise.NOT_COMING:
        return Surprise.CAME_DECLINED
    return None if visit.answered else Surprise.CAME_UNANSWERED


def missed(visit: VisitFacts) -> Presence:
    """How an absence counts: excused when its reason was given before, else without leave."""
    reasoned = visit.promise is Promise.NOT_COMING and visit.reason is not ReasonCategory.NONE
    return Presence.EXCUSED if reasoned else Presence.ABSENT
