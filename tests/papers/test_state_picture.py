"""The picture of a period: every branch once, every state told apart, the same bytes again."""

from datetime import date, datetime
from hashlib import sha256

from bot.papers.state import source, state_png
from domain.calendar import ZONE
from domain.reports.periods import Period
from domain.reports.state_picture import Bar, Block, Cell, State, StatePicture
from tests.papers.png import size_of, values_of
from tests.papers.test_drawing import Goldens
from texts.reports.state_picture import MARKS

WEEK = Period.parse("2026-W49")


def picture() -> StatePicture:
    """Two communes with one branch of every state, and twelve weeks."""
    states = [Cell(f"bản {number}", state) for number, state in enumerate(State, start=1)]
    blocks = (Block("Na Mèo", tuple(states)), Block("Sơn Điện", (Cell("bản Ngàm", State.HELD),)))
    trend = [Bar(WEEK.shifted(-back), 12 - back, 13) for back in range(11, -1, -1)]
    now = datetime(2026, 12, 4, 15, tzinfo=ZONE)
    return StatePicture(WEEK, "Quan Sơn", now, blocks, tuple(trend))


def test_what_typst_is_given(golden: Goldens) -> None:
    assert source(picture()) == golden("papers.state_picture")


def test_it_fits_a_telephone_and_is_the_same_bytes_again() -> None:
    drawn = state_png(picture())
    width, height = size_of(drawn)
    assert width == 3 * 360
    assert 400 < height < 2400
    assert len(values_of(drawn)) > 50
    assert sha256(drawn).digest() == sha256(state_png(picture())).digest()


def test_every_state_has_a_mark_of_its_own_for_grey_print() -> None:
    assert set(MARKS) == set(State)
    assert len(set(MARKS.values())) == len(State)


def test_empty_districts_and_weeks_are_drawn_too() -> None:
    bare = StatePicture(
        WEEK, "Quan Sơn", datetime.combine(date(2026, 12, 4), datetime.min.time(), ZONE), (), ()
    )
    trend = tuple(Bar(WEEK.shifted(-back), 0, 0) for back in range(11, -1, -1))
    assert size_of(state_png(StatePicture(WEEK, "", bare.now, (), trend)))[0] == 1080
