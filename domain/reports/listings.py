"""The lists a report opens: which figures each shows, and what a person asked to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from domain.ids import UnitId
from domain.reports.facts import GRADES, SURPRISES, Figure
from domain.reports.periods import Period


class Listing(StrEnum):
    """A list of meetings, visits, branches or cadres."""

    HELD = "held"
    MOVED = "moved"
    POSTPONED = "postponed"
    NOT_HELD = "not_held"
    UNREPORTED = "unreported"
    UPCOMING = "upcoming"
    RESTING = "resting"
    PLANNED = "planned"  # on these days, whatever is known of them so far
    NOT_YET = "not_yet"  # planned in the period and not held so far, whatever became of it
    MET = "met"  # branches with a meeting held in the period
    NOT_MET = "not_met"  # branches without any meeting in the period
    LOW_TURNOUT = "low_turnout"
    UNDER_NORM = "under_norm"
    THEMATIC = "thematic"
    NO_THEMATIC = "no_thematic"
    GOOD = "good"  # of meetings, as branches grade them
    FAIR = "fair"
    AVERAGE = "average"
    POOR = "poor"
    VISITS = "visits"
    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    AWAY = "away"  # with or without a reason, or known already that they will be
    DECLINED = "declined"
    VISITS_RESTING = "visits_resting"
    UNSEEN = "unseen"
    UNANSWERED = "unanswered"
    DISPUTED = "disputed"
    SUBSTITUTED = "substituted"
    CAME_UNANSWERED = "came_unanswered"
    CAME_DECLINED = "came_declined"
    MISSED_PROMISED = "missed_promised"
    MISSED_UNANSWERED = "missed_unanswered"
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
        Listing.RESTING: (Figure.RESTING,),
        Listing.PLANNED: (Figure.HELD, Figure.UNREPORTED, Figure.RESTING, Figure.UPCOMING),
        Listing.NOT_YET: _NOT_YET,
        Listing.MET: (Figure.BRANCHES_MET,),
        Listing.NOT_MET: (Figure.BRANCHES_NOT_MET,),
        Listing.LOW_TURNOUT: (Figure.LOW_TURNOUT,),
        Listing.UNDER_NORM: (Figure.UNDER_NORM,),
        Listing.THEMATIC: (Figure.THEMATIC,),
        Listing.NO_THEMATIC: (Figure.BRANCHES_NO_THEMATIC,),
        **{Listing(grade.value): (figure,) for grade, figure in GRADES.items()},
        Listing.VISITS: (Figure.VISITS,),
        Listing.PRESENT: (Figure.PRESENT,),
        Listing.EXCUSED: (Figure.EXCUSED,),
        Listing.ABSENT: (Figure.ABSENT,),
        Listing.AWAY: (Figure.EXCUSED, Figure.ABSENT, Figure.DECLINED),
        Listing.DECLINED: (Figure.DECLINED, Figure.EXCUSED),
        Listing.VISITS_RESTING: (Figure.VISITS_RESTING,),
        Listing.UNSEEN: (Figure.UNSEEN,),
        Listing.UNANSWERED: (Figure.UNANSWERED,),
        Listing.DISPUTED: (Figure.DISPUTED,),
        Listing.SUBSTITUTED: (Figure.SUBSTITUTED,),
        **{Listing(kind.value): (figure,) for kind, figure in SURPRISES.items()},
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
# the other figures a summary prints, one digit further
OTHERS = (
    Listing.UPCOMING,
    Listing.RESTING,
    Listing.MET,
    Listing.NOT_MET,
    Listing.THEMATIC,
    Listing.NO_THEMATIC,
    Listing.UNDER_NORM,
    Listing.GOOD,
    Listing.FAIR,
    Listing.AVERAGE,
    Listing.POOR,
    Listing.PRESENT,
    Listing.EXCUSED,
    Listing.UNSEEN,
    Listing.VISITS_RESTING,
    Listing.SUBSTITUTED,
    Listing.CAME_UNANSWERED,
    Listing.CAME_DECLINED,
    Listing.MISSED_PROMISED,
    Listing.MISSED_UNANSWERED,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: a period of a unit (None: everything the person sees), from a row on."""

    period: Period
    unit_id: UnitId | None = None
    offset: int = 0
