"""Which of several bots each person is sent to, where a network lets a bot know only so many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Door:
    """A way in to one bot: the link that opens it, and how many people it may know in all."""

    bot: str
    link: str
    most: int


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be sent to a bot; those of one `place` are kept together."""

    person_id: PersonId
    place: str


def seat(
    guests: Sequence[Guest],
    doors: Sequence[Door],
    taken: Mapping[str, int],
    near: Mapping[str, str],
) -> dict[PersonId, Door]:
    """A door for each guest, as long as there are seats: whole places to the first bot with room.

    `taken` is how many seats of each bot are gone, `near` the bot where others of a place are
    already, which goes first. A place too large for any bot is divided. Guests without a seat are
    left out.
    """
    free = {door.bot: max(0, door.most - taken.get(door.bot, 0)) for door in doors}
    found: dict[PersonId, Door] = {}
    for group in _by_place(guests):
        home = near.get(group[0].place)
        ways = sorted(doors, key=lambda door, home=home: door.bot != home)  # type: ignore[misc]
        whole = next((door for door in ways if free[door.bot] >= len(group)), None)
        for guest in group:
            door = whole or next((door for door in ways if free[door.bot]), None)
            if door is None:
                break
            free[door.bot] -= 1
            found[guest.person_id] = door
    return found


def _by_place(guests: Sequence[Guest]) -> Sequence[Sequence[Guest]]:
    places: dict[str, list[Guest]] = {}
    for guest in guests:
        places.setdefault(guest.place, []).append(guest)
    return tuple(places.values())
