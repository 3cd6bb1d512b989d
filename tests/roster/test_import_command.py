"""`python -m bot import`: preview, question, exit status, and never a traceback."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.support.workbooks import put, small, write_xlsx

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on a database of its own; returns the exit status and what was printed."""

    def run(*arguments: str) -> tuple[int, str]:
        url = f"sqlite:///{tmp_path}/command.sqlite3"
        status = main(["import", *arguments, "--database", url])
        return status, capsys.readouterr().out

    return run


@pytest.fixture
def at_a_terminal(tmp_path: Path) -> Run:
    """Run the command with a real terminal as its input and type an answer."""

    def run(answer: str, *arguments: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        url = f"sqlite:///{tmp_path}/command.sqlite3"
        os.write(ours, f"{answer}\n".encode())
        done = subprocess.run(
            [sys.executable, "-m", "bot", "import", *arguments, "--database", url],
            stdin=theirs,
            capture_output=True,
            text=True,
            check=False,
        )
        os.close(ours)
        os.close(theirs)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(write_xlsx(tmp_path / "danh-sach.xlsx", small()))


def test_preview_apply_repeat_undo(run: Run, file: str) -> None:
    status, said = run(file, "--dry-run")
    assert status == 0
    assert "thêm, dòng 2: NM01 bản Mòng" in said
    assert said.endswith("Chỉ xem trước, chưa áp dụng.\n")
    status, said = run(file, "--yes")
    assert (status, said.splitlines()[-1][:11]) == (0, "Đã áp dụng.")
    status, said = run(file, "--yes")
    assert (status, said.splitlines()[-1]) == (0, "Không có gì thay đổi.")
    status, said = run("--undo", "--yes")
    assert (status, said.splitlines()[-1]) == (0, "Đã trở lại như trước lần nhập đó.")
    status, said = run("--undo", "--yes")
    assert (status, said) == (1, "Không có lần nhập nào để hoàn tác.\n")


def test_without_a_terminal_it_only_shows(run: Run, file: str) -> None:
    status, said = run(file)
    assert status == 0
    assert "Thêm --yes" in said
    assert "thêm, dòng 2" in run(file, "--dry-run")[1]  # still to be added


@pytest.mark.slow
def test_at_a_terminal_it_asks(at_a_terminal: Run, file: str) -> None:
    status, said = at_a_terminal("k", file)
    assert status == 1
    assert said.endswith("Áp dụng? (c/k) Chưa áp dụng.\n")
    status, said = at_a_terminal("có", file)
    assert status == 0
    assert "Đã áp dụng." in said
    assert at_a_terminal("C", "--undo")[0] == 0


def test_a_wrong_file_is_status_two(run: Run, file: str, tmp_path: Path) -> None:
    assert run()[0] == 2
    assert run(str(tmp_path / "none.xlsx"))[0] == 2
    book = small()
    put(book, "Chi bộ", "NM01", "Giờ họp", "tối")
    status, said = run(str(write_xlsx(tmp_path / "b.xlsx", book)), "--yes")
    assert status == 2
    assert "Trang Chi bộ, dòng 2, cột Giờ họp" in said
    assert run("--undo", "--yes")[0] == 1  # nothing was applied


@pytest.mark.slow
def test_noise_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    noise = tmp_path / "a.xlsx"
    noise.write_bytes(os.urandom(3_000_000))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "bot", "import", str(noise), "--yes"),
            *("--database", f"sqlite:///{tmp_path}/a.sqlite3"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == ""
    assert "  Tệp không phải Excel (.xlsx). Chọn đúng tệp." in done.stdout.splitlines()
