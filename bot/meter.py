"""The month of one bot on a network that counts: how much is used, who is told, what must wait."""

from datetime import datetime, timedelta
from typing import cast

from channels.base import Allowance, Channel, Metered
from db import delivery, network_use, outbox, people, seats, windows
from db.base import Session
from domain.calendar import Month, local_date
from domain.messages import Outgoing, Words
from domain.people import Role
from texts import allowance as words

# Per cent of the month: the office is told at each, only what presses goes out from the second.
LOW, SCARCE = 80, 95
LONG_PAUSE = timedelta(hours=1)  # asked for by a network: no matter of pace, the month is used up
# How long, and for how many messages, what was last seen is good enough.
LOOKED, SENT = timedelta(minutes=1), 5
PEOPLE_LOOKED = timedelta(hours=1)


class Meter:
    """Counts what one channel sends; a channel without an allowance is never scarce."""

    def __init__(self, channel: Channel) -> None:
        self._name = channel.name, channel.bot
        self._metered = cast(Metered, channel) if hasattr(channel, "allowance") else None
        self._windowed = hasattr(channel, "window")
        self._empty_until: datetime | None = None
        self._looked: datetime | None = None
        self._people_looked: datetime | None = None
        self._used_up = False
        self._sent_since = 0

    @property
    def counts(self) -> bool:
        """Whether the channel has an allowance at all."""
        return self._metered is not None

    async def sent(self, session: Session, message: Outgoing, now: datetime) -> None:
        """Count one message that was, or may have been, delivered."""
        if self._metered is None:
            return
        heard = await windows.last_heard(session, message.address) if self._windowed else None
        bill = self._metered.bill(message, now - heard if heard is not None else None)
        self._sent_since += bill.count
        await network_use.count(
            session,
            *self._name,
            _month(now),
            kind=bill.kind,
            sent=bill.count,
            cost=bill.cost,
        )

    def refused(self, pause: timedelta, now: datetime) -> None:
        """The network asks for a pause: a long one means that the month is used up."""
        if self._metered is not None and pause >= LONG_PAUSE:
            self._empty_until = now + pause

    async def scarce(self, session: Session, now: datetime) -> bool:
        """Whether only pressing messages may go out; tells the office when a step is reached."""
        if self._metered is None:
            return False
        if self._looked is None or now - self._looked >= LOOKED or self._sent_since >= SENT:
            self._used_up = await self._look(session, self._metered.allowance, now)
            self._looked, self._sent_since = now, 0
        return self._used_up or (self._empty_until is not None and now < self._empty_until)

    async def _look(self, session: Session, allowance: Allowance, now: datetime) -> bool:
        await self._look_at_people(session, allowance, now)
        used = await network_use.used(session, *self._name, _month(now))
        both, most, money = used.sent + used.received, allowance.messages, allowance.money
        scarce = False
        if most is not None:
            line = words.messages(self._name[1], both, most)
            scarce |= await self._step(session, both, most, "", line, now)
        if money is not None:
            line = words.money(used.cost, money)
            scarce |= await self._step(session, used.cost, money, "vnd:", line, now)
        return scarce

    async def _step(
        self, session: Session, used: int, most: int, what: str, line: str, now: datetime
    ) -> bool:
        """Tell each step that is reached; whether it is the last."""
        share = 100 * used // most
        for step in (LOW, SCARCE):
            if share >= step:
                await self._tell(session, f"{what}{_month(now)}:{step}", line, now)
        return share >= SCARCE

    async def _look_at_people(self, session: Session, allowance: Allowance, now: datetime) -> None:
        if self._people_looked is not None and now - self._people_looked < PEOPLE_LOOKED:
            return
        self._people_looked = now
        if allowance.people is None:
            return
        known = (await seats.known(session, self._name[0])).get(self._name[1], 0)
        if 100 * known >= LOW * allowance.people:
            step = "full" if known >= allowance.people else "people"
            await self._tell(
                session, step, words.people(self._name[1], known, allowance.people), now
            )

    async def _tell(self, session: Session, step: str, line: str, now: datetime) -> None:
        """Once to everybody who looks after the system."""
        offices = (Role.ADMIN, Role.COORDINATOR)
        for person in await people.holders(session, offices, local_date(now)):
            await outbox.queue(
                session,
                key=f"allowance:{':'.join(self._name)}:{step}:{person.id}",
                kind=delivery.ALLOWANCE,
                person_id=person.id,
                content=Words(line),
                now=now,
            )


def _month(now: datetime) -> Month:
    return Month.of(local_date(now))
