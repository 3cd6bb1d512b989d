"""Opening the database, its transactions, and the column types every table shares.

SQLite needs care (measured): the default transactions of the driver lost 39 of 40 concurrent
read-modify-writes without an error; `BEGIN IMMEDIATE` on one writing connection kept all 40.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Executable,
    MetaData,
    TypeDecorator,
    bindparam,
    insert,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from db.local import Local, LocalSession
from db.prepared import lasting
from db.work import Work, noted

Session = AsyncSession
T = TypeVar("T")

# PostgreSQL ends a transaction whose process sleeps in the middle: its locks would hold up others.
# It compiles nothing: that took seconds for the large statements of reports, which run in 50 ms.
OF_SERVER = {
    "idle_in_transaction_session_timeout": "20s",
    "tcp_user_timeout": "20s",
    "jit": "off",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware UTC in Python, sortable in both databases; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _utc(value)

    def bind_processor(self, dialect: Dialect) -> Any:
        """What the driver is given, made in one step where a message has twenty of them."""
        return _as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """What the driver gives becomes an instant."""
        if dialect.name == "sqlite":
            return _of_text
        return super().result_processor(dialect, coltype)


@lru_cache(maxsize=4096)
def _of_text(text: str | None) -> datetime | None:
    """An instant from the text SQLite keeps of it."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant must be aware")
    return value.astimezone(UTC)


@lru_cache(maxsize=1024)
def _as_text(value: datetime | None) -> str | None:
    """An instant as the library keeps it in SQLite; most of a transaction's are the same."""
    if value is None:
        return None
    return _utc(value).replace(tzinfo=None).isoformat(" ", "microseconds")


class Base(DeclarativeBase):
    """Every table; constraint names by convention so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012


def _ignored(work: Collection[Work]) -> None:
    """Nobody does it."""


class Unreachable(Exception):
    """The database does not answer; `kind` is the driver's error, whose own words may tell more."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


# Makes work known in the transaction that caused it, so that neither is ever there alone.
HandOver = Callable[[AsyncSession, Collection[Work]], Awaitable[None]]


class Transactions(Protocol):
    """Where transactions begin: the database itself, or the database under a lease."""

    @property
    def sure(self) -> bool:
        """Whether nobody else can have taken over what is done here."""

    def begin(self) -> AbstractAsyncContextManager[Session]:
        """A writing transaction."""

    def read(self) -> AbstractAsyncContextManager[Session]:
        """A reading transaction."""


