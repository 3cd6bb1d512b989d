"""Connections of a simulated process: each step is told to it first, and with it they die."""

import sqlite3
from collections.abc import Callable
from typing import Any, Protocol


class Watcher(Protocol):
    """A simulated process: it is told of each step, and may die or be refused the file there."""

    dead: bool

    def step(self, where: str) -> None:
        """Something is about to happen. Raises when the process is dead."""

    def may_begin(self) -> None:
        """A writing transaction begins. Raises OperationalError when another has the file."""


def busy() -> sqlite3.OperationalError:
    """What the driver raises while another process writes."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


class Cursor(sqlite3.Cursor):
    """A cursor that tells of each statement."""

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        """Run a statement, if the process still lives."""
        watcher: Watcher | None = getattr(self.connection, "watcher", None)
        if watcher is not None:
            watcher.step("statement")
            if sql == "BEGIN IMMEDIATE":
                watcher.may_begin()
        return super().execute(sql, parameters)


class Connection(sqlite3.Connection):
    """The connection of a process that may die: then it can do nothing more, not even end."""

    watcher: Watcher | None = None

    def cursor(self, factory: Any = Cursor) -> Any:
        """A new cursor."""
        return super().cursor(factory)

    def commit(self) -> None:
        """Death comes before a commit or after it, and both matter."""
        if self.watcher is not None:
            self.watcher.step("before a commit")
        super().commit()
        if self.watcher is not None:
            self.watcher.step("after a commit")

    def rollback(self) -> None:
        """Nothing, when the process is dead: the file was forgotten with it."""
        if self.watcher is None or not self.watcher.dead:
            super().rollback()

    def close(self) -> None:
        """Nothing, when the process is dead."""
        if self.watcher is None or not self.watcher.dead:
            super().close()

    def lost(self) -> None:
        """The process is gone: the file forgets what was not committed."""
        super().close()


def driver(watcher: Watcher, opened: Callable[[Connection], None]) -> dict[str, Any]:
    """Arguments of `Database` for the connections of one process."""

    def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = Connection(*arguments, **named)
        connection.watcher = watcher
        opened(connection)
        return connection

    # what a process wrote is there when it dies: a simulated machine never loses its power
    return {"factory": connect, "synchronous": "OFF"}
