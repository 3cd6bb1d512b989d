"""The sample district: a workbook of invented people made from bot/data/sample-district.toml.

Always the same district: the chances come from a seed in the data file, and no clock is read.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bot.roster.writing import CellValue, Rows
from bot.roster.writing import write_workbook as write_rows
from domain.people import Role
from domain.roster.lines import Column, Sheet
from texts.roster_sheets import ROLES, YES

DATA = Path(__file__).parent / "data" / "sample-district.toml"
Line = dict[Column, CellValue]

_SIZES = (1,) * 50 + (2,) * 16 + (3,) * 4  # branches of each of the 70 rotating cadres: 94
_WOMEN_AMONG_CADRES, _WOMEN_AMONG_SECRETARIES = 0.35, 0.15
_SMALL_BRANCH = 32  # members: below, no deputy secretary


def write_workbook(path: Path) -> None:
    """Write the sample district's workbook; the same bytes on every run."""
    write_rows(path, district(), examples=False)


def district() -> Rows:
    """The rows of the four sheets, as an office would type them."""
    with DATA.open("rb") as file:
        made = _District(tomllib.load(file))
    made.units()
    made.branches()
    made.leaders()
    made.cadres()
    made.communes()
    made.secretaries()
    made.give_phones()
    return made.rows


@dataclass
class _District:
    data: dict[str, Any]
    rows: dict[Sheet, list[Line]] = field(default_factory=lambda: {sheet: [] for sheet in Sheet})

    def __post_init__(self) -> None:
        self.chance = Random(self.data["seed"])  # noqa: S311 - nothing secret is drawn

    def units(self) -> None:
        """The root, its communes, its agencies."""
        root = self.data["root"]
        self._add_unit(root, root["kind"], None, None)
        for commune in self.data["communes"]:
            self._add_unit(commune, commune["kind"], root["code"], None)
        for office in self.data["offices"]:
            most = 1 if office["cadres"] < 4 else 2
            self._add_unit(office, root["office_kind"], root["code"], most)

    def _add_unit(
        self, unit: dict[str, Any], kind: str, parent: str | None, most: int | None
    ) -> None:
        self.rows[Sheet.UNITS].append(
            {
                Column.CODE: unit["code"],
                Column.NAME: unit["name"],
                Column.KIND: kind,
                Column.PARENT: parent,
                Column.MAX_AWAY: most,
                Column.SINCE: self.data["since"],
            }
        )

    def branches(self) -> None:
        """Every village with its place, habit, and its share of members and exempt."""
        villages = list(self._villages())
        weights = [self.chance.uniform(22, 68) for _ in villages]
        members = shares(self.data["members"], weights)
        exempt = shares(self.data["exempt"], [w * self.chance.uniform(0.5, 1.5) for w in weights])
        places = self.data["places"]
        for (commune, number, village), total, free in zip(villages, members, exempt, strict=True):
            habit = commune["habits"][number % len(commune["habits"])]
            self.rows[Sheet.BRANCHES].append(
                {
                    Column.CODE: f"{commune['code']}{number + 1:02d}",
                    Column.VILLAGE: village,
                    Column.COMMUNE: commune["code"],
                    Column.PLACE: self.chance.choice(places["choices"]).format(village=village),
                    Column.MEMBERS: total,
                    Column.EXEMPT: free,
                    Column.HABIT: habit or None,
                    Column.TIME: self.chance.choice(places["times"]),
                    Column.MINUTES: self.chance.randrange(5, 65, 5),
                    Column.ROUTE: self.chance.choice(places["routes"]) or None,
                    Column.SINCE: self.data["since"],
                }
            )

    def _villages(self) -> Iterator[tuple[dict[str, Any], int, str]]:
        for commune in self.data["communes"]:
            for number, name in enumerate(commune["names"]):
                yield commune, number, f"{commune['village']} {name}"

    def leaders(self) -> None:
        """The district's two leaders, two coordinators, one admin."""
        titles, root = self.data["titles"], self.data["root"]["code"]
        self._add_person("LD1", titles["leader"], [Role.LEADER], office=root)
        self._add_person("LD2", titles["deputy_leader"], [Role.LEADER], office=root)
        organisation, secretariat = self.data["offices"][0], self.data["offices"][3]
        for number, title in enumerate(titles["coordinator"], 1):
            place = {"office": organisation["code"], "sees": root}
            self._add_person(f"DP{number}", title, [Role.COORDINATOR], **place)
        self._add_person(
            "QT1", titles["admin"], [Role.ADMIN], office=secretariat["code"], sees=root
        )

    def cadres(self) -> None:
        """The rotating cadres of the agencies, and the branches assigned to them."""
        codes: list[tuple[int, str]] = []
        for office in self.data["offices"]:
            for place in range(office["cadres"]):
                code = f"CB{len(codes) + 1:02d}"
                titles = office["titles"]
                title = titles[place] if place < 2 else self.data["titles"]["cadre"]
                self._add_person(code, title, [Role.CADRE], office=office["code"], rotates=True)
                codes.append((place, code))
        # Neighbouring branches go to different agencies, so that no office empties in one week.
        order = iter([code for _, code in sorted(codes, key=lambda item: item[0])])
        sizes = list(_SIZES)
        self.chance.shuffle(sizes)
        branches = iter(self.rows[Sheet.BRANCHES])
        for size in sizes:
            code = next(order)
            for _ in range(size):
                decision = self.chance.choice(self.data["decisions"])
                self._assign(code, str(next(branches)[Column.CODE]), decision)

    def communes(self) -> None:
        """Committee members of each commune, the first its leader; they do not rotate."""
        titles = self.data["titles"]["commune"]
        for commune in self.data["communes"]:
            own = [
                str(line[Column.CODE])
                for line in self.rows[Sheet.BRANCHES]
                if line[Column.COMMUNE] == commune["code"]
            ]
            self.chance.shuffle(own)
            count = 2 if len(own) < 7 else 3
            for number, title in enumerate(titles[:count], 1):
                code = f"{commune['code']}-U{number}"
                roles = [Role.CADRE, Role.LEADER] if number == 1 else [Role.CADRE]
                self._add_person(code, title, roles, office=commune["code"])
                for _ in range(min(len(own) // 3, self.chance.randint(1, 2))):
                    self._assign(code, own.pop(), self.data["commune_decision"])

    def secretaries(self) -> None:
        """A secretary for every branch, and deputies for the larger ones."""
        titles = self.data["titles"]
        kinds = {commune["code"]: commune["village"] for commune in self.data["communes"]}
        for line in self.rows[Sheet.BRANCHES]:
            branch = str(line[Column.CODE])
            title = titles["secretary"].format(village=kinds[line[Column.COMMUNE]])
            self._add_person(f"BT-{branch}", title, [Role.SECRETARY], branches=branch)
            members = line[Column.MEMBERS]
            assert isinstance(members, int)
            if members >= _SMALL_BRANCH and self.chance.random() < 0.8:
                deputy = [Role.DEPUTY_SECRETARY]
                self._add_person(
                    f"PB-{branch}", titles["deputy_secretary"], deputy, branches=branch
                )

    def _add_person(
        self,
        code: str,
        title: str,
        roles: list[Role],
        *,
        office: str | None = None,
        sees: str | None = None,
        branches: str | None = None,
        rotates: bool = False,
    ) -> None:
        women = _WOMEN_AMONG_SECRETARIES if branches else _WOMEN_AMONG_CADRES
        self.rows[Sheet.PEOPLE].append(
            {
                Column.CODE: code,
                Column.NAME: self._name(women),
                Column.TITLE: title,
                Column.ROLES: "; ".join(ROLES[role] for role in roles),
                Column.BRANCHES: branches,
                Column.OFFICE: office,
                Column.SEES: sees,
                Column.ROTATES: YES if rotates else None,
                Column.SINCE: self.data["since"],
            }
        )

    def _name(self, women: float) -> str:
        words = self.data["people"]
        surnames = words["surnames"]
        surname = self.chance.choices(list(surnames), list(surnames.values()))[0]
        sex = "women" if self.chance.random() < women else "men"
        middle = self.chance.choice(words[f"{sex}_middle"])
        given = [name for name in words[sex] if name not in (surname, middle)]
        return f"{surname} {middle} {self.chance.choice(given)}"

    def _assign(self, person: str, branch: str, decision: str) -> None:
        self.rows[Sheet.ASSIGNMENTS].append(
            {
                Column.PERSON: person,
                Column.BRANCH: branch,
                Column.DECISION: decision,
                Column.SINCE: self.data["assigned_since"],
            }
        )

    def give_phones(self) -> None:
        """Numbers one after another, written the way people write them."""
        for place, line in enumerate(self.rows[Sheet.PEOPLE]):
            digits = f"0{self.data['phone_first'] + place - 84_000_000_000}"
            line[Column.PHONE] = f"{digits[:4]} {digits[4:7]} {digits[7:]}"


def shares(total: int, weights: list[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to exactly the total."""
    exact = [total * weight / sum(weights) for weight in weights]
    found = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: found[i] - exact[i])
    for index in by_rest[: total - sum(found)]:
        found[index] += 1
    return found
