"""Spreading people over bots that may know only so many: nobody twice, no bot too full."""

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import PersonId
from domain.seating import Door, Guest, seat

DOORS = (Door("1", "https://zalo/1", 5), Door("2", "https://zalo/2", 5), Door("3", "", 3))


def bots(places: str, taken: dict[str, int], near: dict[str, str] | None = None) -> str:
    """The bot of each guest, in order; `-` without a seat. One letter a place, one guest each."""
    guests = [Guest(PersonId(n), place) for n, place in enumerate(places)]
    found = seat(guests, DOORS, taken, near or {})
    return "".join(found[g.person_id].bot if g.person_id in found else "-" for g in guests)


def test_a_place_stays_together_where_it_fits() -> None:
    assert bots("aaabbbcc", {}) == "11122211"
    assert bots("aaabbb", {"1": 4}) == "222333"


def test_a_place_goes_where_its_people_are_already() -> None:
    assert bots("ab", {}, {"b": "3"}) == "13"
    assert bots("bbbb", {}, {"b": "3"}) == "1111"  # together rather than near


def test_a_place_too_large_is_divided_and_who_has_no_seat_is_left_out() -> None:
    assert bots("aaaaaaa", {}) == "1111122"
    assert bots("aaaa", {"1": 5, "2": 4, "3": 2}) == "23--"
    assert bots("a", {"1": 50, "2": 5, "3": 3}) == "-"


@given(
    places=st.text("abcdef", max_size=25),
    taken=st.dictionaries(st.sampled_from("123"), st.integers(0, 6)),
)
def test_no_bot_is_too_full_and_no_seat_stays_free_for_nothing(
    places: str, taken: dict[str, int]
) -> None:
    found = bots(places, taken)
    free = {door.bot: max(0, door.most - taken.get(door.bot, 0)) for door in DOORS}
    assert all(found.count(bot) <= seats for bot, seats in free.items())
    assert len(found) - found.count("-") == min(len(places), sum(free.values()))
