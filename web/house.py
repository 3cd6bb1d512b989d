"""What the pages need of the house: given once, when the application is put together."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aiohttp import web

from db.base import Database
from domain.exports import ExportFile
from domain.ids import PersonId
from domain.messages import Incoming, Outgoing
from web.kept_papers import KeptPapers
from web.live import Feed


class Step(StrEnum):
    """How far the demo clock is moved."""

    HOUR = "hour"
    DAY = "day"
    NEXT = "next"  # to the next thing that happens


@dataclass(frozen=True, slots=True)
class Move:
    """One press of a button of the demo clock.

    `others_answer`: everybody but the people of `mine` answers by themselves on the way.
    """

    step: Step
    others_answer: bool = False
    mine: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Chat:
    """The web chat's wire, as the pages use it (channels.web.WebChannel offers both)."""

    carry: Callable[[Incoming], Awaitable[None]]
    listen: Callable[[Callable[[Incoming | Outgoing], None]], Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a signed address opens: a heading, and the files by name and label."""

    title: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file, or one line that says why it cannot be made."""

    content: bytes | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Exports:
    """What is behind signed addresses, and one file; None: there is nothing to open (any more)."""

    listed: Callable[[str], Awaitable[Listed | None]]
    behind: Callable[[str, str], Awaitable[Drawn | None]]
    drawn: Callable[[ExportFile], Awaitable[Drawn | None]]


@dataclass(frozen=True, slots=True)
class House:
    """What the house gives the pages.

    `chat` None: no chat pages, only health. `advance` None: a real clock, no demo bar.
    `ticked`: the instant of the last tick of the scheduler, None before the first. `sheet` finds
    the sheet of join codes kept under a secret, `papers` the papers of a month; `exports` opens
    signed addresses. `networks`: what
    is wrong with each network's bot, None when nothing is.
    """

    database: Database
    now: Callable[[], datetime]
    ticked: Callable[[], datetime | None]
    chat: Chat | None = None
    advance: Callable[[Move], Awaitable[None]] | None = None
    sheet: Callable[[str], str | None] | None = None
    papers: Callable[[str], KeptPapers | None] | None = None
    exports: Exports | None = None
    networks: Callable[[], Mapping[str, str | None]] = dict


HOUSE = web.AppKey("house", House)
FEED = web.AppKey("feed", Feed)
