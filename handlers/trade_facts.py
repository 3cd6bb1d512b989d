"""Two cadres and their field weeks of a month: what each would give and take in a trade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db import people, plans, visits
from db.base import Session
from domain.calendar import Month
from domain.ids import PersonId
from domain.meetings import PersonName, VisitFacts

Side = tuple[date, Sequence[VisitFacts]]


@dataclass(frozen=True, slots=True)
class Trade:
    """Who proposes, who is asked, and for each the field week with the visits in that month."""

    month: str
    first: PersonName
    second: PersonName
    first_side: Side
    second_side: Side

    @property
    def visits(self) -> tuple[VisitFacts, ...]:
        """Every visit that changes hands, earliest first."""
        both = (*self.first_side[1], *self.second_side[1])
        return tuple(sorted(both, key=lambda visit: (visit.meeting.starts_at, visit.id)))


async def trade_of(session: Session, month: str, first: PersonId, second: PersonId) -> Trade | None:
    """The trade as the facts are now; None when one of them has no field week in the month.

    A meeting both attend, and a visit one of them declined, stays as it is.
    """
    weeks = [await plans.field_week(session, person, month) for person in (first, second)]
    if weeks[0] is None or weeks[1] is None:
        return None
    span = Month.parse(month)
    held = [
        await visits.visits_of_person(session, person, span.since, span.until)
        for person in (first, second)
    ]
    shared = {v.meeting.id for v in held[0]} & {v.meeting.id for v in held[1]}
    given = [
        tuple(v for v in own if v.meeting.id not in shared and (v.coming or not v.answered))
        for own in held
    ]
    return Trade(
        month,
        await people.name(session, first),
        await people.name(session, second),
        (weeks[0], given[0]),
        (weeks[1], given[1]),
    )
