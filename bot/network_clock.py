"""How far a network's clock is from ours, as its messages tell: either may be wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import network_clocks
from db.base import Session
from domain.messages import Address

ON_ITS_WAY = timedelta(minutes=2)  # no message takes longer unless it waited somewhere
LATE_IN_A_ROW = 5  # what waited comes among what did not
OVER = timedelta(minutes=10)  # what waited comes at once


@dataclass(slots=True)
class _Clock:
    """`ahead`: of the network's. The others count messages later than that explains."""

    ahead: timedelta
    late: int = 0
    since: datetime | None = None
    least: timedelta = timedelta.max

    def sees(self, lag: timedelta, now: datetime) -> bool:
        """Learn from a message that took so long by our clock; True when `ahead` changed."""
        if lag <= self.ahead + ON_ITS_WAY:
            self.late, self.since, self.least = 0, None, timedelta.max
            found = min(self.ahead, lag)
        else:
            self.late, self.since = self.late + 1, self.since or now
            self.least = min(self.least, lag)
            enough = self.late >= LATE_IN_A_ROW and now - self.since >= OVER
            found = self.least if enough else self.ahead
        changed = abs(found - self.ahead) > ON_ITS_WAY
        if changed:
            self.ahead, self.late, self.since, self.least = found, 0, None, timedelta.max
        return changed


class NetworkClocks:
    """Says when a message was said by our own clock.

    A message is late by what our clock is ahead, and by its way. When none of several in a row
    came sooner than any way takes, a clock is wrong; without knowing that, whoever answers within
    so many minutes would for ever be told that the question is closed. A clock that is set while
    we run is seen at once, beside one that nobody can set.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        """`steady`: seconds of a clock that nobody can set."""
        self._steady = steady
        self._began: datetime | None = None  # when `steady` began, by the clock as it was last
        self._set = timedelta()  # how much that was moved since the first message
        self._clocks: dict[tuple[str, str], _Clock] = {}

    async def ours(
        self, session: Session, address: Address, said_at: datetime, now: datetime
    ) -> datetime:
        """When something that is here now was said, as our clock would have shown it."""
        await self._look(session, now)
        bot = address.channel, address.bot
        clock = self._clocks.get(bot)
        if clock is None:
            ahead = await network_clocks.ahead(session, *bot)
            clock = self._clocks[bot] = _Clock(ahead + self._set)
        if clock.sees(now - said_at, now):
            await network_clocks.keep(session, *bot, clock.ahead)
        return said_at + clock.ahead

    async def _look(self, session: Session, now: datetime) -> None:
        """Whether somebody set our clock: all networks' are then as much further from it."""
        began = now - timedelta(seconds=self._steady())
        moved = timedelta() if self._began is None else began - self._began
        if abs(moved) > ON_ITS_WAY or self._began is None:
            self._began = began
        if abs(moved) <= ON_ITS_WAY:
            return
        self._set += moved
        for bot, clock in self._clocks.items():
            self._clocks[bot] = _Clock(clock.ahead + moved)
            await network_clocks.keep(session, *bot, clock.ahead + moved)
