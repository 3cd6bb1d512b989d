"""The 28 failures of comparable systems, each seeded as it would be written, and what finds it.

The rows are those of docs/failures.md. A bug replaces one function of the house while a month is
simulated; `breaks` are the invariants any of which must notice. `stage` is the month in which the
situation is sure to arise; without the bug nothing breaks in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import literal, select, update

from bot import claiming, flight
from bot.simulation.faults import PROFILES, Faults, Long
from channels.base import Failure
from db import chores, delivery, homes, outbox, report_counts, settling, stood_in, visits
from db import meetings as meetings_db
from db.base import columns_of
from db.plans import PlanLine, PlanRow, PlanState, PlanVisit
from db.questions import Question, Remembered
from db.visits import Visit
from domain import timing
from domain.messages import OutgoingState, Source, Why, Words
from domain.planning import tasks
from domain.reports.facts import Figure
from handlers import (
    answering_for,
    joining,
    moving,
    standing_in,
    substituting,
    undoing,
    visiting,
)
from handlers.planning_jobs import draft
from scheduler import cron, windows
from scheduler.chores import weekly_summary
from scheduler.reminders import meeting_details, result_asked
from tests.support.staged import Act, Stage
from texts import answers, refusals
from texts import visits as visit_words

SEED = 19
Seed = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Bug:
    """One row of the table."""

    row: int
    breaks: frozenset[str]
    seeded: Seed
    stage: Stage

    def __str__(self) -> str:
        return f"{self.row:02d}-{self.seeded.__name__}"


BUGS: list[Bug] = []


def bug(row: int, *breaks: str, stage: Stage | None = None) -> Callable[[Seed], Seed]:
    """Add a way of seeding a row."""

    def add(seeded: Seed) -> Seed:
        BUGS.append(Bug(row, frozenset(breaks), seeded, stage or CALM))
        return seeded

    return add


# Bản Cha Khót (NM01: CB01 and BT-NM01, on the 5th at 19h30) and bản Muống (TL04: CB18 and TL-U1).
# CB01 says yes, thinks better of it in words, and NM-U1 stands in.
CALM = Stage(
    seed=SEED,
    script=(
        Act("2026-12-22 08:00", "CB01", "bận họp tỉnh, xin vắng"),
        Act("2026-12-24 10:00", "DP1", "/nhapho CB18 dự"),
        Act("2026-12-26 09:00", "BT-NM01", "asdf qwer"),
        Act("2026-12-23 09:00", "LD1", "/dung"),
        Act("2026-12-25 14:50", fault=Long.CRASH, amount=1, down_minutes=30),
        Act("2026-12-25 16:00", fault=Long.CRASH, amount=1),
        Act("2026-12-30 10:00", "NM-U1", blocks_days=5),
    ),
)
DECLINED = Act("2026-12-22 08:00", "CB01", "bận họp tỉnh, xin vắng")
SWAPPED = replace(CALM, script=(DECLINED, Act("2026-12-28 09:00", "BT-NM01", "/doilich 8/1 19h30")))
AWAY = replace(CALM, script=(Act("2026-12-19 20:00", "CB01", "/ban 3-5/1 đi học"),))
QUIET = replace(CALM, script=())
PRESSED = replace(CALM, script=(Act("2026-12-27 09:00", "CB01", "2", pressed=True),))
POSTPONED = replace(
    CALM,
    script=(
        Act("2027-01-03 09:00", "BT-NM01", "/hoan"),
        Act("2027-01-03 09:01", "BT-NM01", away_days=5),  # and is not asked for a new date
    ),
)
TAKEN_BACK = replace(
    CALM,
    script=(
        Act("2026-12-28 09:00", "BT-NM01", "/doilich 7/1 19h30"),
        Act("2026-12-28 09:01", "BT-NM01", "1"),
        Act("2026-12-28 09:06", "BT-NM01", "hoan tac"),
    ),
)
MACHINE_OFF = replace(
    CALM, script=(Act("2027-01-04 10:00", fault=Long.CRASH, amount=1, down_minutes=2700),)
)
NEVER_ANSWERS = replace(CALM, script=(Act("2026-12-20 05:00", "CB01", away_days=20),))
# One send in ten is answered 429 and one in ten fails, so that some do whatever the seed is.
STORM = replace(
    CALM,
    seed=2,
    faults="storm",
    profile=replace(PROFILES[Faults.STORM], quota=0.1, server_error=0.1),
    script=(),
)
# Rows as a hand in the database would leave them.
UNREADABLE = replace(
    CALM,
    script=(
        Act(
            "2026-12-25 15:10",
            statement="UPDATE outgoing SET state = 'waiting', attempts = 0, options = '[[1]]' "
            "WHERE id = (SELECT max(id) FROM outgoing WHERE state = 'sent')",
        ),
    ),
)
EVERYBODY_AWAY = replace(
    CALM,
    script=(
        Act(
            "2026-12-22 06:30",
            statement="INSERT INTO absences (person_id, first, last, reason, noted_at) "
            "SELECT DISTINCT person_id, '2027-01-04', '2027-01-06', 'work', "
            "'2026-12-21 01:00:00' FROM posts WHERE role = 'cadre' AND person_id != "
            "(SELECT id FROM people WHERE code = 'CB01')",
        ),
        DECLINED,
    ),
)
STOOD_IN_BEFORE = replace(
    CALM,
    script=(
        Act(
            "2026-12-19 12:00",
            statement="INSERT INTO substitutions (kind, person_id, month, state, opened_at, "
            "looked_at, ended_at, ended_by, filled_by) SELECT DISTINCT 'gap', 1, '2026-12', "
            "'filled', '2026-12-10 01:00:00', '2026-12-10 01:00:00', '2026-12-10 02:00:00', "
            "'filled', person_id FROM posts WHERE role = 'cadre'",
        ),
        DECLINED,
    ),
)
CUT_OFF = replace(
    CALM,
    script=(
        Act(
            "2026-12-20 00:30",
            statement="INSERT INTO branch_blackouts (branch_id, first, last, reason, noted_by, "
            "noted_at) SELECT id, '2027-01-01', '2027-01-31', 'disaster', (SELECT id FROM people "
            "WHERE code = 'DP1'), '2026-12-19 17:00:00' FROM branches WHERE code = 'NM01'",
        ),
    ),
)


@bug(3, "silence")
def whoever_asked_for_silence_is_reminded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(homes, "_silent", lambda: select(literal(False)))


@bug(4, "gaps")
def a_decline_is_saved_and_nobody_told(patch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: Any) -> None:
        return None

    patch.setattr(visiting, "_open_gap", nothing)


@bug(28, "dead_ends")
def not_understood_and_no_next_step(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(refusals, "unclear", lambda: "Hệ thống chưa hiểu ý đ/c.")


@bug(1, "withdrawn", stage=POSTPONED)
def reminders_of_a_meeting_that_was_postponed(patch: pytest.MonkeyPatch) -> None:
    def concerns(reminder: Any, meeting: Any, due: datetime) -> bool:
        return bool(due >= meeting.published_at)

    patch.setattr(windows, "concerns", concerns)


@bug(16, "withdrawn", "dates", stage=MACHINE_OFF)
def reminders_of_what_has_begun(patch: pytest.MonkeyPatch) -> None:
    def due(self: Any, meetings: Any, now: datetime) -> Any:
        return {
            r.kind: [m for m in meetings if m.state in r.states and r.due(m.starts_at) <= now]
            for r in self._reminders
        }

    queue = outbox.queue

    async def never_too_late(*args: Any, **of: Any) -> Any:
        return await queue(*args, **{**of, "lapses_at": None})

    patch.setattr(windows.Windows, "due", due)
    patch.setattr(outbox, "queue", never_too_late)


@bug(2, "moving", stage=UNREADABLE)
def one_row_that_nobody_can_read(patch: pytest.MonkeyPatch) -> None:
    async def take(session: Any, row: Any, now: datetime) -> Any:
        taken = delivery.message(row)
        await settling.sending(session, taken.id, now)
        return taken

    async def all_or_nothing(self: Any, room: int, now: datetime) -> Any:
        try:
            return await self._next(room, now, alone=False)
        except ValueError:
            self.next_due = None
            return (), False

    patch.setattr(delivery, "_take", take)
    patch.setattr(claiming.Claims, "next", all_or_nothing)


@bug(5, "gaps")
def declining_in_words_tells_nobody(patch: pytest.MonkeyPatch) -> None:
    open_gap = visiting._open_gap

    async def by_digit_only(request: Any, visit: Any, reason: Any) -> None:
        if request.source is not Source.TEXT:
            await open_gap(request, visit, reason)

    patch.setattr(visiting, "_open_gap", by_digit_only)


@bug(6, "reports")
def what_was_confirmed_needs_no_report(patch: pytest.MonkeyPatch) -> None:
    unreported = result_asked.unreported

    async def unconfirmed(session: Any, meetings: Any, now: datetime) -> Any:
        confirmed = await meetings_db.confirmed(session, meetings)
        return await unreported(session, [m for m in meetings if m.id not in confirmed], now)

    for name in ("ASKED", "CHASED", "CHASED_AGAIN"):
        reminder = getattr(result_asked, name)
        patch.setattr(result_asked, name, replace(reminder, notices=unconfirmed))


@bug(7, "two_places", stage=AWAY)
def the_planner_does_not_read_who_is_away(patch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: Any) -> dict[Any, Any]:
        return {}

    from db import planning

    patch.setattr(planning, "away", nobody)


@bug(8, "two_places", stage=EVERYBODY_AWAY)
def who_stands_in_is_not_checked_as_the_planner_does(patch: pytest.MonkeyPatch) -> None:
    async def anybody(step: Any, meeting: Any, absent: Any) -> Any:
        return await substituting.stand_ins(step.session, meeting, absent, step.today)

    async def free(*_: Any) -> bool:
        return True

    patch.setattr(substituting, "_free", anybody)
    patch.setattr(standing_in, "_still_free", free)


@bug(9, "plans")
def a_warning_where_nothing_clashes(patch: pytest.MonkeyPatch) -> None:
    lines = draft._lines

    async def coloured(*arguments: Any) -> Any:
        found = await lines(*arguments)
        return [replace(line, problem="Trùng lịch") for line in found]

    patch.setattr(draft, "_lines", coloured)


@bug(10, "turns", stage=STOOD_IN_BEFORE)
def nobody_counts_who_stood_in(patch: pytest.MonkeyPatch) -> None:
    async def never(*_: Any) -> dict[Any, int]:
        return {}

    patch.setattr(stood_in, "turns", never)


@bug(11, "plans", stage=CUT_OFF)
def infeasible_is_an_error(patch: pytest.MonkeyPatch) -> None:
    planned = tasks.draft

    def solved(facts: Any, seconds: float) -> Any:
        found = planned(facts, seconds)
        if found.plan.missing:
            raise RuntimeError("INFEASIBLE")
        return found

    patch.setattr(tasks, "draft", solved)


@bug(12, "swaps", stage=SWAPPED)
def a_move_seats_those_of_the_plan_again(patch: pytest.MonkeyPatch) -> None:
    relocate = moving.relocate

    async def from_the_plan(request: Any, meeting: Any, new: datetime, **named: Any) -> Any:
        moved = await relocate(request, meeting, new, **named)
        line = (
            select(PlanLine.id)
            .join(PlanRow, PlanRow.id == PlanLine.plan_id)
            .where(
                PlanLine.branch_id == meeting.branch.id,
                PlanRow.state == PlanState.APPROVED,
            )
        )
        planned = select(PlanVisit.person_id).where(PlanVisit.line_id.in_(line))
        own = Visit.meeting_id == meeting.id
        for who, ended in (
            (Visit.person_id.in_(planned), None),
            (Visit.person_id.not_in(planned), request.now),
        ):
            await request.session.execute(update(Visit).where(own, who).values(ended_at=ended))
        return moved

    patch.setattr(moving, "relocate", from_the_plan)


@bug(13, "undoing", stage=TAKEN_BACK)
def nothing_can_be_taken_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(undoing, "UNDO_WITHIN", timedelta())


@bug(14, "on_behalf")
def who_entered_it_is_not_recorded(patch: pytest.MonkeyPatch) -> None:
    as_person = answering_for.as_person

    async def theirs(request: Any, person_id: Any) -> Any:
        found = await as_person(request, person_id)
        return replace(found, actor_id=person_id)

    patch.setattr(answering_for, "as_person", theirs)


@bug(15, "swaps", stage=replace(SWAPPED, script=SWAPPED.script[:1]))
def the_branch_is_told_who_was_planned(patch: pytest.MonkeyPatch) -> None:
    async def ever(session: Any, meeting_ids: Any) -> Any:
        ids = await session.scalars(select(Visit.id).where(Visit.meeting_id.in_(meeting_ids)))
        return [replace(v, promise=None) for v in await visits.visits_ever(session, ids.all())]

    patch.setattr(meeting_details, "visits", SimpleNamespace(visits_of_meetings=ever))


@bug(17, "truth", stage=STORM)
def a_429_is_the_end_of_a_message(patch: pytest.MonkeyPatch) -> None:
    failed = flight.Flight._failed

    async def ended(self: Any, session: Any, row: Any, message: Any, error: Any) -> None:
        if error.failure is Failure.QUOTA:
            now = self._clock.now()
            await settling.settle(session, row, OutgoingState.REFUSED, now, Why.BAD_MESSAGE)
            return
        await failed(self, session, row, message, error)

    patch.setattr(flight.Flight, "_failed", ended)


@bug(18, "truth", stage=STORM)
def a_failed_send_is_not_tried_again(patch: pytest.MonkeyPatch) -> None:
    async def given_up(self: Any, session: Any, row: Any, why: Why, now: datetime) -> None:
        await settling.settle(session, row, OutgoingState.REFUSED, now, Why.GAVE_UP)

    patch.setattr(flight.Flight, "_again", given_up)


@bug(19, "said_again", "one_message")
def a_summary_for_each_start_of_the_process(patch: pytest.MonkeyPatch) -> None:
    async def again(*_: Any) -> bool:
        return True

    async def queue(session: Any, *, key: str, now: datetime, **named: Any) -> Any:
        return await outbox.queue(session, key=f"{key}:{now.isoformat()}", now=now, **named)

    patch.setattr(chores, "begin_run", again)
    patch.setattr(weekly_summary, "outbox", SimpleNamespace(queue=queue))


@bug(20, "jobs", "weekly")
def what_the_clock_missed_is_lost(patch: pytest.MonkeyPatch) -> None:
    last_time = cron.last_time

    def just_now(trigger: Any, since: datetime, until: datetime) -> datetime | None:
        found = last_time(trigger, since, until)
        return found if found and until - found < timedelta(seconds=5) else None

    patch.setattr(cron, "last_time", just_now)


@bug(21, "dates", "quiet_hours", stage=QUIET)
def days_are_counted_in_greenwich(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(timing, "at", lambda day, hour: datetime.combine(day, hour, UTC))


@bug(22, "sums", stage=NEVER_ANSWERS)
def whoever_never_answered_is_not_in_the_list(patch: pytest.MonkeyPatch) -> None:
    whole = report_counts.everything

    async def answered(*arguments: Any) -> Any:
        counted = await whole(*arguments)
        for figures in counted.units.values():
            silent = figures.get(Figure.UNANSWERED, 0)
            figures[Figure.DUE] = max(0, figures.get(Figure.DUE, 0) - silent)
        return counted

    patch.setattr(report_counts, "everything", answered)


@bug(23, "private")
def a_number_to_phone_in_what_everybody_gets(patch: pytest.MonkeyPatch) -> None:
    details = visit_words.details

    def with_number(*arguments: Any) -> Words:
        return Words(details(*arguments).text + "\nLiên hệ: 0912 345 678")

    patch.setattr(visit_words, "details", with_number)


@bug(24, "unreachable")
def a_blocked_chat_is_nobodys_business(patch: pytest.MonkeyPatch) -> None:
    failed = flight.Flight._failed

    async def dropped(self: Any, session: Any, row: Any, message: Any, error: Any) -> None:
        if error.failure is Failure.PERMANENT:
            now = self._clock.now()
            await settling.settle(session, row, OutgoingState.REFUSED, now, Why.BLOCKED)
            return
        await failed(self, session, row, message, error)

    patch.setattr(flight.Flight, "_failed", dropped)


@bug(26, "private")
def the_branch_is_told_why_a_cadre_is_absent(patch: pytest.MonkeyPatch) -> None:
    declined = visit_words.declined_to_secretary

    def with_reason(visit: Any) -> Words:
        return Words(declined(visit).text + f" Vắng{answers.reason(visit.reason)}.")

    patch.setattr(visit_words, "declined_to_secretary", with_reason)


@bug(27, "newcomers", stage=QUIET)
def whoever_joins_today_is_asked_tomorrow(patch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: Any) -> None:
        return None

    patch.setattr(joining, "next_ask", nothing)


@bug(25, "stale", stage=PRESSED)
def a_button_answers_what_is_printed_on_it(patch: pytest.MonkeyPatch) -> None:
    from bot.desk import Desk

    async def pressed(self: Any, request: Any, question: Any, number: Any) -> Any:
        asked = select(*columns_of(Question, Remembered._fields)).where(Question.id == number)
        printed = Remembered._make((await request.session.execute(asked)).one())
        return await self._answered(replace(request, source=Source.BUTTON), printed)

    patch.setattr(Desk, "_pressed", pressed)
