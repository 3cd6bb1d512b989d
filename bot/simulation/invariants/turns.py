"""Standing in is shared fairly: turns are counted right, and the less burdened are asked first."""

from collections.abc import Iterator
from datetime import timedelta

from bot.simulation.reading import Growing
from bot.simulation.watching import Found, Invariant, Look, instant

# half a year is counted from a morning: what ended in the days between may count or not
SURELY, PERHAPS = timedelta(days=180), timedelta(days=185)
MOST_OF_A_QUARTER = 9  # filled gaps of one person in thirteen weeks
QUARTER = timedelta(weeks=13)
_NEW = """
SELECT a.id, a.person_id, a.turns, a.asked_at, a.substitution_id, a.tie, a.minutes, a.rank
FROM substitution_asks a WHERE a.id > ? ORDER BY a.id
"""
_FILLED = """
SELECT count(*) FROM substitutions WHERE filled_by = ? AND kind != 'trade' AND state = 'filled'
AND ended_at >= ? AND ended_at < ?
"""


class Turns:
    """Counts again what each new ask says about its person."""

    def __init__(self) -> None:
        self._asks = Growing(_NEW)

    def look(self, look: Look) -> Iterator[Found]:
        for number, person, turns, asked_text, search, *_ in self._asks.read(look):
            asked = instant(str(asked_text))
            least = look.one(_FILLED, person, asked - SURELY, asked)
            most = look.one(_FILLED, person, asked - PERHAPS, asked)
            undone = look.one("SELECT count(*) FROM substitutions WHERE ended_by = 'undone'")
            if not isinstance(turns, int) or not least - undone <= turns <= most + undone:
                yield Found(f"ask {number} of search {search} counts {turns} turns, not {most}")
            lately = look.one(_FILLED, person, asked - QUARTER, asked)
            if lately > MOST_OF_A_QUARTER:
                yield Found(f"person {person} stood in {lately} times in a quarter")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("turns", "Turns of standing in are counted and bounded.", Turns)
