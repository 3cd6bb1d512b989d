"""How far back a report is asked for: some days, and longer if reminders rested meanwhile."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db import pauses
from domain import timing
from domain.ids import PersonId
from domain.meetings import MeetingFacts
from domain.pausing import Pauses
from handlers.base import Request

REPORT_DAYS = timedelta(days=timing.DEFAULT.report_closes_days)


@dataclass(frozen=True, slots=True)
class ReportWindow:
    """Meetings begun since `usual` are asked about; earlier ones if a pause kept them back."""

    person_id: PersonId
    usual: datetime
    paused: Pauses

    @property
    def since(self) -> datetime:
        """No meeting before this instant is asked about."""
        return min([self.usual, *(pause.since - REPORT_DAYS for pause in self.paused.all)])

    def open(self, meeting: MeetingFacts) -> bool:
        """Whether a report about the meeting is still asked for."""
        if meeting.starts_at >= self.usual:
            return True
        return any(
            pause.since - REPORT_DAYS <= meeting.starts_at < pause.until
            for pause in self.paused.all
            if pause.covers(self.person_id, frozenset([meeting.branch.commune_id]))
        )


async def report_window(request: Request) -> ReportWindow:
    """The window of the person the request is about, as pauses of late have widened it."""
    usual = request.now - REPORT_DAYS
    paused = await pauses.touching(request.session, usual, request.now)
    return ReportWindow(request.person.id, usual, paused)
