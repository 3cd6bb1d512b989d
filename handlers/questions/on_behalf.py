"""A question of somebody else, answered by the office on the telephone."""

import re

from domain.asks import AskKind
from domain.fold import fold
from domain.ids import PersonId
from handlers.answering_for import Entry, enter, not_reached
from handlers.base import Asked, Reader, Reply, Request
from texts.on_behalf import UNREACHED

# said of the telephone, not by the person at its other end
_NOBODY_THERE = re.compile(
    r"(goi|lien lac|lien he) (mai )?(khong|chua|ko|k) (duoc|dc)|(khong|ko|k) (nghe|bat|nhac) may"
    r"|thue bao|may ban|tat may|ngoai vung"
)


def _parts(asked: Asked) -> tuple[Entry, Asked]:
    """For whom, and the question as they would have been asked it."""
    payload = asked.payload
    entry = Entry(PersonId(payload["person"]), payload["attempt"], payload["call"])
    own = {**payload["payload"], "text": payload["text"]}
    if payload.get("again"):
        own["again"] = True
    return entry, Asked(payload["kind"], own, asked.options)


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """A numbered option of the person's question, or that nobody answered the telephone."""
    entry, own = _parts(asked)
    if value == UNREACHED.value:
        return await not_reached(request, entry)
    reader = request.readers[own.kind]
    label = next(option.label for option in own.options if option.value == value)
    reply = await enter(
        request,
        entry,
        own,
        lambda theirs: reader.choose(theirs, own, value),
        words_said=label,
    )
    assert reply is not None
    return reply


async def read(request: Request, asked: Asked) -> Reply | None:
    """What the person said on the telephone, typed as they would have typed it."""
    entry, own = _parts(asked)
    if _NOBODY_THERE.search(fold(request.text)):
        return await not_reached(request, entry)
    reading = request.readers[own.kind].read
    if reading is None:
        return None
    return await enter(
        request, entry, own, lambda theirs: reading(theirs, own), words_said=request.text
    )


READER = Reader(AskKind.ON_BEHALF, choose, read)
