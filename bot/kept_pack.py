"""Files of a closed month as they were closed: what somebody takes away later is the same bytes."""

from collections.abc import Collection, Mapping

from bot.papers import pack
from db import closing, period_papers
from db.base import Session
from domain.ids import UnitId
from domain.reports.periods import Period, PeriodKind


async def kept_pack(
    session: Session, roots: Collection[UnitId], period: Period
) -> Mapping[str, bytes]:
    """By name: all files for the whole tree, for a part the template of then; open: nothing."""
    if period.kind is not PeriodKind.MONTH:
        return {}
    done = await closing.closed(session, str(period))
    if done is None:
        return {}
    whole = set(await period_papers.tops(session, period.last)) <= set(roots)
    return {one.name: one.content for one in done.files if whole or one.name == pack.TEMPLATE}
