"""One event on its way in, the same for polling and webhook: read it, and hand it over surely."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from channels.base import Receive
from channels.patience import Patience
from channels.zalo_bot.translate import Malformed, translate, unwrap
from domain.messages import Incoming

_log = logging.getLogger(__name__)
_LONGEST_STORE_PAUSE = 5.0  # seconds


class Intake:
    """Reads events without ever failing on one. `name` is set once Zalo has told it."""

    def __init__(
        self,
        bot: str,
        receive: Receive,
        now: Callable[[], datetime],
        retry_seconds: float,
    ) -> None:
        self.name: str | None = None
        self._bot = bot
        self._receive = receive
        self._now = now
        self._retry_seconds = retry_seconds

    def read(self, body: Any) -> Incoming | None:
        """The message in a body or an answer; None when there is nothing to do."""
        event = unwrap(body)
        if event is None:
            return None
        try:
            found = translate(event, self._bot, self.name, self._now())
        except Malformed as error:
            _log.error("an event was set aside: no readable %s", error)
            return None
        except Exception as error:
            # A defect of ours; only its kind, because its words may repeat the event.
            _log.error("an event was set aside: %s", type(error).__name__)
            return None
        if found is None:
            _log.info("an event that is none of our business: %s", _kind(event.get("event_name")))
        return found

    async def take(self, incoming: Incoming) -> bool:
        """Hand over one message once; False when it could not be stored."""
        try:
            await self._receive(incoming)
        except Exception as error:
            # Only the kind: a database's message repeats the text it could not store.
            _log.error("message %s was not stored: %s", incoming.key, type(error).__name__)
            return False
        return True

    async def take_surely(self, incoming: Incoming) -> None:
        """Hand over one message that nobody will bring again, as often as that needs."""
        patience = Patience(self._retry_seconds, _LONGEST_STORE_PAUSE)
        while not await self.take(incoming):
            await patience.wait()


def _kind(name: Any) -> str:
    """A name of an event for the log: anybody could write anything there."""
    known = isinstance(name, str) and name.isascii() and len(name) <= 60
    return name if known and name.replace(".", "").replace("_", "").isalnum() else "unnamed"
