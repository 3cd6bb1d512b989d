"""/dulieu: see, export or erase what the system holds about this person."""

from db import mydata
from domain import asks
from domain.asks import AskKind
from domain.fold import fold
from handlers.base import EVERYBODY, Command, Reply, Request, told
from texts import help as help_words
from texts import mydata as words


async def run(request: Request) -> Reply:
    """Nothing: a summary; `xuat`: every row as text; `xoa`: erase, after one question."""
    asked = fold(request.text)
    if asked in ("xoa", "erase"):
        return asks.simple(AskKind.ERASE, words.erase_check())
    rows = await mydata.held(request.session, request.person.id)
    if asked in ("xuat", "export", "tai ve"):
        return told(words.export(rows))
    return told(words.summary(rows))


COMMAND = Command(("dulieu", "data"), EVERYBODY, help_words.dulieu, run, takes_words=True, order=91)
