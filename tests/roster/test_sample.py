"""The sample district: its size is the district's, it is always the same, it imports at once."""

import time
from collections import Counter
from pathlib import Path

import pytest

from bot import importer, sample
from bot.__main__ import main
from bot.roster.files import open_source
from bot.roster.reading import read
from domain.fold import fold
from domain.people import Role
from domain.roster.lines import Roster
from tests.roster.conftest import NOW, TODAY, House


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "quan-son.xlsx"
    sample.write_workbook(path)
    return path


@pytest.fixture(scope="module")
def roster(workbook: Path) -> Roster:
    reading = read(open_source(workbook))
    assert reading.problems == ()
    return reading.roster


def test_its_size(roster: Roster) -> None:
    assert len(roster.branches) == 94
    kinds = Counter(line.village.split(" ")[0] for line in roster.branches)
    assert kinds == {"bản": 83, "khu": 11}
    assert sum(line.members for line in roster.branches) == 4136
    exempt = sum(line.exempt for line in roster.branches)
    assert 0.03 < exempt / 4136 < 0.05
    assert all(line.exempt < line.members / 4 for line in roster.branches)
    assert len({line.commune for line in roster.branches}) == 12
    units = Counter(line.kind for line in roster.units)
    assert units == {"Huyện": 1, "Xã": 11, "Thị trấn": 1, "Cơ quan": 15}


def test_its_people(roster: Roster) -> None:
    roles = Counter(role for line in roster.people for role in line.roles)
    assert roles[Role.SECRETARY] == 94
    assert roles[Role.LEADER] == 2 + 12
    assert roles[Role.COORDINATOR] == 2
    assert roles[Role.ADMIN] == 1
    rotating = [line for line in roster.people if line.rotates]
    assert len(rotating) == 70
    assert all(Role.CADRE in line.roles and line.office for line in rotating)
    names = Counter(line.name for line in roster.people)
    assert max(names.values()) > 1  # as in life
    phones = [line.phone for line in roster.people]
    assert len(set(phones)) == len(phones)
    assert all(phone and phone.startswith("+84900000") for phone in phones)


def test_every_branch_has_a_secretary_and_one_rotating_cadre(roster: Roster) -> None:
    secretaries = [
        branch for line in roster.people if Role.SECRETARY in line.roles for branch in line.branches
    ]
    assert sorted(secretaries) == sorted(line.code for line in roster.branches)
    rotating = {line.code for line in roster.people if line.rotates}
    visits = Counter(line.branch for line in roster.assignments if line.person in rotating)
    assert set(visits) == {line.code for line in roster.branches}
    assert set(visits.values()) == {1}
    load = Counter(line.person for line in roster.assignments)
    assert set(load.values()) == {1, 2, 3}
    assert rotating <= set(load)


def test_no_office_is_emptied_by_its_own_room(roster: Roster) -> None:
    sizes = Counter(line.office for line in roster.people if line.rotates)
    for unit in roster.units:
        if unit.kind == "Cơ quan":
            assert unit.max_away is not None
            assert unit.max_away < sizes[unit.code] <= unit.max_away * 4


def test_two_villages_called_ngam(roster: Roster) -> None:
    found = [line.commune for line in roster.branches if fold(line.village) == "ban ngam"]
    assert found == ["SD", "TT"]


def test_it_is_always_the_same(workbook: Path, tmp_path: Path) -> None:
    assert main(["sample", str(tmp_path / "again.xlsx")]) == 0
    assert (tmp_path / "again.xlsx").read_bytes() == workbook.read_bytes()


async def test_it_is_imported_quickly_and_without_a_warning(house: House, workbook: Path) -> None:
    started = time.perf_counter()
    report = await importer.load(house.database, workbook, now=NOW, today=TODAY)
    assert time.perf_counter() - started < 3
    assert report.warnings == ()
    assert report.notes == ()
    assert len(await house.rows("branches")) == 94
    again = await importer.load(house.database, workbook, now=NOW, today=TODAY)
    assert again.changes.rows == ()
