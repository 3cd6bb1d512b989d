"""The metronome: on each tick, what is due is queued, each reminder and chore once.

APScheduler reads the calendar rules of the chores; it keeps no jobs, because a job kept in memory
or in a table of its own is lost, doubled or silently dropped in exactly the moments that matter
(see docs/decisions). Ticks look back instead: a bot that slept catches up on its first tick.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from db import beats, chores
from db import due as due_db
from db import meetings as meetings_db
from db import pauses as pauses_db
from db.base import Session, Transactions
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState
from domain.pausing import Pauses
from scheduler import cron, missed, pausing, saying
from scheduler.base import Chore, FollowUp, Notice, Reminder
from scheduler.due import new_notices
from scheduler.windows import Windows

log = logging.getLogger(__name__)


class Metronome:
    """Turns instants into queued messages. `now` is given; nothing here reads a clock."""

    def __init__(
        self,
        database: Transactions,
        reminders: Sequence[Reminder],
        chore_list: Sequence[Chore],
        *,
        follow_ups: Sequence[FollowUp] = (),
        queued: Callable[[], None],
    ) -> None:
        self._database = database
        self._follow_ups = tuple(follow_ups)
        self._reminders = sorted(reminders, key=lambda r: (r.rank, r.kind))
        self._windows = Windows(self._reminders)
        # how far from now the start of a meeting can be while any reminder about it is due
        self._behind = max((r.after for r in reminders), default=timedelta())
        self._ahead = max((r.before for r in reminders), default=timedelta())
        self._chores = [(chore, cron.trigger(chore.cron)) for chore in chore_list]
        # known to have run, or to be from before the first load, so that not every tick has to
        # begin a transaction to find out
        self._ran: dict[str, datetime] = {}
        # the span in which nothing new of a chore comes, and its latest time seen from there
        self._times: dict[str, tuple[tuple[datetime, datetime], datetime | None]] = {}
        self._queued = queued
        self._wrote = False  # since that was called
        self.last_tick: datetime | None = None

    async def tick(self, now: datetime) -> None:
        """Queue everything that is due; each reminder and chore in a transaction of its own.

        A defect in one is logged and does not stop the others.
        """
        for chore, trigger in self._chores:
            await self._guarded(chore.name, self._chore(chore, trigger, now))
        for follow_up in self._follow_ups:
            await self._guarded(follow_up.name, self._follow(follow_up, now))
        await self._guarded("reminders", self._remind(now))
        self.last_tick = now
        if self._wrote:
            self._wrote = False
            self._queued()

    async def _guarded(self, name: str, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception:
            log.exception("tick failed", extra={"chore": name})

    async def _chore(self, chore: Chore, trigger: CronTrigger, now: datetime) -> None:
        due_at = self._due_at(chore, trigger, now)
        if due_at is None or self._ran.get(chore.name) == due_at:
            return
        self._wrote = True
        async with self._database.begin() as session:
            loaded = await chores.loaded_at(session)
            if loaded is None:
                return
            if due_at >= loaded and await chores.begin_run(session, chore.name, due_at, now):
                await chore.run(session, due_at, now)
        self._ran[chore.name] = due_at

    def _due_at(self, chore: Chore, trigger: CronTrigger, now: datetime) -> datetime | None:
        """The latest time of a chore that still matters, read from the calendar when it changes."""
        span, found = self._times.get(chore.name, (None, None))
        if span is None or not span[0] <= now < span[1]:
            found = cron.last_time(trigger, now - chore.lapses, now)
            span = now, cron.next_time(trigger, now)
            self._times[chore.name] = span, found
        return found if found is not None and found > now - chore.lapses else None

    async def _follow(self, follow_up: FollowUp, now: datetime) -> None:
        """Each step that is due; a broken one does not stop the others."""
        async with self._database.read() as session:
            steps = await pausing.going_on(session, follow_up, now)
        for step in steps:
            if step.due <= now:
                await self._guarded(follow_up.name, self._step(follow_up, step.item, now))

    async def _step(self, follow_up: FollowUp, item: int, now: datetime) -> None:
        self._wrote = True
        async with self._database.begin() as session:
            await follow_up.run(session, item, now)

    async def _remind(self, now: datetime) -> None:
        async with self._database.read() as session:
            seen = await beats.last(session, beats.CLOCK)
            slept = seen is not None and now - seen > missed.PAUSE
            since = seen if seen is not None and slept else now
            near = await meetings_db.meetings_between(
                session,
                since - self._behind,
                now + self._ahead,
                states=tuple(MeetingState),
            )
        due = self._windows.due(near, now)
        late = self._windows.missed(near if slept else (), since, now)
        stale = seen is None or now - seen >= missed.BEAT_EVERY
        if not (stale or any(due.values()) or any(late.values())):
            return
        self._wrote = True
        async with self._database.begin() as session:
            found = [pair for r in self._reminders for pair in await self._of(session, r, due, now)]
            by_person: dict[PersonId, list[tuple[Reminder, Notice]]] = {}
            for reminder, notice in found:
                by_person.setdefault(notice.person_id, []).append((reminder, notice))
            pauses = await pauses_db.in_force(session, now)
            one = await saying.mass_send(session, by_person, now)
            for person_id, about in sorted(by_person.items()):
                await self._say(session, person_id, about, pauses, now, one)
            await self._keep_missed(session, late, found, pauses, now)
            await beats.seen(session, beats.CLOCK, now)

    async def _of(
        self,
        session: Session,
        reminder: Reminder,
        about: Mapping[str, Sequence[MeetingFacts]],
        now: datetime,
    ) -> list[tuple[Reminder, Notice]]:
        return [
            (reminder, n) for n in await self._notices(session, reminder, about[reminder.kind], now)
        ]

    async def _keep_missed(
        self,
        session: Session,
        late: Mapping[str, Sequence[MeetingFacts]],
        found: Sequence[tuple[Reminder, Notice]],
        pauses: Pauses,
        now: datetime,
    ) -> None:
        """What nobody was there to say; a reminder to the office about somebody is not kept."""
        unsaid = [
            pair
            for reminder in self._reminders
            for pair in await self._of(session, reminder, late, now)
            if pair[1].about is None
        ]
        said, _ = pausing.parted(pauses, unsaid)
        try:
            async with session.begin_nested():
                await missed.keep(session, said, missed.said(found), now)
        except Exception:
            log.exception("what was missed is not kept")

    async def _notices(
        self,
        session: Session,
        reminder: Reminder,
        meetings: Sequence[MeetingFacts],
        now: datetime,
    ) -> Sequence[Notice]:
        """What is new; a meeting with a broken record is left out and logged, the others not."""
        if not meetings:
            return ()
        try:
            async with session.begin_nested():
                return await new_notices(session, reminder, meetings, now)
        except Exception:
            if len(meetings) == 1:
                about = {"reminder": reminder.kind, "meeting": meetings[0].id}
                log.exception("reminder failed", extra=about)
                return ()
        alone = [await self._notices(session, reminder, (meeting,), now) for meeting in meetings]
        return [notice for notices in alone for notice in notices]

    async def _say(
        self,
        session: Session,
        person_id: PersonId,
        found: Sequence[tuple[Reminder, Notice]],
        pauses: Pauses,
        now: datetime,
        round_id: int | None,
    ) -> None:
        """One message for everything a person is to hear now; one bad row stops nobody else."""
        said, withheld = pausing.parted(pauses, found)
        try:
            async with session.begin_nested():
                if said:
                    await saying.queue_together(session, person_id, said, now, round_id=round_id)
                if withheld:
                    await saying.queue_together(session, person_id, withheld, now, withheld=True)
                await saying.open_calls(session, [*said, *withheld], now)
        except Exception:
            log.exception("message to a person failed", extra={"person": person_id})

    async def next_due(self, session: Session, now: datetime) -> datetime | None:
        """The next instant at which a tick or a waiting message may have something to say."""
        instants = [await self.next_tick(session, now), await due_db.next_message(session)]
        return min((one for one in instants if one is not None and one > now), default=None)

    async def next_tick(self, session: Session, now: datetime) -> datetime | None:
        """The next instant after now at which a tick may find something to do."""
        starts = await due_db.starts_between(session, now - self._behind, now + timedelta(days=60))
        instants = [self._windows.next_due(starts, now)]
        for chore, trigger in self._chores:
            self._due_at(chore, trigger, now)
            instants.append(self._times[chore.name][0][1])
        for follow_up in self._follow_ups:
            steps = await pausing.going_on(session, follow_up, now)
            instants += [step.due for step in steps if step.due > now]
        return min((one for one in instants if one is not None), default=None)
