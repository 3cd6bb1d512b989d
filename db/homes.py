"""Where a person is reached, or why nowhere."""

from sqlalchemy import Select, select

from db.base import Session
from db.people import PersonRow, addresses, main_address
from db.prepared import Bind, prepared
from domain.ids import PersonId
from domain.messages import Address, Why


async def of(session: Session, person_id: PersonId) -> tuple[Address | None, Why | None]:
    """The address to write to, or the reason why there is none."""
    if await session.scalar(_silent(), {"person": person_id}):
        return None, Why.STOPPED
    home = await main_address(session, person_id)
    if home is not None:
        return home, None
    left = await addresses(session, person_id)
    return None, Why.BLOCKED if left else Why.NOT_JOINED


@prepared
def _silent(person: Bind) -> Select[bool]:
    return select(PersonRow.silent).where(PersonRow.id == person)
