"""A failing run is cut down to what is needed, kept in a file, and breaks again from it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.simulation.acts import Act, Part
from bot.simulation.observed import Broken, Header, Journal
from bot.simulation.shrinking import Case, Played, gist, load, save, shrunk

HEADER = Header(3, 1, "storm", datetime(2026, 12, 14, tzinfo=UTC), 4)
EVERYTHING = tuple(f"CB{person:02d} says {n}" for person in range(8) for n in range(30))
NEEDED = {"CB03 says 7", "CB05 says 1"}


class Theatre:
    """Plays cases that break when two people have said their lines."""

    def __init__(self) -> None:
        self.times = 0

    def play(self, case: Case) -> Played:
        self.times += 1
        names = [n for n in EVERYTHING if case.part is None or case.part.has(n)]
        broken = Broken("order", 9, HEADER.start, "seen") if set(names) >= NEEDED else None
        acts = tuple(Act(HEADER.start, name) for name in names)
        return Played(broken, acts, Journal(HEADER, Path()), HEADER.start)


def test_only_what_is_needed_is_left() -> None:
    theatre = Theatre()
    least = shrunk(Case(HEADER, "order"), most_runs=200, playing=theatre.play)
    assert set(least.played.names) == NEEDED
    assert theatre.play(least.case).names == least.played.names
    assert (least.before, least.runs) == (len(EVERYTHING), theatre.times - 1)
    assert theatre.times < 80


def test_the_best_found_so_far_when_no_more_runs_are_allowed() -> None:
    least = shrunk(Case(HEADER, "order"), most_runs=6, playing=Theatre().play)
    assert set(least.played.names) >= NEEDED
    assert len(least.played.names) < len(EVERYTHING)


def test_the_best_found_so_far_when_somebody_interrupts() -> None:
    theatre = Theatre()

    def interrupted(case: Case) -> Played:
        if theatre.times == 6:
            raise KeyboardInterrupt
        return theatre.play(case)

    least = shrunk(Case(HEADER, "order"), most_runs=200, playing=interrupted)
    assert set(least.played.names) >= NEEDED
    assert len(least.played.names) < len(EVERYTHING)


def test_what_holds_cannot_be_shrunk() -> None:
    with pytest.raises(ValueError, match="order"):
        shrunk(
            Case(HEADER, "order", Part(frozenset({"CB01"}))), most_runs=9, playing=Theatre().play
        )


def test_a_case_is_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    case = Case(
        HEADER, "order", Part(frozenset({"CB03"}), frozenset({"CB03 says 7"})), what="x # y"
    )
    save(case, tmp_path / "case.json")
    assert load(tmp_path / "case.json") == case


def test_rows_and_instants_differ_between_runs_and_people_do_not() -> None:
    found = gist("call 31 about CB03 of 05/01 12:30 UTC stays")
    assert found == gist("call 7 about CB03 of 06/01 07:00 UTC stays")
    assert found != gist("call 31 about CB04 of 05/01 12:30 UTC stays")


def test_whoever_is_kept_may_say_what_they_did_not_say_before() -> None:
    """The office phones more people when others are left out: it must not fall silent for it."""
    part = Part(frozenset({"DP1"}), frozenset({"DP1 says 3"}))
    assert part.has("DP1 says 99")
    assert not part.has("DP1 says 3")
    assert not part.has("CB01 says 1")
