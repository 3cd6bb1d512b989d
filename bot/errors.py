"""Why a subcommand ends before it began or is heard out; apart, to import nothing large."""

import os
import sys

NOT_DONE, WRONGLY_ASKED = 1, 2


def nobody_reads() -> None:
    """Who read what we print has gone, as `| head` does: from now on it is printed to nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class CannotStart(Exception):
    """Nothing was done: the lines for the operator, with the fix, and the exit status."""

    def __init__(self, lines: str, status: int = WRONGLY_ASKED) -> None:
        super().__init__(lines)
        self.lines = lines
        self.status = status
