"""SQLite for SQLAlchemy's asyncio sessions without a thread: every statement runs in the loop.

A statement on a local file takes microseconds, handing it to another thread and back ten times
that (docs/decisions/0015). What may take long is waiting for the writing lock while another
process has it: that is done by trying again, so that the loop goes on meanwhile.
"""

import asyncio
import sqlite3
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util import await_only

DRIVER = "sqlite+inloop"
BLOCKING_MS = 20  # how long one try for the lock may hold up the loop
PAUSE = 0.02  # seconds between tries, in which the loop goes on
PATIENCE = 10.0  # seconds; then the transaction fails with the driver's "database is locked"


class Cursor(sqlite3.Cursor):
    """A cursor as SQLAlchemy's asyncio sessions expect it."""

    async def _async_soft_close(self) -> None:
        """Called once a statement ran; the rows are read from the open cursor, without waiting."""


class Connection(sqlite3.Connection):
    """A connection whose cursors are of that kind."""

    def cursor(self, factory: Any = Cursor) -> Any:
        """A new cursor."""
        return super().cursor(factory)


class InLoop(SQLiteDialect_pysqlite):
    """The standard library's driver, said to be asynchronous: it never has to wait."""

    driver = "inloop"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """A pool whose waiting lets other tasks run."""
        return AsyncAdaptedQueuePool


registry.register("sqlite.inloop", __name__, InLoop.__name__)


def begin_immediate(connection: Any) -> None:
    """Take the writing lock, waiting for another process without stopping the loop."""
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        except OperationalError as error:
            if not _is_busy(error.orig) or loop.time() >= until:
                raise
        await_only(asyncio.sleep(PAUSE))


def _is_busy(error: BaseException | None) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
