"""Reading a draft: its summary and its lines, for the command and for the news that it is ready."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from db import plans, visible
from db.base import Session
from db.plans import LineFacts, PlanRow, PlanState
from domain.calendar import Month, local_date, monday_of
from domain.ids import PlanId
from domain.people import Person
from handlers import availability
from texts import plans as words

MOST_SHOWN = 150  # lines in one answer; a larger district looks by commune or week


async def seen_lines(
    session: Session, plan: PlanRow, person: Person, day: date
) -> tuple[LineFacts, ...]:
    """The lines of the branches a person sees: the office of one commune reads its own."""
    seen = {branch.id for branch in await visible.visible_branches(session, person, day)}
    lines = await plans.lines(session, PlanId(plan.id))
    return tuple(line for line in lines if line.branch.id in seen)


async def summary(session: Session, plan: PlanRow, person: Person, day: date) -> str:
    """What a person sees of the draft in a few lines, problems first."""
    return await _overview(session, plan, await seen_lines(session, plan, person, day), person, day)


async def _overview(
    session: Session, plan: PlanRow, lines: Sequence[LineFacts], person: Person, day: date
) -> str:
    """The lines in short, and under a draft whose days it was made without knowing."""
    text = described(plan, lines)
    if plan.state != PlanState.DRAFT:
        return text
    seen = await visible.visible_people(session, person, day)
    missing = await availability.still_silent(session, Month.parse(plan.month), day, seen)
    return f"{text}\n{missing}" if missing else text


async def whole(session: Session, plan: PlanRow, person: Person, day: date) -> str:
    """The summary, then week by week every line with its code, unless they are too many."""
    lines = await seen_lines(session, plan, person, day)
    if len(lines) > MOST_SHOWN:
        return await _overview(session, plan, lines, person, day)
    parts = [await _overview(session, plan, lines, person, day)]
    for heading, rows in by_weeks(lines):
        parts.append("\n".join([heading, *written(rows)]))
    return "\n\n".join(parts)


def by_weeks(lines: Sequence[LineFacts]) -> list[tuple[str, list[LineFacts]]]:
    """Lines under the heading of their week; they come sorted, those without a date last."""
    found = []
    for monday, group in groupby(lines, _monday):
        rows = list(group)
        heading = words.week_heading(monday, len(rows)) if monday else None
        found.append((heading or words.undated_heading(len(rows)), rows))
    return found


def _monday(line: LineFacts) -> date | None:
    return None if line.starts_at is None else monday_of(local_date(line.starts_at))


def described(plan: PlanRow, lines: Sequence[LineFacts]) -> str:
    """These lines of a plan in a few lines of text, problems first."""
    placed = [local_date(line.starts_at) for line in lines if line.starts_at is not None]
    return words.overview(
        Month.parse(plan.month),
        total=len(lines),
        habitual=sum(line.habitual for line in lines),
        weeks=Counter(monday_of(day) for day in placed),
        problems=[
            line.problem or words.no_date_found(line.branch.village, line.branch.code)
            for line in lines
            if line.starts_at is None
        ],
        proven=plan.solved == "optimal",
        checked=int(plan.certificate.get("rules", 0)),
        violations=violations(plan),
        is_draft=plan.state == PlanState.DRAFT,
    )


def broken(plan: PlanRow) -> dict[str, int]:
    """Hard rules the certificate found broken and how often, meetings without a date left out."""
    found: dict[str, int] = plan.certificate.get("violations", {})
    return {code: count for code, count in found.items() if code != "MISSING"}


def violations(plan: PlanRow) -> int:
    """How often hard rules are broken."""
    return sum(broken(plan).values())


def written(lines: Sequence[LineFacts]) -> list[str]:
    """Each line with its code, so that it can be moved."""
    return [
        words.line(
            line.branch.code,
            line.branch.village,
            line.starts_at,
            [guest.name for guest in line.guests],
            words.pinned_mark() if line.pinned else "",
        )
        for line in lines
    ]
