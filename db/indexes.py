"""Indexes of those rows only that somebody looks for."""

from sqlalchemy import Index, text


def index_of_some(name: str, column: str, *, rows: str) -> Index:
    """An index of some rows only, as SQL says; a statement that says the same can use it."""
    some = text(rows)
    return Index(name, column, sqlite_where=some, postgresql_where=some)
