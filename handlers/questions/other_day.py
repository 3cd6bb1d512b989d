"""Which other day does the branch want next month?"""

from db import availability as availability_db
from db import days
from domain import asks
from domain.asks import AskKind
from domain.availability import Availability
from domain.calendar import Month
from domain.ids import BranchId
from domain.reply_dates import read_date
from handlers import availability
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import availability as words
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The usual day after all."""
    month, branch_id = Month.parse(asked.payload["month"]), BranchId(asked.payload["branch"])
    found = await availability_db.branches(request.session, month, request.today, [branch_id])
    if not found or branch_id not in request.person.branch_ids:
        return await and_next(request, refusals.stale())
    await availability.record(request, month, Availability.USUAL, branch_id=branch_id)
    return await and_next(request, words.usual_kept(month, found[0].branch))


async def take_day(request: Request, asked: Asked) -> Reply:
    """A day of the month on which people may meet; anything else is asked again."""
    month, branch_id = Month.parse(asked.payload["month"]), BranchId(asked.payload["branch"])
    found = await availability_db.branches(request.session, month, request.today, [branch_id])
    if not found or branch_id not in request.person.branch_ids:
        return await and_next(request, refusals.stale())
    if await availability.planned(request, month):
        return await and_next(request, words.closed(month))
    day = read_date(request.text, request.today)
    if day is None or Month.of(day) != month:
        text = words.day_not_read(month)
        return asks.usual_day(AskKind.OTHER_DAY, text, month, branch_id)
    off = await days.days_off(request.session, day, day)
    if day in off:
        text = words.day_off(month, day, off[day])
        return asks.usual_day(AskKind.OTHER_DAY, text, month, branch_id)
    await availability.record(request, month, Availability.OTHER, branch_id=branch_id, wanted=day)
    return await and_next(request, words.day_wanted(month, found[0].branch, day))


async def read(request: Request, asked: Asked) -> Reply | None:
    """A date in any usual form."""
    return await take_day(request, asked)


READER = Reader(AskKind.OTHER_DAY, choose, read)
