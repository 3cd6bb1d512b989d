"""How far a network's clock is from ours, as its messages tell: either may be wrong."""

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
    so many minutes would for ever be told that the question is closed.
    """

    def __init__(self) -> None:
        self._clocks: dict[tuple[str, str], _Clock] = {}

    async def ours(
        self, session: Session, address: Address, said_at: datetime, now: datetime
    ) -> datetime:
        """When something that is here now was said, as our clock would have shown it."""
        bot = address.channel, address.bot
        clock = self._clocks.get(bot)
        if clock is None:
            clock = self._clocks[bot] = _Clock(await network_clocks.ahead(session, *bot))
        if clock.sees(now - said_at, now):
            await network_clocks.keep(session, *bot, clock.ahead)
        return said_at + clock.ahead
