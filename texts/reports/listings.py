"""The lists behind the figures: the filter first, one line a row, by commune."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.attendance import Promise, ReasonCategory
from domain.reports.facts import (
    BranchRow,
    CadreRow,
    Figure,
    Grade,
    MeetingRow,
    Standing,
    VisitRow,
    VisitStanding,
)
from domain.reports.listings import Listing
from domain.reports.periods import Period
from texts import answers, say
from texts.reports.grades import GRADES
from texts.reports.periods import period as period_words
from texts.witnesses import SURPRISES

MOST = 1500  # characters of a page, so that its options fit into one message of 2,000
MORE = "Xem tiếp"
BACK = "Về tổng hợp"
REST = "Các số khác"
OPENS = "Nhắn số để xem danh sách:"
_NAMES: Mapping[Listing, str] = {
    Listing.HELD: "chi bộ đã họp",
    Listing.MOVED: "chi bộ dời lịch sang kỳ khác",
    Listing.POSTPONED: "chi bộ hoãn, chưa định ngày",
    Listing.NOT_HELD: "chi bộ không họp",
    Listing.UNREPORTED: "chi bộ chưa báo kết quả",
    Listing.UPCOMING: "chi bộ chưa đến giờ họp",
    Listing.RESTING: "chi bộ đang tạm dừng nhắc",
    Listing.PLANNED: "chi bộ có lịch họp",
    Listing.NOT_YET: "chi bộ có lịch mà chưa họp",
    Listing.MET: "chi bộ đã họp ít nhất một buổi",
    Listing.NOT_MET: "chi bộ chưa họp buổi nào",
    Listing.LOW_TURNOUT: "buổi họp có tỷ lệ đảng viên dự thấp",
    Listing.UNDER_NORM: "buổi họp ngắn hơn quy định",
    Listing.THEMATIC: "buổi sinh hoạt chuyên đề",
    Listing.NO_THEMATIC: "chi bộ chưa sinh hoạt chuyên đề",
    **{Listing(one.value): f"buổi họp chi bộ tự chấm {GRADES[one].lower()}" for one in Grade},
    Listing.VISITS: "lượt cán bộ được phân công dự",
    Listing.PRESENT: "lượt cán bộ dự",
    Listing.EXCUSED: "lượt cán bộ vắng có lý do",
    Listing.ABSENT: "lượt cán bộ vắng không lý do",
    Listing.AWAY: "lượt cán bộ vắng hoặc đã báo vắng",
    Listing.DECLINED: "lượt cán bộ đã báo vắng, vắng có lý do",
    Listing.VISITS_RESTING: "lượt dự không tính, đang tạm dừng nhắc",
    Listing.UNSEEN: "lượt cán bộ chưa rõ có dự không",
    Listing.UNANSWERED: "lượt cán bộ chưa trả lời",
    Listing.DISPUTED: "lượt dự hai bên báo khác nhau",
    Listing.SUBSTITUTED: "lượt dự đã cử người thay",
    **{Listing(one.value): f"lượt cán bộ {words}" for one, words in SURPRISES.items()},
    Listing.NEVER: "cán bộ được phân công mà chưa dự lần nào",
}
_OPTIONS: Mapping[Listing, str] = {
    Listing.HELD: "Đã họp",
    Listing.MOVED: "Dời lịch",
    Listing.POSTPONED: "Hoãn",
    Listing.NOT_HELD: "Không họp",
    Listing.UNREPORTED: "Chưa báo kết quả",
    Listing.LOW_TURNOUT: "Tỷ lệ dự thấp",
    Listing.ABSENT: "Cán bộ vắng không lý do",
    Listing.DISPUTED: "Hai bên báo khác nhau",
    Listing.UNANSWERED: "Cán bộ chưa trả lời",
    Listing.UPCOMING: "Chưa đến giờ họp",
    Listing.RESTING: "Tạm dừng nhắc",
    Listing.MET: "Chi bộ đã họp",
    Listing.NOT_MET: "Chi bộ chưa họp",
    Listing.THEMATIC: "Buổi sinh hoạt chuyên đề",
    Listing.NO_THEMATIC: "Chi bộ chưa sinh hoạt chuyên đề",
    Listing.UNDER_NORM: "Họp ngắn hơn quy định",
    **{Listing(one.value): f"Tự chấm {GRADES[one].lower()}" for one in Grade},
    Listing.PRESENT: "Cán bộ dự",
    Listing.EXCUSED: "Cán bộ vắng có lý do",
    Listing.UNSEEN: "Cán bộ chưa báo",
    Listing.VISITS_RESTING: "Lượt dự không tính (tạm dừng nhắc)",
    Listing.SUBSTITUTED: "Đã cử người thay",
    **{Listing(one.value): say.capital(words) for one, words in SURPRISES.items()},
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text, how many rows it shows, and whether there may be more."""

    text: str
    shown: int
    more: bool


