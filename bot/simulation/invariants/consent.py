"""No message to a chat whose person has not agreed, beyond what asking for it needs."""

from collections.abc import Iterator

from bot.simulation.observed import Arrived, Consented
from bot.simulation.watching import Found, Invariant, Look

NEEDED = ("answer:", "stranger:", "unreadable:", "knock:")


class Consent:
    """Remembers the chats from which somebody agreed."""

    def __init__(self) -> None:
        self._agreed: set[tuple[str, str, str]] | None = None

    def look(self, look: Look) -> Iterator[Found]:
        if self._agreed is None:  # those who had agreed before the journal begins
            known = look.rows(
                "SELECT a.channel, a.bot, a.chat FROM addresses a JOIN consents c "
                "ON c.person_id = a.person_id AND c.agreed WHERE a.bound_at <= ?",
                look.journal.header.start,
            )
            self._agreed = {(str(n), str(b), str(c)) for n, b, c in known}
        for record in look.of(Arrived, Consented):
            chat = (record.network, record.bot, record.chat)
            if isinstance(record, Consented):
                self._agreed.add(chat)
            elif chat not in self._agreed and not record.key.startswith(NEEDED):
                yield Found(
                    f"{record.key} arrived at {record.chat}, which never agreed", record.event
                )

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("consent", "No message to somebody without consent.", Consent)
