"""/dung: no more messages, after one question."""

from domain import asks
from domain.asks import AskKind
from handlers.base import EVERYBODY, Command, Reply, Request
from texts import help as help_words
from texts import joining as words


async def run(request: Request) -> Reply:
    """Ask once, because "đúng" without its accent looks the same."""
    return asks.simple(AskKind.STOP, words.stop_check())


COMMAND = Command(("dung", "stop"), EVERYBODY, help_words.dung, run, order=92)
