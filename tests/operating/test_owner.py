"""Files of another user of the machine, as after a command run as root: one line with the fix."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot import opening
from bot.errors import CannotStart
from bot.settings import Settings
from db.base import Database
from tests.operating.conftest import ROOT

SOMEBODY = 65534  # no file here is theirs
UNIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")


@contextmanager
def somebody_else() -> Iterator[None]:
    """Root may read and write everything, so for a while we are somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(SOMEBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder(environment: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where we are; everybody may come here, which is not so of pytest's own folders."""
    with TemporaryDirectory(prefix="chibo-") as made:
        Path(made).chmod(0o755)
        environment.chdir(made)
        yield Path(made)


@UNIX_ONLY
def test_an_env_file_of_another_user(folder: Path) -> None:
    (folder / ".env").write_text("CHIBO_PORT=1000\n")
    assert opening.settings(Settings).port == 1000
    (folder / ".env").chmod(0)
    with somebody_else(), pytest.raises(CannotStart, match=r"^Không đọc được \.env: .*chown"):
        opening.settings(Settings)


def test_an_env_file_that_notepad_saved(folder: Path) -> None:
    (folder / ".env").write_text("# Cổng\nCHIBO_PORT=1000\n", "utf-16")
    with pytest.raises(CannotStart, match="UTF-8"):
        opening.settings(Settings)


@UNIX_ONLY
@pytest.mark.parametrize("closed", ["", "var", "var/kept.sqlite3", "var/kept.sqlite3-wal"])
async def test_a_database_of_another_user(folder: Path, closed: str) -> None:
    (folder / "var").mkdir()
    for name in ("kept.sqlite3", "kept.sqlite3-wal"):
        (folder / "var" / name).touch()
    opened = Database("sqlite:///var/kept.sqlite3")
    try:
        for path in (folder / "var", *(folder / "var").iterdir()):
            path.chmod(0o777)
        if closed:
            (folder / closed).chmod(0o555)
        with somebody_else():
            expected = folder / closed if closed else None
            assert opening.closed_to_us(opened) == expected
        if closed and os.geteuid() != 0:
            with pytest.raises(CannotStart, match="chown"):
                await opening.reach(opened)
    finally:
        (folder / "var").chmod(0o755)
        await opened.close()


def test_the_first_lines_of_the_doctor_are_enough(folder: Path) -> None:
    nobody_reads, out = os.pipe()
    os.close(nobody_reads)  # as `| true`
    doctor = subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "CHIBO_PORT": "0"},
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(out)
    assert (doctor.returncode, doctor.stderr) == (0, b"")