def option(listing: Listing, count: int) -> str:
    """Chưa báo kết quả: 7"""
    return f"{_OPTIONS[listing]}: {say.number(count)}"


def filter_line(listing: Listing, asked: Period, unit: str) -> str:
    """Lọc: chi bộ chưa họp; tuần 49 (30/11-06/12/2026); Quan Sơn."""
    return f"Lọc: {_NAMES[listing]}; {period_words(asked)}; {unit}."


def rest(asked: Period, unit: str) -> str:
    """Above the figures that a summary prints beside those it opens at once."""
    return f"Các số khác; {period_words(asked)}; {unit}.\n{OPENS}"


def closed(at: datetime, *, as_closed: bool) -> str:
    """Whether a list of a closed month is what was closed, or what stands there today."""
    if as_closed:
        return f"Số liệu đã chốt ngày {say.full_day(at)}."
    return f"Danh sách theo bản ghi hiện nay; số đã chốt ngày {say.full_day(at)} ở bản tổng hợp."


def page(
    listing: Listing,
    asked: Period,
    unit: str,
    rows: Sequence[MeetingRow | VisitRow | BranchRow | CadreRow],
    offset: int,
    *,
    note: str = "",
) -> Page:
    """As many rows as fit, numbered from the first of the whole list. `note`: under the filter."""
    head = "\n".join(filter(None, [filter_line(listing, asked, unit), note]))
    if not rows:
        nothing = "Không còn dòng nào." if offset else "Không có."
        return Page(f"{head}\n{nothing}", 0, more=False)
    lines, commune, used = [head], None, len(head)
    shown = 0
    for row in rows:
        added = []
        if _commune(row) != commune:
            commune = _commune(row)
            added += [f"{commune}:"] if commune else []
        added.append(f"- {line(row)}")
        used += sum(len(one) + 1 for one in added)
        if used > MOST and shown:
            return Page("\n".join([*lines, _from_to(offset, shown)]), shown, more=True)
        lines += added
        shown += 1
    if offset:
        lines.append(_from_to(offset, shown))
    return Page("\n".join(lines), shown, more=shown >= MOST_ROWS)


MOST_ROWS = 60  # what is read at once: a full reading may have more behind it


def _from_to(offset: int, shown: int) -> str:
    return f"(dòng {offset + 1}-{offset + shown})"


def _commune(row: MeetingRow | VisitRow | BranchRow | CadreRow) -> str | None:
    if isinstance(row, MeetingRow):
        return row.meeting.branch.commune
    if isinstance(row, VisitRow):
        return row.visit.meeting.branch.commune
    return row.branch.commune if isinstance(row, BranchRow) else None


def line(row: MeetingRow | VisitRow | BranchRow | CadreRow) -> str:
    """One row: who, when, what became of it and why."""
    if isinstance(row, MeetingRow):
        return meeting(row)
    if isinstance(row, VisitRow):
        return visit(row)
    if isinstance(row, BranchRow):
        return row.branch.village
    return cadre(row)


def meeting(row: MeetingRow) -> str:
    """bản Son, T6 04/12 19h30: chưa báo; đã nhắc 3 lần"""
    when = row.moved_from or row.meeting.starts_at
    parts = [_became(row)]
    if row.thematic:
        parts.append("chuyên đề")
    if row.standing is Standing.UNREPORTED and row.reminders:
        parts.append(f"đã nhắc {row.reminders} lần")
    return f"{row.meeting.branch.village}, {say.short_moment(when)}: {'; '.join(parts)}"


