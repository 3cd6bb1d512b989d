"""The facts of the picture of a period: each branch, its meetings, and the twelve weeks before."""

from collections.abc import Collection
from datetime import datetime

from db import facts, known
from db.base import Session
from domain.calendar import local_date
from domain.ids import UnitId
from domain.reports.facts import Figure
from domain.reports.periods import Period, PeriodKind
from domain.reports.state_picture import StatePicture, state_picture

WEEKS = 12


async def picture(
    session: Session, roots: Collection[UnitId], period: Period, now: datetime
) -> StatePicture:
    """A period of the subtree of the roots, and the weeks up to its end (or now).

    A closed month is as it was closed.
    """
    month, meetings = await known.meetings(session, roots, period, (Figure.MEETINGS,))
    if month is not None:
        now = month.at
    about = await facts.scope(session, roots, period.since, period.until, now)
    branches = await facts.branch_rows(session, about)
    if meetings is None:
        meetings = tuple(await facts.meeting_rows(session, about, Figure.MEETINGS))
    week = Period.of(PeriodKind.WEEK, local_date(about.as_of))
    trend = await facts.trend(session, roots, week, WEEKS, now)
    return state_picture(period, about.name, now, branches, meetings, trend)
