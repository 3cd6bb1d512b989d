"""/viec: the decision brief as it stands now, each matter with numbered actions."""

from domain.rights import ROLES, Act
from handlers import briefing
from handlers.base import Command, Reply, Request
from texts import help as help_words


async def run(request: Request) -> Reply:
    """What needs a decision in everything the person sees."""
    return await briefing.shown(request)


COMMAND = Command(("viec", "brief"), ROLES[Act.LOOK], help_words.viec, run, order=4)
