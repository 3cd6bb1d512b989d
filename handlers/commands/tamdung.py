"""/tamdung: reminders of a person, a commune or all rest for a while; and begin again."""

from datetime import datetime, time, timedelta

from domain.attendance import ReasonCategory
from domain.calendar import at
from domain.errors import NothingToDo, NotUnderstood
from domain.fold import fold
from domain.people import OFFICE
from domain.replies import understand
from domain.reply_dates import read_date
from handlers import pause_lists, pausing
from handlers.base import Command, Reply, Request, told
from handlers.pause_subjects import subjects_in
from texts import help as help_words
from texts import pauses as words

USUAL = timedelta(days=7)
LONGEST = timedelta(days=92)  # a flood season; further away is a slip
RESUMES = time(6, 30)  # the morning after the last day
LIFT = ("bo", "xong", "thoi", "huy", "off")
UNTIL = ("den", "toi")
FILLERS = ("het", "ngay")


async def run(request: Request) -> Reply:
    """Nothing: what rests now. `bo` and a name: begin again. A name and a reason: pause."""
    if not request.text:
        return await pause_lists.offer(request)
    first, _, rest = request.text.partition(" ")
    if fold(first) in LIFT and rest.strip():
        return await _lift(request.saying(rest.strip()))
    subjects, rest = await subjects_in(request)
    reason, until = _why_until(request, rest)
    return await pausing.pause(request, subjects, reason, until)


def _why_until(request: Request, rest: str) -> tuple[ReasonCategory, datetime]:
    """The category of the words, and the end: the day named after "đến", else a week."""
    typed = rest.split()
    limit = next((n for n, word in enumerate(typed) if fold(word) in UNTIL), len(typed))
    last = request.today + USUAL
    if limit < len(typed):
        said = [word for word in typed[limit + 1 :] if fold(word) not in FILLERS]
        named = read_date(" ".join(said), request.today)
        if named is None or not request.today <= named <= request.today + LONGEST:
            raise NotUnderstood(words.until_when(), words.example())
        last = named
    why = " ".join(typed[:limit])
    if not why:
        raise NotUnderstood(words.why(), words.example())
    reason = understand(why).reason
    found = ReasonCategory.OTHER if reason is ReasonCategory.NONE else reason
    return found, at(last + timedelta(days=1), RESUMES)


async def _lift(request: Request) -> Reply:
    subjects, _ = await subjects_in(request)
    for pause in await pause_lists.seen(request):
        if any((s.person_id, s.unit_id) == (pause.person_id, pause.unit_id) for s in subjects):
            if not await pause_lists.may_lift(request, pause):
                raise NothingToDo(words.not_yours(pause))
            return await pausing.lift(request, pause)
    return told(words.not_paused(subjects[0].name))


COMMAND = Command(
    ("tamdung", "pause"),
    OFFICE,
    help_words.tamdung,
    run,
    takes_words=True,
    order=17,
)
