"""What the towns on Zalo's networks share: people who joined, messages queued, rows looked at."""

from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from bot.app import App
from bot.clock import AdjustableClock
from db import joining, outbox
from db.base import Base, Database
from db.joining import Joining
from domain.messages import Ask, Words
from tests.support.residents import Settled, settle
from tests.support.zalo_server import ZaloServer

START = "2026-11-02 09:00"  # before anybody is asked about December
Row = TypeVar("Row", bound=Base)


class NetworkTown:
    """People by roster code, on a database, a stand-in for Zalo and a moved clock."""

    def __init__(self, database: Database, zalo: ZaloServer, clock: AdjustableClock) -> None:
        self.database = database
        self.zalo = zalo
        self.clock = clock
        self.ids = Settled()
        self.app: App
        self._numbers = 0

    async def settle_people(self) -> None:
        """The residents are on the roster; nobody has joined."""
        async with self.database.begin() as session:
            self.ids = await settle(session, self.clock.now() - timedelta(days=30))

    async def bind(self, code: str, channel: str, bot: str, chat: str) -> None:
        """Somebody's chat, as after a code and consent, without a word said."""
        self.clock.move_to(self.clock.now() + timedelta(microseconds=1))
        async with self.database.begin() as session:
            started = Joining(
                channel=channel, bot=bot, chat=chat, person_id=self.ids.people[code], version="test"
            )
            await joining.bind(session, started, self.clock.now())

    async def tell(self, code: str, content: Words | Ask | str, **more: Any) -> None:
        """Queue a message to somebody, due now; a reminder unless told."""
        self._numbers += 1
        now = self.clock.now()
        async with self.database.begin() as session:
            await outbox.queue(
                session,
                key=f"t{self._numbers}",
                kind=more.pop("kind", "reminder"),
                person_id=self.ids.people[code],
                content=Words(content) if isinstance(content, str) else content,
                now=now,
                due_at=now,
                **more,
            )

    async def after(self, **span: float) -> None:
        """Time passes, and what is due is delivered."""
        self.clock.move_to(self.clock.now() + timedelta(**span))
        await self.app.settle()

    async def rows(self, table: type[Row], **equal: object) -> list[Row]:
        async with self.database.read() as session:
            query = select(table).filter_by(**equal).order_by(*table.__table__.primary_key)
            return list(await session.scalars(query))
