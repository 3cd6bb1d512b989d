"""What everybody in a simulated year shares: time, the machine's clock, chance, the journal."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from bot.clock import Clock
from bot.simulation.acts import Act, Part
from bot.simulation.faults import PROFILES, Faults, Profile
from bot.simulation.observed import ClockJumped, Journal, Record
from bot.simulation.virtual import VirtualLoop

R = TypeVar("R", bound=Record)


class World:
    """The stage. Chance is drawn from a stream of its own for each purpose, so that a change in
    one place does not change what happens in all others."""

    def __init__(self, loop: VirtualLoop, journal: Journal, part: Part | None = None) -> None:
        self.acts: list[Act] = []
        self._part = part
        self.loop = loop
        self.journal = journal
        self.profile: Profile = PROFILES[Faults(journal.header.faults)]
        self.calm = False  # no new faults
        self.skew = timedelta()
        self.until_event: int | None = None
        self.enough: Callable[[], None] = lambda: None

    def chance(self, purpose: str) -> Random:
        """A stream of chance."""
        return Random(f"{self.journal.header.seed}:{purpose}")  # noqa: S311 - a year must repeat

    def may(self, act: str, what: str = "") -> bool:
        """Whether something that is about to happen may: a smaller run leaves acts out."""
        if self._part is not None and not self._part.has(act):
            return False
        self.acts.append(Act(self.now(), act, what))
        return True

    def now(self) -> datetime:
        """The true instant."""
        return self.loop.now()

    def host_now(self) -> datetime:
        """What the machine's clock shows."""
        return self.loop.now() + self.skew

    def jump(self, by: timedelta) -> None:
        """The machine's clock is set, forward or back."""
        self.skew += by
        self.note(ClockJumped, by=by)

    def note(self, sort: type[R], /, **what: Any) -> R:
        """Write down that something happened now."""
        record = sort(event=self.journal.next_event, at=self.now(), host=self.host_now(), **what)
        self.journal.add(record)
        if record.event == self.until_event:
            self.enough()
        return record

    def later(self, delay: timedelta, call: Callable[..., object], *arguments: Any) -> None:
        """Let something happen after a while."""
        self.loop.call_later(delay.total_seconds(), call, *arguments)


class HostClock(Clock):
    """The machine's clock as the house reads it; its monotonic clock never jumps."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> datetime:
        return self._world.host_now()

    def seconds(self) -> float:
        return self._world.loop.time()

    def steady(self) -> float:
        return self._world.loop.time()
