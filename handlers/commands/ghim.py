"""/ghim: pin lines of the draft, so that a new one keeps them; alone: those that are pinned."""

from domain.people import OFFICE
from handlers import pinning
from handlers.base import Command, Reply, Request
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Codes or names of branches, separated by spaces or commas."""
    return await pinning.pin(request, keep=True)


COMMAND = Command(("ghim", "pin"), OFFICE, help_words.ghim, run, takes_words=True, order=17)
