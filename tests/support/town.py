"""The small named world of the conversation tests: everybody can speak, hear, and move the clock.

await town.publish()
await town.clock.reaches("2026-12-02 07:30")
await town.cadre("Hà").says("bận họp tỉnh, xin vắng")
assert "VẮNG" in town.cadre("Hà").heard_last
"""

import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TypeVar

from sqlalchemy import select

from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from db import joining, new_plans
from db.base import Base, Database, Session
from db.joining import Joining
from db.meetings import Meeting
from db.new_plans import NewLine
from db.plans import PlanRow, PlanState
from db.visits import Visit
from domain.calendar import ZONE, local, monday_of
from domain.fold import fold
from domain.ids import PersonId, PlanId, QuestionId
from domain.messages import Contact, Outgoing
from domain.people import Role
from handlers.base import Policy
from tests.support.fake_channel import UNKNOWN_BUTTON, FakeChannel
from tests.support.residents import BRANCHES, PEOPLE, Resident, Settled, settle

START = "2026-11-16 09:00"  # a Monday
MONTH = "2026-12"
PLAN = {
    "NM01": "2026-12-05 19:30",  # a Saturday, Hà
    "NM02": "2026-12-06 14:00",  # a Sunday, Hà
    "SD01": "2026-12-10 19:30",  # a Thursday, Lương
    "SD02": "2026-12-12 07:30",  # a Saturday, Bình of the commune
    "TL01": "2026-12-05 19:30",  # next door, Đạt
    "TL02": "2026-12-13 07:30",  # a Sunday, nobody who has joined
}

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
Row = TypeVar("Row", bound=Base)


