"""Figures taken away on the command line: for one person of the roster, within their rights."""

from collections.abc import Mapping
from datetime import datetime

from bot.errors import NOT_DONE, CannotStart
from bot.kept_pack import kept_pack
from db import audit, known, people
from db.base import Database, Session
from domain import rights
from domain.calendar import local_date
from domain.fold import fold
from domain.people import Person
from domain.reports.period_paper import PeriodPaper
from domain.reports.periods import Period
from domain.reports.plan_sheet import PlanPaper
from domain.rights import ROLES, Act
from handlers import exporting
from texts import exports as words


async def taken(
    database: Database, asked: str, period: Period, now: datetime
) -> tuple[PeriodPaper, PlanPaper | None, Mapping[str, bytes]]:
    """The paper of a period, the schedule of its month, files kept of it; noted in the audit log.

    Raises CannotStart for nobody, several, or somebody without the right.
    """
    async with database.begin() as session:
        person = await _person(session, asked, now)
        roots = rights.roots(person, Act.EXPORT)
        if not await exporting.allowed(session, person, roots, now):
            raise CannotStart(words.not_allowed(person.code), NOT_DONE)
        paper = await known.paper(session, roots, period, now)
        plan = await exporting.schedule(session, roots, period, now)
        await audit.exported(session, now, person.id, "report", str(period), paper.unit)
        return paper, plan, await kept_pack(session, roots, period)


async def _person(session: Session, asked: str, now: datetime) -> Person:
    """The one person of that code or name."""
    everybody = await people.holders(session, tuple(ROLES[Act.LOOK]), local_date(now))
    wanted = fold(asked)
    found = [one for one in everybody if fold(one.code) == wanted]
    found = found or [one for one in everybody if wanted and wanted in fold(one.name)]
    if len(found) != 1:
        raise CannotStart(words.nobody(asked))
    return found[0]
