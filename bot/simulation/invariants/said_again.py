"""Nothing that is known to have arrived, or may have, is said to the same person a second time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived, Said
from bot.simulation.watching import Change, Found, Invariant, Look, village_day

SAME_WORDS = timedelta(hours=6)  # who is chased may hear the same words half a day later


class SaidAgain:
    """Remembers which messages arrived, what each chat heard last, and the weekly summaries."""

    def __init__(self) -> None:
        self._arrived: set[tuple[str, int]] = set()
        self._queued: dict[int, Change] = {}
        self._heard: dict[str, dict[str, datetime]] = {}
        self._latest: dict[tuple[str, str], str] = {}  # words, by chat and what they are about
        self._weeks: set[tuple[str, object]] = set()

    def look(self, look: Look) -> Iterator[Found]:
        self._queued |= {change.outgoing: change for change in look.changes}
        for record in look.of(Arrived, Said):
            if isinstance(record, Said):
                self._heard.pop(record.chat, None)
                continue
            yield from self._twice(record)
            queued = self._queued.pop(record.outgoing, None)
            if queued is not None and not record.key.startswith("answer:"):
                yield from self._words(record, queued.queued)
            if queued is not None and queued.kind == "weekly" and record.person:
                yield from self._week(record, queued.queued)

    def _twice(self, record: Arrived) -> Iterator[Found]:
        if (record.chat, record.outgoing) in self._arrived:
            yield Found(f"message {record.outgoing} arrived twice at {record.person}", record.event)
        self._arrived.add((record.chat, record.outgoing))

    def _words(self, record: Arrived, queued: datetime) -> Iterator[Found]:
        heard = self._heard.setdefault(record.chat, {})
        before = heard.get(record.text)
        heard[record.text] = queued
        about = record.chat, _subject(record.key)
        latest = self._latest.get(about, record.text)
        self._latest[about] = record.text
        if latest != record.text:
            return  # declined, coming after all, declined: news each time
        if before is not None and abs(queued - before) < SAME_WORDS:
            yield Found(f"{record.person} heard the same twice: {record.key}", record.event)
        if len(heard) > 50:
            for text in [text for text, at in heard.items() if queued - at > SAME_WORDS]:
                del heard[text]

    def _week(self, record: Arrived, queued: datetime) -> Iterator[Found]:
        week = (record.person or "", village_day(queued).isocalendar()[:2])
        if week in self._weeks:
            yield Found(f"{record.person} got two summaries of one week", record.event)
        self._weeks.add(week)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


def _subject(key: str) -> str:
    """What a key is about: the meeting, visit or person after its kind."""
    return key.partition(":")[2].partition(":")[0]


INVARIANT = Invariant("said_again", "No message known to have arrived is sent again.", SaidAgain)
