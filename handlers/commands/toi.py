"""/toi: what the system knows about this person, and what they have done of late."""

from db import fairness, homes
from db.people import PersonRow
from domain.fairness import USUAL_PERIOD, first_month, load
from handlers import posts
from handlers.base import EVERYBODY, Command, Reply, Request, told
from handlers.own_year import own_year
from texts import fairness as fairness_words
from texts import help as help_words
from texts import joining as words


async def run(request: Request) -> Reply:
    """Name, code, posts, channels; nothing about anybody else."""
    row = await request.session.get_one(PersonRow, request.person.id)
    reached = await homes.addresses(request.session, request.person.id)
    held = await posts.described(request.session, request.person)
    channels = [home.channel for home in reached]
    text = words.me(row.name, row.code, held, channels, row.silent)
    since = first_month(request.today, USUAL_PERIOD).since
    done = load(
        await fairness.duties(request.session, since, request.now, people=[request.person.id])
    )
    if done.duties:
        text = f"{text}\n{fairness_words.own(done, USUAL_PERIOD)}"
    own = await own_year(request)
    return told(f"{text}\n{own}" if own else text)


COMMAND = Command(("toi", "me"), EVERYBODY, help_words.toi, run, order=90)
