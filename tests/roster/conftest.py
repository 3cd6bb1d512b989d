"""A house: an empty migrated database, and ways to import the small district into it."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import importer
from bot.importer import ImportReport
from db import tables
from db.base import Database
from tests.support.workbooks import Book, write_xlsx

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@dataclass
class House:
    """A database and a folder to put workbooks in."""

    database: Database
    folder: Path

    def file(self, book: Book) -> Path:
        return write_xlsx(self.folder / "danh-sach.xlsx", book)

    async def load(self, book: Book, *, today: date = TODAY) -> ImportReport:
        return await importer.load(self.database, self.file(book), now=NOW, today=today)

    async def preview(self, book: Book, *, today: date = TODAY) -> ImportReport:
        return await importer.preview(self.database, self.file(book), today=today)

    async def rows(self, name: str) -> list[dict[str, Any]]:
        """Every row of a table, by primary key."""
        table = tables.metadata.tables[name]
        async with self.database.read() as session:
            chosen = select(table).order_by(*table.primary_key.columns)
            return [dict(row._mapping) for row in await session.execute(chosen)]

    async def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table except the two logs of imports."""
        names = tables.metadata.tables.keys() - {"roster_imports", "audit"}
        return {name: await self.rows(name) for name in sorted(names)}


@pytest.fixture
async def house(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[House]:
    """On SQLite; tests that lock, insert or delete in their own way take `anywhere` instead."""
    shutil.copy(sqlite_template, tmp_path / "roster.sqlite3")
    database = Database(f"sqlite:///{tmp_path}/roster.sqlite3")
    yield House(database, tmp_path)
    await database.close()


@pytest.fixture
def anywhere(database: Database, tmp_path: Path) -> House:
    """The same on SQLite and again on PostgreSQL."""
    return House(database, tmp_path)