class Database:
    """One open database: `begin()` for the transactions that write, `read()` for those that do not.

    On SQLite all writing goes through one connection with `BEGIN IMMEDIATE` (so writers queue
    instead of failing), reading through others; on PostgreSQL both use one pool.
    """

    def __init__(self, url: str, *, driver: Mapping[str, Any] | None = None) -> None:
        """`driver`: further arguments of SQLite's connections, for a simulated process."""
        self.url: URL = make_url(url)
        self.hand_over: HandOver | None = None  # when other processes do what this one causes
        self.written = 0  # writing transactions committed through this object
        self.caused: Callable[[Collection[Work]], None] = _ignored  # told after each commit
        self._local: Local | None = None
        self._server: AsyncEngine | None = None
        if self.is_sqlite:
            self._local = Local(self.url, driver or {})
        else:
            self._server = create_async_engine(
                self.url,
                pool_size=10,
                max_overflow=10,
                hide_parameters=True,
                connect_args={"server_settings": OF_SERVER},
            )

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def sure(self) -> bool:
        """Without a lease there is nothing to lose."""
        return True

    @property
    def exists(self) -> bool:
        """False for an SQLite file that is not there yet; a server is asked by `answers`."""
        return not self.is_sqlite or Path(str(self.url.database)).exists()

    async def answers(self) -> None:
        """Connect and ask something that cannot fail. Raises Unreachable."""
        try:
            async with self.read() as session:
                await session.execute(text("SELECT 1"))
        except Exception as error:  # each driver has kinds of its own
            raise Unreachable(type(error).__name__) from None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Session]:
        """A writing transaction: commits at the end of the block, rolls back on any exception."""
        if self.is_sqlite:  # nothing in it waits, so others of the loop go on before it, and
            await asyncio.sleep(0)  # nobody is cancelled between a commit and what follows from it
        async with _transaction(self._session(writes=True)) as session:
            yield session
            if self.hand_over is not None:
                await session.flush()
                if work := noted(session.info):
                    await self.hand_over(session, work)
        self.written += 1
        if work := noted(session.info):
            self.caused(work)

    def _session(self, *, writes: bool) -> Session:
        if self._local is not None:
            return self._local.session(writes=writes)
        return AsyncSession(self._server, expire_on_commit=False)

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` finds on a connection outside of any transaction: it may begin its own."""
        if self._local is not None:
            async with self._local.alone() as connection:
                return work(connection)
        assert self._server is not None
        async with self._server.connect() as connection:
            return await connection.run_sync(work)

    @asynccontextmanager
    async def driver(self) -> AsyncIterator[Any]:
        """A connection of the server's driver, for the engine that hands work over."""
        assert self._server is not None, "SQLite has one process, which hands nothing over"
        async with self._server.connect() as connection:
            yield (await connection.get_raw_connection()).driver_connection
            await connection.invalidate()  # whatever was done to it, nobody else gets it

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A reading transaction: one consistent view; on SQLite writing in it is an error."""
        async with _transaction(self._session(writes=False)) as session:
            yield session

    async def close(self) -> None:
        """Close every connection; SQLite folds its write-ahead log into the file."""
        if self._local is not None:
            self._local.close()
        if self._server is not None:
            await self._server.dispose()


@asynccontextmanager
async def _transaction(session: Session) -> AsyncIterator[Session]:
    """A session for one transaction, begun by its first statement.

    The session's own context managers do the same with two tasks more, a quarter of the time.
    """
    try:
        yield session
        await session.commit()
    except BaseException:
        await asyncio.shield(session.close())  # rolls back, also when we are cancelled meanwhile
        raise
    await session.close()


@cache
def _insert_new(
    table: type[Base], unique: tuple[str, ...], given: tuple[str, ...], dialect: str
) -> Executable:
    of_dialect = sqlite.insert if dialect == "sqlite" else postgresql.insert
    columns: Any = table.__table__
    new = of_dialect(columns).values({name: bindparam(name) for name in given})
    new = new.on_conflict_do_nothing(index_elements=list(unique))
    return lasting(new.returning(columns.c.id))


@cache
def _insert(table: type[Base], given: tuple[str, ...]) -> Executable:
    columns: Any = table.__table__
    new = insert(columns).values({name: bindparam(name) for name in given})
    return lasting(new.returning(*columns.primary_key))


def columns_of(table: type[Base], names: Iterable[str]) -> list[Any]:
    """Some columns of a table: reading them takes a fifth of what objects of the mapper take."""
    return [getattr(table, name) for name in names]


async def insert_row(session: Session, table: type[Base], **values: Any) -> Any:
    """Insert a row that nobody needs as an object; its key."""
    return await session.scalar(_insert(table, tuple(values)), values)


def dialect_of(session: Session) -> str:
    """`sqlite` or `postgresql`."""
    return "sqlite" if isinstance(session, LocalSession) else session.get_bind().dialect.name


async def driver_of(session: Session) -> Any:
    """The driver's own connection under a transaction that has begun."""
    connection = await session.connection()
    return (await connection.get_raw_connection()).driver_connection


async def insert_new(
    session: Session, table: type[Base], unique: tuple[str, ...], **values: Any
) -> int | None:
    """Insert a row unless its unique columns are taken; the new id, or None when they were.

    This is what makes doing anything twice harmless: no error to catch, nothing to compare.
    """
    statement = _insert_new(table, unique, tuple(values), dialect_of(session))
    new_id: int | None = await session.scalar(statement, values)
    return new_id
