"""A message goes from state to state as the ledger allows, and stands in exactly one."""

from collections.abc import Iterator

from bot.simulation.watching import Found, Invariant, Look

FINAL = frozenset({"sent", "lapsed", "withdrawn", "refused", "unknown"})
AFTER: dict[str | None, frozenset[str]] = {
    None: frozenset({"waiting", "refused", "withdrawn", "lapsed"}),  # "lapsed": nobody ticked
    "waiting": frozenset({"waiting", "sending", "lapsed", "withdrawn", "refused"}),
    "sending": frozenset({"waiting", "sent", "refused", "unknown"}),
}


class OneState:
    """Remembers the last state of every message that has not come to its end."""

    def __init__(self) -> None:
        self._state: dict[int, str] = {}
        self._ended: set[int] = set()

    def look(self, look: Look) -> Iterator[Found]:
        for change in look.changes:
            before = self._state.pop(change.outgoing, None)
            if change.outgoing in self._ended:
                yield Found(f"message {change.outgoing} became {change.state} after its end")
            elif change.state not in AFTER[before]:
                yield Found(f"message {change.outgoing}: {before} became {change.state}")
            if change.state in FINAL:
                self._ended.add(change.outgoing)
            else:
                self._state[change.outgoing] = change.state
        yield from self._rows(look)

    def _rows(self, look: Look) -> Iterator[Found]:
        """The message itself says what its last event says."""
        touched = {change.outgoing: change.state for change in look.changes}
        for number, state in touched.items():
            stands = look.one("SELECT state FROM outgoing WHERE id = ?", number)
            if stands != state:
                yield Found(f"message {number} stands as {stands}, its ledger says {state}")

    def finish(self, look: Look) -> Iterator[Found]:
        for number, state in self._state.items():
            due = look.one("SELECT due_at FROM outgoing WHERE id = ?", number)
            if state == "sending":
                yield Found(f"message {number} is being sent for ever (due {due})")


INVARIANT = Invariant(
    "one_state", "Every message is in exactly one state of the ledger, and ends in one.", OneState
)
