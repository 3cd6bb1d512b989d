"""A few simulated weeks of two villages in which some things happen whatever the seed is."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.simulation.district import roles_of
from bot.simulation.events import Events
from bot.simulation.faults import Long, Planned, Profile
from bot.simulation.observed import Broken, Checker, Header, Journal
from bot.simulation.watch import Watch
from bot.simulation.year import Year
from domain.calendar import ZONE
from domain.people import Role
from domain.roster.lines import Column, Sheet

START = datetime(2026, 12, 19, 7, 0, tzinfo=ZONE)  # a Saturday; the plan of January is made next


@dataclass(frozen=True)
class Act:
    """Something that is sure to happen at a local time: words, a fault, or a damaged row."""

    at: str
    who: str = ""  # roster code of whoever says the text, loses signal or blocks the bot
    text: str = ""
    pressed: bool = False  # on the newest button they have, whether or not it was pressed before
    away_days: float = 0
    blocks_days: float = 0
    fault: Long | None = None
    amount: float = 0  # seconds, or steps until the process is dead
    down_minutes: float = 5  # until a dead process is started again
    statement: str = ""  # as a hand in the database would

    @property
    def instant(self) -> datetime:
        return datetime.strptime(self.at, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


@dataclass(frozen=True)
class Stage:
    """Which weeks, and what is sure to happen in them."""

    seed: int = 1
    days: int = 21
    faults: str = "none"
    profile: Profile | None = None  # instead of that of `faults`
    branches: int = 2
    start: datetime = START
    script: tuple[Act, ...] = ()

    def of_days(self, days: int) -> "Stage":
        """The same, ended sooner."""
        return replace(self, days=days)

    @property
    def header(self) -> Header:
        return Header(self.seed, 1, self.faults, self.start, self.branches)


@dataclass(frozen=True)
class Outcome:
    """What the checkers said, and what happened."""

    broken: Sequence[Broken]
    journal: Journal

    @property
    def invariants(self) -> set[str]:
        return {one.invariant for one in self.broken}


class _Staged(Year):
    """The weeks with their script, and few who only read summaries."""

    def __init__(self, stage: Stage, folder: Path, *more: Checker) -> None:
        super().__init__(stage.header, folder, [Watch(), *more])
        self.script = stage.script
        self.end = stage.start + timedelta(days=stage.days)
        if stage.profile is not None:
            self.world.profile = stage.profile
        rows = self._district.rows
        communes = {line[Column.COMMUNE] for line in rows[Sheet.BRANCHES]}
        rows[Sheet.PEOPLE] = [
            line
            for line in rows[Sheet.PEOPLE]
            if Role.LEADER not in roles_of(line)
            or line[Column.OFFICE] in communes
            or line[Column.CODE] == "LD1"
        ]

    def _lay_out(self, events: Events) -> None:
        super()._lay_out(events)
        for act in self.script:
            self._loop.at(act.instant, self._happens, act)

    def _happens(self, act: Act) -> None:
        if act.fault is not None:
            down = act.down_minutes, act.down_minutes
            self.world.profile = replace(self.world.profile, restart_minutes=down)
            self._falls(Planned(act.instant, act.fault, act.amount))
            return
        if act.statement:
            with closing(sqlite3.connect(self.file)) as connection, connection:
                connection.execute(act.statement)
            return
        resident = self.residents[act.who]
        if act.away_days:
            resident.loses_signal(timedelta(days=act.away_days))
        elif act.blocks_days:
            resident.blocks(timedelta(days=act.blocks_days))
        else:
            resident.say(resident.phones[0], act.text, pressed=act.pressed)


def played(stage: Stage, folder: Path, template: Path, *more: Checker) -> Outcome:
    """All of it; the tables are made already. `more` look on besides the invariants."""
    year = _Staged(stage, folder, *more)
    shutil.copy(template, year.file)
    year.run()
    return Outcome(year.broken, year.journal)
