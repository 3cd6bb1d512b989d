"""How fast a lane may send: overall and per chat, on the monotonic clock."""

import asyncio
import time
from collections import OrderedDict

from channels.base import Pace
from domain.messages import Address

REMEMBERED_CHATS = 10_000


class Pacer:
    """Spaces sends evenly; a pause named by the network holds everything until it ends."""

    def __init__(self, pace: Pace) -> None:
        self._gap = 1 / pace.per_second if pace.per_second else 0.0
        self._chat_gap = 1 / pace.per_chat_second if pace.per_chat_second else 0.0
        self._next = 0.0
        self._chats: OrderedDict[Address, float] = OrderedDict()

    async def turn(self, address: Address) -> None:
        """Wait until a message to this chat may go out, and take the turn."""
        now = time.monotonic()
        start = max(now, self._next, self._chats.get(address, 0.0))
        self._next = max(now, self._next) + self._gap
        if self._chat_gap:
            self._chats[address] = start + self._chat_gap
            self._chats.move_to_end(address)
            if len(self._chats) > REMEMBERED_CHATS:
                self._chats.popitem(last=False)
        if start > now:
            await asyncio.sleep(start - now)

    def pause(self, seconds: float) -> None:
        """Nothing goes out for so many seconds."""
        self._next = max(self._next, time.monotonic() + seconds)

    @property
    def paused_for(self) -> float:
        """Seconds until the next message may go out."""
        return max(0.0, self._next - time.monotonic())
