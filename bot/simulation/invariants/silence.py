"""Whoever asked for silence, and heard it confirmed, hears nothing until they ask for it again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived, Said, Stopped
from bot.simulation.reading import plain
from bot.simulation.watching import Found, Invariant, Look

ON_ITS_WAY = timedelta(minutes=5)
CONFIRMED = "da dung. he thong khong nhan"
BACK = ("start", "dang ky", "bat lai")


class Silence:
    """Remembers who asked for silence since when."""

    def __init__(self) -> None:
        self._since: dict[str, datetime] = {}

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Arrived, Said, Stopped):
            person = record.person
            if person is None:
                continue
            confirmed = isinstance(record, Arrived) and plain(record.text).startswith(CONFIRMED)
            if isinstance(record, Stopped) or confirmed:
                self._since[person] = record.at
            elif isinstance(record, Said):
                if any(word in plain(record.text) for word in BACK):
                    self._since.pop(person, None)
            elif not record.key.startswith("answer:") and self._disturbed(person, record.at):
                yield Found(f"{record.key} disturbed {person}, who wants silence", record.event)

    def _disturbed(self, person: str, at: datetime) -> bool:
        since = self._since.get(person)
        return since is not None and at - since > ON_ITS_WAY

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("silence", "Nothing is sent to whoever asked for silence.", Silence)
