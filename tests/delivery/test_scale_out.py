"""Several processes on one PostgreSQL while some are killed, paused and cut off."""

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import func, select

from bot import queueing
from bot.commands import db as db_command
from db import joining, leases, migrate, outbox
from db.base import Database
from db.inbox import IncomingRow
from db.joining import Joining
from db.leases import LeaseRow
from db.meetings import Meeting
from db.outbox import Occasion, OutgoingRow
from db.visits import Visit
from domain.ids import PersonId
from domain.messages import OutgoingState, Words
from tests.conftest import TEMPLATE
from tests.operating.test_starting import ROOT, started, stops
from tests.support.bot_api import BotApi
from tests.support.bot_api.server import TOKEN
from tests.support.fleet import Member, Traffic, running
from tests.support.hosts import HOME, Host, NoHosts, hosts
from tests.support.postgres import NoPostgres, Postgres
from tests.support.residents import PEOPLE, settle

log = logging.getLogger(__name__)
pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.timeout(280)]

BOT = TOKEN.partition(":")[0]
TAKEOVER = 60.0


@pytest.fixture
async def shared(postgres_server: Postgres) -> AsyncIterator[Database]:
    """A migrated database with the engine's tables, for several processes."""
    name = f"scale_{os.urandom(6).hex()}"
    admin = await asyncpg.connect(host=str(postgres_server.folder), user="postgres")
    await admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    database = Database(postgres_server.url(name))
    await queueing.install(database)
    yield database
    await database.close()
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


@pytest.fixture
def far_hosts() -> Iterator[tuple[list[Host], Postgres]]:
    """Two hosts, and a server they reach through their wires."""
    try:
        with hosts(2) as made:
            server = Postgres(HOME)
            try:
                server.start()
                yield made, server
            finally:
                server.stop()
    except (NoHosts, NoPostgres) as problem:
        pytest.skip(str(problem))


class Town:
    """People on Telegram who can be written to, and what the database knows of it."""

    def __init__(self, database: Database, api: BotApi) -> None:
        self.database = database
        self.api = api
        self.people: dict[int, PersonId] = {}  # by chat

    async def settle(self) -> None:
        """Everybody has joined; there are meetings that reminders are due for."""
        now = datetime.now(UTC)
        async with self.database.begin() as session:
            ids = await settle(session, now - timedelta(days=30))
            for resident in PEOPLE:
                user = self.api.user(resident.code)
                user.chat.started = True
                person = ids.people[resident.code]
                self.people[user.id] = person
                started = Joining(
                    channel="telegram", bot=BOT, chat=str(user.id), person_id=person, version="1"
                )
                await joining.bind(session, started, now - timedelta(days=20))
            for number, branch in enumerate(ids.branches.values()):
                meeting = Meeting(
                    branch_id=branch,
                    month="2026-12",
                    kind="regular",
                    starts_at=now + timedelta(days=5, hours=number),
                    place="nhà văn hóa",
                    state="planned",
                    published_at=now - timedelta(days=15),
                )
                session.add(meeting)
                await session.flush()
                guests = [r for r in PEOPLE if r.visits][:2]
                session.add_all(
                    Visit(meeting_id=meeting.id, person_id=ids.people[guest.code])
                    for guest in guests
                )

    async def queues(self, text: str, chat: int, due_in: float = 0) -> None:
        """One message for somebody, urgent so that it goes out at any hour of the test."""
        now = datetime.now(UTC)
        async with self.database.begin() as session:
            await outbox.queue(
                session,
                key=text,
                kind="reminder",
                person_id=self.people[chat],
                content=Words(text),
                now=now,
                due_at=now + timedelta(seconds=due_in),
            )

    def delivered(self) -> Counter[str]:
        """How often each text was said to somebody."""
        said = Counter[str]()
        for chat in self.api.chats.values():
            said.update(message.text for message in chat.sent)
        return said

    async def rows(self) -> list[OutgoingRow]:
        async with self.database.read() as session:
            return list(await session.scalars(select(OutgoingRow).order_by(OutgoingRow.id)))

    async def holder(self, name: str) -> int:
        """The pid of who holds a lease now, 0 when nobody does."""
        async with self.database.read() as session:
            found = await leases.held(session, name)
        return found[0].holder.pid if found else 0

    async def clock_goes_to(self, member: Member) -> float:
        """The seconds until this process ticks."""
        began = time.monotonic()
        while await self.holder("clock") != member.pid:
            assert time.monotonic() - began < TAKEOVER, member.log.read_text()
            await asyncio.sleep(0.2)
        return time.monotonic() - began


