"""Making one-time codes for people of the roster, and for a secretary's successor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import audit, joining, people
from db.base import Session
from db.joining import JoinCode
from db.people import PersonRow
from domain import codes
from domain.calendar import local_date
from domain.fold import fold
from domain.ids import BranchId, PersonId
from handlers import posts


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code as it is shown once: whom it is for, what it gives, and until when."""

    person_id: PersonId
    name: str
    post: str
    code: str
    expires_at: datetime


async def invite(
    session: Session,
    person_ids: Sequence[PersonId],
    *,
    now: datetime,
    lifetime: timedelta,
    by: PersonId | None,
    entropy: Callable[[int], bytes],
    successor_of: BranchId | None = None,
) -> tuple[Invitation, ...]:
    """New codes; unused earlier codes of the same people stop working."""
    await joining.revoke_codes(session, person_ids, now)
    made = []
    for person_id in person_ids:
        code = codes.from_bytes(entropy(16))
        session.add(
            JoinCode(
                person_id=person_id,
                hashed=codes.hashed(code),
                made_at=now,
                made_by=by,
                expires_at=now + lifetime,
                successor_branch_id=successor_of,
            )
        )
        person = await people.person(session, person_id, local_date(now))
        held = await posts.described(session, person)
        if successor_of is not None:
            held = (await posts.successor(session, successor_of),)
        post = "; ".join(held)
        made.append(Invitation(person_id, person.name, post, codes.printed(code), now + lifetime))
    audit.note(session, now, by, "codes.made", people=list(person_ids))
    await session.flush()
    return tuple(made)


async def new_person(session: Session, name: str, branch_code: str, now: datetime) -> PersonId:
    """A roster row for a successor; the office's workbook may later say more about the person."""
    row = PersonRow(
        code=f"{branch_code}-{now:%y%m%d%H%M%S}",
        name=name,
        name_fold=fold(name),
    )
    session.add(row)
    await session.flush()
    return PersonId(row.id)
