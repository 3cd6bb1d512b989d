"""/toi: what the system knows about this person."""

from db import people
from db.people import PersonRow
from handlers import posts
from handlers.base import EVERYBODY, Command, Reply, Request, told
from texts import help as help_words
from texts import joining as words


async def run(request: Request) -> Reply:
    """Name, code, posts, channels; nothing about anybody else."""
    row = await request.session.get_one(PersonRow, request.person.id)
    homes = await people.addresses(request.session, request.person.id)
    held = await posts.described(request.session, request.person)
    channels = [home.channel for home in homes]
    return told(words.me(row.name, row.code, held, channels, row.silent))


COMMAND = Command(("toi", "me"), EVERYBODY, help_words.toi, run, order=90)
