"""Figures of the weekly summary equal the rows, counted here again from nothing but tables."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.simulation.observed import Arrived
from bot.simulation.reading import plain
from bot.simulation.watching import Found, Invariant, Look, stored, village

WEEK = re.compile(r"tuan \d+ \((\d\d)/(\d\d)-(\d\d)/(\d\d)/(\d{4})\)")
HELD = re.compile(r"\bhop (\d+)/(\d+) chi bo")
MEMBERS = re.compile(r"dang vien du (\d+)/(\d+).*?co ly do (\d+); khong ly do (\d+); mien (\d+)")
VISITS = re.compile(r"\bcan bo du (\d+)/(\d+)([^.\n]*)")
DOT = re.compile(r"(?<=\d)\.(?=\d{3}\b)")  # 1.445
RESTING = re.compile(r"khong tinh (\d+)")
_UNITS = """
WITH RECURSIVE mine(id) AS (
  SELECT unit_id FROM posts WHERE person_id = :person AND unit_id IS NOT NULL
    AND role IN ('leader', 'coordinator', 'admin') AND valid_from <= :day
    AND (valid_to IS NULL OR valid_to > :day)
  UNION SELECT u.id FROM units u JOIN mine ON u.parent_id = mine.id)
"""
_MEETINGS = """
SELECT m.id, m.state, m.starts_at BETWEEN :since AND :until FROM meetings m
JOIN branches b ON b.id = m.branch_id WHERE b.unit_id IN (SELECT id FROM mine)
AND (m.starts_at >= :since AND m.starts_at < :until OR EXISTS (
  SELECT 1 FROM meeting_changes c WHERE c.meeting_id = m.id
  AND c.old_starts_at >= :since AND c.old_starts_at < :until AND c.at <= :queued))
"""
_NUMBERS = """
SELECT total, present, excused, unexcused, exempt FROM meeting_results WHERE id = (
  SELECT max(id) FROM meeting_results WHERE meeting_id = ? AND at <= ?
  AND (withdrawn_at IS NULL OR withdrawn_at > ?))
"""
# Visits to a meeting that took place, or is over and nobody says otherwise.
_VISITS = """
SELECT v.id FROM visits v JOIN meetings m ON m.id = v.meeting_id WHERE m.id = ?
AND (v.ended_at IS NULL OR v.ended_at > ?) AND (m.state = 'held' OR m.state = 'planned'
AND julianday(m.starts_at) <= julianday(?) - 2 / 24.0)
"""
_CHANGED = """
SELECT count(*) FROM (SELECT at FROM meeting_results WHERE at > :queued
 UNION ALL SELECT at FROM meeting_changes WHERE at > :queued
 UNION ALL SELECT at FROM presences WHERE at > :queued
 UNION ALL SELECT withdrawn_at FROM meeting_results WHERE withdrawn_at > :queued
 UNION ALL SELECT ended_at FROM visits WHERE ended_at > :queued)
"""


class Sums:
    """Reads each weekly summary that arrived and counts its rows again."""

    def look(self, look: Look) -> Iterator[Found]:
        weekly = {c.outgoing: c for c in look.changes if c.kind == "weekly"}
        for record in look.of(Arrived):
            change = weekly.get(record.outgoing)
            if change is not None and change.person is not None:
                yield from self._read(look, record, change.person, change.queued)

    def _read(self, look: Look, record: Arrived, person: int, queued: datetime) -> Iterator[Found]:
        text = DOT.sub("", "\n".join(plain(line) for line in record.text.splitlines()))
        week = WEEK.search(text)
        if week is None:
            yield Found(f"{record.key} does not say which week it is about", record.event)
            return
        sunday = date(int(week[5]), int(week[4]), int(week[3]))
        yield from self._count(look, record, text, self._window(person, sunday, queued))

    @staticmethod
    def _window(person: int, sunday: date, queued: datetime) -> dict[str, object]:
        return {
            "person": person,
            "day": (sunday - timedelta(days=2)).isoformat(),
            "since": stored(village(sunday - timedelta(days=6), 0)),
            "until": stored(village(sunday + timedelta(days=1), 0)),
            "queued": stored(queued),
        }

    def _count(
        self, look: Look, record: Arrived, text: str, window: dict[str, object]
    ) -> Iterator[Found]:
        if look.database.execute(_CHANGED, window).fetchone()[0]:
            return  # reported on between; the next summary is read
        meetings = look.database.execute(_UNITS + _MEETINGS, window).fetchall()
        said = HELD.search(text)
        figures = (int(said[1]), int(said[2])) if said else (0, 0)
        held = [m for m, state, inside in meetings if state == "held" and inside]
        if figures != (len(held), len(meetings)):
            counted = f"{len(held)}/{len(meetings)}"
            yield Found(f"{record.key} says {figures} met, the rows say {counted}", record.event)
            return
        yield from self._members(look, record, text, held, window)
        yield from self._visits(look, record, text, [m for m, s, i in meetings if i], window)

    def _members(
        self, look: Look, record: Arrived, text: str, held: list[int], window: dict[str, object]
    ) -> Iterator[Found]:
        queued = window["queued"]
        rows = [look.rows(_NUMBERS, meeting, queued, queued) for meeting in held]
        known = [row[0] for row in rows if row and row[0][0] is not None]
        sums = [sum(column) for column in zip(*known, strict=True)] if known else []
        said = MEMBERS.search(text)
        told = [int(value) for value in said.groups()] if said else []
        counted = [sums[1], sums[0] - sums[4], *sums[2:]] if sums else []
        if told != counted:
            yield Found(f"{record.key} says members {told}, the rows say {counted}", record.event)

    def _visits(
        self, look: Look, record: Arrived, text: str, meetings: list[int], window: dict[str, object]
    ) -> Iterator[Found]:
        """Two witnesses of one visit are one visit: nothing is counted beyond the visits."""
        queued, said = window["queued"], VISITS.search(text)
        due = sum(len(look.rows(_VISITS, meeting, queued, queued)) for meeting in meetings)
        if said is None:
            if due and "tam dung" not in text:
                yield Found(f"{record.key} leaves out {due} visits", record.event)
            return
        resting = RESTING.search(said[3])
        parts = [int(n) for n in re.findall(r"(?:ly do|chua bao|khac nhau) (\d+)", said[3])]
        whole = int(said[2])
        if int(said[1]) + sum(parts) != whole:
            yield Found(f"{record.key}: parts of the visits do not add up to {whole}", record.event)
        uncounted = int(resting[1]) if resting else 0
        if whole + uncounted != due and "tam dung" not in text:
            yield Found(f"{record.key} counts {whole} visits of {due}", record.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("sums", "Sums equal their drill-downs, and nobody is counted twice.", Sums)
