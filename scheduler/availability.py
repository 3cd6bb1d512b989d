"""Before the plan: everybody is asked about the coming month, only the silent again, then phoned.

The days and hours are settings, so the chores are made from them instead of being declared.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from db import availability, calls, outbox, plans, rounds, visible
from db import pauses as pauses_db
from db.availability import AskedBranch
from db.base import Session
from db.calls import CallReason
from db.rounds import RoundKind
from db.withheld import units_of
from domain import asks
from domain.asks import AskKind
from domain.availability import CampaignRules
from domain.calendar import Month, local_date
from domain.ids import PersonId
from domain.meetings import PersonName
from domain.messages import Ask
from domain.pausing import Pauses
from scheduler import pausing
from scheduler.base import Chore
from texts import availability as words

LAPSES = timedelta(hours=8)


def chores(rules: CampaignRules) -> tuple[Chore, ...]:
    """Cadres and secretaries at their own hours on each day; the call list before the draft."""
    found = []
    for day in (rules.day, *rules.chase_days):
        found.append(_chore("cadre", day, rules.cadre_hour, again=day != rules.day))
        found.append(_chore("branch", day, rules.secretary_hour, again=day != rules.day))
    cron = f"{rules.call_hour.minute} {rules.call_hour.hour} {rules.call_day} * *"
    return (*found, Chore("availability_calls", cron, LAPSES, _call_list))


def _chore(whom: str, day: int, clock: time, *, again: bool) -> Chore:
    async def run(session: Session, due_at: datetime, now: datetime) -> None:
        month = Month.of(local_date(due_at)).next
        if await plans.current(session, str(month)) is not None:
            return
        missing = await availability.silent(session, month, local_date(now))
        pauses = await pauses_db.in_force(session, now)
        if whom == "cadre":
            to = {cadre.id: _days(month, again=again) for cadre in missing.cadres}
        else:
            to = _first_of_each(month, missing.branches, again=again)
        if not to:
            return
        one = await rounds.round_of(session, RoundKind.CAMPAIGN, f"{month}:{whom}:{day}", now)
        for person_id, ask in sorted(to.items()):
            key = f"{month}:{person_id}:{whom}:{day}"
            await _ask(session, pauses, person_id, ask, key, now, one)

    cron = f"{clock.minute} {clock.hour} {day} * *"
    return Chore(f"availability_{whom}_{day}", cron, LAPSES, run)


def _days(month: Month, *, again: bool) -> Ask:
    return asks.availability(words.asked(month, again=again), month)


def _first_of_each(
    month: Month, branches: Sequence[AskedBranch], *, again: bool
) -> dict[PersonId, Ask]:
    """One question a person; further branches of theirs are asked after the answer."""
    found: dict[PersonId, Ask] = {}
    for about in branches:
        text = words.usual_asked(month, about.branch, about.habit, again=again)
        ask = asks.usual_day(AskKind.USUAL_DAY, text, month, about.branch.id)
        found.setdefault(about.person_id, ask)
    return found


async def _ask(
    session: Session,
    pauses: Pauses,
    person_id: PersonId,
    ask: Ask,
    key: str,
    now: datetime,
    round_id: int,
) -> None:
    await outbox.queue(
        session,
        key=f"availability:{key}",
        kind="availability",
        person_id=person_id,
        content=ask,
        now=now,
        lapses_at=now + timedelta(days=2),
        withheld=await pausing.withheld_from(session, pauses, person_id),
        round_id=round_id,
    )


async def _call_list(session: Session, due_at: datetime, now: datetime) -> None:
    """Cadres who never answered; a silent branch keeps its usual day and need not be phoned."""
    month = Month.of(local_date(due_at)).next
    pauses = await pauses_db.in_force(session, now)
    by_office: dict[PersonId, list[PersonName]] = {}
    for cadre in (await availability.silent(session, month, local_date(now))).cadres:
        if await pausing.withheld_from(session, pauses, cadre.id) is not None:
            continue
        await calls.open_call(session, CallReason.AVAILABILITY, cadre.id, now)
        for coordinator in await _offices(session, cadre.id, now):
            by_office.setdefault(coordinator, []).append(cadre)
    for coordinator, cadres in sorted(by_office.items()):
        await outbox.queue(
            session,
            key=f"availability_calls:{month}:{coordinator}",
            kind="availability_calls",
            person_id=coordinator,
            content=words.to_call(month, cadres),
            now=now,
        )


async def _offices(session: Session, person_id: PersonId, now: datetime) -> list[PersonId]:
    """Coordinators of any unit the person belongs to."""
    found = {
        coordinator.id
        for unit in sorted(await units_of(session, person_id))
        for coordinator in await visible.coordinators_of(session, unit, local_date(now))
    }
    return sorted(found)
