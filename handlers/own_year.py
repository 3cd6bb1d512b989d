"""A person's own year, as `/toi` shows it: the numbers the lists of the year are made of."""

from db import period_papers, year
from domain.people import Role
from domain.reports.periods import Period, PeriodKind
from domain.reports.year import branch_years, cadre_years, secretary_years
from handlers.base import Request
from texts.reports import year as words


async def own_year(request: Request) -> str:
    """This year of the person's branches and visits; "" when there was nothing yet."""
    period = Period.of(PeriodKind.YEAR, request.today)
    lines = [*await _as_secretary(request, period), *await _as_cadre(request, period)]
    return words.own(period.year, lines) if lines else ""


async def _as_secretary(request: Request, period: Period) -> list[str]:
    rules = await year.rules(request.session, period, request.today)
    tops = await period_papers.tops(request.session, request.today)
    lines = []
    for branch in request.person.branch_ids:
        rows = await year.meetings(request.session, tops, period, request.now, branch)
        lines += [words.own_branch(one) for one in branch_years(rows)]
        told = [
            one
            for one in await year.told(request.session, rows)
            if one.secretary.id == request.person.id
        ]
        lines += [words.own_reports(one, rules) for one in secretary_years(told, rules)]
    return lines


async def _as_cadre(request: Request, period: Period) -> list[str]:
    if not request.person.holds(Role.CADRE):
        return []
    tops = await period_papers.tops(request.session, request.today)
    rows = await year.visits(request.session, tops, period, request.now, request.person.id)
    return [words.own_visits(one) for one in cadre_years(rows)]
