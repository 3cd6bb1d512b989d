"""Words about how the duty of attending is shared: to each for themselves, to the office by office.

People are named in the order of their names, never ranked.
"""

from collections.abc import Sequence

from domain.calendar import Month
from domain.fairness import PERIODS, Figure, Load, OfficeLoad
from texts import say

_LABELS = {
    Figure.ATTENDED: "dự {} buổi",
    Figure.EVENINGS: "tối {}",
    Figure.WEEKENDS: "cuối tuần {}",
    Figure.MINUTES: "đi đường {} phút",
    Figure.STOOD_IN: "dự thay {}",
}


def own(load: Load, months: int) -> str:
    """What /toi says of the person who asks."""
    parts = [
        f"{months} tháng qua đ/c dự {load.attended}/{load.duties} buổi",
        f"{load.evenings} buổi tối, {load.weekends} buổi cuối tuần",
        f"đi đường khoảng {_minutes(load.minutes)}",
    ]
    if load.stood_in:
        parts.append(f"dự thay {load.stood_in} lần")
    if load.unsaid:
        parts.append(f"{load.unsaid} buổi chưa báo có mặt")
    return "; ".join(parts) + "."


def _minutes(total: int) -> str:
    """45 phút, 2 giờ, 6 giờ 30 phút"""
    hours, minutes = divmod(total, 60)
    if not hours:
        return f"{minutes} phút"
    return f"{hours} giờ {minutes} phút" if minutes else f"{hours} giờ"


def by_office(first: Month, last: Month, found: Sequence[OfficeLoad], named: bool) -> str:
    """Average and spread of each office; with `named`, its cadres by name below."""
    lines = [
        f"Chia sẻ nhiệm vụ từ {say.month(first)} đến {say.month(last)}. "
        "Bình quân một cán bộ (ít nhất–nhiều nhất):"
    ]
    for office in found:
        lines.append(_office(office))
        if named:
            lines += [f"- {one.person.name}: {_person(one.load)}" for one in office.people]
    if not named:
        lines.append("Xem từng cán bộ: /congbang 6 TÊN-CƠ-QUAN (chỉ điều phối).")
    missing = sum(office.total.unmeasured for office in found)
    if missing:
        lines.append(f"Chưa tính đường đi của {missing} lượt: chi bộ chưa có số phút.")
    return "\n".join(lines)


def _office(office: OfficeLoad) -> str:
    total = office.total
    figures = "; ".join(
        label.format(f"{_tenths(office.tenths(figure))} {_spread(office.spread(figure))}")
        for figure, label in _LABELS.items()
    )
    said = f" ({total.unsaid} lượt chưa báo)" if total.unsaid else ""
    return (
        f"{office.office}, {len(office.people)} cán bộ, dự {total.attended}/{total.duties} lượt"
        f"{said}: {figures}."
    )


def _person(load: Load) -> str:
    return "; ".join(label.format(say.number(load.of(figure))) for figure, label in _LABELS.items())


def _tenths(value: int) -> str:
    whole, tenth = divmod(value, 10)
    return f"{say.number(whole)},{tenth}" if tenth else say.number(whole)


def _spread(ends: tuple[int, int]) -> str:
    return f"({say.number(ends[0])}–{say.number(ends[1])})"


def nothing_yet() -> str:
    """No cadre and no meeting to speak of."""
    return "Chưa có buổi họp nào của cán bộ trong phạm vi của đ/c ở thời gian này."


def which_period() -> str:
    """What could not be read."""
    return "số tháng (" + ", ".join(map(str, PERIODS)) + ")"


def example() -> str:
    """A line that works."""
    return "/congbang 6"
