"""A year of the sample district on a clock of its own, with faults: is every promise kept?

The same seed is the same year, event by event. Exit status 1 when anything did not hold; with
`--shrink`, the fewest things people do and faults that still break it are kept in a small file.
"""

import argparse
import logging
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.errors import CannotStart
from bot.simulation.faults import Faults
from bot.simulation.observed import Broken, Header
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
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the database it leaves")
    parser.add_argument("--shrink", type=Path, metavar="FILE", help="save the least that breaks")
    parser.add_argument("--most-runs", type=int, default=100, help="how often --shrink may play")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="play what --shrink saved")


def run(options: argparse.Namespace) -> int:
    """Exit status 0 when everything held, 1 when anything did not."""
    errors = logging.getLogger()
    errors.setLevel(logging.ERROR)
    errors.addHandler(logging.NullHandler())  # errors become records of the journal
    if options.replay is not None:
        return _replayed(options)
    broken = _played(options)
    if broken and options.shrink is not None:
        _shrink(options, broken[0].invariant)
    return 1 if broken else 0


def _played(options: argparse.Namespace) -> Sequence[Broken]:
    """One run and its report; what broke."""
    from bot.simulation import report
    from bot.simulation.aside import Aside
    from bot.simulation.watch import Watch, declared
    from bot.simulation.weight import Weight
    from bot.simulation.year import Year

    which, began = _header(options), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        weight = Weight()
        with Aside(Watch) as watch:
            year = Year(which, Path(folder), [watch, weight], until_event=options.until_event)
            year.run()
        if options.keep is not None:
            _keep(year.file, options.keep)
        if options.until_event is not None:
            print(report.last(year.journal))
        seconds = time.perf_counter() - began, time.process_time() + watch.seconds
        checkers = len(declared()) + 1
        for line in report.lines(year.journal, year.broken, checkers, seconds, weight):
            print(line)
    return year.broken


def _keep(file: Path, to: Path) -> None:
    """A whole copy of the database; one that was there before is replaced."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)


def _shrink(options: argparse.Namespace, invariant: str) -> None:
    """Play on until nothing more can be left out, and keep what is left."""
    from bot.simulation import listing, shrinking

    case, began = shrinking.Case(_header(options), invariant), time.process_time()
    least = shrinking.shrunk(case, most_runs=options.most_runs)
    shrinking.save(least.case, options.shrink)
    print(words.shrunk(invariant, least.before, least.runs, time.process_time() - began))
    for line in listing.lines(least.played):
        print(line)
    print(words.saved(str(options.shrink)))


def _replayed(options: argparse.Namespace) -> int:
    """Play a saved case. Raises CannotStart for a file that is none."""
    from bot.simulation import listing, shrinking

    path: Path = options.replay
    try:
        case = shrinking.load(path)
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotStart(words.bad_case(str(path))) from None

    def keep(file: Path) -> None:
        if options.keep is not None:
            _keep(file, options.keep)

    played = shrinking.play(case, keep)
    if played.broken is None:
        print(words.holds_again(case.invariant))
        return 0
    for line in listing.lines(played):
        print(line)
    return 1


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
