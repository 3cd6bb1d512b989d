"""Join codes the operator asks for at the command line: for whom, made in one transaction."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import directory, people
from db.base import Database, Session
from db.directory import PersonShown
from domain.calendar import local_date
from domain.fold import fold
from domain.ids import PersonId
from domain.seating import Door
from domain.slips import Slip
from handlers.inviting import invite, slips


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom the codes are for: one person, or those of a commune or everywhere.

    `joined` also makes codes for people who have joined, for a second channel.
    """

    person: str | None = None
    commune: str | None = None
    joined: bool = False


class NobodyMeant(Exception):
    """Nobody in the roster is called like that; `asked` is what was asked, empty for everybody."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


async def make(
    database: Database,
    wanted: Wanted,
    *,
    now: datetime,
    lifetime: timedelta,
    doors: Sequence[Door] = (),
    entropy: Callable[[int], bytes] = secrets.token_bytes,
) -> tuple[Slip, ...]:
    """New codes, in printing order; nothing when everybody meant has joined. Raises NobodyMeant."""
    async with database.begin() as session:
        meant = await _meant(session, wanted, now)
        made = await invite(
            session,
            meant,
            now=now,
            lifetime=lifetime,
            by=None,
            entropy=entropy,
        )
        return await slips(session, made, now, doors)


async def _meant(session: Session, wanted: Wanted, now: datetime) -> list[PersonId]:
    """People with a post today who are asked for; one person by code may have joined already."""
    day = local_date(now)
    everybody = [p for p in await directory.people_shown(session, day) if p.posts]
    if wanted.person is not None:
        found = [p.id for p in everybody if fold(p.code) == fold(wanted.person)]
        if not found:
            raise NobodyMeant(wanted.person)
        return found
    if wanted.commune is not None:
        everybody = _of_commune(everybody, fold(wanted.commune))
    if not everybody:
        raise NobodyMeant(wanted.commune or "")
    ids = [person.id for person in everybody]
    joined = frozenset() if wanted.joined else await people.joined(session, ids)
    return [person_id for person_id in ids if person_id not in joined]


def _of_commune(everybody: list[PersonShown], asked: str) -> list[PersonShown]:
    """Those with a post in the commune, by its name without accents; a part of it if it is none."""
    units = {p.id: {fold(post.unit or "") for post in p.posts} for p in everybody}
    whole = [p for p in everybody if asked in units[p.id]]
    return whole or [p for p in everybody if any(asked in unit for unit in units[p.id])]
