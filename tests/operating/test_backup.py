"""`backup` while the bot writes, and `restore-check`: every way a copy can be bad is one line."""

import json
import os
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.backup import rotate
from db.base import Database
from tests.operating.conftest import Run
from tests.support.postgres import binaries


def file_of(district: str) -> Path:
    return Path(district.partition("///")[2])


def copies(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix == ".sqlite3")


def test_a_copy_while_somebody_writes_is_whole_private_and_described(
    run: Run, district: str, tmp_path: Path
) -> None:
    stop = threading.Event()

    def writes() -> None:
        with closing(sqlite3.connect(file_of(district), timeout=30)) as connection:
            while not stop.is_set():
                with connection:
                    connection.execute(
                        "INSERT INTO wrong_tries (channel, bot, chat, at) VALUES "
                        "('x', 'x', hex(randomblob(20)), '2026-11-20 00:00:00.000000')"
                    )

    writer = threading.Thread(target=writes)
    writer.start()
    try:
        status, out, err = run("backup", "--database", district, "--folder", "copies")
    finally:
        stop.set()
        writer.join()
    assert (status, err) == (0, "")
    (copy,) = copies(tmp_path / "copies")
    assert str(copy.name) in out
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    described = json.loads(copy.with_name(f"{copy.name}.json").read_text())
    assert (described["backend"], described["rows"]["branches"]) == ("sqlite", 94)
    assert stat.S_IMODE(copy.with_name(f"{copy.name}.json").stat().st_mode) == 0o600

    before = copy.read_bytes()
    status, out, err = run("restore-check", str(copy))
    assert (status, err) == (0, "")
    assert "94 chi bộ" in out
    assert copy.read_bytes() == before
    with closing(sqlite3.connect(file_of(district))) as connection:
        assert connection.execute("SELECT name FROM chore_runs").fetchall() == [("backup",)]


def test_the_oldest_copies_go(tmp_path: Path) -> None:
    for day in range(1, 6):
        file = tmp_path / f"chibo-2026120{day}-020000.sqlite3"
        file.write_text("x")
        file.with_name(f"{file.name}.json").write_text("{}")
    (tmp_path / "notes.sqlite3").write_text("mine")
    assert rotate(tmp_path, 2) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "chibo-20261204-020000.sqlite3",
        "chibo-20261204-020000.sqlite3.json",
        "chibo-20261205-020000.sqlite3",
        "chibo-20261205-020000.sqlite3.json",
        "notes.sqlite3",
    ]


def test_every_bad_copy_is_one_line(run: Run, district: str, tmp_path: Path) -> None:
    assert run("backup", "--database", district, "--folder", "copies")[0] == 0
    (good,) = copies(tmp_path / "copies")

    changed = Path(shutil.copy(good, tmp_path / "changed.sqlite3"))
    shutil.copy(f"{good}.json", f"{changed}.json")
    with changed.open("r+b") as opened:
        opened.seek(50_000)
        opened.write(os.urandom(4096))
    damaged = Path(shutil.copy(changed, tmp_path / "damaged.sqlite3"))
    cut = tmp_path / "cut.sqlite3"
    cut.write_bytes(good.read_bytes()[:40_960])
    newer = Path(shutil.copy(good, tmp_path / "newer.sqlite3"))
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    other = tmp_path / "other.sqlite3"
    other.write_text("not a database at all")
    for file, part in (
        (changed, ".json"),
        (damaged, "hỏng"),
        (cut, "hỏng"),
        (newer, "9999"),
        (other, "không phải"),
        (tmp_path / "missing.sqlite3", "Không có tệp"),
    ):
        status, out, err = run("restore-check", str(file))
        assert (status, out, err.count("\n")) == (1, "", 1), (file.name, err)
        assert part in err, (file.name, err)


def test_a_copy_of_older_tables_can_be_used(run: Run, tmp_path: Path, district: str) -> None:
    from alembic import command
    from sqlalchemy import create_engine

    from db.migrate import alembic_config

    old = tmp_path / "old.sqlite3"
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0007")
    engine.dispose()
    status, out, err = run("restore-check", str(old))
    assert (status, err) == (0, "")
    assert "0007" in out


def test_what_cannot_be_copied_is_one_line(run: Run, district: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    for arguments in (
        ("--database", district, "--folder", "taken"),
        ("--database", "sqlite:///nowhere.sqlite3"),
    ):
        status, out, err = run("backup", *arguments)
        assert (status, out, err.count("\n")) == (1, "", 1), err
    assert not (tmp_path / "nowhere.sqlite3").exists()


@pytest.mark.postgres
async def test_postgresql_is_dumped_where_its_programs_are(
    database: Database, run: Run, tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite copies itself")
    import asyncio

    url = database.url.render_as_string(hide_password=False)
    environment.setenv("PATH", "")
    status, _, err = await asyncio.to_thread(run, "backup", "--database", url)
    assert (status, err.count("\n")) == (1, 1)
    assert "pg_dump" in err
    if not (binaries() / "pg_dump").exists():
        pytest.skip("no pg_dump here")
    environment.setenv("PATH", str(binaries()))
    status, _, err = await asyncio.to_thread(run, "backup", "--database", url, "--folder", "copies")
    assert (status, err) == (0, "")
    (dump,) = (tmp_path / "copies").glob("*.dump")
    status, out, err = await asyncio.to_thread(run, "restore-check", str(dump))
    assert (status, err) == (0, "")
    assert "bảng" in out
