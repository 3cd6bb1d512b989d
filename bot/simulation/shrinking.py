"""A failing run cut down to the fewest things that people do and faults that fall; kept in a file.

A case is a header and the acts that may happen: everything else stays as the seed says, so the
file repeats the failure on any machine.
"""

import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.simulation.observed import Act, Broken, Header, Journal
from bot.simulation.smallest import smallest_by_group
from bot.simulation.watch import Watch, declared
from bot.simulation.year import LOOK_EVERY, Year


@dataclass(frozen=True, slots=True)
class Case:
    """One run: `acts` None lets everything happen; `invariant` is what it breaks.

    `until`: what has not broken by then is not looked at. `what`: only this finding counts,
    numbers aside; "" lets any of the invariant.
    """

    header: Header
    invariant: str
    acts: tuple[str, ...] | None = None
    until: datetime | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """What a run came to: the first time the invariant broke, and what had happened."""

    broken: Broken | None
    acts: tuple[Act, ...]
    journal: Journal
    seen: datetime  # when it was over: invariants look after the event that breaks them

    @property
    def names(self) -> tuple[str, ...]:
        """Its acts, as a case names them."""
        return tuple(act.name for act in self.acts)


@dataclass(frozen=True, slots=True)
class Least:
    """What is left of a failing run: the case, the run it makes, and what finding it took.

    `before` counts the acts of the whole run until it broke.
    """

    case: Case
    played: Played
    before: int
    runs: int


Play = Callable[[Case], Played]


class TooManyRuns(Exception):
    """The number of runs allowed is used up."""


class _FirstOf(Watch):
    """Ends the run when one invariant breaks, in one way where that is asked for."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__([one for one in declared() if one.name == name])
        self._what = what
        self.enough: Callable[[], None] = lambda: None

    def look(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        found = self._wanted(super().look(journal, database))
        if found:
            self.enough()
        return found

    def finish(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        return self._wanted(super().finish(journal, database))

    def _wanted(self, found: Sequence[Broken]) -> Sequence[Broken]:
        return [one for one in found if self._what in ("", gist(one.what))]


def gist(what: str) -> str:
    """What was found without its numbers: rows and instants differ between runs, people do not."""
    return re.sub(r"\b\d+\b", "#", what)


def play(case: Case, keep: Callable[[Path], None] = lambda _: None) -> Played:
    """Run a case until its invariant breaks, or to the end; `keep` is given its database."""
    watch = _FirstOf(case.invariant, case.what)
    with tempfile.TemporaryDirectory() as folder:
        year = Year(case.header, Path(folder), [watch], acts=case.acts, until=case.until)
        watch.enough = year.world.enough
        year.run()
        keep(year.file)
    broken = year.broken[0] if year.broken else None
    return Played(broken, tuple(year.world.acts), year.journal, year.world.now())


def shrunk(case: Case, *, most_runs: int, playing: Play = play) -> Least:
    """The case with the fewest acts found within so many runs. The case itself must fail.

    Who presses Ctrl-C gets the least found so far.
    """
    first = playing(case)
    if first.broken is None:
        raise ValueError(f"{case.invariant} holds in this run")
    # a part is not played for longer than it took to see the whole break
    case = replace(case, until=first.seen + LOOK_EVERY, what=gist(first.broken.what))
    runs, best = 1, first

    def fails(acts: Sequence[str]) -> Sequence[str] | None:
        nonlocal runs, best
        if runs >= most_runs:
            raise TooManyRuns
        runs += 1
        if (played := playing(replace(case, acts=tuple(acts)))).broken is None:
            return None
        best = played
        return played.names

    with suppress(TooManyRuns, KeyboardInterrupt):
        smallest_by_group(first.names, who, fails)
    return Least(replace(case, acts=best.names), best, len(first.acts), runs)


def who(act: str) -> str:
    """Whose act it is: `CB12 says 7` is of `CB12`; the first word of a fault is its kind."""
    return act.partition(" ")[0]


def save(case: Case, path: Path) -> None:
    """Write the case as JSON that people can read."""
    header = {**asdict(case.header), "start": case.header.start.isoformat()}
    until = None if case.until is None else case.until.isoformat()
    breaks = {"invariant": case.invariant, "what": case.what}
    content = {"header": header, **breaks, "until": until, "acts": case.acts}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Case:
    """Read a case. Raises ValueError or KeyError for a file that is none."""
    content = json.loads(path.read_text(encoding="utf-8"))
    header = content["header"]
    header = Header(**{**header, "start": datetime.fromisoformat(header["start"])})
    acts, until = content["acts"], content["until"]
    return Case(
        header,
        str(content["invariant"]),
        None if acts is None else tuple(acts),
        None if until is None else datetime.fromisoformat(until),
        str(content["what"]),
    )
