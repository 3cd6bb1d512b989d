"""Neighbours who answer by themselves in the demo, so that a month has something to summarise.

Everybody answers through the inbox like a person pressing digits. What each says depends only on
the question's number, so the same demo always goes the same way. People whom the visitor has open
are left to the visitor.
"""

from collections.abc import Collection
from random import Random

from bot.app import App
from bot.habits import six_numbers, usual
from db import questions
from db.base import Session
from db.meetings import meeting
from db.questions import Remembered
from domain.asks import AskKind
from domain.ids import MeetingId, PersonId
from domain.messages import Incoming
from domain.web_chats import address_of

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


async def habit(session: Session, question: Remembered) -> str | None:
    """What people answer a question with, None for silence; always the same for one question."""
    chance = Random(question.id)  # noqa: S311 - a demo must repeat
    if question.kind == AskKind.NUMBERS:
        branch = (await meeting(session, MeetingId(question.payload["meeting"]))).branch
        return six_numbers(branch.members, branch.exempt, chance)
    return usual(question.kind, chance)
