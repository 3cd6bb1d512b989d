"""What a planning job is: facts read in one transaction, computed off the loop, told in another."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.base import Session
from db.branches import codes as branch_codes
from db.planning import branch_key, row_id
from db.planning_runs import PlanningRun, RunKind
from domain.calendar import Month, local_date
from domain.people import Person
from domain.planning.facts import PlanningFacts
from handlers.base import Reply
from texts.planning_names import Names


@dataclass(frozen=True, slots=True)
class Work:
    """What leaves the transaction: a plain function of `domain.planning` and its arguments, the
    first of which are the facts it is about."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    @property
    def facts(self) -> PlanningFacts:
        facts = self.arguments[0]
        assert isinstance(facts, PlanningFacts)
        return facts


@dataclass(frozen=True, slots=True)
class Asking:
    """One request to the planner inside a transaction."""

    session: Session
    run: PlanningRun
    now: datetime
    askers: tuple[Person, ...]  # whom to tell: who asked, or every coordinator

    @property
    def month(self) -> Month:
        return Month.parse(self.run.month)

    @property
    def today(self) -> date:
        return local_date(self.now)


async def names_in(session: Session, facts: PlanningFacts) -> Names:
    """Names as people know them, branches with their codes."""
    ids = [row_id(branch.id) for branch in facts.branches]
    codes = await branch_codes(session, ids)
    return Names(facts, {branch_key(branch_id): code for branch_id, code in codes.items()})


@dataclass(frozen=True, slots=True)
class Job:
    """How requests of one kind are computed. `read` and `tell` may raise a Refusal.

    `tell` records what was found and gives each asker's answer, in their order.
    """

    kind: RunKind
    read: Callable[[Asking], Awaitable[Work]]
    tell: Callable[[Asking, Work, Any], Awaitable[list[Reply]]]
    failed: Callable[[Month], str]
