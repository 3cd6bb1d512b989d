"""Does a copy of the database open, is it whole, what is in it: a drill that changes nothing."""

import asyncio
import json
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.backup import manifest_of, require_whole, sha256
from bot.errors import NOT_DONE, CannotStart
from db import migrate
from db.base import Database
from db.newest import Contents, contents
from texts import backups as words


@dataclass(frozen=True, slots=True)
class Checked:
    """What a copy holds. `revision`: as it was copied; `tables`: of a dump, how many it has."""

    revision: str | None
    found: Contents | None
    tables: int = 0


def check(file: Path) -> Checked:
    """Look at a copy as if it were restored. Raises CannotStart with what is wrong."""
    if not file.is_file():
        raise CannotStart(words.no_copy(str(file)), NOT_DONE)
    described = _described(file)
    if described and described["sha256"] != sha256(file):
        raise CannotStart(words.other_hash(str(file)), NOT_DONE)
    with file.open("rb") as opened:
        start = opened.read(16)
    if start.startswith(b"PGDMP"):
        return Checked(str(described.get("revision", "")) or None, None, _tables_of_dump(file))
    if not start.startswith(b"SQLite format 3"):
        raise CannotStart(words.not_a_copy(str(file)), NOT_DONE)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(file, Path(folder) / "restored.sqlite3"))
        with closing(sqlite3.connect(copy)) as connection:
            require_whole(connection, file)
        return asyncio.run(_opened(copy, file))


def _described(file: Path) -> Mapping[str, Any]:
    try:
        read = json.loads(manifest_of(file).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) and "sha256" in read else {}


async def _opened(copy: Path, file: Path) -> Checked:
    """Bring the copy to the newest tables, as the next start would, and count."""
    database = Database(f"sqlite:///{copy}")
    try:
        revision = await migrate.current(database)
        if revision is None or revision > migrate.newest():
            raise CannotStart(words.other_tables(str(file), revision, migrate.newest()), NOT_DONE)
        await migrate.upgrade(database)
        async with database.read() as session:
            return Checked(revision, await contents(session))
    finally:
        await database.close()


def _tables_of_dump(file: Path) -> int:
    """A dump is read from end to end; only a server could restore it."""
    program = shutil.which("pg_restore")
    if program is None:
        raise CannotStart(words.no_pg_restore(), NOT_DONE)
    done = subprocess.run(  # noqa: S603 - the program found above, and no shell
        [program, "--list", str(file)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise CannotStart(words.not_whole(str(file), lines[-1] if lines else ""), NOT_DONE)
    return sum(" TABLE DATA " in line for line in done.stdout.splitlines())
