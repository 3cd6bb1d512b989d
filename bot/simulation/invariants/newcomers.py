"""Whoever joins today gets today's pending question in the first answer."""

from collections.abc import Iterator
from datetime import timedelta

from bot.simulation.observed import Arrived, Consented
from bot.simulation.watching import VILLAGE, Found, Invariant, Look

SOON = timedelta(hours=1)
_OWED = """
SELECT 1 FROM visits v JOIN meetings m ON m.id = v.meeting_id
WHERE v.person_id = ? AND v.ended_at IS NULL AND m.state = 'planned' AND m.published_at < ?
AND m.starts_at > ? AND m.starts_at < ? AND NOT EXISTS (
  SELECT 1 FROM promises p WHERE p.visit_id = v.id)
"""
AHEAD = timedelta(days=40)
# From the 15th to the 19th rotating cadres are asked which days of the next month are taken.
ASKED_DAYS = range(15, 20)
_DAYS_OWED = """
SELECT 1 FROM people p JOIN posts t ON t.person_id = p.id AND t.role = 'cadre'
WHERE p.id = ? AND p.rotates AND t.valid_to IS NULL AND NOT EXISTS (
  SELECT 1 FROM availability a WHERE a.person_id = p.id AND a.at < ?)
"""


class Newcomers:
    """Looks at everybody who agreed since the last look."""

    def look(self, look: Look) -> Iterator[Found]:
        records = list(look.of(Arrived, Consented))
        for joined in [record for record in records if isinstance(record, Consented)]:
            person = look.codes.get(joined.person or "")
            if person is None or joined.at > look.at - SOON:
                continue
            owed = look.rows(_OWED, person, joined.host, joined.host + SOON, joined.host + AHEAD)
            if joined.host.astimezone(VILLAGE).day in ASKED_DAYS:
                owed = owed or look.rows(_DAYS_OWED, person, joined.host)
            heard = any(
                isinstance(record, Arrived)
                and record.chat == joined.chat
                and record.question is not None
                and record.event > joined.event - 50
                and abs(record.at - joined.at) < SOON
                for record in records
            )
            if owed and not heard:
                yield Found(f"{joined.person} joined and was not asked what is open", joined.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("newcomers", "Who joins today gets today's pending question.", Newcomers)
