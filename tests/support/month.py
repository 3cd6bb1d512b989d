"""A month in which everybody joins with a code and answers with digits, over any network.

The same people say the same on every network, so that the databases at the end can be compared.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import select

from bot import inviting
from bot.app import App
from bot.inviting import Wanted
from bot.neighbours import ROUNDS, habit
from db import people, questions, tables
from db.base import Database
from domain.calendar import local_date
from domain.ids import PersonId
from domain.people import Role


class Wire(Protocol):
    """How people reach the house in one of the months."""

    def runs(self, database: Database) -> AbstractAsyncContextManager[App]:
        """The house at work."""

    async def says(self, person: str, text: str) -> None:
        """Somebody, by roster code, types a text; returns when it is handled."""


class Month:
    """Everybody's life on one network."""

    def __init__(self, app: App, wire: Wire) -> None:
        self.app = app
        self._wire = wire
        self._codes: dict[int, str] = {}
        self._considered: set[int] = set()
        self.said = 0

    async def joins(self) -> None:
        """Each person types the code of their slip, and agrees."""
        slips = await inviting.make(
            self.app.database,
            Wanted(),
            now=self.app.clock.now(),
            lifetime=timedelta(hours=72),
        )
        await self._say([(slip.person_code, slip.code) for slip in slips])
        await self._say([(slip.person_code, "1") for slip in slips])
        async with self.app.database.read() as session:
            everybody = await people.holders(session, tuple(Role), self._today())
            self._codes = dict(await people.codes(session, [p.id for p in everybody]))
            assert len(await people.joined(session, [p.id for p in everybody])) == len(everybody)

    async def drafts(self, month: str) -> None:
        """The coordinator has the month planned and is asked to approve it."""
        for text in (f"/kehoach {month}", "/duyet"):
            await self._coordinates(text)

    async def approves(self) -> None:
        """The coordinator says yes, and everybody is told."""
        await self._coordinates("1")

    async def _coordinates(self, text: str) -> None:
        async with self.app.database.read() as session:
            offices = await people.holders(session, [Role.COORDINATOR], self._today())
        await self._say([(self._codes[offices[0].id], text)])

    async def passes(self, until: datetime) -> None:
        """Everybody answers what they are asked, the way neighbours do, until the instant."""
        self.app.after_each_instant = self._answer
        await self._answer()
        await self.app.advance_to(until)

    async def _answer(self) -> None:
        for _ in range(ROUNDS):
            said = await self._answers()
            if not said:
                return
            await self._say(said)

    async def _answers(self) -> list[tuple[str, str]]:
        async with self.app.database.read() as session:
            found = [q for q in await questions.all_open(session) if q.id not in self._considered]
            self._considered |= {question.id for question in found}
            answers = [(question, await habit(session, question)) for question in found]
        return [
            (self._codes[PersonId(question.person_id)], text)
            for question, text in answers
            if text is not None
        ]

    async def _say(self, lines: Sequence[tuple[str, str]]) -> None:
        """One after another; then everything that follows."""
        for person, text in lines:
            self.said += 1
            await self._wire.says(person, text)
        await self.app.settle()

    def _today(self) -> Any:
        return local_date(self.app.clock.now())


# What must differ from network to network: where somebody is, and ids that networks give.
_OF_THE_NETWORK = {"channel", "bot", "chat", "network_id", "hashed", "at_once"}
_KEYS = {"outgoing", "incoming"}  # their keys name the network
_NOT_COMPARED = {"network_use", "planning_runs", "audit"}


async def state(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without what belongs to a network."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    async with database.read() as session:
        for table in tables.metadata.sorted_tables:
            if table.name in _NOT_COMPARED:
                continue
            left_out = _OF_THE_NETWORK | ({"key"} if table.name in _KEYS else set())
            order = list(table.primary_key)
            if table.name == "outgoing_events":
                # Each message has its own story; several bots tell them side by side.
                left_out, order = left_out | {"id"}, [table.c.outgoing_id, *order]
            columns = [column for column in table.columns if column.name not in left_out]
            rows = await session.execute(select(*columns).order_by(*order))
            found[table.name] = [tuple(row) for row in rows]
    return found
