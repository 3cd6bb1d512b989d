"""Telling a database that is busy or away, where the same may work later, from a defect."""

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

BUSY_OR_FULL = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
# PostgreSQL's classes of errors: connection, resources, the operator, the system, taken back
AWAY = ("08", "53", "57", "58", "40", "25P03")


def passing(error: BaseException) -> bool:
    """Whether an error only says that the database does not serve now."""
    if isinstance(error, NoConnectionFree | OSError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return error.connection_invalidated or code in BUSY_OR_FULL or state.startswith(AWAY)
