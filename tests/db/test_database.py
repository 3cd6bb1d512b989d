"""The database itself: nobody's change is lost, readers cannot write, instants are instants."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from db import tables
from db.base import Database, Session, UtcDateTime, insert_new
from db.chores import ChoreRun, begin_run
from db.inbox import IncomingRow, remember
from db.outbox import OutgoingRow
from db.people import PersonRow
from domain.messages import Address, Incoming

NOON = datetime(2026, 12, 5, 5, 0, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))


async def person(session: Session, code: str, title: str = "0") -> PersonRow:
    row = PersonRow(code=code, name="Vi Thị Xuân", name_fold="vi thi xuan", title=title)
    session.add(row)
    await session.flush()
    return row


async def test_forty_read_modify_writes_at_once_keep_all_forty(database: Database) -> None:
    async with database.begin() as session:
        await person(session, "A")

    async def add_one() -> None:
        async with database.begin() as session:
            query = select(PersonRow).where(PersonRow.code == "A")
            if not database.is_sqlite:  # there one writer at a time is the rule of the house
                query = query.with_for_update()
            row = (await session.scalars(query)).one()
            await asyncio.sleep(0)
            row.title = str(int(row.title) + 1)

    await asyncio.gather(*(add_one() for _ in range(40)))

    async with database.read() as session:
        assert (await session.scalars(select(PersonRow.title))).all() == ["40"]


async def test_two_handles_on_one_sqlite_file_keep_every_write(database: Database) -> None:
    """Two processes are two handles: `BEGIN IMMEDIATE` queues them too."""
    if not database.is_sqlite:
        pytest.skip("PostgreSQL locks rows")
    other = Database(str(database.url))
    async with database.begin() as session:
        await person(session, "A")

    async def add_one(handle: Database) -> None:
        async with handle.begin() as session:
            row = (await session.scalars(select(PersonRow))).one()
            row.title = str(int(row.title) + 1)

    await asyncio.gather(*(add_one(handle) for handle in (database, other) * 10))
    await other.close()
    async with database.read() as session:
        assert (await session.scalars(select(PersonRow.title))).all() == ["20"]


async def test_waiting_for_another_process_does_not_stop_the_loop(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL waits in its server")
    async with database.begin() as session:
        await person(session, "A")
    other = sqlite3.connect(str(database.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # as a backup or an import in another process would

    async def write() -> None:
        async with database.begin() as session:
            await person(session, "B")

    writing = asyncio.create_task(write())
    for _ in range(5):  # each turn of the loop comes round although the lock is held
        await asyncio.sleep(0.01)
    assert not writing.done()
    other.execute("COMMIT")
    await writing
    other.close()
    async with database.read() as session:
        assert len((await session.scalars(select(PersonRow))).all()) == 2


async def test_a_reading_session_cannot_write(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("on PostgreSQL both use one pool")
    with pytest.raises(DBAPIError, match="readonly"):
        async with database.read() as session:
            await person(session, "A")


async def test_readers_see_one_view_and_do_not_wait_for_a_writer(database: Database) -> None:
    async with database.begin() as session:
        await person(session, "A")
    async with database.begin() as writing:
        await person(writing, "B")
        async with database.read() as reading:
            assert (await reading.scalars(select(PersonRow.code))).all() == ["A"]


async def test_an_exception_leaves_nothing_behind(database: Database) -> None:
    async def fails() -> None:
        async with database.begin() as session:
            await person(session, "A")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()
    async with database.read() as session:
        assert (await session.scalars(select(PersonRow))).all() == []


async def test_a_broken_reference_is_refused(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.begin() as session:
            session.add(PersonRow(code="A", name="x", name_fold="x", title="", office_id=4711))


async def test_a_naive_instant_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="aware"):
        async with database.begin() as session:
            await begin_run(session, "purge", datetime(2026, 12, 5, 12, 0), NOON)  # noqa: DTZ001


async def test_instants_come_back_in_utc_and_compare_across_offsets(database: Database) -> None:
    in_hanoi = NOON.astimezone(HANOI)
    async with database.begin() as session:
        await begin_run(session, "early", in_hanoi - timedelta(microseconds=1), NOON)
        await begin_run(session, "noon", in_hanoi, NOON)
        await begin_run(session, "late", (NOON + timedelta(seconds=1)).astimezone(HANOI), NOON)
    async with database.read() as session:
        upto = select(ChoreRun.name).where(ChoreRun.due_at <= NOON).order_by(ChoreRun.due_at)
        assert (await session.scalars(upto)).all() == ["early", "noon"]
        stored = (await session.scalars(select(ChoreRun).where(ChoreRun.name == "noon"))).one()
        assert stored.due_at == in_hanoi
        assert stored.due_at.tzinfo is UTC or stored.due_at.utcoffset() == timedelta()


async def test_insert_new_inserts_once(database: Database) -> None:
    async with database.begin() as session:
        assert await begin_run(session, "purge", NOON, NOON)
        assert not await begin_run(session, "purge", NOON, NOON + timedelta(hours=1))
        assert await begin_run(session, "purge", NOON + timedelta(days=1), NOON)
    async with database.begin() as session:
        again = {"name": "purge", "due_at": NOON, "ran_at": NOON}
        assert await insert_new(session, ChoreRun, ("name", "due_at"), **again) is None
    async with database.read() as session:
        assert len((await session.scalars(select(ChoreRun))).all()) == 2


async def test_insert_new_at_once_from_many_gives_one(database: Database) -> None:
    incoming = Incoming(Address("fake", "local", "c"), "7", "1", NOON)

    async def take() -> int | None:
        async with database.begin() as session:
            return await remember(session, incoming)

    numbers = await asyncio.gather(*(take() for _ in range(10)))
    assert sum(number is not None for number in numbers) == 1
    async with database.read() as session:
        assert len((await session.scalars(select(IncomingRow))).all()) == 1


async def test_settings_of_sqlite(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("about SQLite")
    async with database.begin() as session:
        for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)):
            assert await session.scalar(text(f"PRAGMA {pragma}")) == value
    with pytest.raises(ValueError, match="in a file"):
        Database("sqlite://")


async def test_closing_folds_the_log_into_the_file(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("about SQLite")
    async with database.begin() as session:
        await person(session, "A")
    await database.close()
    file = Path(str(database.url.database))
    assert [found.name for found in file.parent.glob(f"{file.name}*")] == [file.name]


def test_every_instant_column_knows_its_zone() -> None:
    naive = [
        f"{table.name}.{column.name}"
        for table in tables.metadata.tables.values()
        for column in table.columns
        if "datetime" in type(column.type).__name__.lower()
        and not isinstance(column.type, UtcDateTime)
    ]
    assert naive == []
    assert OutgoingRow.__table__.c.due_at.type.__class__ is UtcDateTime


async def test_a_server_compiles_nothing_and_waits_for_no_sleeper(database: Database) -> None:
    """Compiling took seconds for each large statement of a report."""
    if database.is_sqlite:
        pytest.skip("a file has no such settings")
    async with database.read() as session:
        assert await session.scalar(text("SHOW jit")) == "off"
        assert await session.scalar(text("SHOW idle_in_transaction_session_timeout")) == "20s"
