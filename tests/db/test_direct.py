"""Statements that skip the library give what the library gives, and see what it has not written."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, StatementError

from db.among import among
from db.base import Database, Session, insert_row
from db.inbox import IncomingRow, IncomingState
from db.people import PersonRow
from db.prepared import Bind, directly, lasting, prepared
from db.visits import Visit

NOW = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)


@prepared
def _of_chats(chats: Bind, since: Bind):  # type: ignore[no-untyped-def]
    columns = IncomingRow.id, IncomingRow.key, IncomingRow.received_at, IncomingRow.text
    wanted = among(IncomingRow.chat, chats), IncomingRow.received_at >= since
    known = IncomingRow.state.in_((IncomingState.DONE, IncomingState.REFUSED))
    return select(*columns).where(*wanted, known).order_by(IncomingRow.id)


@prepared
def _objects(chat: Bind):  # type: ignore[no-untyped-def]
    return select(IncomingRow).where(IncomingRow.chat == chat).order_by(IncomingRow.id)


async def _came(session: Session, *keys: str) -> None:
    for key in keys:
        await insert_row(
            session,
            IncomingRow,
            channel="web",
            bot="web",
            key=key,
            chat=key[:1],
            text=None if key.endswith("0") else "dự được",
            state=IncomingState.DONE,
            received_at=NOW,
        )


async def test_rows_are_those_of_the_library(database: Database) -> None:
    async with database.begin() as session:
        await _came(session, "a0", "a1", "b0", "c1")
    values = {"chats": ["a", "c"], "since": NOW}
    async with database.read() as session:
        ours = (await session.execute(_of_chats(), values)).all()
        theirs = (await session.execute(_of_chats().limit(9), values)).all()

    assert ours == theirs
    assert [row.key for row in ours] == ["a0", "a1", "c1"]
    assert (ours[0].received_at, ours[0].text) == (NOW, None)
    assert ours[0]._fields == theirs[0]._fields


async def test_no_list_is_too_long_and_none_finds_nothing(database: Database) -> None:
    async with database.begin() as session:
        await _came(session, "a0")
        many = [str(number) for number in range(40_000)]
        found = await session.execute(_of_chats(), {"chats": [*many, "a"], "since": NOW})
        assert len(found.all()) == 1
        none = await session.execute(_of_chats(), {"chats": [], "since": NOW})
        assert none.all() == []


async def test_what_objects_have_changed_is_seen_and_comes_as_objects(database: Database) -> None:
    async with database.begin() as session:
        assert (await session.scalars(_objects(), {"chat": "a"})).all() == []
        await _came(session, "a0")
        (row,) = (await session.scalars(_objects(), {"chat": "a"})).all()
        row.text = "bận"
        found = await session.execute(_of_chats(), {"chats": ["a"], "since": NOW})
        assert found.one().text == "bận"
    async with database.read() as session:
        (row,) = (await session.scalars(_objects(), {"chat": "a"})).all()
        assert isinstance(row, IncomingRow)
        assert row.text == "bận"


async def test_nothing_of_a_broken_transaction_is_left(database: Database) -> None:
    with suppress(LookupError):
        async with database.begin() as session:
            await _came(session, "a0")
            raise LookupError
    async with database.begin() as session:
        await _came(session, "b0")
        with suppress(LookupError):
            async with session.begin_nested():
                await _came(session, "b1")
                raise LookupError
    async with database.read() as session:
        assert list(await session.scalars(select(IncomingRow.key))) == ["b0"]


@pytest.mark.parametrize("begun", [False, True], ids=["no objects yet", "objects before"])
async def test_a_savepoint_takes_back_what_it_holds_and_nothing_else(
    database: Database, begun: bool
) -> None:
    async with database.begin() as session:
        await _came(session, "a0")
        if begun:
            assert (await session.scalars(select(IncomingRow))).one().key == "a0"
        async with session.begin_nested():
            with suppress(IntegrityError):
                async with session.begin_nested():
                    session.add(_said("b0"))
                    await session.flush()
                    session.add(_said("a0"))  # is there already: the flush fails
                    await session.flush()
            session.add(_said("c0"))
            async with session.begin_nested():
                session.add(_said("d0"))
        with suppress(LookupError):
            async with session.begin_nested():
                await _came(session, "e0")
                raise LookupError
    async with database.read() as session:
        kept = await session.scalars(select(IncomingRow.key).order_by(IncomingRow.key))
        assert list(kept) == ["a0", "c0", "d0"]


def _said(key: str) -> IncomingRow:
    state = IncomingState.DONE
    return IncomingRow(
        channel="web", bot="web", key=key, chat=key[:1], text="bận", state=state, received_at=NOW
    )


async def test_errors_are_those_of_the_library(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.begin() as session:
            await _came(session, "a0", "a0")
    with pytest.raises(StatementError):
        async with database.read() as session:
            await session.execute(_of_chats(), {"chats": ["a"]})
    naive = datetime(2026, 12, 1)  # noqa: DTZ001 - what is refused
    with pytest.raises(StatementError, match="aware"):
        async with database.read() as session:
            await session.execute(_of_chats(), {"chats": ["a"], "since": naive})


async def test_values_a_table_gives_by_itself_are_there(database: Database) -> None:
    async with database.begin() as session:
        await insert_row(session, PersonRow, name="Vi Văn Thử", name_fold="vi van thu", code="X1")
        row = (await session.scalars(select(PersonRow).where(PersonRow.code == "X1"))).one()
        assert (row.title, row.rotates, row.silent) == ("", False, False)


async def test_only_what_needs_no_library_skips_it(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("a server is asked by way of the library")
    dialect = sqlite.dialect()
    listed = lasting(select(Visit.id).where(Visit.id.in_(bindparam("ids"))))
    assert directly(listed, dialect) is None
    assert directly(select(Visit.id), dialect) is None  # nobody said that it is kept
    assert directly(lasting(select(Visit.id)), dialect) is not None
