"""Nobody is disturbed between 21:00 and 06:00, but for answers to their own words."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived, Said
from bot.simulation.watching import Found, Invariant, Look, quiet

ON_ITS_WAY = timedelta(minutes=3)  # taken before 21:00
CONVERSATION = timedelta(minutes=30)  # whoever has just written is awake


class QuietHours:
    """Remembers when each chat wrote last."""

    def __init__(self) -> None:
        self._wrote: dict[str, datetime] = {}

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Arrived, Said):
            if isinstance(record, Said):
                self._wrote[record.chat] = record.at
                continue
            wrote = self._wrote.get(record.chat)
            awake = wrote is not None and record.at - wrote < CONVERSATION
            late = quiet(record.host) and quiet(record.host - ON_ITS_WAY)
            if late and quiet(record.at) and not awake and not record.key.startswith("answer:"):
                yield Found(f"{record.person} was disturbed by {record.key}", record.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "quiet_hours", "Nothing but answers arrives between 21:00 and 06:00.", QuietHours
)
