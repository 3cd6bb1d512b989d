"""/trogiup: what this person may do, built from the commands themselves."""

from handlers.base import EVERYBODY, Command, Reply, Request, told
from texts import help as words


async def run(request: Request) -> Reply:
    """Only the commands of the person's own roles, each with its line."""
    mine = [c for c in request.commands if request.person.holds(*c.roles)]
    return told(words.commands([(c.name, c.summary()) for c in mine]))


COMMAND = Command(("trogiup", "giup", "help", "menu"), EVERYBODY, words.trogiup, run)
