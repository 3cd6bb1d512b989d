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
    """Looks at everybody who agreed, when for an hour nothing was away any more."""

    def __init__(self) -> None:
        self._joined: list[Consented] = []
        self._arrived: list[Arrived] = []

    def look(self, look: Look) -> Iterator[Found]:
        self._joined += look.of(Consented)
        self._arrived += look.of(Arrived)
        calm = not look.trouble.touched(look.at - SOON, look.at)
        ended = [joined for joined in self._joined if calm and joined.at <= look.at - SOON]
        for joined in ended:
            yield from self._asked(look, joined)
        self._joined = [joined for joined in self._joined if joined not in ended]
        since = min([look.at, *(joined.at for joined in self._joined)]) - 3 * SOON
        self._arrived = [one for one in self._arrived if one.at > since]

    def _asked(self, look: Look, joined: Consented) -> Iterator[Found]:
        person = look.codes.get(joined.person or "")
        if person is None:
            return
        owed = look.rows(_OWED, person, joined.host, joined.host + SOON, joined.host + AHEAD)
        if joined.host.astimezone(VILLAGE).day in ASKED_DAYS:
            owed = owed or look.rows(_DAYS_OWED, person, joined.host)
        heard = any(
            record.chat == joined.chat
            and record.question is not None
            and record.event > joined.event - 50
            and record.at > joined.at - SOON
            for record in self._arrived
        )
        if owed and not heard:
            yield Found(f"{joined.person} joined and was not asked what is open", joined.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("newcomers", "Who joins today gets today's pending question.", Newcomers)
