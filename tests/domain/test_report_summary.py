"""The summary of a period: two lines when all is well, never longer than a message may be."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.attendance import MeetingOutcome, ReasonCategory, SixNumbers
from domain.calendar import ZONE
from domain.ids import BranchId, MeetingId, UnitId
from domain.meetings import BranchFacts, MeetingFacts, MeetingKind, MeetingState
from domain.reports.facts import (
    STANDINGS,
    Figure,
    Figures,
    MeetingRow,
    PeriodFacts,
    Standing,
)
from domain.reports.periods import Period
from domain.reports.rules import DatedRules
from domain.reports.summary import summary
from texts.reports.opening import opening
from texts.reports.summary import summary as words

WEEK = Period.parse("2026-W49")
NOW = datetime(2026, 12, 4, 15, tzinfo=ZONE)
MOST = 2000  # characters of a message on the narrowest network


def row(number: int, standing: Standing) -> MeetingRow:
    commune = f"thị trấn Mường Xa {number % 12}"
    village = f"khu phố Piềng Khoáng {number}"
    branch = BranchFacts(
        BranchId(number), f"B{number}", village, UnitId(number % 12), commune, "nhà", 40, 2
    )
    meeting = MeetingFacts(
        MeetingId(number), branch, "2026-12", WEEK.since + timedelta(hours=36), "nhà",
        MeetingState.PLANNED, 1, WEEK.since,
    )  # fmt: skip
    return MeetingRow(
        meeting, MeetingKind.REGULAR, standing, MeetingOutcome.POSTPONED,
        ReasonCategory.DISASTER, None, None, thematic=False, grade=None,
        low_turnout=False, under_norm=False,
    )  # fmt: skip


def facts(counts: dict[Figure, int], rows: tuple[MeetingRow, ...] = ()) -> PeriodFacts:
    members = SixNumbers(178, 164, 13, 1, 9, 600)
    units = {("Na Mèo", UnitId(1)): Figures(counts, replace(members, total=187))}
    silent = frozenset(r.meeting.branch.code for r in rows if r.standing is Standing.UNREPORTED)
    return PeriodFacts(WEEK, "xã Na Mèo", NOW, DatedRules(), units, rows, silent, 0, ())


def test_all_is_well_in_two_lines() -> None:
    counts = {
        Figure.MEETINGS: 9,
        Figure.HELD: 7,
        Figure.UPCOMING: 2,
        Figure.WITH_NUMBERS: 7,
        Figure.VISITS: 7,
        Figure.DUE: 7,
        Figure.PRESENT: 7,
    }
    last = facts({**counts, Figure.HELD: 4})
    assert words(summary(facts(counts), last)) == (
        "Tuần 49 (30/11-06/12/2026), xã Na Mèo. Họp 7/9 chi bộ; chưa đến giờ 2. "
        "Đảng viên dự 164/178 (92,1%); vắng có lý do 13; không lý do 1; miễn 9. "
        "Cán bộ dự 7/7 (100%).\n"
        "So với tuần trước: +3 đã họp. Không có việc cần chỉ đạo."
    )


def test_what_changed_comes_first() -> None:
    before = facts({Figure.MEETINGS: 9, Figure.HELD: 4, Figure.MOVED: 2})
    rows = (row(1, Standing.UNREPORTED), row(2, Standing.UNREPORTED))
    now = facts({Figure.MEETINGS: 9, Figure.HELD: 6, Figure.MOVED: 3, Figure.UNREPORTED: 2}, rows)
    said = words(summary(now, before)).splitlines()
    assert said[1] == "So với tuần trước: +2 đã họp, +1 dời, 2 mới im lặng."


def test_the_worst_week_fits_into_one_message() -> None:
    kinds = (Standing.UNREPORTED, Standing.POSTPONED, Standing.NOT_HELD)
    rows = tuple(row(number, kinds[number % 3]) for number in range(1, 95))
    counts = dict.fromkeys(Figure, 94)
    counts |= {STANDINGS[kind]: 32 for kind in kinds} | {Figure.MOVED: 0, Figure.RESTING: 0}
    told = opening(summary(facts(counts, rows), facts(counts)))
    assert len(told.lines()) < MOST
    assert "buổi khác)" in told.text
    assert len(summary(facts(counts, rows), None).decisions) == 5
