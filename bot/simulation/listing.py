"""A run cut down to the least, for whoever looks for the cause: who did what, what came of it."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from bot.simulation.observed import DayEnded, Record
from bot.simulation.shrinking import Played
from domain.calendar import local
from texts import simulation as words

LATEST = 20  # events shown before something broke
WIDTH = 70  # characters of one part of an event


def lines(played: Played) -> Iterator[str]:
    """The acts, the last events, and what broke, a line each."""
    yield words.needed(len(played.acts))
    for act in played.acts:
        yield words.act(_shown(act.at), act.name, act.what)
    happened = [r for r in played.journal.records if not isinstance(r, DayEnded)][-LATEST:]
    yield words.happened_last(len(happened))
    for record in happened:
        yield words.happened(record.event, _shown(record.at), type(record).__name__, _told(record))
    if (one := played.broken) is not None:
        yield words.broken(one.invariant, one.event, _shown(one.at), one.what)


def _told(record: Record) -> str:
    """What it says beside its number and time, on one line."""
    known = {one.name for one in fields(Record)}
    told = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in known}
    return " ".join(f"{name}={_line(value)}" for name, value in told.items() if value is not None)


def _line(value: object) -> str:
    text = " / ".join(str(value).splitlines())
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _shown(instant: datetime) -> str:
    return f"{local(instant):%d/%m/%Y %H:%M:%S}"
