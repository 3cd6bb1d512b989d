"""Every declared invariant looks at the same news, read once: cheap enough for a simulated year."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot import collect
from bot.simulation.observed import (
    Broken,
    ClockJumped,
    Crashed,
    Journal,
    Outage,
    Record,
    Restarted,
)
from bot.simulation.watching import (
    Change,
    Check,
    Found,
    Invariant,
    Look,
    Row,
    Spans,
    instant,
    maybe,
)

# After a jump of the machine's clock its instants and the true ones tell different stories.
JUMP_SETTLES = timedelta(days=2)

_CHANGES = """
SELECT e.id, e.outgoing_id, e.state, e.reason, e.attempt, e.at, o.key, o.kind, o.person_id,
       o.channel, o.bot, o.chat, o.urgent, o.queued_at, o.due_at, o.lapses_at
FROM outgoing_events e JOIN outgoing o ON o.id = e.outgoing_id WHERE e.id > ? ORDER BY e.id
"""


def declared() -> tuple[Invariant, ...]:
    """Every invariant, by name of its file."""
    return collect.declared("bot.simulation.invariants", Invariant)


class Watch:
    """A checker that lets all invariants, or some, look."""

    invariant = "all"

    def __init__(self, invariants: Sequence[Invariant] | None = None) -> None:
        chosen = declared() if invariants is None else invariants
        self._checks: list[tuple[str, Check]] = [(one.name, one.check()) for one in chosen]
        self._record = 0
        self._change = 0
        self._trouble = Spans()
        self._away: Counter[str] = Counter()  # a network may be away for two reasons

    def look(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """After a simulated hour in which something happened."""
        news = self._news(journal, database)
        return self._broken(journal, ((name, check.look(news)) for name, check in self._checks))

    def finish(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """After the last look: what never came right."""
        broken = list(self.look(journal, database))
        news = self._news(journal, database)
        found = ((name, check.finish(news)) for name, check in self._checks)
        return [*broken, *self._broken(journal, found)]

    def _broken(
        self, journal: Journal, found: Iterable[tuple[str, Iterable[Found]]]
    ) -> list[Broken]:
        broken = []
        for name, findings in found:
            for one in findings:
                record = journal.records[(one.event or len(journal.records)) - 1]
                broken.append(Broken(name, record.event, record.at, one.what))
        return broken

    def _news(self, journal: Journal, database: sqlite3.Connection) -> Look:
        records = list(journal.since(self._record))
        self._record = len(journal.records)
        for record in records:
            self._note(record)
        changes = [_change(row) for row in database.execute(_CHANGES, (self._change,))]
        if changes:
            self._change = changes[-1].number
        codes = dict(database.execute("SELECT code, id FROM people").fetchall())
        return Look(journal, database, records, changes, codes, self._trouble)

    def _note(self, record: Record) -> None:
        """Trouble: a network away, the machine down, or its clock just jumped."""
        away = self._away
        match record:
            case Outage(network=network, ended=ended):
                away[network] += -1 if ended else 1
            case Crashed():
                away["machine"] = 1
            case Restarted():
                away["machine"] = 0
            case ClockJumped():
                self._trouble.known.append((record.at, record.at + JUMP_SETTLES))
        (self._trouble.begin if any(away.values()) else self._trouble.end)(record.at)


def _change(row: Row) -> Change:
    number, outgoing, state, reason, attempt, at, key, kind, person, *rest = row
    channel, bot, chat, urgent, queued, due, lapses = rest
    return Change(
        number,
        outgoing,
        state,
        reason,
        attempt,
        instant(at),
        key,
        kind,
        person,
        None if chat is None else (channel, bot, chat),
        bool(urgent),
        instant(queued),
        instant(due),
        maybe(lapses),
    )
