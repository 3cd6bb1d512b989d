"""Neighbours who answer by themselves in the demo, so that a month has something to summarise.

Everybody answers through the inbox like a person pressing digits. What each says depends only on
the question's number, so the same demo always goes the same way. People whom the visitor has open
are left to the visitor.
"""

from collections.abc import Collection
from random import Random

from bot.app import App
from db import questions
from db.base import Session
from db.meetings import meeting
from db.questions import Question
from domain.asks import AskKind
from domain.ids import MeetingId, PersonId
from domain.messages import Incoming
from domain.web_chats import address_of

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
ROUNDS = 4  # a question may follow an answer: reason, date, numbers


class Neighbours:
    """Answers the open questions of everybody but the visitor's people."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._considered: set[int] = set()
        self.mine: Collection[PersonId] = ()

    async def answer(self) -> None:
        """Everybody who has a new question answers it now, or never."""
        for _ in range(ROUNDS):
            said = await self._lines()
            for line in said:
                await self._app.inbox.receive(line)
            if not said:
                return
            await self._app.settle()

    async def _lines(self) -> list[Incoming]:
        async with self._app.database.read() as session:
            found = [
                question
                for question in await questions.all_open(session)
                if question.id not in self._considered and question.person_id not in self.mine
            ]
            self._considered |= {question.id for question in found}
            answers = [(question, await habit(session, question)) for question in found]
        return [
            Incoming(
                address=address_of(PersonId(question.person_id)),
                key=f"neighbour-{question.id}",
                text=text,
                received_at=self._app.clock.now(),
            )
            for question, text in answers
            if text is not None
        ]


async def habit(session: Session, question: Question) -> str | None:
    """What people answer a question with, None for silence; always the same for one question."""
    chance = Random(question.id)  # noqa: S311 - a demo must repeat
    if question.kind == AskKind.NUMBERS:
        branch = (await meeting(session, MeetingId(question.payload["meeting"]))).branch
        excused = min(chance.randint(0, 3), branch.members - branch.exempt)
        present = branch.members - branch.exempt - excused
        minutes = chance.randrange(60, 125, 5)
        return f"{branch.members} {present} {excused} 0 {branch.exempt} {minutes}"
    drawn = chance.randrange(100)
    for share, digit in HABITS.get(question.kind, ()):
        if drawn < share:
            return digit
        drawn -= share
    return None
