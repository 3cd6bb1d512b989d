"""Whoever blocked the bot stands on the office's list within a day of the first failed message."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Answered, Blocked, Said, Told
from bot.simulation.watching import Found, Invariant, Look

A_DAY = timedelta(days=1)


class Unreachable:
    """Remembers the chats of which the network said that they refuse us."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, str, str], tuple[datetime, str | None]] = {}

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Answered, Blocked, Said):
            chat = (record.network, record.bot, record.chat)
            if isinstance(record, Answered):
                if record.told is Told.PERMANENT and not record.chat.startswith("+"):
                    self._since.setdefault(chat, (record.at, record.person))
            elif isinstance(record, Said) or record.ended:
                self._since.pop(chat, None)
        for chat, (since, person) in list(self._since.items()):
            if since < look.at - A_DAY:
                del self._since[chat]
                yield from self._known(look, chat, person)

    def _known(self, look: Look, chat: tuple[str, str, str], person: str | None) -> Iterator[Found]:
        rows = look.rows(
            "SELECT id, person_id, blocked_at, ended_at FROM addresses "
            "WHERE channel = ? AND bot = ? AND chat = ?",
            *chat,
        )
        for number, who, blocked, ended in rows:
            if blocked is None and ended is None:
                yield Found(f"{person} blocked us and is not marked as unreachable")
            told = look.one("SELECT 1 FROM outgoing WHERE key LIKE ?", f"blocked:{number}:%")
            call = look.one(
                "SELECT 1 FROM calls WHERE person_id = ? AND reason = 'unreachable' "
                "AND opened_at >= ?",
                who,
                blocked,
            )
            if blocked is not None and told is None and call is None:
                yield Found(f"{person} blocked us and nobody was told")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "unreachable", "A chat that refuses us is known to the office within a day.", Unreachable
)
