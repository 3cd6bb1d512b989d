"""Freeze this month? Make an annex of these corrections?"""

from db import closing
from domain.asks import AskKind
from domain.calendar import Month
from domain.errors import NothingToDo
from domain.rights import ROLES, Act
from handlers import closing as months
from handlers.base import Asked, Reader, Reply, Request, told
from texts import closing as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes does it once; the post must still be held."""
    month = Month.parse(asked.payload["month"])
    if value == "no":
        return told(words.not_done())
    if not request.person.holds(*ROLES[Act.CLOSE_MONTH]):
        raise NothingToDo(words.not_whole())
    by = months.Closer(request.actor_id, request.person.code)
    if asked.payload["annex"]:
        return await _annex(request, month, by)
    assert request.policy.packing is not None
    done = await months.close(request.session, month, by, request.now, request.policy.packing)
    return told(words.done(month, done.row.manifest_sha256, len(done.files)))


async def _annex(request: Request, month: Month, by: months.Closer) -> Reply:
    done = await closing.closed(request.session, str(month))
    assert done is not None  # a closed month stays closed
    made = await months.add_annex(request.session, done, by, request.now)
    if made is None:
        return told(words.changed_meanwhile())
    row, count = made
    return told(words.annexed(month, row.number, count, row.sha256))


READER = Reader(AskKind.CLOSE_MONTH, choose)
