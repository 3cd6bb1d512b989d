"""/ngaynghi: days on which nobody meets, and make-up days; the office's word wins."""

from datetime import timedelta

from db import audit, days, plans
from db import meetings as meetings_db
from domain.calendar import Month, days_between, local_date
from domain.errors import NotUnderstood
from domain.fold import fold
from domain.people import OFFICE
from domain.reply_dates import DateRange
from domain.reply_ranges import read_range
from handlers.base import Command, Reply, Request, told
from texts import days as words
from texts import help as help_words

AHEAD = timedelta(days=120)
LONGEST = 31
WORKS = ("lam bu ", "di lam ", "bo ", "hop ")  # in front of a day that is not off after all


async def run(request: Request) -> Reply:
    """Nothing: the days ahead. A day or a range and its name: off. `làm bù` and a day: not off."""
    if not request.text.strip():
        found = await days.special_days(request.session, request.today, request.today + AHEAD)
        return told(words.ahead([(row.day, row.off, row.name) for row in found]))
    asked = fold(request.text)
    works = next((word for word in WORKS if asked.startswith(word)), "")
    span = read_range(asked.removeprefix(works), request.today)
    if span is None or span.last < request.today or (span.last - span.first).days >= LONGEST:
        raise NotUnderstood(words.which_day(), words.example(request.today))
    name = words.make_up_name() if works else words.name_in(request.text)
    for day in days_between(span.first, span.last):
        await days.set_day(request.session, day, off=not works, name=name)
    await audit.note(
        request.session,
        request.now,
        request.actor_id,
        "days.set",
        first=str(span.first),
        last=str(span.last),
        off=not works,
    )
    await request.session.flush()
    if works:
        return told(words.works(span.first, span.last))
    return told(words.closed(span.first, span.last, name, await _hint(request, span)))


async def _hint(request: Request, span: DateRange) -> str:
    """What the plan of the month has on these days, and how to mend it."""
    month = Month.of(span.first)
    plan = await plans.current(request.session, str(month))
    if plan is None:
        return ""
    planned = await meetings_db.meetings_of_month(request.session, str(month))
    hit = sum(span.first <= local_date(m.starts_at) <= span.last for m in planned)
    if planned:
        return words.mend(hit) if hit else ""
    return words.plan_again()


COMMAND = Command(
    ("ngaynghi", "holidays"), OFFICE, help_words.ngaynghi, run, takes_words=True, order=19
)