def instant(text: str) -> datetime:
    """A local time of day, as people write it in tests."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


class Chat:
    """One chat of one channel: what it says and what it hears."""

    def __init__(self, town: "Town", channel: FakeChannel, chat: str) -> None:
        self._town = town
        self.channel = channel
        self.chat = chat
        self._read = 0

    @property
    def messages(self) -> list[Outgoing]:
        """Everything heard, as it was sent."""
        return self.channel.heard[self.chat]

    @property
    def heard(self) -> list[str]:
        """Every text heard so far."""
        return [message.text for message in self.messages]

    @property
    def heard_last(self) -> str:
        """The last text heard."""
        assert self.messages, "nothing heard yet"
        return self.messages[-1].text

    @property
    def news(self) -> list[str]:
        """What was heard since this was last looked at."""
        new = self.heard[self._read :]
        self._read = len(self.messages)
        return new

    @property
    def diary(self) -> list[str]:
        """When each text was heard, local time: "28/11 07:30"."""
        return [f"{local(at):%d/%m %H:%M}" for at in self.channel.times[self.chat]]

    async def says(
        self,
        text: str,
        *,
        key: str | None = None,
        private: bool = True,
        attachment: bool = False,
        contact: Contact | None = None,
    ) -> str:
        """Say something and wait for what follows; the last text heard."""
        await self.channel.carry(
            self.chat,
            text,
            key=key,
            private=private,
            attachment=attachment,
            contact=contact,
        )
        await self._town.app.settle()
        return self.messages[-1].text if self.messages else ""

    async def presses(self, label: str, *, on: Outgoing | None = None) -> str:
        """Press the button with this label, on the newest message that has one unless named."""
        message = on or next(
            m for m in reversed(self.messages) if label in [option.label for option in m.options]
        )
        number = [option.label for option in message.options].index(label) + 1
        assert message.question_id is not None
        return await self._press(str(number), message.question_id)

    async def presses_unknown(self) -> str:
        """Press a button of a form no version of the bot knows any more."""
        return await self._press("2", UNKNOWN_BUTTON)

    async def _press(self, digit: str, question_id: QuestionId) -> str:
        await self.channel.carry(self.chat, digit, question_id=question_id)
        await self._town.app.settle()
        return self.messages[-1].text


class Player(Chat):
    """Somebody of the roster in the chat they joined from."""

    def __init__(self, town: "Town", resident: Resident) -> None:
        super().__init__(town, town.channel, f"chat-{resident.code}")
        self.resident = resident

    @property
    def id(self) -> PersonId:
        return self._town.ids.people[self.resident.code]

    @property
    def phone(self) -> str:
        return self._town.ids.phones[self.resident.code]


class TownClock(AdjustableClock):
    """The second fake; it moves only when it is told to."""

    app: App

    async def reaches(self, text: str) -> None:
        """Everything that falls due until this local time happens on the way, in order."""
        await self.app.advance_to(instant(text))

    def jumps_to(self, text: str) -> None:
        """Set the stage: time passes and nothing is looked at, not even afterwards."""
        self.move_to(instant(text))

    async def sleeps_until(self, text: str) -> None:
        """The machine was off: nothing ticked on the way, then one tick catches up."""
        self.move_to(instant(text))
        await self.tick()

    async def tick(self) -> None:
        await self.app.metronome.tick(self.now())
        await self.app.settle()


class Town:
    """The world of one test."""

    def __init__(
        self, database: Database, *, channels: int = 1, published: "Published | None" = None
    ) -> None:
        self.database = database
        self._published = published
        self._woke_with = b""
        self.clock = TownClock(instant(START))
        self.channel = FakeChannel(self.clock.now)
        self.other_channel = FakeChannel(self.clock.now, "other")
        self._channels = [self.channel, self.other_channel][:channels]
        self.ids = Settled()
        self.defects: list[str] = []  # what the house logged as an error
        self._players: dict[str, Player] = {}
        self.app = self._open()

    def _open(self) -> App:
        chance = Random(1)
        app = App(
            self.database,
            self.clock,
            self._channels,
            policy=Policy(entropy=chance.randbytes, code_lifetime=timedelta(hours=72)),
            compute=InThread(),
        )
        self.clock.app = app
        return app

    async def wake(self) -> None:
        """The people move in and, but for a few, join."""
        await self.app.prepare()
        async with self.database.begin() as session:
            self.ids = await settle(session, self.clock.now() - timedelta(days=30))
            for resident in PEOPLE:
                if resident.joined:
                    await self._bind(session, resident)
        await self._start_channels()

        if self._published is not None:
            self._woke_with = _rows(self.database)

    async def _start_channels(self) -> None:
        for channel in self._channels:
            await channel.start(self.app.inbox.receive)

    async def restarts(self) -> None:
        """The process dies and starts again on the same database."""
        self.app = self._open()
        await self.app.prepare()
        await self._start_channels()

    async def _bind(self, session: Session, resident: Resident) -> None:
        started = Joining(
            channel=self.channel.name,
            bot=self.channel.bot,
            chat=f"chat-{resident.code}",
            person_id=self.ids.people[resident.code],
            version="test",
        )
        await joining.bind(session, started, self.clock.now())

    def person(self, code: str) -> Player:
        """Somebody by roster code."""
        if code not in self._players:
            resident = next(r for r in PEOPLE if r.code == code)
            self._players[code] = Player(self, resident)
        return self._players[code]

    def cadre(self, name: str) -> Player:
        """A cadre by surname or given name: Hà is asked as "Tiến" or, being the first, as "Hà"."""
        named = [r for r in PEOPLE if r.role is Role.CADRE and name in r.name.split()]
        return self.person(named[0].code)

    def secretary(self, village: str, commune: str | None = None) -> Player:
        """Who answers for a village."""
        return self._of_branch(Role.SECRETARY, village, commune)

    def deputy(self, village: str, commune: str | None = None) -> Player:
        return self._of_branch(Role.DEPUTY_SECRETARY, village, commune)

    def _of_branch(self, role: Role, village: str, commune: str | None) -> Player:
        codes = [
            b.code
            for b in BRANCHES
            if fold(village) in fold(b.village) and commune in (None, b.commune)
        ]
        found = [r for r in PEOPLE if r.role is role and r.at in codes]
        assert len(found) == 1, f"{village}: {[r.name for r in found]}"
        return self.person(found[0].code)

    @property
    def coordinator(self) -> Player:
        return self.person("DP1")

    @property
    def leader(self) -> Player:
        """The leader of the whole area."""
        return self.person("LD1")

    @property
    def commune_leader(self) -> Player:
        """The leader of Na Mèo, who sees Na Mèo only."""
        return self.person("LD2")

    @property
    def admin(self) -> Player:
        return self.person("QT1")

    @property
    def neighbours(self) -> tuple[Player, ...]:
        """People of Tam Lư, who have nothing to do with Na Mèo and Sơn Điện."""
        return tuple(self.person(code) for code in ("DP2", "CB03", "BT-TL01", "BT-TL02"))

    @property
    def everybody(self) -> tuple[Player, ...]:
        """All who have joined from the start."""
        return tuple(self.person(r.code) for r in PEOPLE if r.joined)

    def stranger(self, chat: str = "stranger", *, on: FakeChannel | None = None) -> Chat:
        """A chat nobody has joined from."""
        return Chat(self, on or self.channel, chat)

    async def drafts(self, dates: dict[str, str] | None = None) -> PlanId:
        """A draft of December as the planner would leave it."""
        dates = PLAN if dates is None else dates
        lines, weeks = [], dict[int, date]()
        for code, when in dates.items():
            guests = [r for r in PEOPLE if code in r.visits]
            lines.append(
                NewLine(
                    branch_id=self.ids.branches[code],
                    starts_at=instant(when),
                    habitual=True,
                    pinned=False,
                    guests=tuple(self.ids.people[g.code] for g in guests),
                )
            )
            for guest in guests:
                if guest.rotates:
                    weeks[self.ids.people[guest.code]] = monday_of(instant(when).date())
        async with self.database.begin() as session:
            row = PlanRow(
                month=MONTH,
                state=PlanState.DRAFT,
                solved="optimal",
                cost=0,
                bound=0,
                certificate={"rules": 20, "violations": {}, "cost": 0},
                made_at=self.clock.now(),
            )
            return await new_plans.save(session, row, lines, weeks)

    async def publish(self, dates: dict[str, str] | None = None) -> None:
        """December is drafted and approved; what people heard about it counts as read."""
        if dates is None and self._published is not None and self._untouched():
            await self._published.restore(self)
            return
        await self.drafts(dates)
        await self.coordinator.says("/duyet")
        assert "Đã duyệt" in await self.coordinator.says("1")
        self.forget()

    def _untouched(self) -> bool:
        """Whether nobody changed anything since the world woke."""
        return not self.channel.heard and self._woke_with == _rows(self.database)

    async def code_for(self, asked: str) -> str:
        """The code the coordinator is given when asking /moi."""
        answer = await self.coordinator.says(f"/moi {asked}")
        found = CODE.findall(answer)
        assert len(found) == 1, answer
        return str(found[0])

    async def rows(self, table: type[Row], **equal: object) -> list[Row]:
        """Rows of a table in the order they were made."""
        async with self.database.read() as session:
            query = select(table).filter_by(**equal).order_by(*table.__table__.primary_key)
            return list(await session.scalars(query))

    async def visit_id(self, person: str, branch: str) -> int:
        """The visit of somebody to the meeting of a branch, both by code."""
        meeting = (await self.rows(Meeting, branch_id=self.ids.branches[branch]))[-1]
        visits = await self.rows(Visit, meeting_id=meeting.id, person_id=self.ids.people[person])
        return visits[-1].id

    def forget(self, people: Iterable[Player] | None = None) -> None:
        """Whatever was heard so far is no news."""
        for player in people or self.everybody:
            _ = player.news


def _rows(database: Database) -> bytes:
    """A digest of everything in a database file."""
    with closing(sqlite3.connect(str(database.url.database))) as connection:
        return sha256("\n".join(connection.iterdump()).encode()).digest()


@dataclass(frozen=True)
class Published:
    """The town with December published, made once and copied: most conversations start there."""

    file: Path
    ids: Settled
    heard: dict[str, list[Outgoing]]
    times: dict[str, list[datetime]]

    @classmethod
    async def make(cls, file: Path) -> "Published":
        """Play the approval on a migrated SQLite file."""
        town = Town(Database(f"sqlite:///{file}"))
        await town.wake()
        await town.publish()
        await town.database.close()
        return cls(file, town.ids, dict(town.channel.heard), dict(town.channel.times))

    async def restore(self, town: Town) -> None:
        """Put this world in the place of one that has only just woken."""
        assert town.ids == self.ids
        await town.database.close()
        shutil.copy(self.file, str(town.database.url.database))
        town.channel.goes_on_from(1_000)
        for chat, messages in self.heard.items():
            town.channel.heard[chat] = list(messages)
            town.channel.times[chat] = list(self.times.get(chat, ()))
        town.forget()
