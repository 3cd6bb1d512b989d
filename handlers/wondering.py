"""Questions in plain words about figures, from those who may look at them; nobody else is read."""

from domain.reports.listings import Look
from domain.reports.questions import (
    BranchQuestion,
    BriefQuestion,
    CadreQuestion,
    ListQuestion,
    Question,
    SummaryQuestion,
    as_typed,
    reads_as_question,
    understand_question,
)
from domain.rights import ROLES, Act
from handlers import briefing, cards, looking, reach
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
        return await _answer(request, question)
    return told(words.askable()) if reads_as_question(request.text, request.today) else None


async def _answer(request: Request, question: Question) -> Reply:
    """What a command for the same thing would answer, for what the person sees."""
    if isinstance(question, BriefQuestion):
        return await briefing.shown(request)
    if isinstance(question, BranchQuestion):
        return await cards.branch(request, as_typed(request.text, question.name))
    if isinstance(question, CadreQuestion):
        return await cards.cadre(request, as_typed(request.text, question.name))
    place = question.place and as_typed(request.text, question.place)
    unit = await reach.unit(request, place) if place else None
    look = Look(question.period, unit.id if unit else None)
    if isinstance(question, ListQuestion):
        return await looking.listed(request, look, question.listing)
    if isinstance(question, SummaryQuestion):
        return await looking.summed_up(request, look)
    return await looking.compared(request, look)
