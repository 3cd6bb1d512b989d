"""Sessions on SQLite: the connections they take turns with, and the way each statement goes.

With a session of SQLAlchemy's a transaction is a connection from a pool, some events and a
statement, and every call switches to a stack of its own so that the driver may wait. SQLite's
never does. So a transaction here is BEGIN and COMMIT on a connection that stays open; what can
goes to it directly (db/direct.py); and the library's session is made when objects are asked for.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, orm
from sqlalchemy.ext.asyncio import AsyncSession

from db import in_loop
from db.direct import Direct, as_the_library
from db.prepared import directly

READERS = 4  # connections at most
LONGEST_TURN = 60  # seconds to wait for a connection: somebody forgot to end a transaction


class Turns:
    """Open connections to one file, and whose turn it is to have one."""

    def __init__(self, engine: Engine, size: int, begin: str) -> None:
        """At most `size` at once; `begin` is the statement that begins a transaction."""
        self.engine = engine
        self.dialect = engine.dialect
        self._begin = begin
        self._free: list[Connection] = []
        self._turns = asyncio.Semaphore(size)
        self._closed = False

    async def take(self) -> Connection:
        """A connection on which a transaction has just begun. Raises DBAPIError."""
        if self._turns.locked():
            async with asyncio.timeout(LONGEST_TURN):
                await self._turns.acquire()
        else:
            await self._turns.acquire()  # at once
        try:
            connection = self._free.pop() if self._free else self.engine.connect()
        except BaseException:
            self._turns.release()
            raise
        try:
            await in_loop.begin_on(driver(connection), self._begin)
        except sqlite3.Error as error:
            self.give(connection)
            raise as_the_library(self._begin, error) from error
        except BaseException:
            self.give(connection)
            raise
        return connection

    def give(self, connection: Connection) -> None:
        """Let others have it; what was not committed is undone."""
        try:
            if driver(connection).in_transaction:
                driver(connection).rollback()
        except sqlite3.Error:
            connection.invalidate()
            connection.close()
        else:
            self._free.append(connection)
        finally:
            self._turns.release()
        if self._closed:
            self.close()

    def close(self) -> None:
        """Close the free ones now, the others when they are given back."""
        self._closed = True
        while self._free:
            self._free.pop().close()


class Local:
    """One file: all writing goes through one connection, reading through others."""

    def __init__(self, url: URL, options: Mapping[str, Any]) -> None:
        """`options`: further arguments of the driver's connections."""
        self._writing = Turns(in_loop.engine(url, options, writes=True), 1, "BEGIN IMMEDIATE")
        self._reading = Turns(in_loop.engine(url, options, writes=False), READERS, "BEGIN")

    def session(self, *, writes: bool) -> "LocalSession":
        """A session for one transaction."""
        return LocalSession(self._writing if writes else self._reading)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Connection]:
        """A connection of its own, outside of any transaction, while nobody else here writes."""
        turn = await self._writing.take()
        try:
            driver(turn).rollback()
            with self._writing.engine.connect() as connection:
                driver(connection).execute(f"PRAGMA busy_timeout={1000 * in_loop.PATIENCE:.0f}")
                yield connection
        finally:
            self._writing.give(turn)

    def close(self) -> None:
        """SQLite folds its write-ahead log into the file with the last connection."""
        self._reading.close()
        self._writing.close()


def driver(connection: Connection) -> Any:
    """The driver's own connection."""
    return connection.connection.dbapi_connection


