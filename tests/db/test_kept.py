"""Answers kept in a transaction: asked once, again after a change, never by another transaction."""

from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import select

from db.base import Database, Session
from db.kept import kept_until_written
from db.units import Unit, UnitKind

asked: list[str] = []


@kept_until_written(Unit)
async def names(session: Session, kind: str) -> tuple[str, ...]:
    asked.append(kind)
    rows = await session.scalars(select(Unit.name).where(Unit.kind_code == kind))
    return tuple(rows)


@pytest.fixture
async def unit(database: Database) -> int:
    asked.clear()
    async with database.begin() as session:
        session.add(UnitKind(code="test", label="xã", rank=1))
        await session.flush()
        row = Unit(
            code="X1", kind_code="test", name="A", name_fold="a", valid_from=date(2026, 1, 1)
        )
        session.add(row)
        await session.flush()
        return row.id


@pytest.mark.usefixtures("unit")
async def test_the_same_question_is_asked_once_a_transaction(database: Database) -> None:
    for _ in range(2):
        async with database.read() as session:
            assert await names(session, "test") == await names(session, "test") == ("A",)
            assert await names(session, "other") == ()
    assert asked == ["test", "other"] * 2


async def test_a_change_is_seen_before_and_after_it_is_flushed(
    database: Database, unit: int
) -> None:
    async with database.begin() as session:
        row = await session.get_one(Unit, unit)
        for name, flushed in (("B", False), ("C", True)):
            assert await names(session, "test") != (name,)
            row.name = name
            if flushed:
                await session.flush()
            assert await names(session, "test") == (name,)
        await session.delete(row)
        assert await names(session, "test") == ()


async def test_what_else_is_written_leaves_it_kept(database: Database, unit: int) -> None:
    async with database.begin() as session:
        await names(session, "test")
        session.add(UnitKind(code="other", label="tỉnh", rank=0))
        await names(session, "test")
    assert asked == ["test"]


async def test_what_a_savepoint_took_back_is_forgotten(database: Database, unit: int) -> None:
    async with database.begin() as session:
        with suppress(LookupError):
            async with session.begin_nested():
                (await session.get_one(Unit, unit)).name = "B"
                assert await names(session, "test") == ("B",)
                raise LookupError
        assert await names(session, "test") == ("A",)
