"""When each reminder about a meeting is said, worked out once for each start of a meeting.

Every tick asks it of every meeting near, and every look ahead asks when the next one is due.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.meetings import MeetingFacts
from scheduler.base import Reminder

REMEMBERED_STARTS = 2000
NEVER = datetime.max.replace(tzinfo=UTC)

ByKind = dict[str, list[MeetingFacts]]  # of each kind of reminder, the meetings it is about


@dataclass(slots=True)
class _Start:
    """Of the meetings of one start: each reminder from its instant until it lapses."""

    spans: tuple[tuple[datetime, datetime, Reminder], ...]
    dues: tuple[datetime, ...]
    edges: tuple[datetime, ...]  # where something begins or lapses
    since: datetime = NEVER  # the last look, good until the next edge
    until: datetime = NEVER
    said: tuple[tuple[datetime, Reminder], ...] = ()


class Windows:
    """Which reminders are due about meetings, and when the next one is."""

    def __init__(self, reminders: Sequence[Reminder]) -> None:
        """`reminders` in the order they are said in."""
        self._reminders = tuple(reminders)
        self._starts: dict[datetime, _Start] = {}
        # starts, the last look at them, and the next due as it was seen then
        self._next: tuple[tuple[datetime, ...], datetime, datetime] = ((), NEVER, NEVER)

    def due(self, meetings: Sequence[MeetingFacts], now: datetime) -> ByKind:
        """What is to be said now."""
        found: ByKind = {reminder.kind: [] for reminder in self._reminders}
        for meeting in meetings:
            for due, reminder in self._open(meeting.starts_at, now):
                if concerns(reminder, meeting, due):
                    found[reminder.kind].append(meeting)
        return found

    def missed(self, meetings: Sequence[MeetingFacts], since: datetime, now: datetime) -> ByKind:
        """What became due after `since` and is too late by now: nobody was there to say it."""
        found: ByKind = {reminder.kind: [] for reminder in self._reminders}
        for meeting in meetings:
            for due, lapses, reminder in self._start(meeting.starts_at).spans:
                if since < due and lapses <= now and concerns(reminder, meeting, due):
                    found[reminder.kind].append(meeting)
        return found

    def next_due(self, starts: tuple[datetime, ...], now: datetime) -> datetime | None:
        """When the next reminder about a meeting of one of these starts falls due.

        The answer is kept until then: it is asked after everything that is written.
        """
        of, since, found = self._next
        if of != starts or not since <= now < found:
            found = min((self._after(start, now) for start in starts), default=NEVER)
            self._next = starts, now, found
        return None if found is NEVER else found

    def _after(self, start: datetime, now: datetime) -> datetime:
        dues = self._start(start).dues
        place = bisect_right(dues, now)
        return dues[place] if place < len(dues) else NEVER

    def _open(self, starts_at: datetime, now: datetime) -> tuple[tuple[datetime, Reminder], ...]:
        """The reminders that are neither too early nor too late, with their instants."""
        start = self._start(starts_at)
        if not start.since <= now < start.until:
            place = bisect_right(start.edges, now)
            start.since, start.until = now, (*start.edges, NEVER)[place]
            start.said = tuple((due, r) for due, lapses, r in start.spans if due <= now < lapses)
        return start.said

    def _start(self, starts_at: datetime) -> _Start:
        found = self._starts.get(starts_at)
        if found is None:
            if len(self._starts) > REMEMBERED_STARTS:
                self._starts.clear()
            spans = tuple((r.due(starts_at), r.lapses(starts_at), r) for r in self._reminders)
            dues = tuple(sorted({due for due, _, _ in spans}))
            edges = tuple(sorted({edge for due, lapses, _ in spans for edge in (due, lapses)}))
            found = self._starts[starts_at] = _Start(spans, dues, edges)
        return found


def concerns(reminder: Reminder, meeting: MeetingFacts, due: datetime) -> bool:
    """Nothing is said of a meeting in another state, or published after the instant."""
    return meeting.state in reminder.states and due >= meeting.published_at
