"""How long a failed message waits for its next try: longer each time, never all together."""

from datetime import timedelta
from hashlib import sha256

FIRST = timedelta(seconds=5)
LONGEST = timedelta(minutes=15)
MOST_ATTEMPTS = 100  # with the longest pause between tries this is a day
SPREAD = 0.5  # of the pause itself


def back_off(attempt: int, key: str) -> timedelta:
    """5 s, 10 s, 20 s … 15 min, each longer by up to half of it.

    The spread keeps rows that failed together from coming back together. It follows from the key
    of the row and the attempt alone, so that a run can be repeated to the second.
    """
    pause: timedelta = min(LONGEST, FIRST * 2 ** min(max(attempt, 1) - 1, 10))
    return pause * (1 + SPREAD * _chance(f"{key}:{attempt}"))


def _chance(of: str) -> float:
    """A number in [0, 1) that is always the same for the same words."""
    return int.from_bytes(sha256(of.encode()).digest()[:4], "big") / 2**32
