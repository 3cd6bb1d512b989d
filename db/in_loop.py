"""SQLite without a thread: opening its file, and beginning transactions on it.

A statement on a local file takes microseconds, handing it to another thread and back ten times
that (docs/decisions/0015). What may take long is waiting for the writing lock while another
process has it: that is done by trying again, so that the loop goes on meanwhile.
"""

import asyncio
import sqlite3
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, NullPool, create_engine, event

CACHED_STATEMENTS = 512  # prepared statements SQLite keeps for each connection
BLOCKING_MS = 20  # how long one try for the lock may hold up the loop
LOG_PAGES = 4000  # of 4 KB in the write-ahead log before they are folded into the file
PAUSE = 0.02  # seconds between tries, in which the loop goes on
PATIENCE = 10.0  # seconds; then the transaction fails with the driver's "database is locked"


def engine(url: URL, options: Mapping[str, Any], *, writes: bool) -> Engine:
    """What opens connections to one file; `options` are further arguments of the driver's.

    `synchronous` among them: whether a commit waits for the disk, as SQLite says it.
    """
    arguments = {"synchronous": "NORMAL", **options}
    synchronous = arguments.pop("synchronous")
    if url.database in (None, "", ":memory:"):
        raise ValueError("chibo keeps SQLite in a file: write sqlite:///var/chibo.sqlite3")
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    found = create_engine(
        url.set(drivername="sqlite"),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={
            "check_same_thread": False,
            "cached_statements": CACHED_STATEMENTS,
            **arguments,
        },
    )
    event.listen(found, "connect", partial(_writing if writes else _reading, synchronous))
    return found


def _writing(synchronous: str, connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA synchronous={synchronous}")
    cursor.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")
    cursor.execute(f"PRAGMA busy_timeout={BLOCKING_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _reading(synchronous: str, connection: Any, record: Any) -> None:
    _writing(synchronous, connection, record)
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA query_only=ON")
    cursor.close()


async def begin_on(connection: sqlite3.Connection, statement: str) -> None:
    """Begin a transaction, waiting for another process without stopping the loop."""
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while True:
        try:
            connection.cursor().execute(statement)
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or loop.time() >= until:
                raise
        await asyncio.sleep(PAUSE)


def _is_busy(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
