"""Whether the plan of a month is decided."""

from sqlalchemy import Select, select

from db.base import Session
from db.plans import PlanRow, PlanState
from db.prepared import Bind, prepared


async def is_approved(session: Session, month: str) -> bool:
    """Whether the plan that counts, the newest that was not replaced, was approved."""
    state: str | None = await session.scalar(_state_of(), {"of": month})
    return state == PlanState.APPROVED


@prepared
def _state_of(of: Bind) -> Select[str]:
    counts = PlanRow.state != PlanState.REPLACED
    newest = select(PlanRow.state).where(PlanRow.month == of, counts).order_by(PlanRow.id.desc())
    return newest.limit(1)
