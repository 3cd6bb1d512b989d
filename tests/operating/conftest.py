"""What tests of the command line share: a district in a file, and ways to run the program."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import sample
from bot.__main__ import main

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def district_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district in a SQLite file, nobody joined; to be copied."""
    folder = tmp_path_factory.mktemp("district")
    workbook, file = folder / "sample.xlsx", folder / "district.sqlite3"
    sample.write_workbook(workbook)
    url = f"sqlite:///{file}"
    assert main(["import", str(workbook), "--yes", "--database", url]) == 0
    return file


@pytest.fixture
def district(district_file: Path, tmp_path: Path) -> str:
    """The address of a copy of the sample district."""
    return f"sqlite:///{shutil.copy(district_file, tmp_path / 'district.sqlite3')}"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """No setting of this machine, and an empty folder to be in."""
    for name in list(os.environ):
        if name.startswith(("CHIBO_", "TELEGRAM_", "ZALO_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture
def run(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a subcommand here; exit status, standard output, standard error."""

    def run(*arguments: str, **settings: str) -> tuple[int, str, str]:
        for name, value in settings.items():
            environment.setenv(name, value)
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
