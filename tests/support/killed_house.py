"""The sample district on the Bot API stand-in, run by a process that is killed again and again."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select, text

from bot.app import App
from bot.clock import AdjustableClock
from bot.sample_people import load
from db import beats, joining, ledger, new_plans, people
from db.base import Database, Session
from db.branches import Assignment, Branch
from db.joining import Joining
from db.meetings import Meeting
from db.new_plans import NewLine
from db.outbox import Occasion, OutgoingRow
from db.plans import PlanRow, PlanState
from domain import timing
from domain.calendar import ZONE, local_date
from domain.ledger import Fate
from domain.messages import Address, OutgoingState, Source
from domain.people import Role
from handlers.base import Request
from handlers.publishing import publish
from tests.support.bot_api import BotApi, User

ROOT = Path(__file__).parents[2]
MADE = datetime(2026, 11, 20, 7, 45, tzinfo=ZONE)  # when the plan of December is published
FIRST_MEETING = datetime(2026, 12, 4, 19, 30, tzinfo=ZONE)
SPEED = 3600.0 * 1.6  # hours and minutes of the bot in a second of ours
MOST_UNREAD = 100  # people do not outrun a bot that keeps dying
LEFT = (OutgoingState.WAITING, OutgoingState.SENDING)
ANSWERS = ("1", "1", "1", "2", "/lich", "dự", "bận họp tỉnh, xin vắng", "24 20 3 1 0 95")


@dataclass
class Tally:
    """What was found at the end."""

    kills: int = 0
    sent: int = 0
    unknown: int = 0
    said: int = 0
    occasions: int = 0
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class District:
    """People with Telegram accounts, a published month, and the bot that serves them."""

    def __init__(self, database: Database, api: BotApi, seed: int) -> None:
        self.database = database
        self.api = api
        self.chance = random.Random(seed)
        self.users: dict[str, User] = {}  # by chat
        self.said = 0
        self._read: Counter[str] = Counter()

    @property
    def bot(self) -> str:
        return self.api.token.partition(":")[0]

    async def open(self) -> "District":
        """Everybody joins, a plan of a fortnight is published; nothing has been sent yet."""
        clock = AdjustableClock(MADE)
        app = App(self.database, clock, [])
        await load(app)
        async with self.database.begin() as session:
            everybody = await people.holders(session, tuple(Role), local_date(MADE))
            for person in everybody:
                user = self.api.user(person.code)
                user.chat.started = True
                self.users[str(user.id)] = user
                started = Joining(
                    channel="telegram",
                    bot=self.bot,
                    chat=str(user.id),
                    person_id=person.id,
                    version="test",
                )
                await joining.bind(session, started, MADE)
            await self._draft(session)
        office = next(p for p in everybody if p.holds(Role.COORDINATOR))
        address = Address("telegram", self.bot, str(self.api.user(office.code).id))
        async with self.database.begin() as session:
            plan = (await session.scalars(select(PlanRow))).one()
            request = Request(
                session, MADE, office, address, "", Source.TEXT, app.policy, office.id
            )
            await publish(request, plan)
        return self

    async def _draft(self, session: Session) -> None:
        branches = (await session.scalars(select(Branch).order_by(Branch.id))).all()
        lines = []
        for number, branch in enumerate(branches):
            guests = await session.scalars(
                select(Assignment.person_id).where(Assignment.branch_id == branch.id)
            )
            starts = FIRST_MEETING + timedelta(days=number % 14)
            lines.append(NewLine(branch.id, starts, True, False, tuple(dict.fromkeys(guests))))
        row = PlanRow(
            month="2026-12",
            state=PlanState.DRAFT,
            solved="optimal",
            cost=0,
            bound=0,
            certificate={"rules": 20, "violations": {}, "cost": 0},
            made_at=MADE,
        )
        await new_plans.save(session, row, lines, {})

    async def chatter(self) -> None:
        """Until cancelled: people answer what they heard, and some speak unasked."""
        while True:
            await asyncio.sleep(0.05)
            if len(self.api.updates.waiting) > MOST_UNREAD:
                continue
            fresh = [c for c, u in self.users.items() if len(u.heard) > self._read[c]]
            for chat in self.chance.sample(fresh, min(6, len(fresh))):
                self._read[chat] = len(self.users[chat].heard)
                if self.chance.random() < 0.7:
                    self._speak(chat)
            if self.chance.random() < 0.2:
                self._speak(self.chance.choice(list(self.users)))

    def _speak(self, chat: str) -> None:
        if self.users[chat].says(self.chance.choice(ANSWERS)) is not None:
            self.said += 1

    async def left(self, now: datetime) -> list[str]:
        """What is on its way in either direction, or still to be found due by the clock."""
        async with self.database.read() as session:
            ticked = await beats.last(session, beats.CLOCK)
            rows = await session.scalars(
                select(OutgoingRow).where(OutgoingRow.state.in_(LEFT), OutgoingRow.due_at <= now)
            )
            found = [
                f"{row.key} {row.state} {row.reason} to {row.channel} {row.chat}, "
                f"try {row.attempts}, due {row.due_at}"
                for row in rows
            ]
            came = await session.scalar(text("SELECT count(*) FROM incoming"))
        unread = [str(update["update_id"]) for update in self.api.updates.waiting]
        if ticked is None or ticked < now:
            found.append(f"no tick since {ticked}")
        return found + unread + [f"{self.said - (came or 0)} not stored"] * (came != self.said)

    async def tally(self, kills: int, now: datetime) -> Tally:
        """Compare what the network took with what the database says, and every invariant."""
        found = Tally(kills=kills, said=self.said)
        took = Counter((c, m.text) for c, u in self.users.items() for m in u.chat.sent)
        async with self.database.read() as session:
            rows = (await session.scalars(select(OutgoingRow))).all()
            meetings = (await session.scalars(select(Meeting))).all()
            told = (
                await session.scalars(select(Occasion).where(Occasion.kind == "meeting_details"))
            ).all()
            unanswered = await session.scalar(
                text(
                    "SELECT count(*) FROM incoming WHERE NOT EXISTS ("
                    "SELECT 1 FROM outgoing WHERE outgoing.key LIKE"
                    " 'answer:telegram:' || incoming.bot || ':' || incoming.key || '%')"
                )
            )
            entries = await ledger.entries(session)
        may = Counter((row.chat or "", row.text.strip()) for row in rows if row.attempts)
        must = Counter(
            (row.chat or "", row.text.strip())
            for row in rows
            if row.state == OutgoingState.SENT and row.attempts
        )
        found.sent = sum(must.values())
        found.unknown = sum(row.state == OutgoingState.UNKNOWN for row in rows)
        found.occasions = len(entries)
        found.doubled = [f"{key}: {n} of {may[key]}" for key, n in took.items() if n > may[key]]
        found.lost = [f"not taken: {key}" for key, n in must.items() if took[key] < n]
        found.lost += [
            f"{row.id} left {row.state}" for row in rows if row.state in LEFT and row.due_at <= now
        ]
        found.lost += [f"{unanswered} messages without an answer"] if unanswered else []
        found.lost += [
            f"nobody was asked to phone about {entry.key}"
            for entry in entries
            if entry.fate is Fate.TO_PHONE and (entry.phoning is None or not entry.phoning.asked)
        ]
        said = {(row.meeting_id, row.key.split(":")[2]) for row in told}
        found.lost += [
            f"no details of meeting {m.id}"
            for m in meetings
            if m.state == "planned"
            and timing.details(m.starts_at) < now
            and (m.id, str(m.version)) not in said
        ]
        return found


class Lives:
    """Starts the bot from an instant on, and ends it as told."""

    def __init__(self, helper: asyncio.subprocess.Process) -> None:
        self._helper = helper

    async def _asks(self, words: str) -> str:
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        self._helper.stdin.write(f"{words}\n".encode())
        await self._helper.stdin.drain()
        return (await self._helper.stdout.readline()).decode().strip()

    async def start(self, now: datetime, speed: float = SPEED) -> int:
        return int(await self._asks(f"START {now.isoformat()} {speed}"))

    async def end(self, pid: int, how: signal.Signals) -> int:
        os.kill(pid, how)
        return int(await self._asks("REAP"))


@asynccontextmanager
async def lives(database: Database, api: BotApi, folder: Path) -> AsyncIterator[Lives]:
    """The process that forks bots, with the settings of an office."""
    url = database.url.render_as_string(hide_password=False)
    helper = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.support.hurried_bot",
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "CHIBO_DATABASE_URL": url,
            "CHIBO_PORT": "0",
            "CHIBO_LOG_LEVEL": "ERROR",
            "TELEGRAM_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "TELEGRAM_PER_SECOND": "100000",
            "TELEGRAM_PER_CHAT_SECOND": "100000",
        },
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert helper.stdout is not None
        assert (await helper.stdout.readline()).strip() == b"ready"
        yield Lives(helper)
    finally:
        assert helper.stdin is not None
        helper.stdin.close()
        await helper.wait()
