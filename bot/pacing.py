"""How fast a lane may send: overall and per chat, on the monotonic clock."""

import time
from collections import OrderedDict
from collections.abc import Callable

from channels.base import Pace
from domain.messages import Address

REMEMBERED_CHATS = 10_000


class Pacer:
    """Keeps the book of turns: it says how long to wait, and never waits itself.

    Sends are spaced evenly; a pause named by the network holds everything until it ends.
    """

    def __init__(self, pace: Pace, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._gap = 1 / pace.per_second if pace.per_second else 0.0
        self._chat_gap = 1 / pace.per_chat_second if pace.per_chat_second else 0.0
        self._next = 0.0
        self._held_until = 0.0
        self._chats: OrderedDict[Address, float] = OrderedDict()

    def book(self, address: Address) -> float:
        """Take the next turn of this chat; the seconds to wait until it comes."""
        now = self._seconds()
        free = max(now, self._next, self._held_until)
        start = max(free, self._chats.get(address, 0.0))
        self._next = free + self._gap
        if self._chat_gap:
            self._chats[address] = start + self._chat_gap
            self._chats.move_to_end(address)
            if len(self._chats) > REMEMBERED_CHATS:
                self._chats.popitem(last=False)
        return start - now

    def pause(self, seconds: float) -> None:
        """Nothing goes out for so many seconds; turns already booked are void."""
        self._held_until = max(self._held_until, self._seconds() + seconds)

    @property
    def held_for(self) -> float:
        """Seconds until the pause named by the network ends."""
        return max(0.0, self._held_until - self._seconds())
