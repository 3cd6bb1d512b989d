"""/chibo: one branch: its meetings of the quarter, its numbers, who came, what comes next."""

from domain.errors import NotUnderstood
from domain.rights import ROLES, Act
from handlers import cards
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts.reports import cards as words


async def run(request: Request) -> Reply:
    """A code, or part of the village's name."""
    asked = request.text.strip()
    if not asked:
        raise NotUnderstood(words.which_branch(), words.BRANCH_EXAMPLE)
    return await cards.branch(request, asked)


COMMAND = Command(
    ("chibo", "branch"),
    ROLES[Act.LOOK],
    help_words.chibo,
    run,
    takes_words=True,
    order=11,
)
