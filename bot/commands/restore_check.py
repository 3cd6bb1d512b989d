"""Opens a copy of the database as if it were restored: whole, known tables, how much, how new.

The copy stays as it is. Exit status: 0 it can be used, 1 not, with one line why.
"""

import argparse
from pathlib import Path

from bot import logs, restore_check
from texts import backups as words

NAME = "restore-check"
HELP = "try a backup without touching anything"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which copy."""
    parser.add_argument("file", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Check and say what is in it; see the module for the exit status."""
    logs.set_up("ERROR", "text")
    checked = restore_check.check(options.file)
    if checked.found is None:
        print(words.checked_dump(checked.tables))
    else:
        print(words.checked(checked.revision, checked.found.rows, checked.found.newest))
    return 0
