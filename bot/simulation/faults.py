"""How bad the world is: chances of each fault, and the long ones laid out over the year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random


class Faults(StrEnum):
    """The three worlds one can choose."""

    NONE = "none"
    NORMAL = "normal"
    STORM = "storm"


@dataclass(frozen=True, slots=True)
class Profile:
    """Chances of one event each, and how often in thirty days the long ones come."""

    quota: float = 0.0  # a send is answered 429 with a pause
    server_error: float = 0.0  # 5xx: surely not delivered
    reset: float = 0.0  # the connection breaks while sending: delivered or not
    timed_out: float = 0.0  # no answer: delivered or not
    copy: float = 0.0  # an incoming message is brought twice
    late: float = 0.0  # an incoming message is brought minutes later, after newer ones
    busy: float = 0.0  # another program has the database when a transaction begins
    outages: float = 0.0
    outage_hours: tuple[float, float] = (0.5, 6.0)
    crashes: float = 0.0
    jumps: float = 0.0
    jump_minutes: tuple[float, float] = (1.0, 20.0)
    restart_minutes: tuple[float, float] = (0.2, 10.0)

    @property
    def breaks(self) -> bool:
        """Whether any send can fail by chance."""
        return self.quota + self.server_error + self.reset + self.timed_out > 0


PROFILES = {
    Faults.NONE: Profile(),
    Faults.NORMAL: Profile(
        quota=0.002,
        server_error=0.003,
        reset=0.001,
        timed_out=0.001,
        copy=0.01,
        late=0.01,
        busy=0.0005,
        outages=1,
        crashes=3,
        jumps=0.5,
    ),
    Faults.STORM: Profile(
        quota=0.02,
        server_error=0.03,
        reset=0.01,
        timed_out=0.01,
        copy=0.08,
        late=0.08,
        busy=0.01,
        outages=4,
        outage_hours=(0.5, 48.0),
        crashes=40,
        jumps=4,
        jump_minutes=(1.0, 150.0),
        restart_minutes=(0.1, 120.0),
    ),
}
QUIET_END = timedelta(days=5)  # no new faults at the end, so that what can come right does


class Long(StrEnum):
    """Faults that have a time rather than a chance."""

    OUTAGE = "outage"
    CRASH = "crash"
    JUMP = "jump"


@dataclass(frozen=True, slots=True)
class Planned:
    """One long fault: when, what, and how much (seconds, or steps until death)."""

    at: datetime
    what: Long
    amount: float


def laid_out(
    profile: Profile, chance: Random, since: datetime, until: datetime
) -> Iterator[Planned]:
    """The long faults of a run, by kind and then at random; none near the end."""
    span = until - QUIET_END - since
    for what, often in (
        (Long.OUTAGE, profile.outages),
        (Long.CRASH, profile.crashes),
        (Long.JUMP, profile.jumps),
    ):
        for _ in range(round(often * max(span, timedelta()) / timedelta(days=30))):
            yield Planned(since + span * chance.random(), what, _amount(what, profile, chance))


def _amount(what: Long, profile: Profile, chance: Random) -> float:
    if what is Long.OUTAGE:
        return chance.uniform(*profile.outage_hours) * 3600
    if what is Long.JUMP:
        return chance.choice((-1, 1)) * chance.uniform(*profile.jump_minutes) * 60
    return chance.randint(1, 300)
