"""/danhsach: who has not joined, whose chat refuses us, who asked for no more messages."""

from db import people, visible
from db.people import PersonRow
from domain.people import OFFICE
from handlers import posts
from handlers.base import Command, Reply, Request, told
from texts import help as help_words
from texts import joining as words


async def run(request: Request) -> Reply:
    """Everybody with a post in the coordinator's subtree."""
    session = request.session
    ids = await visible.visible_people(session, request.person, request.today)
    reached = await people.joined(session, ids)
    bound = await people.bound(session, ids)
    missing, blocked, silent = [], [], []
    for person_id in ids:
        row = await session.get_one(PersonRow, person_id)
        if row.silent:
            silent.append(f"{row.name} ({row.code})")
        if person_id in reached:
            continue
        if person_id in bound:
            blocked.append(f"{row.name} ({row.code})")
        else:
            person = await people.person(session, person_id, request.today)
            held = await posts.described(session, person)
            missing.append((row.code, row.name, "; ".join(held)))
    await request.looked_at([p for p in ids if p not in reached], COMMAND.name)
    return told(words.not_joined(missing, blocked, silent, len(reached)))


COMMAND = Command(("danhsach", "missing"), OFFICE, help_words.danhsach, run, order=16)
