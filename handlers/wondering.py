"""Questions in plain words about figures, from those who may look at them; nobody else is read."""

from domain.reports.questions import reads_as_question, understand_question
from domain.rights import ROLES, Act
from handlers import looking
from handlers.base import Reply, Request, told
from texts.reports import listings as words


async def take(request: Request) -> Reply | None:
    """The answer; what can be asked, when it is a question of another kind; None when it is none.

    Somebody acting for another person enters that person's answers, and asks nothing.
    """
    if not request.person.holds(*ROLES[Act.LOOK]) or request.actor_id != request.person.id:
        return None
    question = understand_question(request.text, request.today)
    if question is not None:
        return await looking.answer(request, question)
    return told(words.askable()) if reads_as_question(request.text) else None
