"""What goes on step by step between messages: stand-ins, pauses that end, what was sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from bot import collect
from db import pauses as pauses_db
from db.base import Session
from domain.pausing import PauseEnd
from domain.substitution import SubstitutionRules
from domain.summaries import SummaryRules
from handlers import pausing, search_clock, summing_up, watching
from handlers.base import Policy
from handlers.search_step import Step
from scheduler import availability
from scheduler.base import Chore, FollowUp, NextStep
from scheduler.cron import latest

LOOK_EVERY = timedelta(minutes=10)


def chores(policy: Policy) -> tuple[Chore, ...]:
    """Everything the calendar starts in this house."""
    return (*collect.declared("scheduler.chores", Chore), *availability.chores(policy.campaign))


def of(policy: Policy, jobs: Sequence[Chore]) -> tuple[FollowUp, ...]:
    """Everything that goes on step by step in this house."""
    return (
        pauses(policy),
        substitutions(policy.substitution),
        summaries(policy.summaries),
        losses(policy.summaries),
        watch(policy, jobs),
    )


def substitutions(rules: SubstitutionRules) -> FollowUp:
    """Deadlines of those who are asked, and the days on which an open gap is looked at again."""

    async def steps(session: Session, now: datetime) -> Sequence[NextStep]:
        found = await search_clock.steps(Step(session, now, rules))
        return [NextStep(*one) for one in found]

    async def run(session: Session, search_id: int, now: datetime) -> None:
        await search_clock.move_on_with(Step(session, now, rules), search_id)

    return FollowUp("substitutions", steps, run)


def pauses(policy: Policy) -> FollowUp:
    """Pauses of reminders whose time is over: what still matters is asked."""

    async def steps(session: Session, now: datetime) -> Sequence[NextStep]:
        return [NextStep(pause.id, pause.until) for pause in await pauses_db.unended(session)]

    async def run(session: Session, pause_id: int, now: datetime) -> None:
        for pause in await pauses_db.unended(session, locked=True):
            if pause.id == pause_id and pause.until <= now:
                await pausing.end(session, policy, pause, PauseEnd.EXPIRED, None, now)

    return FollowUp("pauses", steps, run)


def summaries(rules: SummaryRules) -> FollowUp:
    """Mass sends whose messages are settled: the office hears once what became of them."""

    async def steps(session: Session, now: datetime) -> Sequence[NextStep]:
        return [NextStep(*one) for one in await summing_up.due(session)]

    async def run(session: Session, round_id: int, now: datetime) -> None:
        await summing_up.sum_up(session, rules, round_id, now)

    return FollowUp("summaries", steps, run)


def losses(rules: SummaryRules) -> FollowUp:
    """Messages that became too late to send: the office hears once of all of them."""

    async def steps(session: Session, now: datetime) -> Sequence[NextStep]:
        due = await summing_up.losses_due(session)
        return [] if due is None else [NextStep(0, due)]

    async def run(session: Session, item: int, now: datetime) -> None:
        await summing_up.tell_losses(session, rules, now)

    return FollowUp("losses", steps, run)


def watch(policy: Policy, jobs: Sequence[Chore]) -> FollowUp:
    """Jobs that did not run: the office hears once, and once more when they run again."""
    expected = partial(latest, jobs)
    seen: datetime | None = None

    async def steps(session: Session, now: datetime) -> Sequence[NextStep]:
        nonlocal seen
        if seen is not None and seen <= now < seen + LOOK_EVERY:
            return []
        seen = now
        found = await watching.look(session, expected, policy.backup_within, now)
        return [NextStep(0, now)] if found.missing or found.back else []

    async def run(session: Session, item: int, now: datetime) -> None:
        found = await watching.look(session, expected, policy.backup_within, now)
        await watching.tell(session, found, now)

    return FollowUp("watch", steps, run)
