"""Answering with the summary of a period, for what the person sees."""

from db import facts
from domain.messages import Words
from domain.reports.periods import Period
from domain.reports.summary import summary
from handlers.base import Reply, Request
from texts.reports import summary as words


async def summary_for(request: Request, period: Period) -> Reply:
    """The summary of a period beside the one before it."""
    this, last = await facts.periods_for(request.session, request.person, period, request.now)
    return Words(words.summary(summary(this, last)))
