"""Moving a district from SQLite to PostgreSQL: every row, exactly, or nothing at all."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import func, select, text

from bot import holding
from bot.__main__ import main
from bot.clock import Clock
from db import copying
from db.base import Database
from db.meetings import Meeting
from db.outbox import OutgoingRow
from db.people import PersonRow
from db.planning_runs import PlanningRun
from tests.support.postgres import Postgres
from tests.support.town import Town

pytestmark = pytest.mark.postgres


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


async def lived_in(file: Path) -> str:
    """A town in which something happened, in an SQLite file."""
    url = f"sqlite:///{file}"
    async with opened(url) as database:
        town = Town(database)
        await town.wake()
        await town.publish()
        await town.cadre("Hà").says("bận họp tỉnh, xin vắng")
        async with database.begin() as session:
            now = town.clock.now() + timedelta(microseconds=123_457)
            session.add_all(
                [
                    # missing, and `null`, and what needs every care in writing
                    PlanningRun(month="2026-12", asked_at=now, done_at=now, question={}),
                    PlanningRun(
                        month="2026-11",
                        asked_at=now,
                        done_at=now,
                        question={"chi bộ": "Ché Lầu", "số": [1, None, 2.5], "": {"ẵ": True}},
                        answer={"lời": 'Đồng chí "Ngân"\n\\ 🙂'},
                    ),
                ]
            )
        async with database.begin() as session:
            await session.execute(text("UPDATE planning_runs SET answer = 'null' WHERE id = 1"))
    return url


@pytest.fixture(scope="module")
def lived_in_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("moved") / "town.sqlite3"
    shutil.copy(sqlite_template, file)
    asyncio.run(lived_in(file))
    return file


@pytest.fixture
def source(lived_in_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(lived_in_file, tmp_path / 'town.sqlite3')}"


@pytest.fixture
def target(postgres_server: Postgres) -> str:
    """An empty database, without tables."""

    async def make() -> str:
        name = f"moved_{os.urandom(6).hex()}"
        connection = await asyncpg.connect(host=str(postgres_server.folder), user="postgres")
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()
        return postgres_server.url(name)

    return asyncio.run(make())


def moved(source: str, target: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["db", "move", "--from", source, "--to", target])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.slow
def test_everything_arrives_and_life_goes_on(
    source: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said, trouble = moved(source, target, capsys)
    assert (status, trouble) == (0, "")
    assert said.count("khớp") == len(copying._tables())
    asyncio.run(goes_on(source, target))


async def goes_on(source: str, target: str) -> None:
    """The same people, the same questions, and new rows beside the old ones."""
    heard = []
    for url in (source, target):
        async with opened(url) as database:
            town = Town(database)
            async with database.read() as session:
                found = await session.execute(select(PersonRow.code, PersonRow.id))
                town.ids.people.update((code, number) for code, number in found)
                nothing = select(PlanningRun.id, PlanningRun.answer.is_(None))
                told_apart = [tuple(row) for row in await session.execute(nothing)]
            await town.restarts()
            await town.clock.reaches("2026-12-02 07:30")
            heard.append(
                [
                    told_apart,
                    await town.cadre("Hà").says("/lich"),
                    await town.secretary("Mòng").says("/doilich"),
                    *[text for code in ("DP1", "CB01") for text in town.person(code).heard],
                ]
            )
            async with database.read() as session:
                heard[-1].append(await session.scalar(select(func.count(OutgoingRow.id))))
                starts = select(Meeting.starts_at).order_by(Meeting.id)
                heard[-1].append((await session.scalars(starts)).all())
    assert heard[0] == heard[1]


def test_a_target_with_data_is_left_alone(
    source: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert moved(source, target, capsys)[0] == 0
    status, said, trouble = moved(source, target, capsys)
    assert (status, said, trouble.count("\n")) == (1, "", 1)
    assert "createdb" in trouble


def test_a_row_that_does_not_fit_moves_nothing(
    source: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def spoil(url: str, statement: str) -> int:
        async with opened(url) as database, database.begin() as session:
            return (await session.execute(text(statement))).scalars().first() or 0

    asyncio.run(spoil(source, "UPDATE outgoing SET kind = '" + "x" * 99 + "' RETURNING 0"))
    status, said, trouble = moved(source, target, capsys)
    assert (status, said, trouble.count("\n")) == (1, "", 1)
    assert "outgoing" in trouble
    assert asyncio.run(spoil(target, "SELECT count(*) FROM people")) == 0


def test_a_bot_that_runs_is_not_moved(
    source: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def moves_while_running() -> None:
        async with opened(source) as database, holding.alone(database, Clock()):
            status, _, trouble = await asyncio.to_thread(moved, source, target, capsys)
        assert status == 1
        assert f"kill {os.getpid()}" in trouble

    asyncio.run(moves_while_running())


@pytest.mark.parametrize(
    ("source_url", "target_url", "part"),
    [
        ("sqlite:///none.sqlite3", "sqlite:///x.sqlite3", "PostgreSQL"),
        ("sqlite:///none.sqlite3", "postgresql+asyncpg://u@/n", "none.sqlite3"),
        ("postgresql+asyncpg://u@/n", "postgresql+asyncpg://u@/n", "trùng"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    source_url: str,
    target_url: str,
    part: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, said, trouble = moved(source_url, target_url, capsys)
    assert (status, said, trouble.count("\n")) == (2, "", 1)
    assert part in trouble
    assert list(tmp_path.iterdir()) == []


def test_what_arrived_otherwise_is_found(
    source: str, target: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill = copying._fill

    async def fill_badly(here: object, there: object, table: object) -> None:
        await fill(here, there, table)  # type: ignore[arg-type]
        if table.name == "people":  # type: ignore[attr-defined]
            await there.execute(text("UPDATE people SET name = 'Hà' WHERE id = 1"))  # type: ignore[attr-defined]

    monkeypatch.setattr(copying, "_fill", fill_badly)
    status, said, trouble = moved(source, target, capsys)
    assert (status, said) == (1, "")
    assert "people" in trouble
