"""Which period the words after /tuan, /thang, /quy and /nam mean, and its summary."""

import re
from datetime import date

from domain.errors import NotUnderstood
from domain.reports.listings import Look
from domain.reports.periods import Period, PeriodKind
from domain.reports.question_times import numbered
from handlers import looking
from handlers.base import Reply, Request
from texts.reports import summary as words

_MOST_BACK = {
    PeriodKind.WEEK: 52,
    PeriodKind.MONTH: 24,
    PeriodKind.QUARTER: 8,
    PeriodKind.YEAR: 5,
}


async def period_asked(request: Request, kind: PeriodKind) -> Reply:
    """The summary of the period named by the words. Raises NotUnderstood."""
    period = read(kind, request.text, request.today)
    if period is None:
        raise NotUnderstood(words.which_period(), words.example(kind))
    return await looking.summed_up(request, Look(period))


def read(kind: PeriodKind, text: str, today: date) -> Period | None:
    """Nothing, `-1`, `11`, `11/2026`, `2026-W49`; None when it is no period of the kind."""
    asked = text.strip()
    if not asked:
        return Period.of(kind, today)
    if re.fullmatch(r"-\d{1,2}|0", asked):
        back = -int(asked)
        return Period.of(kind, today).shifted(-back) if back <= _MOST_BACK[kind] else None
    match = re.fullmatch(r"(\d{1,4})(?:[/-](20\d\d))?", asked)
    if match:
        return numbered(kind, int(match[1]), int(match[2] or 0), today)
    try:
        found = Period.parse(asked)
    except ValueError:
        return None
    return found if found.kind is kind else None
