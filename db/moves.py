"""Everything the move of one published meeting depends on, read for `domain/moves.py`."""

from datetime import date, datetime

from db import absences, days, plans, visits
from db.base import Session
from domain import moves
from domain.calendar import Month
from domain.ids import PersonId
from domain.meetings import MeetingFacts, VisitFacts


async def situation(session: Session, meeting: MeetingFacts, now: datetime) -> moves.Situation:
    """The meeting's month, days off, and the engagements of everybody who has not declined."""
    month = Month.parse(meeting.month)
    duties = await visits.visits_of_meetings(session, [meeting.id])
    return moves.Situation(
        meeting_id=meeting.id,
        commune_id=meeting.branch.commune_id,
        month=month,
        starts_at=meeting.starts_at,
        now=now,
        days_off=await days.days_off(session, month.first, month.last),
        guests=tuple([await _guest(session, duty, month) for duty in duties if not _out(duty)]),
    )


def _out(duty: VisitFacts) -> bool:
    """A cadre who declined does not hold the meeting back."""
    return duty.answered and not duty.coming


async def _guest(session: Session, duty: VisitFacts, month: Month) -> moves.Guest:
    cadre = duty.cadre
    others = await visits.visits_of_person(session, cadre.id, month.since, month.until)
    return moves.Guest(
        name=cadre.name,
        field_week=await plans.field_week(session, cadre.id, str(month)),
        engagements=tuple(
            moves.Engagement(
                other.meeting.id,
                other.meeting.branch.commune_id,
                other.meeting.branch.village,
                other.meeting.starts_at,
            )
            for other in others
        ),
        away=await days_away(session, cadre.id, month),
    )


async def days_away(
    session: Session, person_id: PersonId, month: Month
) -> tuple[tuple[date, date], ...]:
    """Spans of a month (both days inclusive) a person is away."""
    found = await absences.away(session, [person_id], month.first, month.last)
    return tuple(found.get(person_id, ()))
