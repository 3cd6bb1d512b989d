"""/tucham: the branch grades its latest held meeting and says whether it was thematic."""

from domain.people import FOR_BRANCH
from handlers.base import Command, Reply, Request
from handlers.remarking import ask_grade, latest
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Two questions about the latest held meeting; asked again, the newest answer counts."""
    return ask_grade(await latest(request))


COMMAND = Command(("tucham", "grade"), FOR_BRANCH, help_words.tucham, run, order=14)
