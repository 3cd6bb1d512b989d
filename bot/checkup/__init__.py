"""What `python -m bot doctor` looks at: one file a subject, each yielding findings with the fix."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How bad a finding is; only BROKEN makes the doctor fail."""

    WELL = 0
    NOTE = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor."""

    level: Level
    line: str


def well(line: str) -> Finding:
    """Nothing to do."""
    return Finding(Level.WELL, line)


def note(line: str) -> Finding:
    """Works, but somebody should know."""
    return Finding(Level.NOTE, line)


def broken(line: str) -> Finding:
    """Does not work; the line says what to do."""
    return Finding(Level.BROKEN, line)
