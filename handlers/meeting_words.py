"""Finding the meeting a command means, from a branch's name or code in front of its words."""

from datetime import timedelta

from db import meetings as meetings_db
from db import visible
from domain.calendar import Month
from domain.errors import NothingFound, NothingToDo, NotUnderstood, SeveralFound
from domain.meetings import BranchFacts, MeetingFacts, MeetingState
from domain.people import OFFICE
from handlers.base import Request
from texts import meetings as words
from texts import say

BEHIND, AHEAD = timedelta(days=7), timedelta(days=62)
LONGEST_NAME = 5  # words of a village and its commune
OPEN = (MeetingState.PLANNED, MeetingState.POSTPONED)


async def branch_in(request: Request) -> tuple[BranchFacts, str]:
    """The one branch named at the beginning of the text, and the rest of the text.

    The office names a branch by code or name; a secretary of one branch need not.
    """
    own = request.person.branch_ids
    if len(own) == 1 and not request.person.holds(*OFFICE):
        branches = await visible.visible_branches(request.session, request.person, request.today)
        return next(b for b in branches if b.id == own[0]), request.text
    words_typed = request.text.split()
    first: tuple[BranchFacts, ...] = ()  # what the longest name that says anything matches
    asked = ""
    for count in range(min(LONGEST_NAME, len(words_typed)), 0, -1):
        name = " ".join(words_typed[:count])
        found = await visible.find_branches(request.session, request.person, name, request.today)
        if len(found) == 1:
            return found[0], " ".join(words_typed[count:])
        if found and not first:
            first, asked = found, name
    if not words_typed:
        raise NotUnderstood(words.which_branch(), words.branch_example())
    if not first:
        raise NothingFound(" ".join(words_typed[:1]))
    raise SeveralFound(asked, tuple(f"{b.code} {say.village(b)}" for b in first[:6]))


async def meeting_of(request: Request, branch: BranchFacts, *, past: bool = False) -> MeetingFacts:
    """The branch's meeting a command means: the next open one, or the last begun one."""
    since = request.now - BEHIND if past else request.now
    until = request.now if past else request.now + AHEAD
    found = await meetings_db.meetings_of_branches(request.session, [branch.id], since, until)
    if past and found:
        return found[-1]
    open_ones = [m for m in found if m.state in OPEN]
    waiting = await meetings_db.postponed(request.session, branch.id)
    if not open_ones and waiting:
        return waiting[-1]
    if not open_ones:
        return await _to_make_up_for(request, branch, past=past)
    return open_ones[0]


async def _to_make_up_for(request: Request, branch: BranchFacts, *, past: bool) -> MeetingFacts:
    """The meeting of this month that was not held. Raises NothingToDo when there is none."""
    since = Month.of(request.today).since
    found = await meetings_db.meetings_of_branches(
        request.session, [branch.id], since, request.now + AHEAD
    )
    missed = [m for m in found if m.state is MeetingState.NOT_HELD]
    if not missed:
        raise NothingToDo(words.nothing_to_report(BEHIND.days) if past else words.no_meeting())
    return missed[-1]
