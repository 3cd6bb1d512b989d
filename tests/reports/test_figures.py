"""Every figure of a report equals its rows, parts add up to the whole, rules agree with the SQL."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from db import facts, pasts, pauses, report_rows, witnesses
from db.base import Database, Session
from db.meetings import Meeting
from db.report_scope import Scope
from domain.attendance import Presence, ReasonCategory
from domain.calendar import Month, Week, local
from domain.meetings import MeetingKind, MeetingState
from domain.pausing import Pauses
from domain.reports.facts import (
    DUE,
    Figure,
    Figures,
    MeetingRow,
    Standing,
    VisitRow,
    VisitStanding,
    added,
    whole,
)
from domain.reports.periods import Period, PeriodKind
from domain.witnesses import Surprise, VisitRecord, difference, presence, surprise
from tests.support.histories import History, random_history
from tests.support.residents import settle
from tests.support.town import instant

NOW = instant("2026-12-18 15:00")
PERIODS = (
    Period.of_month(Month(2026, 12)),
    Period.of_week(Week.of(NOW.date())),
    Period.parse("2026-Q4"),
    Period.of_month(Month(2026, 11)),
)


async def _opened(session: Session, scope: Scope, figure: Figure) -> int:
    if figure.of_meetings:
        return len(await facts.meeting_rows(session, scope, figure))
    if figure.of_visits:
        return len(await facts.visit_rows(session, scope, figure))
    return len(await facts.branch_rows(session, scope, figure))


async def _figures(session: Session, scope: Scope) -> Figures:
    return whole((await facts.figures(session, scope)).values())


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 8))]
)
async def test_every_figure_is_its_rows_and_parts_are_the_whole(
    database: Database, seed: int
) -> None:
    async with database.begin() as session:
        town = await random_history(session, seed, NOW)
        period = PERIODS[seed % len(PERIODS)]
        scope = await _scope(town, "QS", period)
        total = await _figures(session, scope)

        assert total[Figure.MEETINGS] or period.kind is PeriodKind.WEEK
        for figure in Figure:
            assert total[figure] == await _opened(session, scope, figure), figure
        await _partitions(session, scope, total)
        parts = [
            await _figures(session, await _scope(town, unit, period)) for unit in ("NM", "SD", "TL")
        ]
        assert {f: whole(parts)[f] for f in Figure} == {f: total[f] for f in Figure}
        assert whole(parts).members == total.members


async def _scope(town: History, unit: str, period: Period) -> Scope:
    roots = [town.ids.units[unit]]
    return await facts.scope(town.session, roots, period.since, period.until, NOW)


async def _partitions(session: Session, scope: Scope, total: Figures) -> None:
    """Every meeting has one standing, every visit one; the six numbers are those of the rows."""
    rows = await facts.meeting_rows(session, scope, Figure.MEETINGS)
    standings = Counter(row.standing for row in rows)
    assert sum(standings.values()) == total[Figure.MEETINGS] == len({r.meeting.id for r in rows})
    numbers = [row.numbers for row in rows if row.numbers is not None]
    assert added(numbers) == total.members
    visits = await facts.visit_rows(session, scope, Figure.VISITS)
    assert len({row.visit.id for row in visits}) == len(visits) == total[Figure.VISITS]
    assert total[Figure.DUE] == sum(row.standing in DUE for row in visits)
    assert total[Figure.BRANCHES_MET] + total[Figure.BRANCHES_NOT_MET] == total[Figure.BRANCHES]


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 20))]
)
async def test_the_queries_say_what_the_rules_of_the_two_witnesses_say(
    database: Database, seed: int
) -> None:
    async with database.begin() as session:
        town = await random_history(session, 100 + seed, NOW)
        period = PERIODS[seed % 3]
        scope = await _scope(town, "QS", period)
        meetings = {
            row.meeting.id: row for row in await facts.meeting_rows(session, scope, Figure.MEETINGS)
        }
        resting = await pauses.touching(session, period.since, period.until + timedelta(days=60))
        for row in meetings.values():
            assert row.standing is _standing(row, resting), row
            _thresholds(row, scope)
        records = {
            record.visit.id: record
            for record in await witnesses.records_of_meetings(session, list(meetings))
            if record.current
        }
        visits = await facts.visit_rows(session, scope, Figure.VISITS)
        assert {row.visit.id for row in visits} == set(records)
        for visit in visits:
            record, meeting = records[visit.visit.id], meetings[visit.visit.meeting.id]
            assert (visit.visit.promise, visit.visit.reason) == (
                record.visit.promise,
                record.visit.reason,
            )
            assert visit.standing is _visit_standing(visit, record, meeting, resting), record
            assert visit.surprise is _surprise(visit, record), record


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 8))]
)
async def test_who_is_silent_ahead_is_who_has_not_answered(database: Database, seed: int) -> None:
    async with database.begin() as session:
        town = await random_history(session, 200 + seed, NOW)
        roots, until = [town.ids.units["QS"]], NOW + facts.AHEAD
        ahead = await facts.scope(session, roots, NOW, until, NOW)
        resting = (await pauses.touching(session, NOW, until)).at(NOW)
        silent = [
            row
            for row in await facts.visit_rows(session, ahead, Figure.UNANSWERED)
            if row.visit.meeting.state is MeetingState.PLANNED
            and not resting.about(row.visit.cadre.id, row.visit.meeting)
        ]
        assert await report_rows.silent(session, ahead) == len(silent)


def _standing(row: MeetingRow, resting: Pauses) -> Standing:
    if row.moved_from is not None:
        return Standing.MOVED
    state = row.meeting.state
    if state is not MeetingState.PLANNED:
        return Standing(state.value)
    if row.meeting.starts_at + timedelta(hours=2) > NOW:
        return Standing.UPCOMING
    return Standing.RESTING if resting.at(NOW).of_meeting(row.meeting) else Standing.UNREPORTED


def _thresholds(row: MeetingRow, scope: Scope) -> None:
    rules, numbers = scope.rules.at(row.meeting.starts_at), row.numbers
    if row.standing is not Standing.HELD or numbers is None:
        assert not row.low_turnout
        assert not row.under_norm
        return
    norm = rules.thematic_minutes if row.thematic else rules.minutes
    assert row.under_norm == (numbers.minutes < norm)
    low = 100 * numbers.present < rules.low_turnout * (numbers.total - numbers.exempt)
    assert row.low_turnout == low


def _visit_standing(
    row: VisitRow, record: VisitRecord, meeting: MeetingRow, resting: Pauses
) -> VisitStanding:
    if meeting.standing is Standing.UPCOMING:
        return VisitStanding.AHEAD
    if meeting.standing not in (Standing.HELD, Standing.UNREPORTED):
        return VisitStanding.OFF
    if difference(record) is not None:
        return VisitStanding.DISPUTED
    seen = presence(record)
    if seen is None and record.visit.answered and not record.visit.coming:
        excused = record.visit.reason is not ReasonCategory.NONE
        seen = Presence.EXCUSED if excused else Presence.ABSENT
    begins = meeting.meeting.starts_at
    paused = resting.at(begins).about(row.visit.cadre.id, meeting.meeting)
    if seen in (None, Presence.ABSENT) and paused:
        return VisitStanding.RESTING
    return VisitStanding.UNSEEN if seen is None else VisitStanding(seen.value)


def _surprise(row: VisitRow, record: VisitRecord) -> Surprise | None:
    counted = row.standing in DUE and row.standing is not VisitStanding.DISPUTED
    return surprise(record) if counted else None


async def test_a_report_knows_the_tree_of_its_days(database: Database) -> None:
    """Until 10/12 bản Ngàm was called bản Cũ and belonged to Tam Lư; Na Mèo was Na Mèo cũ."""
    changed = instant("2026-12-10 00:00")
    async with database.begin() as session:
        town = History(session, await settle(session, NOW - timedelta(days=90)), Random(0))
        ids = town.ids
        was = {"village": "bản Cũ", "unit_id": ids.units["TL"], "members": 20, "exempt": 1}
        since = Month(2026, 10).first
        await pasts.keep_branch(session, ids.branches["SD01"], was, since, changed)
        old = {"name": "Na Mèo cũ", "parent_id": None}
        await pasts.keep_unit(session, ids.units["NM"], old, since, changed)
        for code in ("SD01", "NM01"):
            for day in ("2026-11-05", "2026-12-05", "2026-12-15"):
                await _held(town, code, day)

        november, december = PERIODS[3], PERIODS[0]
        assert await _seen(town, "TL", november) == {("bản Cũ", "Tam Lư", "05/11")}
        assert await _seen(town, "SD", november) == set()
        assert await _seen(town, "TL", december) == {("bản Cũ", "Tam Lư", "05/12")}
        assert await _seen(town, "SD", december) == {("bản Ngàm", "Sơn Điện", "15/12")}
        assert await _seen(town, "NM", november) == {("bản Mòng", "Na Mèo cũ", "05/11")}
        # Na Mèo belonged to nobody until then: the whole did not contain it
        assert await _seen(town, "QS", december) == {
            ("bản Cũ", "Tam Lư", "05/12"),
            ("bản Ngàm", "Sơn Điện", "15/12"),
            ("bản Mòng", "Na Mèo", "15/12"),
        }
        counted = await facts.branch_rows(session, await _scope(town, "TL", november))
        assert next((row.branch.village, row.branch.members) for row in counted) == ("bản Cũ", 20)


async def _held(town: History, code: str, day: str) -> None:
    await town.add(
        Meeting(
            branch_id=town.ids.branches[code],
            month=day[:7],
            kind=MeetingKind.THEMATIC if day.endswith("15") else MeetingKind.REGULAR,
            starts_at=instant(f"{day} 19:30"),
            place="nhà văn hóa",
            state=MeetingState.HELD,
            published_at=NOW,
        )
    )


async def _seen(town: History, unit: str, period: Period) -> set[tuple[str, str, str]]:
    rows = await facts.meeting_rows(town.session, await _scope(town, unit, period), Figure.MEETINGS)
    return {
        (
            row.meeting.branch.village,
            row.meeting.branch.commune,
            f"{local(row.meeting.starts_at):%d/%m}",
        )
        for row in rows
    }
