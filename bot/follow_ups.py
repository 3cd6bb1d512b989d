"""What goes on step by step between messages: searches for stand-ins, moved on by the clock."""

from collections.abc import Sequence
from datetime import datetime

from db.base import Session
from domain.substitution import SubstitutionRules
from handlers import search_clock
from handlers.search_step import Step
from scheduler.base import FollowUp


def substitutions(rules: SubstitutionRules) -> FollowUp:
    """Deadlines of those who are asked, and the days on which an open gap is looked at again."""

    async def next_due(session: Session, now: datetime) -> datetime | None:
        return await search_clock.next_due(Step(session, now, rules))

    async def due(session: Session, now: datetime) -> Sequence[int]:
        return await search_clock.due(Step(session, now, rules))

    async def run(session: Session, search_id: int, now: datetime) -> None:
        await search_clock.move_on_with(Step(session, now, rules), search_id)

    return FollowUp("substitutions", next_due, due, run)
