"""A year of the sample district on a clock of its own, with faults: is every promise kept?

The same seed is the same year, event by event. Exit status 1 when anything did not hold.
"""

import argparse
import logging
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bot.errors import CannotStart
from bot.simulation.faults import Faults
from bot.simulation.observed import Header
from domain.calendar import ZONE
from texts import simulation as words

NAME = "simulate"
HELP = "a year of the sample district with faults: is every promise kept?"

MOST_MONTHS, MOST_BRANCHES = 60, 94


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long, how bad, and which of the many possible years."""
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1, help="the same seed is the same year")
    parser.add_argument("--faults", choices=[str(kind) for kind in Faults], default="normal")
    parser.add_argument("--start", default="2026-12-14 07:45", help="local time at the start")
    parser.add_argument("--branches", type=int, default=MOST_BRANCHES, help="how many of the 94")
    parser.add_argument("--until-event", type=int, help="stop after this event of the journal")


def run(options: argparse.Namespace) -> int:
    """Exit status 0 when everything held, 1 when anything did not."""
    from bot.simulation import report
    from bot.simulation.watch import Watch, declared
    from bot.simulation.year import Year

    which, began = _header(options), time.process_time()
    errors = logging.getLogger()
    errors.setLevel(logging.ERROR)
    errors.addHandler(logging.NullHandler())  # errors become records of the journal
    with tempfile.TemporaryDirectory() as folder:
        year = Year(which, Path(folder), [Watch()], until_event=options.until_event)
        year.run()
        if options.until_event is not None:
            print(report.last(year.journal))
        seconds = time.process_time() - began
        for line in report.lines(year.journal, year.broken, len(declared()), seconds):
            print(line)
    return 1 if year.broken else 0


def _header(options: argparse.Namespace) -> Header:
    """Which run is asked for. Raises CannotStart."""
    for option, given, most in (
        ("--months", options.months, MOST_MONTHS),
        ("--branches", options.branches, MOST_BRANCHES),
    ):
        if not 1 <= given <= most:
            raise CannotStart(words.bad_number(option, 1, most))
    try:
        start = datetime.strptime(options.start, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError:
        raise CannotStart(words.bad_start(options.start)) from None
    return Header(options.seed, options.months, options.faults, start, options.branches)
