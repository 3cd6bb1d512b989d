"""Which Zalo bot each person is sent to with their join code: a bot may know only so many people.

The whole roster is seated each time, so that a sheet for one commune names the same bots as a
sheet for all, and those of one village talk to one bot.
"""

from collections.abc import Collection, Sequence
from datetime import date

from db import directory, people, seats
from db.base import Session
from db.directory import PersonShown
from domain.fold import fold
from domain.ids import PersonId
from domain.seating import Door, Guest, seat

CHANNEL = "zalo_bot"


async def doors_of(
    session: Session, wanted: Collection[PersonId], day: date, doors: Sequence[Door]
) -> dict[PersonId, Door]:
    """A door for each of the people: the one they came in by, else one with a free seat."""
    if not doors:
        return {}
    everybody = [p for p in await directory.people_shown(session, day) if p.posts]
    ids = [person.id for person in everybody]
    by_bot = {door.bot: door for door in doors}
    homes = await seats.at_home(session, CHANNEL, [*ids, *wanted])
    joined = await people.joined(session, ids)
    guests = [
        Guest(person.id, "/".join(_place(person)))
        for person in sorted(everybody, key=lambda p: (_place(p), p.code))
        if person.id not in homes and (person.id in wanted or person.id not in joined)
    ]
    found = seat(guests, doors, await seats.known(session, CHANNEL))
    found |= {person: by_bot[bot] for person, bot in homes.items() if bot in by_bot}
    return {person: door for person, door in found.items() if person in wanted}


def _place(person: PersonShown) -> tuple[str, str]:
    """The commune and the village, or the office."""
    home = min(person.posts, key=lambda post: post.village is None)
    return fold(home.unit or ""), fold(home.village or "")
