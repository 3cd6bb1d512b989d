"""Reading the answer to "these are the consequences: do it?": only a sure yes or no."""

from collections.abc import Awaitable, Callable

from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from handlers.base import Asked, Reply, Request

Choose = Callable[[Request, Asked, str], Awaitable[Reply]]


def yes_or_no(choose: Choose) -> Callable[[Request, Asked], Awaitable[Reply | None]]:
    """The `read` of a question whose options are "yes" and "no"."""

    async def read(request: Request, asked: Asked) -> Reply | None:
        understood = understand(request.text, Expected.DATE)
        if understood.confidence is not Confidence.SURE:
            return None
        if understood.label is Label.ATTEND:
            return await choose(request, asked, "yes")
        return await choose(request, asked, "no") if understood.label is Label.ABSENT else None

    return read
