"""Why a subcommand ends before it began; apart, so that catching it imports nothing large."""

NOT_DONE, WRONGLY_ASKED = 1, 2


class CannotStart(Exception):
    """Nothing was done: the lines for the operator, with the fix, and the exit status."""

    def __init__(self, lines: str, status: int = WRONGLY_ASKED) -> None:
        super().__init__(lines)
        self.lines = lines
        self.status = status
