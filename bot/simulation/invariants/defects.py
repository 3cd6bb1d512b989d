"""The house has no defects: an error in its log that no fault explains is one."""

from collections.abc import Iterator

from bot.simulation.observed import Defect
from bot.simulation.watching import Found, Invariant, Look

# The simulated machine makes these itself: a database that is busy, a network that is away.
OF_THE_WORLD = ("OperationalError", "DatabaseBusy", "TimeoutError", "SendError", "Died")


class Defects:
    """Reads what the house logged as an error."""

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Defect):
            if record.kind not in OF_THE_WORLD:
                yield Found(f"the house logged: {record.what} ({record.kind})", record.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("defects", "No part of the house breaks.", Defects)
