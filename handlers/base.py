"""What a handler receives and declares: Request, Command, and Reader of a question's answers.

A handler reads facts with `request.session`, decides with domain functions, records with db
functions, and returns the words to answer with. It never commits, sends or reads a clock.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from db import audit
from db.base import Session
from domain.availability import DEFAULT as USUAL_CAMPAIGN
from domain.availability import CampaignRules
from domain.budgets import Budget
from domain.calendar import local_date
from domain.closing import PackFile
from domain.exports import Export, ExportFile
from domain.ids import BranchId, PersonId
from domain.messages import Address, Ask, Option, Source, Words
from domain.people import Person, Role
from domain.reports.period_paper import PeriodPaper
from domain.reports.plan_sheet import PlanPaper
from domain.seating import Door
from domain.slips import Slip
from domain.substitution import DEFAULT, SubstitutionRules
from domain.summaries import USUAL as USUAL_SUMMARIES
from domain.summaries import SummaryRules


@dataclass(frozen=True, slots=True)
class Packing:
    """How the files of a month are made (slow, any thread), and the versions of what makes them.

    Making raises a Refusal when the template of the office cannot be filled.
    """

    make: Callable[[PeriodPaper], Sequence[PackFile]]
    programs: Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Policy:
    """Settings that handlers depend on."""

    consent_version: str = "2026-01"
    code_lifetime: timedelta = timedelta(hours=72)
    entropy: Callable[[int], bytes] = secrets.token_bytes  # so many unguessable bytes
    # keeps a sheet of new codes to print, and says where to open it; None where there are no pages
    sheet: Callable[[Sequence[Slip]], str] | None = None
    papers: Callable[[PlanPaper], str] | None = None  # the same for the papers of a month
    # the address that opens these figures for some minutes; `here`: asked on the office's own page
    export: Callable[[Export, bool], str | None] = lambda _export, _here: None
    # makes a file to be sent, None where it cannot be made; without it nothing is sent as a file
    content: Callable[[ExportFile], Awaitable[bytes | None]] | None = None
    carries: frozenset[str] = frozenset()  # channels that send files, in a house that makes them
    packing: Packing | None = None  # how the files of a closed month are made
    substitution: SubstitutionRules = DEFAULT
    campaign: CampaignRules = USUAL_CAMPAIGN
    doors: tuple[Door, ...] = ()  # Zalo bots that people can be sent to
    budgets: tuple[Budget, ...] = ()  # of the bots on networks that count
    summaries: SummaryRules = USUAL_SUMMARIES  # of mass sends
    backup_within: timedelta | None = None  # how old the last backup may be; None: nobody looks


@dataclass(frozen=True, slots=True)
class Request:
    """One message of a person who has joined, inside its transaction."""

    session: Session
    now: datetime
    person: Person
    address: Address
    text: str  # for a command: what follows its name
    source: Source
    policy: Policy
    actor_id: PersonId  # who really acts; differs from the person when on behalf
    commands: "tuple[Command, ...]" = ()  # every command there is, in the order of lists
    readers: "Mapping[str, Reader]" = field(default_factory=dict)  # by kind of question
    spontaneous: "Callable[[Request], Awaitable[Reply | None]] | None" = None  # reads free words
    # the branches this is about, when somebody acts who may not see all that concerns the person
    within: frozenset[BranchId] | None = None

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.now)

    @property
    def takes_files(self) -> bool:
        """Whether this chat shows files that come with an answer."""
        return self.address.channel in self.policy.carries

    def sees(self, branch_id: BranchId) -> bool:
        """Whether matters of a branch may be touched."""
        return self.within is None or branch_id in self.within

    async def looked_at(self, people: Iterable[PersonId], where: str) -> None:
        """Remember that the person saw what others did. `where`: the command."""
        await audit.looked(self.session, self.now, self.actor_id, people, where)

    def saying(self, text: str) -> "Request":
        """The same request with other words."""
        return replace(self, text=text)


Reply = Words | Ask
Run = Callable[[Request], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """A word people type; `names[0]` is the Vietnamese one without accents, the rest aliases.

    `bare`: the word alone, without a slash, is the command too; `always`: even as the answer to
    an open question. `order`: its place in lists.
    `summary`: its line in /trogiup, built by texts.
    """

    names: tuple[str, ...]
    roles: frozenset[Role]
    summary: Callable[[], str]
    run: Run
    bare: bool = True
    takes_words: bool = False  # "toi di duoc roi" is not /toi: it takes none
    order: int = 50
    always: bool = False

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question a person answers: what it was about and which options it showed."""

    kind: str
    payload: dict[str, Any]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """How the answers of one kind of question are used.

    `choose` gets the value of a chosen option (by digit, button or label); `read` gets free text
    and returns None when it cannot say what is meant.
    """

    kind: str
    choose: Callable[[Request, Asked, str], Awaitable[Reply]]
    read: Callable[[Request, Asked], Awaitable[Reply | None]] | None = None


EVERYBODY = frozenset(Role)


def text_of(reply: Reply) -> Words:
    """The words of a reply, whether it asks or tells."""
    return reply.words if isinstance(reply, Ask) else reply


SOON = Words("")  # no words now: the answer follows when it has been computed


def told(text: str) -> Words:
    """A plain answer."""
    return Words(text)


def before(text: str, reply: Reply | None) -> Reply:
    """A line in front of another reply: what was recorded, then the next question."""
    if reply is None:
        return Words(text)
    words = text_of(reply)
    joined = replace(words, text=f"{text}\n\n{words.text}")
    if not isinstance(reply, Ask):
        return joined
    again = words.text if reply.again is None else reply.again
    return replace(reply, words=joined, again=again)
