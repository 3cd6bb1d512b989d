"""Does the branch keep its usual day next month?"""

from db import availability as availability_db
from db.availability import AskedBranch
from domain import asks
from domain.asks import AskKind
from domain.availability import Availability
from domain.calendar import Month
from domain.ids import BranchId
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from domain.reply_dates import read_date
from domain.reply_keep import keeps
from handlers import availability
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.questions.other_day import take_day
from texts import availability as words
from texts import refusals


async def branch_of(request: Request, asked: Asked) -> AskedBranch | None:
    """The branch asked about, while this person answers for it."""
    wanted = [BranchId(asked.payload["branch"])]
    month = Month.parse(asked.payload["month"])
    found = await availability_db.branches(request.session, month, request.today, wanted)
    return found[0] if found and wanted[0] in request.person.branch_ids else None


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """1 keeps the usual day, 2 wants another."""
    month, about = Month.parse(asked.payload["month"]), await branch_of(request, asked)
    if about is None:
        return await and_next(request, refusals.stale())
    if await availability.planned(request, month):
        return await and_next(request, words.closed(month))
    if value == words.OTHER.value:
        text = words.which_day(month, about.branch)
        return asks.usual_day(AskKind.OTHER_DAY, text, month, about.branch.id)
    await availability.record(request, month, Availability.USUAL, branch_id=about.branch.id)
    return await and_next(request, words.usual_kept(month, about.branch))


async def read(request: Request, asked: Asked) -> Reply | None:
    """Yes in words, another day, or the wish for one."""
    if keeps(request.text):
        return await choose(request, asked, words.USUAL.value)
    if read_date(request.text, request.today) is not None:
        return await take_day(request, asked)
    understood = understand(request.text, Expected.DATE)
    if understood.confidence is not Confidence.SURE:
        return None
    if understood.label is Label.ATTEND:
        return await choose(request, asked, words.USUAL.value)
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return await choose(request, asked, words.OTHER.value)
    return None


READER = Reader(AskKind.USUAL_DAY, choose, read)
