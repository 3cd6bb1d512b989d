"""A copy of the database while the bot runs: dated, checked, with its hash, the oldest removed.

A copy holds everything, also phone numbers and the tokens of a Zalo account: its owner alone may
read it (mode 0600).
"""

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from bot.errors import NOT_DONE, CannotStart
from db import chores, migrate
from db.base import Database
from db.newest import contents
from domain.calendar import local
from texts import backups as words

CHORE = "backup"  # its name among the chores that ran
PAGES = 2000  # of the file copied at once, so that the bot gets its turn between
SLEEP_SECONDS = 0.01
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Made:
    """One copy: its file, the file that describes it, and how many older ones were removed."""

    file: Path
    manifest: Path
    size: int
    removed: int


async def make(database: Database, folder: Path, keep: int, now: datetime) -> Made:
    """Copy, check, describe, remove what is too old, and note that it was done.

    Raises CannotStart.
    """
    async with database.read() as session:
        found = await contents(session)
    described = {
        "made_at": now.isoformat(),
        "backend": database.url.get_backend_name(),
        "revision": await migrate.current(database),
        "rows": dict(found.rows),
    }
    ending = "sqlite3" if database.is_sqlite else "dump"
    file = folder / f"chibo-{local(now):%Y%m%d-%H%M%S}.{ending}"
    made = await asyncio.to_thread(_write, database, file, described, keep)
    async with database.begin() as session:
        await chores.begin_run(session, CHORE, now, now)
    return made


def _write(database: Database, file: Path, described: Mapping[str, Any], keep: int) -> Made:
    """The copy and what describes it. Raises CannotStart."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, OWNER_ONLY))
            (_copy_sqlite if database.is_sqlite else _dump)(database, part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        size = file.stat().st_size
        manifest = _describe(file, {**described, "sha256": sha256(file), "size": size})
        return Made(file, manifest, size, rotate(file.parent, keep))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotStart(words.not_written(str(file.parent), why), NOT_DONE) from None


def _copy_sqlite(database: Database, to: Path) -> None:
    """SQLite's own online copy; readers and writers go on meanwhile."""
    source = f"file:{Path(str(database.url.database)).absolute()}?mode=ro"
    with (
        closing(sqlite3.connect(source, uri=True, timeout=30)) as here,
        closing(sqlite3.connect(to)) as there,
    ):
        here.backup(there, pages=PAGES, sleep=SLEEP_SECONDS)
        there.execute("PRAGMA journal_mode=DELETE")  # one file, not three
        require_whole(there, to)


def require_whole(connection: sqlite3.Connection, file: Path) -> None:
    """SQLite looks at every page. Raises CannotStart."""
    try:
        ((said,), *_) = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise CannotStart(words.not_whole(str(file), said.splitlines()[0]), NOT_DONE)


def _dump(database: Database, to: Path) -> None:
    """PostgreSQL's own copy, in the form `pg_restore` reads."""
    program = shutil.which("pg_dump")
    if program is None:
        raise CannotStart(words.no_pg_dump(), NOT_DONE)
    done = subprocess.run(  # noqa: S603 - the program found above, and no shell
        [program, "--format=custom", f"--file={to}"],
        env={**os.environ, **connection_of(database)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise CannotStart(words.pg_dump_failed(lines[-1] if lines else ""), NOT_DONE)


def connection_of(database: Database) -> Mapping[str, str]:
    """The address in the variables that PostgreSQL's programs read: no password among arguments."""
    url = database.url
    query = url.query.get("host")
    host = url.host or (query if isinstance(query, str) else None)
    known = {
        "PGHOST": host,
        "PGPORT": None if url.port is None else str(url.port),
        "PGUSER": url.username,
        "PGPASSWORD": None if url.password is None else str(url.password),
        "PGDATABASE": url.database,
    }
    return {name: value for name, value in known.items() if value}


def sha256(file: Path) -> str:
    """The hash of a file."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def manifest_of(file: Path) -> Path:
    """The file that describes a copy."""
    return file.with_name(f"{file.name}.json")


def _describe(file: Path, described: Mapping[str, Any]) -> Path:
    manifest = manifest_of(file)
    descriptor = os.open(manifest, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        json.dump(described, opened, indent=1)
    return manifest


def rotate(folder: Path, keep: int) -> int:
    """Remove all but the newest copies and what describes them; how many."""
    made = sorted(p for p in folder.glob("chibo-*") if p.suffix in (".sqlite3", ".dump"))
    old = made[:-keep]
    for file in old:
        manifest_of(file).unlink(missing_ok=True)
        file.unlink()
    return len(old)
