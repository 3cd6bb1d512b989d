"""A post office for tests of delivery: people with chats, messages for them, and their fate."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.clock import AdjustableClock
from db import joining, outbox, settling
from db.base import Database
from db.calls import Call
from db.joining import Joining
from db.outbox import ForWhat, OutgoingEvent, OutgoingRow
from db.people import PersonRow
from domain.calendar import ZONE
from domain.fold import fold
from domain.ids import OutgoingId, PersonId
from domain.messages import Address, Ask, Option, OutgoingState, Words
from tests.support.residents import Settled, settle

NOON = datetime(2026, 12, 5, 12, 0, tzinfo=ZONE)
CHANNEL, BOT = "fake", "local"
QUESTION = Ask("test", Words("Đồng chí có dự không?", (Option("1", "Có"), Option("2", "Vắng"))))


class Post:
    """Queues messages and reads their rows; `clock` is moved by hand."""

    def __init__(self, database: Database, now: datetime = NOON) -> None:
        self.database = database
        self.clock = AdjustableClock(now)
        self.ids = Settled()
        self._numbers = 0

    async def open(self, *joined: str) -> "Post":
        """The residents move in; those named join on the fake channel, their code is the chat."""
        async with self.database.begin() as session:
            self.ids = await settle(session, self.clock.now() - timedelta(days=30))
        for code in joined:
            await self.joins(code)
        return self

    async def crowd(self, many: int) -> list[str]:
        """So many more people, joined in chats of their codes."""
        codes = [f"P{number:02d}" for number in range(many)]
        async with self.database.begin() as session:
            for code in codes:
                row = PersonRow(code=code, name=f"Vi Văn {code}", name_fold=fold(code))
                session.add(row)
                await session.flush()
                self.ids.people[code] = PersonId(row.id)
        for code in codes:
            await self.joins(code)
        return codes

    async def joins(self, code: str, channel: str = CHANNEL) -> Address:
        """Bind one more chat of a person; the newest is the main one."""
        person_id = self.ids.people[code]
        started = Joining(channel=channel, bot=BOT, chat=code, person_id=person_id, version="test")
        self.clock.move_to(self.clock.now() + timedelta(microseconds=1))
        async with self.database.begin() as session:
            await joining.bind(session, started, self.clock.now())
        return Address(channel, BOT, code)

    async def queue(
        self,
        code: str,
        content: Words | Ask | str = "tin",
        *,
        key: str | None = None,
        due_in: timedelta | None = None,
        lapses_in: timedelta | None = None,
        occasions: Sequence[ForWhat] = (),
    ) -> OutgoingId | None:
        """Queue a reminder for somebody; the key is new unless it is given."""
        now = self.clock.now()
        self._numbers += 1
        async with self.database.begin() as session:
            return await outbox.queue(
                session,
                key=key or f"k{self._numbers}",
                kind="reminder",
                person_id=self.ids.people[code],
                content=Words(content) if isinstance(content, str) else content,
                now=now,
                due_at=None if due_in is None else now + due_in,
                lapses_at=None if lapses_in is None else now + lapses_in,
                occasions=occasions,
            )

    async def answer(self, code: str, text: str = "trả lời") -> OutgoingId | None:
        """Queue an answer into somebody's chat."""
        self._numbers += 1
        async with self.database.begin() as session:
            return await outbox.queue_answer(
                session,
                key=f"answer{self._numbers}",
                person_id=self.ids.people[code],
                address=Address(CHANNEL, BOT, code),
                content=Words(text),
                now=self.clock.now(),
            )

    async def row(self, number: OutgoingId | None) -> OutgoingRow:
        """One message as it is stored now."""
        assert number is not None
        async with self.database.read() as session:
            return await session.get_one(OutgoingRow, number)

    async def rows(self) -> list[OutgoingRow]:
        """Every message, in the order they were queued."""
        async with self.database.read() as session:
            return list(await session.scalars(select(OutgoingRow).order_by(OutgoingRow.id)))

    async def states(self) -> Counter[tuple[str, str | None]]:
        """How many messages are in each state, with its reason."""
        return Counter((row.state, row.reason) for row in await self.rows())

    async def history(self, number: OutgoingId | None) -> list[tuple[str, str | None]]:
        """Every state a message has been in, with its reason."""
        async with self.database.read() as session:
            events = await session.scalars(
                select(OutgoingEvent)
                .where(OutgoingEvent.outgoing_id == number)
                .order_by(OutgoingEvent.id)
            )
            return [(event.state, event.reason) for event in events]

    async def calls(self) -> list[tuple[str, str]]:
        """Reason and person of every open task of the call list."""
        query = (
            select(Call.reason, PersonRow.code)
            .join(PersonRow, PersonRow.id == Call.person_id)
            .where(Call.closed_at.is_(None))
            .order_by(Call.id)
        )
        async with self.database.read() as session:
            return [(reason, code) for reason, code in await session.execute(query)]

    async def settle(self, number: int, state: OutgoingState) -> None:
        """Say that a message has come to this state."""
        async with self.database.begin() as session:
            row = await session.get_one(OutgoingRow, number)
            await settling.settle(session, row, state, self.clock.now())
