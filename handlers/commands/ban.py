"""/ban: days a person is away, so that the plan avoids them."""

from domain.errors import NotUnderstood
from domain.people import FOR_BRANCH, Role
from domain.replies import understand
from handlers import days_away
from handlers.base import Command, Reply, Request, before
from handlers.pending import and_next
from texts import absences as words
from texts import help as help_words


async def run(request: Request) -> Reply:
    """A day or a range, with a reason if one is given."""
    spans = days_away.read_days(request)
    if spans is None:
        raise NotUnderstood(words.days(), words.example())
    reason = understand(request.text).reason
    await days_away.note(request, spans, reason)
    if request.person.holds(Role.CADRE):
        await days_away.counts_as_answer(request, spans)
    said = words.noted([(span.first, span.last) for span in spans], reason)
    clash = await days_away.clashing(request, spans)
    return await and_next(request, said) if clash is None else before(said, clash)


COMMAND = Command(
    ("ban", "away"),
    frozenset({Role.CADRE, *FOR_BRANCH}),
    help_words.ban,
    run,
    bare=False,
    takes_words=True,
    order=40,
)
