"""One branch, one cadre: a few lines of numbers and what they are made of."""

from collections.abc import Sequence

from domain.meetings import BranchFacts, PersonName
from domain.messages import Option, Words
from domain.reports.facts import (
    CadreRow,
    Figure,
    Figures,
    MeetingRow,
    Standing,
    VisitRow,
    added,
)
from domain.reports.periods import Period
from texts import say
from texts.reports import listings
from texts.reports.periods import period

MOST_VISITS = 15
BRANCH_EXAMPLE = "/chibo Mòng"
CADRE_EXAMPLE = "/canbo Tiến"


def which_branch() -> str:
    """What could not be read."""
    return "tên chi bộ"


def which_cadre() -> str:
    """What could not be read."""
    return "tên cán bộ"


def several(asked: str, options: tuple[Option, ...], more: int) -> Words:
    """What one name may mean; the rest needs more of the name."""
    rest = f" (còn {more} kết quả khác, xin nhắn thêm tên xã hoặc mã)" if more else ""
    return Words(f"“{asked}” có nhiều kết quả{rest}. Đ/c xem:", options)


def short(branch: BranchFacts) -> str:
    """NM01 bản Mòng (Na Mèo)"""
    return f"{branch.code} {say.village(branch)}"


def branch(
    branch: BranchFacts,
    secretaries: Sequence[PersonName],
    quarter: Period,
    meetings: Sequence[MeetingRow],
    visits: Sequence[VisitRow],
) -> str:
    """The branch, its meetings of the quarter and after, and who visited."""
    who = say.comrades([one.name for one in secretaries]) or "chưa có"
    lines = [
        f"{short(branch)}: {branch.members} đảng viên, miễn {branch.exempt}. Bí thư: {who}.",
        f"{say.capital(period(quarter))}: {_held(meetings, quarter)}.",
    ]
    lines += [f"- {_dated(row)}" for row in meetings]
    if visits:
        lines.append("Cán bộ được phân công dự:")
        lines += [f"- {listings.visit(row)}" for row in visits[-MOST_VISITS:]]
    return "\n".join(lines)


def _held(meetings: Sequence[MeetingRow], quarter: Period) -> str:
    own = [row for row in meetings if row.meeting.starts_at < quarter.until]
    held = [row for row in own if row.standing is Standing.HELD]
    numbers = added([row.numbers for row in held if row.numbers is not None])
    rate = f"; đảng viên dự {say.share(numbers.present, numbers.due)}" if numbers.due else ""
    thematic = sum(row.thematic for row in held)
    return f"đã họp {len(held)}/{len(own)} buổi, chuyên đề {thematic}{rate}"


def _dated(row: MeetingRow) -> str:
    """T6 04/12 19h30: dự 20/22 (90,9%); 95 phút"""
    return listings.meeting(row).removeprefix(f"{row.meeting.branch.village}, ")


def cadre(
    cadre: PersonName,
    year: Period,
    unit: str,
    own: Sequence[CadreRow],
    visits: Sequence[VisitRow],
) -> str:
    """The cadre's own figures, then the latest visits."""
    figures = own[0].figures if own else Figures()
    head = f"{say.capital(say.comrade(cadre.name))}, {period(year)}; {unit}."
    if not any(figures.counts.values()):
        return f"{head}\nChưa có buổi họp nào được phân công dự."
    lines = [head, personal(figures)]
    shown = visits[-MOST_VISITS:]
    if len(visits) > len(shown):
        lines.append(f"{len(shown)} buổi gần nhất:")
    lines += [f"- {_without_name(row)}" for row in shown]
    return "\n".join(lines)


def personal(figures: Figures) -> str:
    """Được phân công 12 buổi: dự 9/10 (90%); …"""
    parts = [
        f"Được phân công {figures[Figure.VISITS]} buổi: dự "
        f"{say.share(figures[Figure.PRESENT], figures[Figure.DUE])}"
    ]
    named = {
        Figure.EXCUSED: "vắng có lý do {}",
        Figure.ABSENT: "vắng không lý do {}",
        Figure.UNSEEN: "chưa rõ {}",
        Figure.DISPUTED: "hai bên báo khác nhau {}",
        Figure.SUBSTITUTED: "nhờ người thay {}",
        Figure.UNANSWERED: "chưa trả lời {}",
        Figure.AHEAD: "sắp tới {}",
    }
    parts += [text.format(count) for one, text in named.items() if (count := figures[one])]
    return "; ".join(parts) + "."


def _without_name(row: VisitRow) -> str:
    return listings.visit(row).removeprefix(f"{say.comrade(row.visit.cadre.name)}, ")
