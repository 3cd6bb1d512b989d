"""/socai: the delivery ledger, of today or of a person, a branch or a day."""

from domain.asks import AskKind
from domain.messages import Ask
from domain.people import OFFICE
from handlers import ledger_pages, ledger_scope
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts import ledger as words

MOST = 6


async def run(request: Request) -> Reply:
    """Whose promise is kept, what waits, who was not reached."""
    if not request.text.strip():
        return await ledger_pages.overview(request, ledger_scope.of_day(request.today))
    found = await ledger_scope.named(request)
    if len(found) == 1:
        return await ledger_pages.overview(request, found[0][0])
    shown = [(f"scope:{scope.of}:{scope.which}", label) for scope, label in found[:MOST]]
    here = ledger_scope.of_day(request.today)
    return Ask(AskKind.LEDGER, words.which(request.text, shown), here.payload())


COMMAND = Command(
    ("socai", "ledger"), OFFICE, help_words.socai, run, takes_words=True, bare=False, order=18
)
