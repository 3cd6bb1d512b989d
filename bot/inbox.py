"""One incoming message: remember it, recognise the person, run the handler, queue the answer.

All of that is one transaction, and the network hears that we have the message only after it is
committed. A refusal or a defect rolls it back; a second, short transaction then keeps the message
and queues the courteous line.
"""

import asyncio
import logging
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

from bot import unreachable
from bot.clock import Clock
from bot.desk import Desk, Handled
from db import away, calls, inbox, outbox, people
from db.base import Database, Session
from db.calls import CallReason
from db.inbox import IncomingState
from domain.calendar import local_date
from domain.errors import Refusal
from domain.ids import PersonId
from domain.messages import Address, Incoming, Source, Words
from handlers import joining
from handlers.base import SOON, Policy, Reply, Request
from texts import refusals

log = logging.getLogger(__name__)
TOO_LONG = 1000


@dataclass(frozen=True, slots=True)
class Joined:
    """A chat has just been bound to a person."""

    address: Address
    person_id: PersonId


class Inbox:
    """Where every channel delivers. `joined` shows the menu."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        desk: Desk,
        policy: Policy,
        *,
        joined: Callable[[Joined], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._desk = desk
        self.policy = policy
        self._joined = joined
        self._order: WeakValueDictionary[Address, asyncio.Lock] = WeakValueDictionary()

    async def receive(self, incoming: Incoming) -> None:
        """Handle a message once, ever; messages of one chat in order. Returns after the commit.

        Raises what a busy or absent database raises: the message is then as if it never came.
        """
        lock = self._order.setdefault(incoming.address, asyncio.Lock())
        async with lock:
            try:
                news = await self._take(incoming)
            except Refusal as refusal:
                await self._keep(incoming, IncomingState.REFUSED, refusals.refusal(refusal))
                news = None
            except Exception as error:
                if away.passing(error):
                    raise  # nothing was stored or confirmed: the network brings it again
                # the traceback names code, never the text of the message
                log.exception(
                    "message failed",
                    extra={"channel": incoming.address.channel, "key": incoming.key},
                )
                await self._keep(incoming, IncomingState.FAILED, refusals.sorry())
                news = None
        if news is not None:
            self._joined(news)

    async def _take(self, incoming: Incoming) -> Joined | None:
        async with self._database.begin() as session:
            number = await inbox.remember(session, incoming)
            if number is None:
                return None
            if not incoming.private:
                await _conclude(session, number, IncomingState.DROPPED, None, "group")
                return None
            person_id = await people.person_at(session, incoming.address)
            if incoming.gone:
                await _conclude(session, number, IncomingState.DONE, person_id, "gone")
                await unreachable.refused(session, incoming.address, self._clock.now())
                return None
            if incoming.unreadable:
                await self._cannot_read(session, number, incoming, person_id)
                return None
            if incoming.came and person_id is not None:
                await _conclude(session, number, IncomingState.DONE, person_id, "came")
                await unreachable.back(session, incoming.address, person_id, self._clock.now())
                return None
            if person_id is None:
                return await self._meet(session, number, incoming)
            await unreachable.back(session, incoming.address, person_id, self._clock.now())
            handled = await self._handle(session, incoming, person_id)
            if handled.by in ("attachment", "too_long"):
                await _conclude(session, number, IncomingState.DROPPED, person_id, handled.by)
            else:
                await _conclude(
                    session, number, IncomingState.DONE, person_id, handled.by, incoming.text
                )
            await self._answer(session, incoming, person_id, handled.reply)
            return None

    async def _handle(self, session: Session, incoming: Incoming, person_id: PersonId) -> Handled:
        text = unicodedata.normalize("NFC", incoming.text).strip()
        if incoming.attachment:
            return Handled(Words(refusals.attachment()), "attachment")
        if len(text) > TOO_LONG:
            return Handled(Words(refusals.too_long()), "too_long")
        now = self._clock.now()
        person = await people.person(session, person_id, local_date(now))
        request = Request(
            session=session,
            now=now,
            person=person,
            address=incoming.address,
            text=text,
            source=Source.TEXT,
            policy=self.policy,
            actor_id=person_id,
            commands=self._desk.commands,
            readers=self._desk.readers,
            spontaneous=self._desk.spontaneous,
        )
        return await self._desk.handle(request, incoming.question_id, incoming.sent_at)

    async def _cannot_read(
        self, session: Session, number: int, incoming: Incoming, person_id: PersonId | None
    ) -> None:
        """The network hides what was said: one polite line a day, and somebody phones."""
        now = self._clock.now()
        await _conclude(session, number, IncomingState.DROPPED, person_id, "unreadable")
        if person_id is not None:
            await unreachable.back(session, incoming.address, person_id, now)
            await calls.open_call(session, CallReason.UNREADABLE, person_id, now)
        key = _once_a_day("unreadable", incoming.address, now)
        words = Words(refusals.unreadable())
        await self._answer(session, incoming, person_id, words, key=key)

    async def _meet(self, session: Session, number: int, incoming: Incoming) -> Joined | None:
        """A chat nobody has joined from; its words are never kept."""
        now = self._clock.now()
        met = await joining.meet(
            joining.Stranger(
                session=session,
                now=now,
                address=incoming.address,
                text=unicodedata.normalize("NFC", incoming.text).strip()[:TOO_LONG],
                contact=incoming.contact,
                policy=self.policy,
            )
        )
        key = _once_a_day("stranger", incoming.address, now) if met.polite_only else None
        await _conclude(session, number, IncomingState.DONE, met.joined, "joining")
        await self._answer(session, incoming, met.joined, met.reply, key=key)
        return Joined(incoming.address, met.joined) if met.joined is not None else None

    async def _answer(
        self,
        session: Session,
        incoming: Incoming,
        person_id: PersonId | None,
        reply: Reply,
        *,
        key: str | None = None,
    ) -> None:
        if reply is SOON:
            return
        a = incoming.address
        await outbox.queue_answer(
            session,
            key=key or f"answer:{a.channel}:{a.bot}:{incoming.key}",
            person_id=person_id,
            address=a,
            content=reply,
            now=self._clock.now(),
        )

    async def _keep(self, incoming: Incoming, state: IncomingState, line: str) -> None:
        """The short second transaction: the message is kept without effect, the person told."""
        async with self._database.begin() as session:
            number = await inbox.remember(session, incoming)
            if number is None:
                return
            person_id = await people.person_at(session, incoming.address)
            joined = person_id is not None and not incoming.attachment
            text = incoming.text[:TOO_LONG] if joined else None
            await _conclude(session, number, state, person_id, state, text)
            await self._answer(session, incoming, person_id, Words(line))


def _once_a_day(kind: str, a: Address, now: datetime) -> str:
    return f"{kind}:{a.channel}:{a.bot}:{a.chat}:{local_date(now)}"


async def _conclude(
    session: Session,
    number: int,
    state: IncomingState,
    person_id: PersonId | None,
    by: str,
    text: str | None = None,
) -> None:
    await inbox.conclude(session, number, state, person_id=person_id, handled_by=by, text=text)
