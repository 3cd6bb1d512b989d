"""The queue of updates a bot has not confirmed yet, with Telegram's rules about offsets."""

import asyncio
from typing import Any

_ONLY_IF_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    """Numbered updates; `changed` is set, and replaced, whenever one arrives or a poll begins."""

    def __init__(self, first: int = 700_000_001) -> None:
        self.waiting: list[Any] = []
        self.next_number = first
        self.allowed: list[str] = []
        self.changed = asyncio.Event()

    def add(self, kind: str, body: dict[str, Any]) -> int | None:
        """Queue an update of a kind; None when the bot did not ask for this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ONLY_IF_ASKED
        return self.inject({kind: body}) if wanted else None

    def inject(self, body: dict[str, Any]) -> int:
        """Queue anything as an update, readable or not."""
        number = self.next_number
        self.next_number += 1
        self.waiting.append({"update_id": number, **body})
        self.wake()
        return number

    def wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    def confirm(self, offset: int | None) -> None:
        """Forget everything before the offset; a negative one counts from the end."""
        if offset is not None and offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset:
            self.waiting = [u for u in self.waiting if not _before(u["update_id"], offset)]

    def drop(self, number: int) -> None:
        self.waiting = [u for u in self.waiting if u["update_id"] != number]


def _before(number: Any, offset: int) -> bool:
    return isinstance(number, int) and number < offset
