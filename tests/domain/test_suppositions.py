"""Suppositions about a plan as coordinators type them."""

from datetime import date

import pytest

from domain.reply_dates import DateRange
from domain.suppositions import Supposed, Supposition, read_supposition

TODAY = date(2026, 11, 23)
WEEK = DateRange(date(2026, 12, 14), date(2026, 12, 20))
DAY = DateRange(date(2026, 12, 12), date(2026, 12, 12))

AWAY = (
    ("đ/c Hà nghỉ 14-20/12", "ha", WEEK),
    ("neu d/c ha nghi 14-20/12 thi sao?", "ha", WEEK),
    ("Đồng chí Hà Văn Tiến đi công tác từ 14/12 đến 20/12", "ha van tien", WEEK),
    ("CB02 ốm 14–20/12", "cb02", WEEK),
    ("đ/c Ban bận 12/12", "ban", DAY),  # a surname that is also "busy"
    ("NM04 vướng 12/12", "nm04", DAY),
    ("bản Ngàm bị sạt lở ngày 12/12", "ban ngam", DAY),
    ("xã Na Mèo ngập 12/12", "xa na meo", DAY),
    ("khu phố 2 mất đường 12/12", "khu pho 2", DAY),
    ("đ/c Hà ốm cả tuần sau", "ha", DateRange(date(2026, 11, 30), date(2026, 12, 6))),
)


@pytest.mark.parametrize(("text", "who", "days"), AWAY)
def test_somebody_or_a_branch_cannot(text: str, who: str, days: DateRange) -> None:
    assert read_supposition(text, TODAY) == Supposition(Supposed.AWAY, who=who, days=days)


@pytest.mark.parametrize(
    "text", ["ngày 12/12 nghỉ", "nghỉ 12/12", "12/12 bão", "toàn huyện nghỉ ngày 12/12", "12/12"]
)
def test_a_day_on_which_nobody_meets(text: str) -> None:
    assert read_supposition(text, TODAY) == Supposition(Supposed.CLOSED, days=DAY)


def test_another_cadre() -> None:
    for text in ("CB05 thay CB03 ở NM04", "cb05 du thay d/c cb03 tai nm04"):
        assert read_supposition(text, TODAY) == Supposition(
            Supposed.INSTEAD, who="cb05", instead_of="cb03", where="nm04"
        )


@pytest.mark.parametrize("text", ["NM04 12/12 19h30", "dời NM04 sang 12/12 19h30"])
def test_another_time(text: str) -> None:
    assert read_supposition(text, TODAY) == Supposition(
        Supposed.MOVED, where="nm04", days=DAY, rest="12/12 19h30"
    )


@pytest.mark.parametrize("text", ["", "trời đẹp", "đ/c Hà nghỉ", "nghỉ", "NM04", "thay CB03"])
def test_what_says_nothing_is_nothing(text: str) -> None:
    assert read_supposition(text, TODAY) is None
