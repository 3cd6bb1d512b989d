"""A search for a stand-in as time passes: deadlines, and days on which a gap is looked at again.

Everything a step needs is in rows, so that a restart in the middle continues where it stopped.
"""

from datetime import datetime

from db import meetings as meetings_db
from db import searches, substitutions
from db.searches import Search
from db.substitutions import Substitution
from domain import substitution as rules_of
from domain.ids import MeetingId
from domain.meetings import MeetingFacts, MeetingState
from domain.substitution import AskEnd, SubstitutionEnd, SubstitutionState
from handlers.search_step import Step
from handlers.substituting import ask_approval, ask_next, step_over, stop


async def steps(step: Step) -> tuple[tuple[int, datetime, MeetingFacts], ...]:
    """Each search that goes on, oldest first: its next look, and the meeting it is about."""
    found = await searches.going_on(step.session)
    return tuple((search.id, _due_at(step, search), search.meeting) for search in found)


async def move_on_with(step: Step, search_id: int) -> None:
    """Move one search on, unless somebody was faster."""
    row = await substitutions.locked(step.session, search_id)
    for search in await searches.going_on(step.session):
        if search.id == search_id and _due_at(step, search) <= step.now:
            await move_on(step, row)


async def move_on(step: Step, search: Substitution) -> None:
    """Whatever is due in a search now; nothing when nothing is."""
    if search.state not in rules_of.LIVING:
        return
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(step.session, MeetingId(search.meeting_id))
    if meeting.version != search.version or meeting.state is not MeetingState.PLANNED:
        await stop(step, search, SubstitutionEnd.CHANGED)
    elif meeting.starts_at <= step.now:
        await stop(step, search, SubstitutionEnd.PAST)
    elif search.state == SubstitutionState.ASKING:
        await _after_deadline(step, search, meeting)
    elif search.state == SubstitutionState.APPROVING:
        await _remind_approvers(step, search)
    else:
        await ask_next(step, search, meeting)


def _due_at(step: Step, search: Search) -> datetime:
    """When the search has to be looked at next."""
    starts_at = search.meeting.starts_at
    if search.state is SubstitutionState.ASKING:
        return min(search.deadline or starts_at, starts_at)
    if search.state is SubstitutionState.OPEN:
        return search.looked_at
    return rules_of.next_follow_up(starts_at, search.looked_at, step.rules)


async def _after_deadline(step: Step, search: Substitution, meeting: MeetingFacts) -> None:
    for asked in await substitutions.asks_of(step.session, search):
        if asked.ended_at is None and asked.deadline > step.now:
            return
        if asked.ended_at is None:
            substitutions.end_ask(asked, step.now, AskEnd.LAPSED)
            await step_over(step, search, asked, meeting, SubstitutionEnd.SILENT)


async def _remind_approvers(step: Step, search: Substitution) -> None:
    asked = await substitutions.accepted(step.session, search)
    if asked is not None:
        await ask_approval(step, search, asked)


async def review(step: Step, meeting_id: MeetingId) -> None:
    """A meeting has changed: searches about it end."""
    for search in await substitutions.living(step.session, meeting_id=meeting_id):
        await move_on(step, search)
