"""What life brings in a simulated year: floods, phones without signal, leave, elections."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.simulation.district import District
from bot.simulation.office import Coordinator
from bot.simulation.residents import Resident
from bot.simulation.world import World
from domain.people import Role

MONTH = timedelta(days=30)


class Events:
    """Lays out what people go through, each kind with a stream of chance of its own."""

    def __init__(self, world: World, residents: Mapping[str, Resident], district: District) -> None:
        self._world = world
        self._residents = residents
        self._district = district

    def _instants(self, kind: str, a_month: float, since: datetime, until: datetime) -> list[float]:
        chance = self._world.chance(kind)
        span = (until - since).total_seconds()
        count = round(a_month * span / MONTH.total_seconds())
        return sorted(chance.random() * span for _ in range(count))

    def hardship(self, since: datetime, until: datetime) -> None:
        """Phones without signal, and people who block the bot for a while."""
        until -= timedelta(days=12)
        everybody = [r for r in self._residents.values() if not isinstance(r, Coordinator)]
        chance = self._world.chance("who suffers")
        for second in self._instants("no signal", len(everybody) / 12, since, until):
            span = timedelta(hours=chance.uniform(6, 96))
            who = chance.choice(everybody)
            self._world.loop.at(since + timedelta(seconds=second), who.loses_signal, span)
        for second in self._instants("blocking", len(everybody) / 80, since, until):
            span = timedelta(days=chance.uniform(0.5, 9))
            who = chance.choice(everybody)
            self._world.loop.at(since + timedelta(seconds=second), who.blocks, span)

    def initiative(self, since: datetime, until: datetime) -> None:
        """Cadres who tell when they are away; the office that pauses a commune after a flood."""
        chance = self._world.chance("who acts")
        cadres = [r for r in self._residents.values() if Role.CADRE in r.roles]
        if cadres:
            for second in self._instants("leave", len(cadres) / 10, since, until):
                who = chance.choice(cadres)
                self._world.loop.at(since + timedelta(seconds=second), who.names_days_away)
        office = [r for r in self._residents.values() if isinstance(r, Coordinator)]
        for second in self._instants("floods", 0.25, since, until - timedelta(days=12)):
            commune = chance.choice(self._district.communes)
            self._world.loop.at(since + timedelta(seconds=second), office[0].pauses, commune)

    def replacements(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, str]]:
        """Secretaries and cadres who are followed by somebody new: when, and whose roster code."""
        chance = self._world.chance("who leaves")
        able = [
            code
            for code, resident in self._residents.items()
            if resident.roles & {Role.SECRETARY, Role.CADRE} and Role.LEADER not in resident.roles
        ]
        chance.shuffle(able)
        for second in self._instants("elections", 0.5, since, until - timedelta(days=20)):
            yield since + timedelta(seconds=second), able.pop()