class LocalSession(AsyncSession):
    """One transaction on SQLite, begun by the first statement; the methods are the library's."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._connection: Connection | None = None
        self._driver: Any = None  # the driver's own, while there is a connection
        self._objects: orm.Session | None = None
        self._info: dict[Any, Any] = {}
        self._bare: ExitStack | None = (
            None  # what is in a savepoint set while there were no objects
        )

    @property
    def info(self) -> dict[Any, Any]:
        """What others keep with this transaction."""
        return self._info

    @property
    def sync_session(self) -> orm.Session:  # type: ignore[override]
        """The library's session, which knows the objects of this transaction."""
        if self._objects is None:
            self._objects = orm.Session(self._connection, expire_on_commit=False, info=self._info)
            self._info = self._objects.info  # the library keeps a copy
            if self._bare is not None:  # or a failed flush would undo the whole transaction
                self._bare.enter_context(self._objects.begin_nested())
        return self._objects

    _proxied = sync_session  # where the library sends `add` and the like

    @property
    def dialect(self) -> Dialect:
        """Of the connections, for statements compiled once."""
        return self._turns.dialect

    async def _begun(self) -> Connection:
        """The connection of this transaction, which begins with the first use of it."""
        if self._connection is None:
            self._connection = await self._turns.take()
            self._driver = driver(self._connection)
            if self._objects is not None:
                self._objects.bind = self._connection
        return self._connection

    async def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """All rows are there at once."""
        found = await self._direct(statement, params, options)
        if found is not None:
            rows = found.run(self._driver, params or {})
            if rows is not None:
                return rows
        return self.sync_session.execute(statement, params, **options)

    async def _direct(self, statement: Any, params: Any, options: Any) -> Direct | None:
        """The statement as the driver takes it, when it can; what it has to see is written."""
        if self._connection is None:
            await self._begun()
        if options or isinstance(params, list):
            return None
        found = directly(statement, self._turns.dialect)
        if found is not None and self._objects is not None:
            self._objects.flush()
        return found

    async def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """The first column of each row."""
        return (await self.execute(statement, params, **options)).scalars()

    async def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """The first column of the first row, or None."""
        found = await self._direct(statement, params, options)
        if found is not None and not found.objects:
            return found.value(self._driver, params or {})
        return self.sync_session.scalar(statement, params, **options)

    async def get(self, *asked: Any, **options: Any) -> Any:
        """An object by its key, or None."""
        return await self._with_objects(orm.Session.get, *asked, **options)

    async def get_one(self, *asked: Any, **options: Any) -> Any:
        """An object by its key."""
        return await self._with_objects(orm.Session.get_one, *asked, **options)

    async def refresh(self, *asked: Any, **options: Any) -> None:
        """Read an object again."""
        await self._with_objects(orm.Session.refresh, *asked, **options)

    async def flush(self, objects: Any = None) -> None:
        """Write what was changed in objects."""
        if self._objects is not None:
            await self._with_objects(orm.Session.flush)

    async def _with_objects(self, work: Callable[..., Any], *asked: Any, **options: Any) -> Any:
        await self._begun()
        return work(self.sync_session, *asked, **options)

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:  # type: ignore[override]
        """A savepoint: undone on any exception, which goes on."""
        await self._begun()
        if self._objects is not None or self._bare is not None:
            with self.sync_session.begin_nested():
                self.sync_session.connection()  # or it would be set when objects are next asked for
                yield
            return
        self._tell("SAVEPOINT bare")
        try:
            with ExitStack() as self._bare:
                yield
        except BaseException:
            self._bare = None
            self._tell("ROLLBACK TO bare")
            self._tell("RELEASE bare")
            raise
        self._bare = None
        self._tell("RELEASE bare")

    def _tell(self, statement: str) -> None:
        try:
            self._driver.cursor().execute(statement)
        except sqlite3.Error as error:
            raise as_the_library(statement, error) from error

    async def stream(self, *asked: Any, **options: Any) -> Any:
        """Rows as they are read."""
        await self._begun()
        return await super().stream(*asked, **options)

    async def commit(self) -> None:
        """Write what is left to write, and end the transaction."""
        if self._objects is not None:
            await self._with_objects(orm.Session.commit)
        if self._connection is not None and self._driver.in_transaction:
            try:
                self._driver.commit()
            except sqlite3.Error as error:
                raise as_the_library("COMMIT", error) from error

    async def close(self) -> None:
        """Let others have the connection; what was not committed is undone."""
        if self._objects is not None:
            self._objects.close()
        if self._connection is not None:
            connection, self._connection = self._connection, None
            self._turns.give(connection)
