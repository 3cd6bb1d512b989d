"""What is in `deploy` agrees with the program, with itself, and with the pages that name it."""

import re
import tomllib

import pytest

from bot.part import Duty
from tests.operating.conftest import ROOT

DEPLOY = ROOT / "deploy"
RUNS = ("chibo.service", "chibo-part@.service", "chibo-receive@.service")
PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}


def lines(name: str) -> list[str]:
    """What a unit says, in its order."""
    return (DEPLOY / name).read_text().splitlines()


@pytest.mark.parametrize("name", RUNS)
def test_every_unit_is_as_closed_as_the_others(name: str) -> None:
    def closed(unit: str) -> list[str]:
        said = lines(unit)
        found = said[said.index("ProtectSystem=strict") : said.index("[Install]")]
        return [line for line in found if not line.startswith("ReadWritePaths=")]

    assert closed(name) == closed("chibo.service")
    assert "WorkingDirectory=/srv/chibo" in lines(name)


def test_units_and_containers_start_every_role() -> None:
    compose = (DEPLOY / "compose.yaml").read_text()
    assert set(re.findall(r'"--role", "(\w+)"', compose)) == set(Duty)
    started = "".join("\n".join(lines(name)) for name in RUNS)
    assert set(re.findall(r"chibo-part@(\w+)", started)) | {"receive"} == set(Duty)


def test_the_image_holds_every_package() -> None:
    copied = re.findall(r"^COPY (\w+) \1$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert set(copied) == PACKAGES


def test_python_of_the_image_is_new_enough() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    image = re.search(r"^FROM python:(\S+)-slim", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert image is not None
    least = tuple(map(int, wanted.removeprefix(">=").split(".")))
    assert tuple(map(int, image[1].split("."))) >= least


def test_the_runbook_moves_every_package_away_before_an_update() -> None:
    runbook = (ROOT / "docs/runbook.md").read_text()
    for command in (r"`mv ([a-z ]+) requirements", r"`rm -r ([a-z ]+) &&"):
        found = re.search(command, runbook)
        assert found is not None
        assert set(found[1].split()) == PACKAGES
