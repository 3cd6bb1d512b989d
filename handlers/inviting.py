"""Making one-time codes for people of the roster, and for a secretary's successor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import audit, directory, joining, people
from db.base import Session
from db.directory import PersonShown
from db.joining import JoinCode
from db.people import PersonRow
from domain import codes
from domain.calendar import local_date
from domain.fold import fold
from domain.ids import BranchId, PersonId
from domain.seating import Door
from domain.slips import Slip
from handlers import posts
from handlers.seating import doors_of
from texts import joining as words


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
    await audit.note(session, now, by, "codes.made", people=list(person_ids))
    await session.flush()
    return tuple(made)


async def slips(
    session: Session, made: Sequence[Invitation], now: datetime, doors: Sequence[Door] = ()
) -> tuple[Slip, ...]:
    """What is printed for each invitation, by commune, village and person."""
    sent_to = await doors_of(session, {m.person_id for m in made}, now, doors)
    shown = {
        one.id: one
        for one in await directory.people_shown(
            session, local_date(now), [m.person_id for m in made]
        )
    }
    return tuple(
        sorted(
            (_slip(m, shown[m.person_id], sent_to.get(m.person_id)) for m in made),
            key=_printing_order,
        )
    )


def _slip(made: Invitation, person: PersonShown, door: Door | None) -> Slip:
    """A post for a branch says the most; a successor has none yet."""
    roles = dict.fromkeys(words.ROLES[post.role] for post in person.posts)
    home = min(person.posts, key=lambda post: post.village is None, default=None)
    village, unit = (home.village, home.unit) if home else (None, None)
    return Slip(
        person_code=person.code,
        name=made.name,
        post="; ".join(roles) or made.post,
        place=village or unit or made.post,
        unit=(unit or "") if village else "",
        code=made.code,
        expires_at=made.expires_at,
        zalo=door.link if door is not None else "",
    )


def _printing_order(slip: Slip) -> tuple[str, str, str]:
    return fold(slip.unit or slip.place), fold(slip.place), slip.person_code


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
