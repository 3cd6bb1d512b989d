"""A digit on a page of the ledger: a list, the next page, one message, or back."""

from domain.asks import AskKind
from domain.ids import OutgoingId
from domain.ledger import Fate
from handlers import ledger_pages
from handlers.base import Asked, Reader, Reply, Request
from handlers.ledger_scope import Scope, scope_of


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Open what was chosen; the rows are read anew each time."""
    scope = scope_of(asked.payload)
    what, _, rest = value.partition(":")
    if what == "scope":
        of, _, which = rest.partition(":")
        return await ledger_pages.overview(request, Scope(of, which))
    if what == "list":
        fate, _, page = rest.partition(":")
        return await ledger_pages.listed(request, scope, Fate(fate), int(page))
    if what == "row":
        number, _, key = rest.partition(":")
        return await ledger_pages.one(request, scope, OutgoingId(int(number)), key)
    return await ledger_pages.overview(request, scope)


READER = Reader(AskKind.LEDGER, choose)
