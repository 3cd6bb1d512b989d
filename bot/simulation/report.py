"""The report of a run: what became of messages and promises, how long people waited, what broke."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from bot.simulation import figures
from bot.simulation.observed import (
    Answered,
    Arrived,
    Broken,
    Carried,
    ClockJumped,
    Confirmed,
    Crashed,
    Defect,
    Journal,
    Outage,
    Record,
    Said,
    Told,
)
from bot.simulation.weight import Weight
from domain.calendar import local
from texts import simulation as words

MOST_SHOWN = 20
SHARES = (50, 90, 99, 100)
R = TypeVar("R", bound=Record)


def lines(
    journal: Journal,
    broken: Sequence[Broken],
    checkers: int,
    seconds: tuple[float, float],
    weight: Weight | None = None,
) -> Iterator[str]:
    """The report, a line each. `seconds`: by the clock, and of the processor."""
    header = journal.header
    yield words.head(header.seed, header.months, header.faults, header.branches)
    yield words.cost(len(journal.records), *seconds, journal.digest())
    connection = sqlite3.connect(f"file:{journal.database}?mode=ro", uri=True)
    try:
        yield from _table("states", figures.states(connection))
        yield from _table("people", _incoming(journal))
        visits = figures.promises(connection)
        yield from _table("promises", visits)
        yield words.kept(*figures.kept(visits))
        yield from _table("calls", figures.calls(connection))
        yield words.heading("latency")
        yield from _latencies(journal, connection)
    finally:
        connection.close()
    yield from _table("weather", _weather(journal))
    yield from _table("defects", _defects(journal))
    if weight is not None:
        days = [(f"{local(at):%d/%m}", size) for at, size in weight.weighed]
        yield words.weights(days, weight.ratio)
    yield from _verdict(journal, broken, checkers)


def _table(what: str, counts: Counter[str]) -> Iterator[str]:
    if counts:
        yield words.heading(what)
    for name, number in sorted(counts.items()):
        yield words.count(name, number)


def _of(journal: Journal, kind: type[R]) -> list[R]:
    return [record for record in journal.records if isinstance(record, kind)]


def _incoming(journal: Journal) -> Counter[str]:
    copies = sum(record.copy > 0 for record in _of(journal, Carried))
    return Counter(
        said=len(_of(journal, Said)),
        confirmed=len(_of(journal, Confirmed)),
        copies=copies,
    )


def _latencies(journal: Journal, connection: sqlite3.Connection) -> Iterator[str]:
    arrived: dict[str, Arrived] = {}
    for record in _of(journal, Arrived):
        arrived.setdefault(record.key, record)
    due = dict(connection.execute("SELECT key, due_at FROM outgoing WHERE kind != 'answer'"))
    waits = [
        (record.host - _instant(due[key])).total_seconds()
        for key, record in arrived.items()
        if key in due
    ]
    yield words.latency("due → arrived", _percentiles(waits))
    spans = []
    for said in _of(journal, Said):
        answer = arrived.get(f"answer:{said.network}:{said.bot}:{said.key}")
        if answer is not None:
            spans.append((answer.at - said.at).total_seconds())
    yield words.latency("said → answered", _percentiles(spans))


def _instant(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _percentiles(values: Sequence[float]) -> list[tuple[int, float]]:
    ordered = sorted(values)
    if not ordered:
        return []
    last = len(ordered) - 1
    return [(share, ordered[last * share // 100]) for share in SHARES]


def _weather(journal: Journal) -> Counter[str]:
    found = Counter(
        f"{record.told} ({record.network})"
        for record in _of(journal, Answered)
        if record.told is not Told.OK
    )
    found["crash"] = len(_of(journal, Crashed))
    found["outage"] = sum(not record.ended for record in _of(journal, Outage))
    found["clock jump"] = len(_of(journal, ClockJumped))
    return +found


def _defects(journal: Journal) -> Counter[str]:
    return Counter(f"{record.what} {record.kind}" for record in _of(journal, Defect))


def _verdict(journal: Journal, broken: Sequence[Broken], checkers: int) -> Iterator[str]:
    if not broken:
        yield words.all_held(checkers)
        return
    for one in broken[:MOST_SHOWN]:
        yield words.broken(one.invariant, one.event, _shown(one.at), one.what)
    if len(broken) > MOST_SHOWN:
        yield words.further(len(broken) - MOST_SHOWN)
    header, first = journal.header, min(one.event for one in broken)
    yield words.replay(header.seed, header.months, header.faults, header.branches, first)


def _shown(instant: datetime) -> str:
    return f"{local(instant):%d/%m/%Y %H:%M:%S}"


def last(journal: Journal) -> str:
    """The event a replay stopped at."""
    record = journal.records[-1]
    return words.last_event(record.event, _shown(record.at), repr(record))
