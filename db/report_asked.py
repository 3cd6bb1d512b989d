"""How often people were asked about the meetings of a report."""

from collections.abc import Collection

from sqlalchemy import Select, func, select

from db.among import among
from db.base import Session
from db.outbox import Occasion
from db.prepared import Bind, prepared

ASKS_RESULT = ("result_asked", "result_chased", "result_chased_again")
ASKS_PROMISE = ("publish", "visit_first_call", "visit_second_call", "visit_last_word")


async def asked_for_results(session: Session, ids: Collection[int]) -> dict[int, int]:
    """How often somebody was asked for the result of each meeting."""
    if not ids:
        return {}
    rows = await session.execute(_results_asked(), {"ids": ids})
    return {meeting or 0: count for meeting, count in rows}


@prepared
def _results_asked(ids: Bind) -> Select[int | None, int]:
    return (
        select(Occasion.meeting_id, func.count())
        .where(among(Occasion.meeting_id, ids), Occasion.kind.in_(ASKS_RESULT))
        .group_by(Occasion.meeting_id)
    )


async def asked_to_come(session: Session, ids: Collection[int]) -> dict[tuple[int, int], int]:
    """How often each cadre was asked whether they come to each meeting."""
    if not ids:
        return {}
    rows = await session.execute(_promises_asked(), {"ids": ids})
    return {(meeting or 0, person): count for meeting, person, count in rows}


@prepared
def _promises_asked(ids: Bind) -> Select[int | None, int, int]:
    return (
        select(Occasion.meeting_id, Occasion.person_id, func.count())
        .where(among(Occasion.meeting_id, ids), Occasion.kind.in_(ASKS_PROMISE))
        .group_by(Occasion.meeting_id, Occasion.person_id)
    )
