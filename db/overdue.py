"""Jobs of the calendar without a record: what should have run and did not."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select

from db.base import Session
from db.beats import Beat
from db.chores import ChoreRun
from db.planning_runs import PlanningRun, RunKind
from db.prepared import Bind, prepared

BACKUP, PLANNING = "backup", "planning"
LONGEST_PLANNING = timedelta(hours=1)
LATE = "late:"


async def last_runs(session: Session, since: datetime) -> dict[str, datetime]:
    """The latest time each job ran for, of those since then."""
    return dict(iter(await session.execute(_last_runs(), {"since": since})))


@prepared
def _last_runs(since: Bind) -> Select[str, datetime]:
    runs = select(ChoreRun.name, func.max(ChoreRun.due_at)).where(ChoreRun.due_at > since)
    return runs.group_by(ChoreRun.name)


async def stuck_planning(session: Session, now: datetime) -> datetime | None:
    """When the oldest draft was asked for that nobody has computed for too long."""
    found: datetime | None = await session.scalar(_stuck(), {"asked": now - LONGEST_PLANNING})
    return found


@prepared
def _stuck(asked: Bind) -> Select[datetime]:
    return select(func.min(PlanningRun.asked_at)).where(
        PlanningRun.kind == RunKind.DRAFT,
        PlanningRun.done_at.is_(None),
        PlanningRun.asked_at <= asked,
    )


async def told(session: Session) -> Mapping[str, datetime]:
    """Jobs the office was told of, each with the time that was missed."""
    rows = await session.execute(_told())
    return {name.removeprefix(LATE): at for name, at in rows}


@prepared
def _told() -> Select[str, datetime]:
    return select(Beat.name, Beat.at).where(Beat.name.startswith(LATE))


async def forget(session: Session, name: str) -> None:
    """The job runs again."""
    for row in await session.scalars(select(Beat).where(Beat.name == f"{LATE}{name}")):
        await session.delete(row)
