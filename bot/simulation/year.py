"""One simulated run: a district is loaded, the house started, people live, faults fall."""

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot import importer, inviting
from bot.app import App
from bot.inviting import Wanted
from bot.simulation.acts import Part
from bot.simulation.answers import Reading
from bot.simulation.district import District
from bot.simulation.events import Events
from bot.simulation.faults import Long, Planned, laid_out
from bot.simulation.life import adopting
from bot.simulation.machine import AtOnce, Machine
from bot.simulation.observed import Broken, Checker, DayEnded, Defect, Header, Journal, Replaced
from bot.simulation.office import Coordinator
from bot.simulation.residents import Resident
from bot.simulation.virtual import VirtualLoop
from bot.simulation.wires import Network, Phone, networks
from bot.simulation.world import HostClock, World
from db.base import Database
from domain.calendar import at, local_date
from domain.people import Role

BEFORE_JOINING = timedelta(minutes=5)
JOINING = timedelta(hours=9)  # everybody joins in the course of the first day
SLIPS = timedelta(hours=72)
FIRST_LOOK = timedelta(minutes=5)
LOOK_EVERY = timedelta(hours=1)


class Year:
    """One run; `journal` and `broken` are what it leaves."""

    def __init__(
        self,
        header: Header,
        folder: Path,
        checkers: Sequence[Checker] = (),
        *,
        until_event: int | None = None,
        part: Part | None = None,
        until: datetime | None = None,
    ) -> None:
        """`part`: what may happen of what people do and of faults; None lets all happen.

        `until`: stop there, before anything had to come right.
        """
        self.file = folder / "simulated.sqlite3"
        self.journal = Journal(header, self.file)
        self.broken: list[Broken] = []
        self._checkers = checkers
        self._loop = VirtualLoop(header.start)
        self._loop.set_task_factory(adopting)
        self.world = World(self._loop, self.journal, part)
        self.world.until_event = until_event
        self.world.enough = self._enough
        self.end = at(_months_later(header.start, header.months), time())
        self._until = until if until is not None and until < self.end else None
        self._district = District(header.branches)
        self._reading = Reading(self.file)
        self._networks = networks(self.world)
        self.residents: dict[str, Resident] = {}
        self._machine = Machine(self.world, self.file, self._networks.values())
        self._entropy = self.world.chance("codes of the operator")
        self._over = asyncio.Event()
        self._check: sqlite3.Connection | None = None
        self._looked_at = 0

    def run(self) -> None:
        """Everything, from the first import to the last check."""
        errors = _Errors(self)
        logging.getLogger().addHandler(errors)
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._lived())
        finally:
            logging.getLogger().removeHandler(errors)
            self._reading.close()
            if self._check is not None:
                self._check.close()
            asyncio.set_event_loop(None)
            self._loop.close()

    async def _lived(self) -> None:
        await self._load()
        self._populate()
        self._machine.start()
        events = Events(self.world, self.residents, self._district)
        self._lay_out(events)
        await self._over.wait()
        if self._until is None:
            self._finish()
        self._machine.switch_off()
        await asyncio.sleep(1)

    async def _load(self) -> None:
        """The operator's first day: tables, roster."""
        database = self._machine.database()
        app = App(database, HostClock(self.world), (), compute=AtOnce())
        await app.prepare()
        await self._import(database)
        await database.close()

    async def _import(self, database: Database) -> None:
        book = self._district.write(self.file.parent / "roster.xlsx")
        now = self.world.host_now()
        await importer.load(database, book, now=now, today=local_date(now))

    def _populate(self) -> None:
        """Everybody with their phones: most on Zalo, some on Telegram, a few on both."""
        for code, roles in self._district.people:
            self._settle(code, roles)

    def _settle(self, code: str, roles: frozenset[Role]) -> Resident:
        kind = Coordinator if Role.COORDINATOR in roles else Resident
        resident = kind(self.world, self._reading, code, roles)
        name = "telegram" if self.world.chance(f"phone {code}").random() < 0.25 else "zalo"
        network: Network = self._networks[name]
        phone = Phone(network, f"{name[0]}-{code}", code, resident.hears)
        network.phones[phone.chat] = phone
        resident.phones.append(phone)
        self.residents[code] = resident
        return resident

    def _lay_out(self, events: "Events") -> None:
        """Everything that has its time from the start."""
        world, start = self.world, self.world.now()
        world.later(BEFORE_JOINING, self._spawn, self._hand_out_slips(Wanted(), JOINING))
        for planned in laid_out(
            world.profile, world.chance("long faults"), start + JOINING, self.end
        ):
            self._loop.at(planned.at, self._falls, planned)
        if world.profile.outages:
            events.hardship(start + JOINING, self.end)
        events.initiative(start + JOINING, self.end)
        for day, code in events.replacements(start + timedelta(days=20), self.end):
            self._loop.at(day, self._spawn_replacement, code)
        self._loop.at(self.end - timedelta(days=4), self._calm)
        self._loop.at(self._until or self.end, self._over.set)
        midnight = at(local_date(start) + timedelta(days=1), time())
        self._loop.at(midnight, self._day_ends)
        self._loop.at(start + FIRST_LOOK, self._hour_ends)

    def _spawn(self, work: Any) -> None:
        self._loop.create_task(work)

    def _calm(self) -> None:
        self.world.calm = True

    def _enough(self) -> None:
        self._over.set()

    async def _hand_out_slips(self, wanted: Wanted, within: timedelta) -> None:
        """The operator prints codes; each person types theirs when the slip reaches them."""
        database = self._machine.database()
        slips = await inviting.make(
            database,
            wanted,
            now=self.world.host_now(),
            lifetime=SLIPS,
            entropy=self._entropy.randbytes,
        )
        await database.close()
        chance = self.world.chance(f"slips {self.world.now()}")
        for slip in slips:
            self.world.later(
                within * chance.random(), self.residents[slip.person_code].joins, slip.code
            )

    def _spawn_replacement(self, code: str) -> None:
        self._loop.create_task(self._replace(code))

    async def _replace(self, code: str) -> None:
        """Somebody new in office: the spreadsheet is imported anew, and they get a slip.

        From the day that the machine shows, or it knows of nobody to make a code for.
        """
        now = f"{code}-{self.world.now():%y%m}"
        roles = self.residents[code].roles
        self._district.replace(code, now, local_date(self.world.host_now()))
        database = self._machine.database()
        await self._import(database)
        await database.close()
        self.residents[code].left = True
        self._settle(now, roles)
        self.world.note(Replaced, before=code, now=now)
        await self._hand_out_slips(Wanted(person=now), timedelta(hours=6))

    def _falls(self, planned: Planned) -> None:
        act = f"{planned.what} {planned.at:%m-%dT%H:%M:%S}"
        if not self.world.may(act, f"{planned.amount:.0f}"):
            return
        if planned.what is Long.OUTAGE:
            chance = self.world.chance(f"where {planned.at}")
            network = self._networks[chance.choice(sorted(self._networks))]
            network.weather.out(planned.amount / 3600)
        elif planned.what is Long.JUMP:
            self.world.jump(timedelta(seconds=round(planned.amount)))
        else:
            self._machine.kill(round(planned.amount))

    # Checking.

    def _hour_ends(self) -> None:
        """Look whenever something happened, so that what breaks is told near to its event."""
        if not self._over.is_set():
            self._look()
            self._loop.at(self.world.now() + LOOK_EVERY, self._hour_ends)

    def _day_ends(self) -> None:
        self.world.note(DayEnded)
        self._look()
        tomorrow = self.world.now() + timedelta(days=1)
        if not self._over.is_set():
            self._loop.at(tomorrow, self._day_ends)
            self._loop.at(tomorrow - timedelta(hours=18), self._office_opens)

    def _office_opens(self) -> None:
        for resident in self.residents.values():
            if isinstance(resident, Coordinator) and resident.code.startswith("DP1"):
                resident.day_begins(self.world.now())

    def _connection(self) -> sqlite3.Connection:
        if self._check is None:
            uri = f"file:{self.file}?mode=ro"
            self._check = sqlite3.connect(uri, uri=True, isolation_level=None)
        return self._check

    def _look(self) -> None:
        if self._looked_at == len(self.journal.records):
            return
        self._looked_at = len(self.journal.records)
        for checker in self._checkers:
            self.broken += checker.look(self.journal, self._connection())

    def _finish(self) -> None:
        for checker in self._checkers:
            self.broken += checker.finish(self.journal, self._connection())

    def defect(self, what: str, kind: str) -> None:
        """The house logged an error; one of a process that is dying does not count."""
        if self._machine.alive:
            self.world.note(Defect, what=what, kind=kind)


class _Errors(logging.Handler):
    """Turns errors in the log into records of the journal."""

    def __init__(self, year: Year) -> None:
        super().__init__(logging.ERROR)
        self._year = year

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        kind = "" if error is None else type(error).__name__
        self._year.defect(record.getMessage().partition("\n")[0], kind)


def _months_later(start: datetime, months: int) -> Any:
    day = local_date(start)
    index = day.month - 1 + months
    return day.replace(year=day.year + index // 12, month=index % 12 + 1)
