"""A failing run cut down to the fewest things that people do and faults that fall; kept in a file.

A case is a header and the part of its acts that may happen: everything else stays as the seed
says, so the file repeats the failure on any machine.
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

from bot.simulation.acts import Act, Part, who
from bot.simulation.observed import Broken, Header, Journal
from bot.simulation.smallest import smallest
from bot.simulation.watch import Watch, declared
from bot.simulation.year import LOOK_EVERY, Year


@dataclass(frozen=True, slots=True)
class Case:
    """One run: `part` None lets everything happen; `invariant` is what it breaks.

    `until`: what has not broken by then is not looked at. `what`: only this finding counts,
    numbers aside; "" lets any of the invariant.
    """

    header: Header
    invariant: str
    part: Part | None = None
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
        year = Year(case.header, Path(folder), [watch], part=case.part, until=case.until)
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
    search = _Search(case, first, most_runs, playing)
    with suppress(TooManyRuns, KeyboardInterrupt):
        smallest(list(dict.fromkeys(map(who, first.names))), search.of)
        smallest(search.best.names, search.names)
    return Least(search.found, search.best, len(first.acts), search.runs)


class _Search:
    """Plays parts of a failing run, and keeps the smallest that fails."""

    def __init__(self, case: Case, first: Played, most_runs: int, playing: Play) -> None:
        self.runs = 1
        self.found, self.best = case, first
        self._case, self._most_runs, self._playing = case, most_runs, playing
        self._seen = set(first.names)

    def of(self, groups: Sequence[str]) -> Sequence[str] | None:
        """Everything that some people say, and faults of some kinds."""
        names = self._fails(Part(frozenset(groups)))
        return None if names is None else list(dict.fromkeys(map(who, names)))

    def names(self, acts: Sequence[str]) -> Sequence[str] | None:
        """Of what was ever seen these; what never was may happen."""
        return self._fails(Part(frozenset(map(who, acts)), frozenset(self._seen - {*acts})))

    def _fails(self, part: Part) -> Sequence[str] | None:
        if self.runs >= self._most_runs:
            raise TooManyRuns
        self.runs += 1
        case = replace(self._case, part=part)
        played = self._playing(case)
        self._seen |= {*played.names}
        if played.broken is None or len(played.names) >= len(self.best.names):
            return None  # it holds, or more was said instead
        self.found, self.best = case, played
        return played.names


def save(case: Case, path: Path) -> None:
    """Write the case as JSON that people can read."""
    header = {**asdict(case.header), "start": case.header.start.isoformat()}
    until = None if case.until is None else case.until.isoformat()
    breaks = {"invariant": case.invariant, "what": case.what}
    part = case.part and {"of": sorted(case.part.of), "without": sorted(case.part.without)}
    content = {"header": header, **breaks, "until": until, "part": part}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Case:
    """Read a case. Raises ValueError or KeyError for a file that is none."""
    content = json.loads(path.read_text(encoding="utf-8"))
    header = content["header"]
    header = Header(**{**header, "start": datetime.fromisoformat(header["start"])})
    part, until = content["part"], content["until"]
    return Case(
        header,
        str(content["invariant"]),
        None if part is None else Part(frozenset(part["of"]), frozenset(part["without"])),
        None if until is None else datetime.fromisoformat(until),
        str(content["what"]),
    )
