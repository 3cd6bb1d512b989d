"""How often Python looks for cycles of garbage."""

import gc

NEW_OBJECTS = 20_000


def collect_seldom() -> None:
    """Nearly all we make is gone without it (docs/performance.md); the usual number is 700."""
    gc.set_threshold(NEW_OBJECTS)
