"""How far a network's clock is from ours, as its messages tell: either may be wrong."""

from collections import deque
from datetime import datetime, timedelta

from domain.messages import Address

RECENT = 5  # so many messages in a row
SPAN = timedelta(minutes=10)  # came over so long: a backlog comes at once
KNOWN = timedelta(hours=6)  # a clock may have been set since


class NetworkClocks:
    """Remembers how late the latest messages of each bot seemed.

    A message is later by what our clock is ahead, and by its way. When even the quickest of
    several took longer than any way, a clock is wrong; without that, whoever answers within so
    many minutes would for ever be told that the question is closed.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], deque[tuple[datetime, timedelta]]] = {}

    def ours(self, address: Address, said_at: datetime, now: datetime) -> datetime:
        """When something that is here now was said, as our clock would have shown it."""
        seen = self._seen.setdefault((address.channel, address.bot), deque(maxlen=RECENT))
        while seen and abs(now - seen[0][0]) > KNOWN:
            seen.popleft()
        seen.append((now, now - said_at))
        ahead = min(lag for _, lag in seen)
        if ahead > timedelta() and (len(seen) < RECENT or now - seen[0][0] < SPAN):
            return said_at  # perhaps it all waited somewhere
        return said_at + ahead
