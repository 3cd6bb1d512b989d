"""The lists a report opens: which figures each shows, and what a person asked to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from domain.ids import UnitId
from domain.reports.facts import Figure
from domain.reports.periods import Period


class Listing(StrEnum):
    """A list of meetings, visits, branches or cadres."""

    HELD = "held"
    MOVED = "moved"
    POSTPONED = "postponed"
    NOT_HELD = "not_held"
    UNREPORTED = "unreported"
    UPCOMING = "upcoming"
    NOT_YET = "not_yet"  # planned in the period and not held so far, whatever became of it
    NOT_MET = "not_met"  # branches without any meeting in the period
    LOW_TURNOUT = "low_turnout"
    UNDER_NORM = "under_norm"
    THEMATIC = "thematic"
    NO_THEMATIC = "no_thematic"
    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    AWAY = "away"  # with or without a reason
    UNSEEN = "unseen"
    UNANSWERED = "unanswered"
    DISPUTED = "disputed"
    SUBSTITUTED = "substituted"
    NEVER = "never"  # cadres who were due and never came


_NOT_YET = (
    Figure.MOVED,
    Figure.POSTPONED,
    Figure.NOT_HELD,
    Figure.UNREPORTED,
    Figure.RESTING,
    Figure.UPCOMING,
)
FIGURES: Mapping[Listing, tuple[Figure, ...]] = MappingProxyType(
    {
        Listing.HELD: (Figure.HELD,),
        Listing.MOVED: (Figure.MOVED,),
        Listing.POSTPONED: (Figure.POSTPONED,),
        Listing.NOT_HELD: (Figure.NOT_HELD,),
        Listing.UNREPORTED: (Figure.UNREPORTED,),
        Listing.UPCOMING: (Figure.UPCOMING,),
        Listing.NOT_YET: _NOT_YET,
        Listing.NOT_MET: (Figure.BRANCHES_NOT_MET,),
        Listing.LOW_TURNOUT: (Figure.LOW_TURNOUT,),
        Listing.UNDER_NORM: (Figure.UNDER_NORM,),
        Listing.THEMATIC: (Figure.THEMATIC,),
        Listing.NO_THEMATIC: (Figure.BRANCHES_NO_THEMATIC,),
        Listing.PRESENT: (Figure.PRESENT,),
        Listing.EXCUSED: (Figure.EXCUSED,),
        Listing.ABSENT: (Figure.ABSENT,),
        Listing.AWAY: (Figure.EXCUSED, Figure.ABSENT),
        Listing.UNSEEN: (Figure.UNSEEN,),
        Listing.UNANSWERED: (Figure.UNANSWERED,),
        Listing.DISPUTED: (Figure.DISPUTED,),
        Listing.SUBSTITUTED: (Figure.SUBSTITUTED,),
        Listing.NEVER: (),
    }
)
# what a summary offers to open, in this order
OFFERED = (
    Listing.HELD,
    Listing.MOVED,
    Listing.POSTPONED,
    Listing.NOT_HELD,
    Listing.UNREPORTED,
    Listing.LOW_TURNOUT,
    Listing.ABSENT,
    Listing.DISPUTED,
    Listing.UNANSWERED,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: a period of a unit (None: everything the person sees), from a row on."""

    period: Period
    unit_id: UnitId | None = None
    offset: int = 0
