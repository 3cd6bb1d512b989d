"""The audit log in words: who looked at whom, who took which figures away."""

from collections.abc import Sequence

from domain.audit import Deed
from domain.fold import fold
from domain.reports.periods import Period
from texts import say
from texts.reports.periods import period as period_words

_MOST = 3  # names in a line
_FILES = {"report": "bộ báo cáo"}
_PAGES = {"report": "danh sách"}


def not_whole() -> str:
    """The office of a part does not read what everybody did."""
    return "Chỉ điều phối của toàn khu vực xem được nhật ký. Xin đ/c liên hệ văn phòng cấp trên."


def page(asked: str, shown: Sequence[Deed], first: int, total: int) -> str:
    """One page: what it is about, the deeds, and how to go on."""
    about = f" có “{asked}”" if asked else ""
    count = say.number(total)
    head = f"Nhật ký xem thông tin cán bộ và tải số liệu{about}: {count}, mới nhất trước."
    if not shown:
        return f"{head}\nKhông có."
    lines = [head, *(line(one, asked) for one in shown)]
    if first + len(shown) < total:
        which = f"{asked} " if asked else ""
        lines.append(f"Xem tiếp: /nhatky {which}{first // len(shown) + 2}")
    return "\n".join(lines)


def line(deed: Deed, asked: str = "") -> str:
    """- 14/12/2026 10h30, đ/c Hà Quang Khuyên xem đ/c Hải (/canbo); who was asked for first."""
    actor = "máy chủ" if deed.actor is None else _named(deed.actor)
    return f"- {say.full_day(deed.at)} {say.clock(deed.at)}, {actor} {_what(deed, fold(asked))}"


def _named(name: str) -> str:
    return say.comrade(name) if name else "một người đã xóa dữ liệu"


def _what(deed: Deed, wanted: str) -> str:
    if deed.file:
        file = _FILES.get(deed.file, deed.file)
        return f"tải {file}, {period_words(Period.parse(deed.period))}, {deed.unit}"
    people = sorted(deed.people, key=lambda name: wanted not in fold(name))
    more = len(people) - _MOST
    named = ", ".join(map(_named, people[:_MOST]))
    where = _PAGES.get(deed.where, f"/{deed.where}")
    return f"xem {named}{f' và {more} đ/c khác' if more > 0 else ''} ({where})"
