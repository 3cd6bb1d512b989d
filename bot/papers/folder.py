"""Writing every paper of a month into a folder."""

import os
from errno import EACCES
from pathlib import Path

from bot.errors import NOT_DONE, CannotStart
from bot.papers.files import files
from domain.reports.plan_sheet import PlanPaper
from texts import papers as words


def require(folder: Path) -> None:
    """Make sure of the folder before anything is planned. Raises CannotStart."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
    except OSError as error:
        raise _cannot(folder, error) from None


def write(folder: Path, paper: PlanPaper) -> int:
    """Draw and write every file; how many. Files of the same name are replaced.

    Raises CannotStart.
    """
    made = files(paper)
    try:
        for file in made:
            (folder / file.name).write_bytes(file.draw())
    except OSError as error:
        raise _cannot(folder, error) from None
    return len(made)


def _cannot(folder: Path, error: OSError) -> CannotStart:
    why = error.strerror or type(error).__name__
    return CannotStart(words.cannot_write(str(folder), why), NOT_DONE)
