"""What people usually answer: shared by the demo's neighbours and the people of the simulator."""

from random import Random

from domain.asks import AskKind

# The digit people answer each kind of question with, and how many of a hundred do; the rest is
# silent. Questions that change the plan or the person's own data are nobody's habit.
HABITS: dict[str, tuple[tuple[int, str], ...]] = {
    AskKind.VISITS: ((90, "1"), (5, "2")),
    AskKind.REASON: ((60, "1"), (20, "3"), (20, "4")),
    AskKind.CONFIRM: ((93, "1"), (2, "2")),
    AskKind.NEW_DATE: ((100, "1"),),
    AskKind.MOVE: ((100, "1"),),
    AskKind.RESULT: ((92, "1"), (3, "3")),
    AskKind.NUMBERS_CHECK: ((100, "1"),),
    AskKind.OUTCOME_REASON: ((70, "4"), (30, "1")),
    AskKind.PRESENCE: ((92, "1"), (4, "2")),
    AskKind.GUESTS: ((92, "1"), (5, "2")),
    AskKind.RECHECK: ((60, "1"), (25, "2")),
    AskKind.STAND_IN: ((60, "1"), (25, "2")),
}


def usual(kind: str, chance: Random) -> str | None:
    """The digit somebody answers a question of this kind with, None for silence."""
    drawn = chance.randrange(100)
    for share, digit in HABITS.get(kind, ()):
        if drawn < share:
            return digit
        drawn -= share
    return None


def six_numbers(members: int, exempt: int, chance: Random) -> str:
    """What a secretary types about a meeting that went well."""
    excused = min(chance.randint(0, 3), members - exempt)
    present = members - exempt - excused
    minutes = chance.randrange(60, 125, 5)
    return f"{members} {present} {excused} 0 {exempt} {minutes}"
