"""The rules that other tools hold: import contracts, the clock ban; and that they bite."""

import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, product

SCRIPTS = Path(sysconfig.get_path("scripts"))


def tool(name: str, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a development tool of this environment in the project."""
    return subprocess.run(
        [str(SCRIPTS / name), *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_import_contracts_are_kept() -> None:
    ran = tool("lint-imports", "--no-cache")
    assert ran.returncode == 0, ran.stdout[-3000:]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert f"{len(contracts['contracts'])} kept, 0 broken" in ran.stdout


READS = (
    "from datetime import datetime, UTC\nprint(datetime.now(UTC))\n",
    "import datetime\nprint(datetime.datetime.now(datetime.UTC))\n",
    "import datetime as dt\nprint(dt.date.today())\n",
    "import time\nprint(time.time())\n",
    "from time import time\nprint(time())\n",
)


@pytest.mark.parametrize("reading", READS)
def test_reading_the_clock_is_refused_everywhere_but_in_bot_clock(reading: str) -> None:
    def refused(path: str) -> bool:
        ran = tool("ruff", "check", "--no-cache", "--stdin-filename", path, "-", stdin=reading)
        return "TID251" in ran.stdout

    assert refused("domain/probe.py")
    assert refused("handlers/commands/probe.py")
    assert refused("bot/probe.py")
    assert not refused("bot/clock.py")


def test_nobody_silences_the_clock_ban() -> None:
    marks = ("noqa: TID251", "noqa:TID251", "ruff: noqa\n")
    silenced = [module.path for module in product() if any(mark in module.text for mark in marks)]
    assert silenced == []


def test_the_domain_is_pure_in_a_fresh_interpreter() -> None:
    """Importing the domain, the solver aside, loads no event loop, database or network."""
    names = [
        module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for module in product()
        if module.path.startswith("domain/") and "/solver/" not in module.path
    ]
    program = (
        f"import sys, importlib\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
        "bad = {'asyncio', 'logging', 'sqlalchemy', 'aiohttp', 'ortools', 'sqlite3', 'socket'}\n"
        "print(sorted(bad & set(sys.modules)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
