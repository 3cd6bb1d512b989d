"""Every refusal, and every "not understood", names the next step."""

import re
from collections.abc import Iterator

from bot.simulation.reading import Growing, plain
from bot.simulation.watching import Found, Invariant, Look

_REFUSED = """
SELECT i.id, i.state, i.handled_by, o.text FROM incoming i JOIN outgoing o
ON o.key = 'answer:' || i.channel || ':' || i.bot || ':' || i.key
WHERE i.id > ? AND (i.state = 'refused' OR i.handled_by IN
('unclear', 'unknown_command', 'stray_digit', 'out_of_range', 'attachment', 'too_long'))
"""
# write, phone, choose, wait, try, ask; a command; numbered options
NEXT_STEP = re.compile(r"\b(nhan|goi|chon|cho|thu|hoi|xem|lien he)\b|(?:^|\s)/\w|^1 ", re.MULTILINE)


class DeadEnds:
    """Reads the answer to each message that had no effect."""

    def __init__(self) -> None:
        self._refused = Growing(_REFUSED)

    def look(self, look: Look) -> Iterator[Found]:
        for number, state, by, text in self._refused.read(look):
            lines = [plain(line) for line in str(text).splitlines()]
            if not NEXT_STEP.search("\n".join(lines)):
                yield Found(f"the answer to message {number} ({by or state}) is a dead end")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("dead_ends", "Every refusal says the next step.", DeadEnds)
