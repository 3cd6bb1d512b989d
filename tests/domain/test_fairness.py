"""Shared duties: what counts, and that sums are sums whichever way they are made."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import ZONE, Month
from domain.fairness import (
    Duty,
    Figure,
    Load,
    Member,
    by_month,
    first_month,
    load,
    offices,
    summed,
)
from domain.ids import PersonId, UnitId
from domain.meetings import PersonName

HA = PersonName(PersonId(1), "Hà Văn Tiến")
LO = PersonName(PersonId(2), "Lò Thị Mai")
VI = PersonName(PersonId(3), "Vi Văn An")


def duty(
    person: PersonName = HA,
    when: str = "2026-12-02 14:00",  # a Wednesday
    attended: bool | None = True,
    stood_in: bool = False,
    minutes: int | None = 30,
) -> Duty:
    return Duty(
        person, datetime.fromisoformat(when).replace(tzinfo=ZONE), attended, stood_in, minutes
    )


def test_an_attended_meeting_on_a_working_afternoon() -> None:
    assert load([duty()]) == Load(duties=1, attended=1, minutes=60)


@pytest.mark.parametrize(
    ("when", "evenings", "weekends"),
    [
        ("2026-12-02 17:59", 0, 0),
        ("2026-12-02 18:00", 1, 0),
        ("2026-12-04 23:59", 1, 0),
        ("2026-12-05 00:00", 0, 1),  # Saturday, still Friday in UTC
        ("2026-12-06 19:30", 1, 1),
        ("2026-12-07 00:00", 0, 0),
    ],
)
def test_evenings_and_weekends_are_local(when: str, evenings: int, weekends: int) -> None:
    found = load([duty(when=when)])
    assert (found.evenings, found.weekends) == (evenings, weekends)


def test_only_attended_duties_are_a_burden() -> None:
    evening = "2026-12-06 19:30"
    assert load([duty(when=evening, attended=False, stood_in=True)]) == Load(duties=1)
    assert load([duty(when=evening, attended=None, stood_in=True)]) == Load(duties=1, unsaid=1)


def test_a_road_without_a_figure_is_said_and_not_guessed() -> None:
    assert load([duty(minutes=None), duty(minutes=0)]) == Load(
        duties=2, attended=2, minutes=0, unmeasured=1
    )


def test_standing_in() -> None:
    assert load([duty(stood_in=True)]).stood_in == 1


def test_an_office_averages_over_everybody_and_names_in_order_of_given_names() -> None:
    members = [Member(p, UnitId(7), "Ban Tổ chức") for p in (HA, LO, VI)]
    (found,) = offices(members, [duty(HA), duty(HA), duty(LO), duty(HA, attended=False)])
    assert [one.person for one in found.people] == [VI, LO, HA]
    assert found.tenths(Figure.ATTENDED) == 10
    assert found.tenths(Figure.MINUTES) == 600
    assert found.spread(Figure.ATTENDED) == (0, 2)
    (two,) = offices(members, [duty(HA), duty(LO)])
    assert two.tenths(Figure.ATTENDED) == 7  # 0,666…


def test_others_do_not_count_in_an_office() -> None:
    (found,) = offices([Member(HA, UnitId(7), "Ban Tổ chức")], [duty(LO)])
    assert found.total == Load()


@pytest.mark.parametrize(
    ("months", "first"),
    [(1, Month(2026, 2)), (3, Month(2025, 12)), (6, Month(2025, 9)), (12, Month(2025, 3))],
)
def test_a_period_ends_with_the_present_month(months: int, first: Month) -> None:
    assert first_month(date(2026, 2, 28), months) == first


START = datetime(2026, 1, 1, tzinfo=ZONE)
people = st.integers(1, 6).map(lambda n: PersonName(PersonId(n), f"Người {n}"))
duties = st.builds(
    Duty,
    people,
    st.integers(0, 365 * 48).map(lambda half: START + timedelta(minutes=30 * half)),
    st.none() | st.booleans(),
    st.booleans(),
    st.none() | st.integers(0, 180),
)
members = st.dictionaries(people, st.integers(1, 3), min_size=1).map(
    lambda homes: [Member(p, UnitId(n), f"Cơ quan {n}") for p, n in homes.items()]
)


@given(members, st.lists(duties, max_size=40))
def test_an_office_is_the_sum_of_its_people(somebody: list[Member], done: list[Duty]) -> None:
    found = offices(somebody, done)
    assert sorted(one.person.id for office in found for one in office.people) == sorted(
        member.person.id for member in somebody
    )
    for office in found:
        here = {member.person for member in somebody if member.office_id == office.office_id}
        assert office.total == load([one for one in done if one.person in here])
        for one in office.people:
            assert one.load == load([d for d in done if d.person == one.person])
        for figure in Figure:
            low, high = office.spread(figure)
            assert 10 * low <= office.tenths(figure) <= 10 * high
            values = [one.load.of(figure) for one in office.people]
            assert sum(values) == office.total.of(figure)


@given(st.lists(duties, max_size=40))
def test_months_add_up(done: list[Duty]) -> None:
    months = by_month(done)
    assert summed(months.values()) == load(done)
    assert list(months) == sorted(months)
    assert all(one.duties for one in months.values())
