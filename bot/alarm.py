"""A network that stays in trouble is told to whoever looks after the system, once a day."""

from datetime import datetime, timedelta

from channels.base import Channel
from db import delivery, outbox, people
from db.base import Session
from domain.calendar import local_date
from domain.messages import Words
from domain.people import Role
from texts import allowance as words

PATIENCE = timedelta(minutes=15)  # networks are away for minutes every week


class Alarm:
    """Watches the trouble of one channel, where it can tell."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._since: datetime | None = None
        self._told: str | None = None  # the day

    async def look(self, session: Session, now: datetime) -> None:
        """Tell the administrators of a trouble that lasts."""
        trouble = getattr(self._channel, "trouble", None)
        if trouble is None:
            self._since = None
            return
        self._since = self._since or now
        day = local_date(now)
        if now - self._since < PATIENCE or self._told == str(day):
            return
        self._told = str(day)
        name = f"{self._channel.name}:{self._channel.bot}"
        for person in await people.holders(session, [Role.ADMIN], day):
            await outbox.queue(
                session,
                key=f"trouble:{name}:{day}:{person.id}",
                kind=delivery.ALLOWANCE,
                person_id=person.id,
                content=Words(words.trouble(name, trouble)),
                now=now,
            )
