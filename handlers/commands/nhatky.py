"""/nhatky: who looked at whom and who took figures away, as the audit log keeps it."""

import re

from db import audit_read
from domain.errors import NothingToDo
from domain.fold import fold
from domain.people import OFFICE
from domain.rights import Act
from handlers import reach
from handlers.base import Command, Reply, Request, told
from texts import audit as words
from texts import help as help_words

PAGE = 12


async def run(request: Request) -> Reply:
    """Nothing, or a part of a name; then perhaps the number of a page."""
    if not await reach.whole(request, Act.CLOSE_MONTH, request.today):
        raise NothingToDo(words.not_whole())
    match = re.fullmatch(r"(.*?)\s*(\d{1,3})?", request.text.strip())
    asked, number = (match[1], int(match[2] or 1)) if match else ("", 1)
    found = await audit_read.looks_and_exports(request.session)
    wanted = fold(asked)
    about = [one for one in found if not wanted or any(wanted in fold(n) for n in one.names)]
    first = PAGE * (max(number, 1) - 1)
    return told(words.page(asked, about[first : first + PAGE], first, len(about)))


COMMAND = Command(
    ("nhatky", "audit"), OFFICE, help_words.nhatky, run, takes_words=True, bare=False, order=49
)
