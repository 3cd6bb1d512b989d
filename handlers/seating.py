"""Which Zalo bot each person is sent to with their join code: a bot may know only so many people.

Those of one village talk to one bot. A code that can still be used keeps a seat at the bot its slip
names, so sheets may be printed one after another.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from db import directory, seats
from db.base import Session
from db.directory import PersonShown
from domain.calendar import local_date
from domain.fold import fold
from domain.ids import PersonId
from domain.seating import Door, Guest, seat

CHANNEL = "zalo_bot"


@dataclass(frozen=True, slots=True)
class _Sent:
    """At which bot people are, or were last told to go."""

    homes: Mapping[PersonId, str]
    named: Mapping[PersonId, str]
    kept: Mapping[str, int]  # seats kept by codes of others


async def doors_of(
    session: Session, wanted: Collection[PersonId], now: datetime, doors: Sequence[Door]
) -> dict[PersonId, Door]:
    """A door for each of the people: where they are, else where their village is, else a free seat.

    The newest code of each keeps that seat from now on.
    """
    if not doors:
        return {}
    by_bot = {door.bot: door for door in doors}
    shown = await directory.people_shown(session, local_date(now))
    places = {person.id: _place(person) for person in shown if person.posts}
    sent = await _sent(session, [*places, *wanted], wanted, now)
    where = {**sent.named, **sent.homes}
    found = {p: by_bot[where[p]] for p in wanted if where.get(p) in by_bot}
    taken = dict(await seats.known(session, CHANNEL))
    for bot, count in sent.kept.items():
        taken[bot] = taken.get(bot, 0) + count
    for person, door in found.items():
        if person not in sent.homes:
            taken[door.bot] = taken.get(door.bot, 0) + 1
    near = {places[p]: bot for p, bot in where.items() if p in places and bot in by_bot}
    guests = [Guest(p, places.get(p, "")) for p in wanted if p not in found]
    guests.sort(key=lambda guest: (guest.place, guest.person_id))
    found |= seat(guests, doors, taken, near)
    await seats.keep(session, {person: door.bot for person, door in found.items()}, now)
    return found


async def _sent(
    session: Session, everybody: Sequence[PersonId], wanted: Collection[PersonId], now: datetime
) -> _Sent:
    homes = await seats.at_home(session, CHANNEL, everybody)
    kept: dict[str, int] = {}
    for person, bot in (await seats.kept(session, now)).items():
        if person not in wanted and person not in homes:
            kept[bot] = kept.get(bot, 0) + 1
    return _Sent(homes, await seats.named(session), kept)


def _place(person: PersonShown) -> str:
    """The commune and the village, or the office."""
    home = min(person.posts, key=lambda post: post.village is None)
    return f"{fold(home.unit or '')}/{fold(home.village or '')}"
