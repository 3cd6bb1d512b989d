"""/ban: days a person is away, so that the plan avoids them."""

from db.absences import Absence
from domain.errors import NotUnderstood
from domain.people import FOR_BRANCH, Role
from domain.replies import understand
from domain.reply_ranges import read_range
from handlers.base import Command, Reply, Request
from handlers.pending import and_next
from texts import absences as words
from texts import help as help_words


async def run(request: Request) -> Reply:
    """A day or a range, with a reason if one is given."""
    span = read_range(request.text, request.today)
    if span is None or span.last < request.today:
        raise NotUnderstood(words.days(), words.example())
    reason = understand(request.text).reason
    request.session.add(
        Absence(
            person_id=request.person.id,
            first=span.first,
            last=span.last,
            reason=reason,
            noted_at=request.now,
        )
    )
    await request.session.flush()
    return await and_next(request, words.noted(span.first, span.last, reason))


COMMAND = Command(
    ("ban", "away"),
    frozenset({Role.CADRE, *FOR_BRANCH}),
    help_words.ban,
    run,
    bare=False,
    takes_words=True,
    order=40,
)
