"""The ledger says of every message what truly became of it on the network."""

from collections.abc import Iterator

from bot.simulation.observed import Answered, Arrived, Crashed, Told
from bot.simulation.watching import Change, Found, Invariant, Look

FEW = 20  # tries after which a message may be given up


class Truth:
    """Remembers what the network told of each message, and which arrived."""

    def __init__(self) -> None:
        self._told: dict[int, Told] = {}
        self._refusing: set[tuple[str, str, str]] = set()
        self._arrived: set[int] = set()
        self._crashes = 0

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Arrived, Answered, Crashed):
            if isinstance(record, Arrived):
                self._arrived.add(record.outgoing)
            elif isinstance(record, Answered):
                self._told[record.outgoing] = record.told
                if record.told is Told.PERMANENT:
                    self._refusing.add((record.network, record.bot, record.chat))
            else:
                self._crashes += 1
        last = {change.outgoing: change for change in look.changes}
        for change in last.values():
            yield from self._untrue(change)

    def _untrue(self, change: Change) -> Iterator[Found]:
        told, who = self._told.get(change.outgoing), f"message {change.outgoing} ({change.key})"
        if change.state == "sent" and change.outgoing not in self._arrived:
            yield Found(f"{who} is said to be sent and never arrived")
        if change.state == "refused" and change.attempt:
            yield from self._refused(change, told, who)
        if change.state == "unknown" and told is not Told.UNKNOWN and not self._crashes:
            yield Found(f"{who} is said to be unknown; the network said {told}")
        if change.state == "waiting" and told is Told.OK:
            yield Found(f"{who} arrived and waits to be sent again")

    def _refused(self, change: Change, told: Told | None, who: str) -> Iterator[Found]:
        reason = change.reason
        if reason == "blocked":
            right = bool(self._refusing)
        elif reason == "bad_message":
            right = told in (Told.BAD_MESSAGE, None)
        elif reason == "gave_up":
            right = told is Told.PASSING and change.attempt >= FEW
        else:
            right = reason in ("quota", "window") and told is not Told.OK
        if not right:
            yield Found(f"{who} was given up as {reason}; the network said {told}")

    def finish(self, look: Look) -> Iterator[Found]:
        for number, told in self._told.items():
            state = look.one("SELECT state FROM outgoing WHERE id = ?", number)
            if told is Told.OK and state not in ("sent", "unknown"):
                yield Found(f"message {number} arrived and is said to be {state}")


INVARIANT = Invariant("truth", "What the ledger says of a message is what became of it.", Truth)
