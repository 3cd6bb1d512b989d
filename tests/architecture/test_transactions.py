"""Who begins a transaction: exactly these files; and nobody commits by hand."""

import ast
from collections.abc import Iterator

from tests.architecture.source import product

BEGINS = {
    "bot/inbox.py": "one incoming message, and the short one that keeps a failed message",
    "bot/outbox.py": "recovers what a dead process was sending",
    "bot/claiming.py": "claims what goes next",
    "bot/holding.py": "a lease is taken, prolonged and given back; and the fence before another",
    "bot/exports.py": "the note that a file behind a signed address was taken",
    "bot/taking.py": "the figures one command takes away, and the note of it",
    "bot/commands/plan.py": "the note that a month's papers were taken",
    "bot/commands/close_month.py": "one closing of a month, or one annex",
    "bot/flight.py": "settles one message after it was sent outside any transaction",
    "bot/planner.py": "saves what a planning run found; solving happens outside",
    "bot/inviting.py": "the join codes one command asked for",
    "bot/importer.py": "one roster import or its undoing",
    "bot/app.py": "what a start stores: public holidays, and that the clock was seen",
    "bot/handling.py": "one message received for another process, and its handling there",
    "bot/ticking.py": "says again what waits",
    "bot/sending.py": "what follows from one turn in a lane",
    "bot/relocating.py": "one move of a whole district into another database",
    "bot/backup.py": "that a backup was made",
    "bot/oa_tokens.py": "each step of renewing a token; the network is asked between them",
    "bot/receipts.py": "one receipt of a network",
    "bot/sample_people.py": "joins the invented people of the sample district",
    "scheduler/clock.py": "one tick: each chore in its own, all reminders in one",
    "db/migrate.py": "migrations run on a connection, before there are tables for a session",
}
SAVEPOINTS = {
    "scheduler/clock.py": "one bad record must not stop the others of a tick",
    "scheduler/base.py": "one bad record leaves out one person of a chore, not all",
    "bot/claiming.py": "a row that breaks our code is set aside, the others go",
    "bot/unreachable.py": "a chat stays marked although telling the office failed",
    "db/local.py": "is what opens them on SQLite",
}
DRIVERS = {
    "db/watched.py": "is the connection itself, below every transaction",
    "db/base.py": "defines what begin() and read() mean",
    "db/local.py": "does so for SQLite",
}
ENDS = {"commit", "rollback", "begin_twophase"}


def calls(tree: ast.AST, names: set[str]) -> Iterator[tuple[str, int]]:
    """`something.name(...)` for these names, on whatever something is, with the line."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in names:
            yield ast.unparse(called), called.lineno


def callers(names: set[str]) -> set[str]:
    return {module.path for module in product() if any(calls(module.tree, names))}


def test_only_the_listed_files_begin_a_transaction() -> None:
    assert callers({"begin"}) == set(BEGINS)


def test_only_the_listed_files_open_savepoints() -> None:
    assert callers({"begin_nested"}) == set(SAVEPOINTS)


def test_nobody_else_ends_a_transaction() -> None:
    found = {
        f"{module.path}:{line} {call}"
        for module in product()
        if module.path not in DRIVERS
        for call, line in calls(module.tree, ENDS)
    }
    assert found == set()


def test_a_session_is_made_only_in_db_base() -> None:
    makes = {"AsyncSession", "async_sessionmaker", "sessionmaker", "create_async_engine"}
    makers = {
        module.path
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makes
    }
    assert makers == {"db/base.py"}


def test_the_search_sees_a_begin_and_a_commit() -> None:
    tree = ast.parse("async with self._database.begin() as s:\n    await s.commit()")
    assert list(calls(tree, {"begin", "commit"})) == [
        ("self._database.begin", 1),
        ("s.commit", 2),
    ]
