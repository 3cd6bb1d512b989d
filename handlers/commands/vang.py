"""/vang: a cadre cannot come; the same as answering "2" or in words."""

from domain import asks
from domain.attendance import Promise, ReasonCategory
from domain.people import Role
from domain.replies import understand
from handlers.base import Command, Reply, Request, told
from handlers.pending import upcoming
from handlers.visiting import record
from texts import help as help_words
from texts import visits as words


async def run(request: Request) -> Reply:
    """One visit ahead is meant; several are asked back as a list."""
    ahead = await upcoming(request)
    if not ahead:
        return told(words.nothing_to_decline())
    if len(ahead) > 1:
        return asks.visits(words.asked(ahead), ahead)
    reason = understand(request.text).reason if request.text else ReasonCategory.NONE
    return await record(request, ahead, Promise.NOT_COMING, reason=reason)


COMMAND = Command(
    ("vang", "absent"),
    frozenset({Role.CADRE}),
    help_words.vang,
    run,
    bare=False,
    takes_words=True,
    order=20,
)
