"""December of the town after it happened: results and attendance, put down without talk."""

from datetime import timedelta

from sqlalchemy import select, update

from db.meetings import Meeting, MeetingResult
from db.people import Post
from db.visits import PresenceRow, Visit
from domain.attendance import Presence
from domain.meetings import MeetingState
from domain.messages import Source
from domain.people import Role
from tests.support.town import Town

# total, present, excused, unexcused, exempt, minutes: numbers that stand nowhere else
NUMBERS = {
    "NM01": (24, 20, 1, 1, 2, 95),
    "NM02": (31, 27, 1, 0, 3, 101),
    "SD01": (40, 33, 4, 3, 0, 67),
    "SD02": (18, 16, 1, 0, 1, 92),
    "TL01": (27, 23, 1, 1, 2, 93),
}


async def happens(town: Town) -> None:
    """Five branches report on the evening of their meeting; TL02 stays silent."""
    for code, numbers in NUMBERS.items():
        await reports(town, code, numbers)


async def reports(
    town: Town,
    code: str,
    numbers: tuple[int, ...],
    *,
    hours: float = 3,
    source: Source = Source.TEXT,
) -> None:
    """A branch says that it met, with six numbers; its guests came."""
    async with town.database.begin() as session:
        branch = town.ids.branches[code]
        meeting = (await session.scalars(select(Meeting).where(Meeting.branch_id == branch))).one()
        who = await session.scalar(
            select(Post.person_id).where(Post.branch_id == branch, Post.role == Role.SECRETARY)
        )
        at = meeting.starts_at + timedelta(hours=hours)
        total, present, excused, unexcused, exempt, minutes = numbers
        session.add(
            MeetingResult(
                meeting_id=meeting.id,
                version=meeting.version,
                person_id=who,
                actor_id=who,
                outcome="held",
                reason="none",
                total=total,
                present=present,
                excused=excused,
                unexcused=unexcused,
                exempt=exempt,
                minutes=minutes,
                source=source,
                at=at,
            )
        )
        for visit in await session.scalars(select(Visit).where(Visit.meeting_id == meeting.id)):
            session.add(
                PresenceRow(
                    visit_id=visit.id,
                    version=meeting.version,
                    witness_id=visit.person_id,
                    actor_id=visit.person_id,
                    presence=Presence.PRESENT,
                    held=True,
                    source=Source.TEXT,
                    at=at,
                )
            )
        await session.execute(
            update(Meeting).where(Meeting.id == meeting.id).values(state=MeetingState.HELD)
        )
