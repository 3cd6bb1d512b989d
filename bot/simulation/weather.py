"""What one network does with each message today: takes it, loses it, breaks, or is away.

Chance is drawn for each message by its name, so that leaving one out changes nothing for others.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.simulation.observed import Outage, Told
from bot.simulation.world import World

QUICK = timedelta(milliseconds=120)
PATIENCE = timedelta(seconds=20)  # how long a send waits for a network that does not answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one attempt: what is told, whether it arrives, how long it takes."""

    told: Told = Told.OK
    arrives: bool = True
    takes: timedelta = QUICK
    pause: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Bringing:
    """When an incoming message is brought, and when once more."""

    after: timedelta
    again: timedelta | None


class Weather:
    """The weather of one network."""

    def __init__(self, world: World, network: str) -> None:
        self.away = False
        self._world = world
        self._network = network
        self._outages = 0
        self._held_until: datetime | None = None
        self._tries: Counter[str] = Counter()

    def out(self, hours: float) -> None:
        """The network is away for a while, both ways."""
        self._outages += 1
        self.away = True
        self._world.note(Outage, network=self._network)
        self._world.later(timedelta(hours=hours), self._back)

    def _back(self) -> None:
        self._outages -= 1
        self.away = self._outages > 0
        self._world.note(Outage, network=self._network, ended=True)

    def of_incoming(self, name: str) -> Bringing:
        """How a message of a person comes to the house."""
        profile, usual = self._world.profile, timedelta(milliseconds=300)
        if self._world.calm:
            return Bringing(usual, None)
        chance = self._world.chance(f"{self._network} in {name}")
        after, again = usual, None
        if chance.random() < profile.late and self._world.may(f"late: {name}"):
            after = timedelta(seconds=chance.uniform(5, 400))
        if chance.random() < profile.copy and self._world.may(f"copy: {name}"):
            again = after + timedelta(seconds=chance.uniform(0, 60))
        return Bringing(after, again)

    def of_sending(self, key: str, parts: int, *, refused: bool) -> Verdict:
        """What becomes of one attempt to send a message to a chat that may refuse us."""
        if self.away:
            return Verdict(Told.PASSING, arrives=False)
        if refused:
            return Verdict(Told.PERMANENT, arrives=False)
        now = self._world.now()
        if self._held_until is not None and now < self._held_until:
            return Verdict(Told.QUOTA, arrives=False, pause=self._held_until - now)
        self._tries[key] += 1
        name = f"{self._network} out {key} {self._tries[key]}"
        found = Verdict(takes=QUICK * parts)
        if self._world.calm or not self._world.profile.breaks:
            return found
        broken = self._broken(name, now)
        if broken is None or not self._world.may(f"{broken.told}: {name}"):
            return found
        if broken.pause is not None:
            self._held_until = now + broken.pause
        return broken

    def _broken(self, name: str, now: datetime) -> Verdict | None:
        profile, chance = self._world.profile, self._world.chance(name)
        drawn = chance.random()
        if (drawn := drawn - profile.quota) < 0:
            pause = timedelta(seconds=chance.randint(2, 40))
            return Verdict(Told.QUOTA, arrives=False, pause=pause)
        if (drawn := drawn - profile.server_error) < 0:
            return Verdict(Told.PASSING, arrives=False, takes=2 * QUICK)
        if (drawn := drawn - profile.reset) < 0:
            return Verdict(Told.UNKNOWN, arrives=chance.random() < 0.5, takes=3 * QUICK)
        if drawn - profile.timed_out < 0:
            return Verdict(Told.UNKNOWN, arrives=chance.random() < 0.7, takes=PATIENCE)
        return None
