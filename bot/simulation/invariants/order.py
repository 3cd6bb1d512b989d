"""Everybody hears things in the order in which they were queued and due."""

from collections.abc import Iterator

from bot.simulation.watching import Change, Found, Invariant, Look

MOVED = frozenset({"blocked", "quota", "window"})  # went to another chat, or waits for its person
OPEN = frozenset({"waiting", "sending"})


class Order:
    """Remembers the messages of each chat that have not come to their end."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str, str], dict[int, Change]] = {}
        self._moved: set[int] = set()

    def look(self, look: Look) -> Iterator[Found]:
        self._moved |= {c.outgoing for c in look.changes if c.reason in MOVED}
        for change in look.changes:
            if change.chat is None:
                continue
            chat = self._open.setdefault(change.chat, {})
            if change.state == "sending":
                yield from self._overtaken(chat, change)
            if change.state in OPEN:
                chat.setdefault(change.outgoing, change)
            else:
                chat.pop(change.outgoing, None)
        for waiting in self._open.values():
            for number in self._moved & waiting.keys():
                del waiting[number]

    def _overtaken(self, chat: dict[int, Change], sent: Change) -> Iterator[Found]:
        """An older message of the same kind of urgency was due and still waits."""
        for other in chat.values():
            older = other.outgoing < sent.outgoing and other.urgent == sent.urgent
            started = other.urgent or other.attempt > 0 or other.due <= sent.at
            if older and started and not self._moved & {other.outgoing, sent.outgoing}:
                yield Found(f"message {sent.outgoing} overtook {other.outgoing} at {sent.chat}")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("order", "Messages to one person keep their order.", Order)
