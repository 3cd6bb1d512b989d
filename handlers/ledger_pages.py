"""The pages of the ledger in the chat: a short first screen, lists by state, one message."""

from collections import Counter
from collections.abc import Sequence

from db import ledger
from domain.asks import AskKind
from domain.ids import OutgoingId, PersonId
from domain.ledger import Entry, Fate
from domain.messages import Ask, Option, Words
from handlers.base import Reply, Request, told
from handlers.ledger_scope import Scope, seen, title
from texts import ledger as words

PAGE = 5


def counted(entries: Sequence[Entry]) -> Counter[Fate]:
    """How many occasions came to what."""
    return Counter(entry.fate for entry in entries)


def people(entries: Sequence[Entry]) -> int:
    """How many people they concern."""
    return len({entry.person.id for entry in entries})


async def overview(request: Request, scope: Scope) -> Reply:
    """The first screen: how much of the promise is kept, and a digit for each kind of rows."""
    entries = await seen(request, scope)
    counts = counted(entries)
    if scope.of == "person":
        await request.looked_at([PersonId(int(scope.which))], "socai")
    text = words.overview(await title(request.session, scope), counts, people(entries))
    return asked(scope, text, words.choices(counts))


async def listed(request: Request, scope: Scope, fate: Fate, page: int) -> Reply:
    """The rows of one state; a digit opens one."""
    entries = [entry for entry in await seen(request, scope) if entry.fate is fate]
    shown = entries[page * PAGE : (page + 1) * PAGE]
    if not shown:
        return await overview(request, scope)
    heading = await title(request.session, scope)
    text = words.listed(heading, fate, page * PAGE, len(shown), len(entries))
    options = [Option(f"row:{entry.outgoing_id}:{entry.key}", words.row(entry)) for entry in shown]
    left = len(entries) - (page + 1) * PAGE
    if left > 0:
        options.append(Option(f"list:{fate}:{page + 1}", words.more(left)))
    options.append(Option("top", words.BACK))
    return asked(scope, text, tuple(options))


async def one(request: Request, scope: Scope, outgoing_id: OutgoingId, key: str) -> Reply:
    """Every state one message came to."""
    entries = await seen(request, scope)
    entry = next((e for e in entries if (e.outgoing_id, e.key) == (outgoing_id, key)), None)
    if entry is None:
        return await overview(request, scope)
    changes = await ledger.changes(request.session, outgoing_id)
    back = Option(f"list:{entry.fate}:0", words.fate(entry.fate))
    return asked(scope, words.steps(entry, changes), (back, Option("top", words.BACK)))


def asked(scope: Scope, text: str, options: tuple[Option, ...]) -> Reply:
    """A page with its digits; one without rows asks nothing."""
    if not options:
        return told(text)
    return Ask(AskKind.LEDGER, Words(text, options), scope.payload())
