"""/boghim: let a new draft move pinned lines again."""

from domain.people import OFFICE
from handlers import pinning
from handlers.base import Command, Reply, Request
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Codes or names of branches, separated by spaces or commas."""
    return await pinning.pin(request, keep=False)


COMMAND = Command(("boghim", "unpin"), OFFICE, help_words.boghim, run, takes_words=True, order=18)