def _became(row: MeetingRow) -> str:
    why = "" if row.reason is ReasonCategory.NONE else f" ({answers.REASONS[row.reason].lower()})"
    if row.standing is Standing.MOVED:
        return f"dời sang {say.short_moment(row.meeting.starts_at)}{why}"
    if row.standing is Standing.HELD:
        return _held(row)
    return {
        Standing.POSTPONED: f"hoãn{why}, chưa định ngày",
        Standing.NOT_HELD: f"không họp{why}",
        Standing.UNREPORTED: "chưa báo kết quả",
        Standing.RESTING: "tạm dừng nhắc",
        Standing.UPCOMING: "chưa đến giờ",
    }[row.standing]


def _held(row: MeetingRow) -> str:
    if row.numbers is None:
        return "đã họp, chưa gửi số"
    n = row.numbers
    low = ", thấp" if row.low_turnout else ""
    short = ", ngắn hơn quy định" if row.under_norm else ""
    return f"dự {say.share(n.present, n.due)}{low}; {n.minutes} phút{short}"


def visit(row: VisitRow) -> str:
    """đ/c Hà Văn Tiến, bản Mòng 05/12: vắng có lý do (công tác); đ/c Lương Thị Thu dự thay"""
    found = row.visit
    where = f"{found.meeting.branch.village} {say.day(found.meeting.starts_at)}"
    parts = [_attended(row)]
    if row.surprise is not None:
        parts.append(SURPRISES[row.surprise])
    if not found.answered and row.reminders:
        parts.append(f"đã hỏi {row.reminders} lần")
    return f"{say.comrade(found.cadre.name)}, {where}: {'; '.join(parts)}"


def _attended(row: VisitRow) -> str:
    if row.substitute is not None:
        return f"{say.comrade(row.substitute.name)} dự thay"
    reason = row.visit.reason
    why = "" if reason is ReasonCategory.NONE else f" ({answers.REASONS[reason].lower()})"
    return {
        VisitStanding.PRESENT: "có dự",
        VisitStanding.EXCUSED: f"vắng có lý do{why}",
        VisitStanding.ABSENT: "vắng không lý do",
        VisitStanding.UNSEEN: "chưa rõ có dự không",
        VisitStanding.DISPUTED: "chi bộ và cán bộ báo khác nhau",
        VisitStanding.RESTING: "tạm dừng nhắc, không tính",
        VisitStanding.AHEAD: _promised(row),
        VisitStanding.OFF: "buổi họp không diễn ra như lịch",
    }[row.standing]


def _promised(row: VisitRow) -> str:
    promise = row.visit.promise
    if promise is None:
        return "chưa trả lời"
    return {
        Promise.COMING: "sẽ dự",
        Promise.LATE: "sẽ đến muộn",
        Promise.NOT_COMING: "báo vắng",
        Promise.UNSURE: "chưa chắc",
    }[promise]


def cadre(row: CadreRow) -> str:
    """đ/c Hà Văn Tiến: dự 0/3 buổi"""
    return (
        f"{say.comrade(row.cadre.name)}: dự {row.figures[Figure.PRESENT]}"
        f"/{row.figures[Figure.DUE]} buổi"
    )


def askable() -> str:
    """What can be asked in plain words."""
    return (
        "Hệ thống chưa trả lời được câu này. Đ/c có thể hỏi, ví dụ:\n"
        "- hôm nay bản nào họp? ngày mai ai đi dự?\n"
        "- tuần này bản nào chưa họp?\n"
        "- chi bộ nào hoãn tháng trước ở xã …?\n"
        "- bản nào chưa báo kết quả?\n"
        "- cán bộ nào chưa dự lần nào quý này?\n"
        "- ai chưa trả lời? ai vắng tuần trước? ai đi thay?\n"
        "- bản … họp chưa? cán bộ … dự mấy buổi?\n"
        "- có việc gì cần tôi quyết định không?\n"
        "- so với tháng trước\n"
        "- tình hình tuần này thế nào?\n"
        "Hoặc nhắn: TUAN, THANG, QUY, NAM, XA tên, CHIBO tên, CANBO tên, SOSANH."
    )
