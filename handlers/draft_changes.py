"""What a change of a draft by hand altered, kept so that it can be taken back for a few minutes."""

from typing import Any

from db import deeds, plans
from db.base import Session
from db.plans import PlanRow
from domain.deeds import DeedKind
from domain.ids import PlanId
from handlers.base import Request


async def picture(session: Session, plan: PlanRow) -> dict[str, Any]:
    """A draft as small JSON: what a change by hand can alter."""
    lines = await plans.lines(session, PlanId(plan.id))
    weeks = await plans.field_weeks(session, PlanId(plan.id))
    return {
        "lines": {
            str(line.id): [
                line.starts_at.isoformat() if line.starts_at else None,
                line.habitual,
                line.pinned,
                line.problem,
                sorted(guest.id for guest in line.guests),
            ]
            for line in lines
        },
        "weeks": {str(person): monday.isoformat() for person, monday in sorted(weeks.items())},
    }


async def note(request: Request, plan: PlanRow, before: dict[str, Any]) -> None:
    """Keep what the change altered; nothing when it altered nothing."""
    after = await picture(request.session, plan)
    lines = {key: was for key, was in before["lines"].items() if after["lines"].get(key) != was}
    if not lines and before["weeks"] == after["weeks"]:
        return
    deeds.note(
        request.session,
        DeedKind.DRAFT,
        request.person.id,
        request.now,
        plan=plan.id,
        version=plan.version,
        lines=lines,
        weeks=before["weeks"],
    )
