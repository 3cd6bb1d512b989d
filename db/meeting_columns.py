"""The facts of a meeting from plain columns: objects of the mapper take longer than the query."""

from collections.abc import Sequence
from typing import Any

from db.branches import Branch
from db.meetings import Meeting
from db.units import Unit
from domain.ids import MeetingId
from domain.meetings import BranchFacts, MeetingFacts, MeetingState

# What makes the facts of a meeting, in the order of `meeting_of_columns`.
MEETING = (
    Meeting.id,
    Meeting.month,
    Meeting.starts_at,
    Meeting.place,
    Meeting.state,
    Meeting.version,
    Meeting.published_at,
    Branch.id,
    Branch.code,
    Branch.village,
    Unit.id,
    Unit.name,
    Branch.meeting_place,
    Branch.members,
    Branch.exempt,
)


def meeting_of_columns(found: Sequence[Any]) -> MeetingFacts:
    """Facts from the columns of `MEETING`."""
    meeting, month, starts_at, place, state, version, published_at, *branch = found
    return MeetingFacts(
        id=MeetingId(meeting),
        branch=BranchFacts(*branch),
        month=month,
        starts_at=starts_at,
        place=place,
        state=MeetingState(state),
        version=version,
        published_at=published_at,
    )
