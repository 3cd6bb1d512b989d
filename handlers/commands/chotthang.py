"""/chotthang: freeze a month's figures after one question; on a closed month, list corrections."""

from db import closing
from domain import asks
from domain.calendar import Month, local_date
from domain.errors import NothingToDo, NotUnderstood
from domain.messages import Ask
from domain.rights import ROLES, Act
from handlers import closing as months
from handlers import reach
from handlers.base import Command, Reply, Request, told
from texts import closing as words
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Nothing: the month before this one."""
    month = _month(request)
    await require_whole(request, month)
    done = await closing.closed(request.session, str(month))
    if done is None:
        await months.require_open(request.session, month, request.now)
        paper = await months.whole_paper(request.session, month, request.now)
        if not paper.lines:
            raise NothingToDo(words.nothing_in(month))
        return asks.closing(words.ask(month, paper.figures), str(month), annex=False)
    found = await months.pending(request.session, done)
    row = done.row
    head = words.standing(month, row.closed_at, row.manifest_sha256, len(done.annexes), len(found))
    if not found:
        return told(head)
    ask: Ask = asks.closing(words.ask_annex(head, found), str(month), annex=True)
    return ask


def _month(request: Request) -> Month:
    text = request.text.strip()
    this = Month.of(request.today)
    if not text:
        return this.previous
    try:
        month = Month.parse(f"{this.year}-{text}" if text.isdigit() else text)
    except ValueError:
        raise NotUnderstood(words.which_month(), words.example(this.previous)) from None
    return Month(this.year - 1, month.number) if text.isdigit() and month > this else month


async def require_whole(request: Request, month: Month) -> None:
    """The right to close reaches every unit there was at the end of the month."""
    day = min(month.last, local_date(request.now))
    if not await reach.whole(request, Act.CLOSE_MONTH, day):
        raise NothingToDo(words.not_whole())


COMMAND = Command(
    ("chotthang", "closemonth"),
    ROLES[Act.CLOSE_MONTH],
    help_words.chotthang,
    run,
    takes_words=True,
    order=47,
)