@pytest.fixture
async def town(shared: Database) -> AsyncIterator[Town]:
    async with BotApi() as api:
        town = Town(shared, api)
        await town.settle()
        yield town


def member(roles: str, town: Town, folder: Path, port: int = 0, host: Sequence[str] = ()) -> Member:
    environment = {
        "CHIBO_DATABASE_URL": town.database.url.render_as_string(hide_password=False),
        "TELEGRAM_API_URL": town.api.url,
    }
    return Member(roles, folder, environment, port, host)


async def until(true: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait for it; the seconds it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, what
        await asyncio.sleep(0.1)
    return time.monotonic() - began


async def said_again(town: Town, what: str) -> float:
    """A message that falls due in a moment is said by whoever ticks and sends then."""
    text, chat = f"tin {what}", next(iter(town.people))
    await town.queues(text, chat, due_in=1)
    return await until(lambda: town.delivered()[text] > 0, TAKEOVER, what)


async def test_processes_are_killed_and_paused_while_everybody_writes(
    town: Town, tmp_path: Path, free_ports: list[int]
) -> None:
    first = member("receive,work", town, tmp_path, free_ports[0])
    second = member("receive,work", town, tmp_path, free_ports[1])
    senders = [member("tick,send", town, tmp_path, port) for port in (1, 2)]
    traffic = Traffic([first, second], list(town.people)[:8])
    figures: dict[str, float] = {}
    async with running([first, second, *senders]):
        figures["start"] = await said_again(town, "lúc đầu")
        async with traffic.flowing(1.5):
            await asyncio.sleep(4)
            await second.killed()
            await asyncio.sleep(4)
            second.start()

            ticking = await town.holder("clock")
            paused = next(one for one in senders if one.pid == ticking)
            other = next(one for one in senders if one is not paused)
            paused.send(signal.SIGSTOP)
            figures["clock of the paused"] = await town.clock_goes_to(other)
            figures["lane of the paused"] = await said_again(town, "sau khi dừng")
            paused.send(signal.SIGCONT)
            await asyncio.sleep(5)  # it writes nothing under the lease it had

            await other.killed()
            figures["clock of the killed"] = await town.clock_goes_to(paused)
            figures["lane of the killed"] = await said_again(town, "sau khi chết")
        await everything_is_answered(town, traffic)
    log.info("took over after %s", {what: round(s, 1) for what, s in figures.items()})
    await nothing_was_lost_or_said_twice(town, traffic)
    for one in (first, second, *senders):
        assert "Traceback" not in one.log.read_text(), one.log.read_text()[-3000:]


async def test_a_host_that_is_cut_off_is_followed_and_wakes_to_nothing(
    far_hosts: tuple[list[Host], Postgres], tmp_path: Path, free_ports: list[int]
) -> None:
    made, server = far_hosts
    database = Database(server.url_from_afar("postgres"))
    await migrate.upgrade(database)
    await queueing.install(database)
    api = BotApi()
    api.address = HOME
    async with api:
        town = Town(database, api)
        await town.settle()
        here = member("receive,work", town, tmp_path, free_ports[0])
        away = [
            member("tick,send", town, tmp_path, number, host.words)
            for number, host in enumerate(made, start=1)
        ]
        traffic = Traffic([here], list(town.people)[:6])
        async with running([here, *away]):
            await said_again(town, "lúc đầu")
            async with traffic.flowing(1.5):
                await asyncio.sleep(4)
                ticking = await town.holder("clock")
                number = next(n for n, one in enumerate(away) if one.pid == ticking)
                made[number].cut()
                took = await town.clock_goes_to(away[1 - number])
                took_lane = await said_again(town, "sau khi đứt")
                made[number].mend()
                await asyncio.sleep(8)  # it comes back with what it held and had in hand
            await everything_is_answered(town, traffic)
        log.info("took over after %s", {"clock": round(took, 1), "lane": round(took_lane, 1)})
        await nothing_was_lost_or_said_twice(town, traffic)
    await database.close()


@pytest.fixture
def free_ports() -> list[int]:
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        return [one.getsockname()[1], two.getsockname()[1]]


async def everything_is_answered(town: Town, traffic: Traffic) -> None:
    """Each message that was taken has its row, and each answer has left."""
    wanted = sum(len(numbers) for numbers in traffic.taken.values())
    end = time.monotonic() + TAKEOVER
    while True:
        async with town.database.read() as session:
            answered = await session.scalar(
                select(func.count(OutgoingRow.id)).where(
                    OutgoingRow.kind == "answer",
                    OutgoingRow.state.in_((OutgoingState.SENT, OutgoingState.UNKNOWN)),
                )
            )
        if answered == wanted:
            return
        assert time.monotonic() < end, f"{answered} of {wanted}"
        await asyncio.sleep(0.5)


async def nothing_was_lost_or_said_twice(town: Town, traffic: Traffic) -> None:
    async with town.database.read() as session:
        came = (await session.scalars(select(IncomingRow).order_by(IncomingRow.id))).all()
        occasions = (await session.scalars(select(Occasion))).all()
    by_chat: dict[str, list[int]] = {}
    for row in came:
        assert row.state == "done"
        by_chat.setdefault(row.chat, []).append(int(row.key))
    assert by_chat == {chat: n for chat, n in traffic.taken.items() if n}  # once each, in order

    rows = await town.rows()
    states = Counter(row.state for row in rows)
    assert states[OutgoingState.SENDING] == 0
    # a reminder may wait for the morning; nothing else waits
    assert all(r.kind != "answer" for r in rows if r.state == OutgoingState.WAITING)
    for chat in town.people:
        heard = len(town.api.chats[chat].sent)
        sent = [r for r in rows if r.chat == str(chat) and r.state == OutgoingState.SENT]
        unsure = [r for r in rows if r.chat == str(chat) and r.state == OutgoingState.UNKNOWN]
        assert len(sent) <= heard <= len(sent) + len(unsure), chat
    assert max(town.delivered()[r.text] for r in rows if r.kind == "reminder") == 1
    told = Counter((o.kind, o.meeting_id, o.person_id) for o in occasions)
    assert told
    assert set(told.values()) == {1}
    numbers = Counter(r.person_id for r in rows if r.key.startswith("reminder:"))
    assert set(numbers.values()) == {1}  # everything due for a person was one message


async def test_one_process_for_everything_is_followed_at_once_when_it_dies(
    shared: Database, tmp_path: Path
) -> None:
    settings = {
        "CHIBO_DATABASE_URL": shared.url.render_as_string(hide_password=False),
        "CHIBO_PORT": "0",
    }

    def lives() -> None:
        with started(tmp_path, "run", **settings) as (first, _):
            second = subprocess.run(
                [sys.executable, "-m", "bot", "run"],
                cwd=tmp_path,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings},
                capture_output=True,
                text=True,
                check=False,
            )
            assert (second.returncode, second.stderr.count("\n")) == (1, 1)
            assert f"PID {first.pid}" in second.stderr
            first.kill()
            first.wait()
            with started(tmp_path, "run", **settings) as (third, _):
                assert stops(third) == ""

    await asyncio.to_thread(lives)


async def test_the_engine_is_made_ready_as_often_as_one_likes(
    shared: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    url = shared.url.render_as_string(hide_password=False)
    for _ in range(2):
        assert await db_command._scale(url) == 0
    assert "Hàng đợi đã sẵn sàng" in capsys.readouterr().out
    async with shared.read() as session:
        assert await session.scalar(select(func.count(LeaseRow.id))) == 0
