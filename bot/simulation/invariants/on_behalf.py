"""What the office enters for somebody is recorded with who entered it, and the person is told."""

from collections.abc import Iterator
from datetime import timedelta

from bot.simulation.observed import Carried, Phoned, Said
from bot.simulation.reading import Facts, Growing
from bot.simulation.watching import Found, Invariant, Look, instant

_PROMISES = """
SELECT p.id, p.actor_id, v.person_id, p.at FROM promises p JOIN visits v ON v.id = p.visit_id
WHERE p.id > ? AND p.source = 'on_behalf'
"""
_OTHERS = {
    "confirmations": "person_id",
    "meeting_results": "person_id",
    "presences": "witness_id",
}
# an answer such as "no new day yet" leaves nothing behind but this
_ENTERED = """
SELECT count(*) FROM call_attempts WHERE actor_id = ? AND steps > 0 AND at BETWEEN ? AND ?
"""
SOON = timedelta(hours=30)
ENTERED = timedelta(minutes=30)


class OnBehalf:
    """Looks at each row that was entered for somebody, and at each telephone call."""

    def __init__(self) -> None:
        self._new = {"promises": Growing(_PROMISES)}
        for table, subject in _OTHERS.items():
            query = (
                f"SELECT id, actor_id, {subject}, at FROM {table} "  # noqa: S608
                "WHERE id > ? AND source = 'on_behalf'"
            )
            self._new[table] = Growing(query)
        self._facts = Facts()
        self._owed: list[tuple[str, int, int, str]] = []
        self._calls: list[Phoned] = []
        self._on_their_way: set[tuple[str, str]] = set()  # who wrote what that has not come yet

    def look(self, look: Look) -> Iterator[Found]:
        self._facts.read(look)
        for table, new in self._new.items():
            for number, actor, subject, at in new.read(look):
                if actor == subject:
                    yield Found(f"{table} {number} was entered for {subject} by themselves")
                else:
                    self._owed.append((table, int(str(number)), int(str(subject)), str(at)))
        yield from self._told(look)
        self._calls += look.of(Phoned)
        for record in look.of(Said, Carried):
            wrote = record.person, record.key
            (self._on_their_way.add if isinstance(record, Said) else self._on_their_way.discard)(
                wrote
            )
        yield from self._entered(look)

    def _entered(self, look: Look) -> Iterator[Found]:
        """What somebody said on the telephone is in the database half an hour later.

        Of whoever entered it on a line that carries nothing, when that has come.
        """
        waiting = {person for person, _ in self._on_their_way}
        ended = [
            call
            for call in self._calls
            if call.host + ENTERED < look.host and call.person not in waiting
        ]
        self._calls = [call for call in self._calls if call not in ended]
        for call in ended:
            office = look.codes.get(call.person)
            if call.reached and call.answer and office is not None:
                since, until = call.host - timedelta(seconds=5), look.host
                entered = look.one(_ENTERED, office, since, until)
                if not entered and not self._facts.within(office, since, until):
                    yield Found(f"{call.person} could not enter what {call.about} said", call.event)

    def _told(self, look: Look) -> Iterator[Found]:
        """Within a day the person has a message that says what was entered."""
        left = []
        for table, number, subject, at in self._owed:
            if instant(at) > look.host - SOON:
                left.append((table, number, subject, at))
                continue
            told = look.rows(
                "SELECT 1 FROM outgoing WHERE person_id = ? AND "
                "kind IN ('on_behalf', 'answer', 'stand_in_assigned') "
                "AND queued_at BETWEEN ? AND ? LIMIT 1",
                subject,
                instant(at) - timedelta(minutes=1),
                instant(at) + SOON,
            )
            if not told:
                yield Found(f"person {subject} never heard what was entered ({table} {number})")
        self._owed = left

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "on_behalf", "The office can answer for somebody; who did so is recorded and told.", OnBehalf
)
