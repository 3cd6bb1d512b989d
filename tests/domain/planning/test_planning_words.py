"""Explanations read as people speak, and no rule, wish or reason lacks its words."""

from dataclasses import replace
from datetime import date

from test_planning_rules import base

from domain.planning.changes import Changes
from domain.planning.explain import Barred, Clash, Fix, why_here, why_missing
from domain.planning.facts import (
    BranchKey,
    CadreKey,
    GroupKey,
    Month,
    PartKey,
    PlannedMeeting,
    PlanningFacts,
    Span,
)
from domain.planning.formats import read_facts
from domain.planning.plan import MeetingKey
from domain.planning.reasons import Reason, ReasonKind
from domain.planning.repair import Offer
from domain.planning.rules import HARD_RULES, SOFT_RULES
from domain.planning.solver import solve
from texts import planning as words
from texts.planning_names import RULES, WISHES, Names, dates, habit

NGAM, HA, OFFICE = BranchKey("B1"), CadreKey("C1"), GroupKey("A")
LEAVE = Span(date(2026, 3, 2), date(2026, 3, 8))


def named() -> PlanningFacts:
    """The base example with names."""
    facts = read_facts(base()[0])
    branches = tuple(
        replace(x, name=name) for x, name in zip(facts.branches, ("Ngàm", "Son"), strict=True)
    )
    cadres = tuple(
        replace(x, name=n) for x, n in zip(facts.cadres, ("Hà", "Lò Thị Mai", "Vi"), strict=True)
    )
    groups = tuple(replace(x, name="Nội vụ") for x in facts.groups)
    return replace(facts, branches=branches, cadres=cadres, groups=groups)


def test_every_rule_and_wish_has_words() -> None:
    assert set(RULES) == {rule.code for rule in HARD_RULES}
    assert set(WISHES) == {rule.code for rule in SOFT_RULES}


def test_every_reason_has_words() -> None:
    names = Names(named())
    for kind in ReasonKind:
        why = Reason(kind, branch=NGAM, cadre=HA, group=OFFICE, span=LEAVE, part=PartKey("T"))
        for text in (words.reason(names, why), words.way_out(names, why)):
            assert text
            assert "None" not in text.replace("xã None", "")


def test_a_missing_meeting_is_explained() -> None:
    names = Names(named())
    meeting = PlannedMeeting(NGAM, Month("2026-03"), date(2026, 3, 5), PartKey("T"), (HA,))
    leave = Reason(ReasonKind.PERSON_OFF, cadre=HA, span=LEAVE)
    office = Reason(ReasonKind.OFFICE, group=OFFICE)
    changes = Changes((MeetingKey(NGAM, Month("2026-03")),), (), (NGAM,), (HA,))
    clash = Clash(
        MeetingKey(NGAM, Month("2026-03")), (office, leave), (Fix(leave, meeting, changes),)
    )
    assert words.missing(names, clash) == (
        "Chi bộ Ngàm chưa xếp được lịch.\n"
        "Các điều sau không thể cùng giữ:\n"
        "- cơ quan Nội vụ không được vắng quá 1 người\n"
        "- đ/c Hà nghỉ 02-08/03\n"
        "Cách xử lý:\n"
        "1. Đ/c Hà lùi lịch nghỉ 02-08/03: họp T5 05/03 19h; "
        "liên quan 2 người: đ/c Hà, bí thư chi bộ Ngàm"
    )


def test_a_real_clash_and_a_real_line_are_explained() -> None:
    facts = named()
    away = tuple(
        replace(x, blackouts=(Span(date(2026, 3, 1), date(2026, 3, 31)),)) if x.id == HA else x
        for x in facts.cadres
    )
    branches = tuple(replace(x, no_standin=True) if x.id == NGAM else x for x in facts.branches)
    facts = replace(facts, cadres=away, branches=branches)
    plan = solve(facts, seconds=10)
    names = Names(facts)
    text = words.missing(names, why_missing(facts, plan, plan.missing[0]))
    assert text.startswith("Chi bộ Ngàm chưa xếp được lịch.")
    assert "đ/c Hà nghỉ 01-31/03" in text
    assert "chi bộ Ngàm nhận người dự thay" in text.lower().replace("ngàm", "Ngàm")
    line = words.why_here(
        names, why_here(facts, plan, MeetingKey(BranchKey("B2"), Month("2026-03")))
    )
    assert line.startswith("Chi bộ Son: ")
    assert "Ngày tốt tiếp theo: " in line


def test_dates_are_short() -> None:
    days = [date(2026, 3, day) for day in (9, 1, 2, 3, 5)]
    assert dates(days) == "01-03, 05, 09/03"
    assert words.closed_dates([Barred(date(2026, 3, 8), "HOLIDAY")]) == ["08/03: ngày nghỉ"]


def test_habits_are_said_as_branches_say_them() -> None:
    from domain.planning.facts import Window, WindowKind

    assert habit(Window(WindowKind.DAYS_OF_MONTH, True, first=3, last=5)) == "ngày 3-5"
    assert habit(Window(WindowKind.NTH_WEEKDAY, True, n=2, weekdays=(6,))) == "T7 lần 2 trong tháng"
    assert habit(Window(WindowKind.WEEKDAYS, True, weekdays=(7, 6))) == "T7, CN"


def test_offers_say_who_is_free() -> None:
    names = Names(named())
    offers = [
        Offer(CadreKey("C2"), None, 25, 2, new_trip=True),
        Offer(CadreKey("C3"), "PERSONOFF", 0, 0, new_trip=False),
    ]
    assert words.offers(names, offers) == (
        "1. đ/c Lò Thị Mai: nhận được, đi khoảng 25 phút, đã dự thay 2 lần\n"
        "2. đ/c Vi: vướng: cán bộ vướng"
    )
