"""Words about trying a change on a plan, and about mending a published one."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.calendar import Month
from domain.messages import Option, Words
from texts import say
from texts.planning import difference
from texts.undoing import UNDO

APPLY = Option("yes", "Dời và báo mọi người")
NOTE = Option("yes", "Ghi lại")
CHANGE = Option("yes", "Đổi và chốt")
KEEP = Option("no", "Giữ nguyên")


def what() -> str:
    """What could not be read."""
    return "điều đ/c giả định"


def what_if_example(day: date) -> str:
    """A line that works."""
    return (
        f"/neu đ/c Hà nghỉ {say.day(day)}; /neu NM04 vướng {say.day(day)}; "
        f"/neu ngày {say.day(day)} nghỉ; /neu NM04 {say.day(day)} 19h; /neu CB05 thay CB03 ở NM04"
    )


def repair_example(day: date) -> str:
    """A line that works."""
    return f"/suakehoach đ/c Hà nghỉ {say.day(day)} hoặc /suakehoach bản Ngàm sạt lở {say.day(day)}"


def no_such_change() -> str:
    """A repair begins from what happened, not from another assignment."""
    return (
        "Lệnh này xử lý khi có người bận, bản bị cắt đường hoặc ngày nghỉ. "
        "Đổi một buổi: /doilich MÃ NGÀY GIỜ. Đổi người dự: /nhothay."
    )


def away(who: str, first: date, last: date) -> str:
    """đ/c Hà Văn Tiến vắng 14/12-20/12"""
    return f"{who} vướng {_days(first, last)}"


def closed(first: date, last: date) -> str:
    """không họp ngày 14/12"""
    return f"không chi bộ nào họp {_days(first, last)}"


def instead(new: str, old: str, where: str) -> str:
    """đ/c Nam thay đ/c Hà ở bản Ngàm"""
    return f"{say.comrade(new)} thay {say.comrade(old)} ở {where}"


def moved(where: str, starts_at: datetime) -> str:
    """bản Ngàm họp 19h Thứ Bảy 12/12"""
    return f"{where} họp {say.moment(starts_at)}"


def several(what: str, count: int) -> str:
    """The first of several, and how many more"""
    return what if count == 1 else f"{what} và {count - 1} chi bộ nữa"


def _days(first: date, last: date) -> str:
    return say.day(first) if first == last else f"{say.day(first)}-{say.day(last)}"


def supposed(change: str, consequences: str, dearer: int, how: str) -> str:
    """What a change would do; nothing was touched."""
    price = "" if not dearer else f"\nKế hoạch {difference(dearer)}."
    return f"Nếu {change}:\n{consequences}{price}\nChỉ là tính thử, chưa thay đổi gì.{how}"


def then_repair(text: str) -> str:
    """How to do it in earnest after publication."""
    return f" Làm thật: /suakehoach {text}"


def failed(month: Month) -> str:
    """The computation broke: our defect."""
    return (
        f"Chưa tính được cho kế hoạch {say.month(month)} do lỗi hệ thống. Kế hoạch giữ nguyên; "
        "kỹ thuật đã được báo, xin đ/c thử lại sau."
    )


def no_way(change: str, reasons: Sequence[str]) -> str:
    """No full plan is left after the change."""
    why = "\n".join(reasons)
    return (
        f"Nếu {change}: không xếp được đủ các buổi.\n{why}\n"
        "Xin dời từng buổi bằng /doilich, hoặc tìm người dự thay bằng /nhapho."
    ).replace("\n\n", "\n")


def move_check(
    code: str, village: str, old: datetime | None, new: datetime, also: str, dearer: int
) -> Words:
    """Moving a line of the draft: what it pulls along, what it costs."""
    was = say.moment(old) if old else "chưa có ngày"
    price = f"\nKế hoạch {difference(dearer)}." if dearer else ""
    return Words(
        f"{code} {village}: {was} → {say.moment(new)}.\n{also}{price}\nĐổi và chốt dòng này chứ?",
        (CHANGE, KEEP),
    )


def nothing_else() -> str:
    """A move that pulls nothing along."""
    return "Các buổi khác giữ nguyên."


def pulled_along(lines: Sequence[str]) -> str:
    """Other meetings that have to move too."""
    return "\n".join(["Kéo theo:", *(f"- {line}" for line in lines)])


def other_line(code: str, village: str, old: datetime | None, new: datetime) -> str:
    """NM05 bản Pa: T7 05/12 19h30 → CN 06/12 19h30"""
    was = say.short_moment(old) if old else "chưa có ngày"
    return f"{code} {village}: {was} → {say.short_moment(new)}"


def week_line(name: str, monday: date) -> str:
    """tuần cơ sở của đ/c Hà: từ 07/12"""
    return f"tuần cơ sở của {say.comrade(name)}: từ {say.day(monday)}"


def move_forbidden(code: str, village: str, new: datetime, why: str) -> str:
    """A move that leaves no plan."""
    return f"{code} {village} không dời sang {say.moment(new)} được.\n{why}"


def line_moved(code: str, village: str, new: datetime, others: int) -> str:
    """The draft was changed."""
    also = f" Đã dời theo {others} buổi khác." if others else ""
    return f"Đã đổi dự thảo: {code} {village} họp {say.moment(new)} (đã chốt).{also} {UNDO}"


def line_kept() -> str:
    """Thought better of it."""
    return "Giữ nguyên dự thảo."


def computed_again() -> str:
    """The plan changed between the question and the yes."""
    return "Kế hoạch vừa thay đổi nên hệ thống tính lại; xin đ/c xem kết quả mới."


def pinned(lines: Sequence[str]) -> str:
    """Lines a new draft keeps."""
    return "\n".join(["Đã chốt (lập lại vẫn giữ):", *lines])


def unpinned(lines: Sequence[str]) -> str:
    """Lines a new draft may move again."""
    return "\n".join(["Đã bỏ chốt:", *lines])


def none_pinned() -> str:
    """No line is pinned."""
    return "Chưa chốt dòng nào. Chốt: /ghim MÃ-CHI-BỘ. Bỏ chốt: /boghim MÃ-CHI-BỘ."


def undated(code: str) -> str:
    """A line without a date cannot be pinned."""
    return f"{code} chưa có ngày nên chưa chốt được. Xin /doilich {code} NGÀY GIỜ."


def repair_check(change: str, consequences: str, *, kept: bool, noted: bool) -> Words:
    """Mending a published plan: what moves, who is told."""
    loose = "" if kept else "\nLưu ý: có buổi bí thư đã xác nhận cũng phải dời."
    note = (
        "Hệ thống sẽ ghi điều này và báo mỗi người một tin."
        if noted
        else ("Hệ thống sẽ báo mỗi người một tin.")
    )
    return Words(
        f"{say.capital(change)}.\n{consequences}{loose}\n{note} Đ/c đồng ý chứ?", (APPLY, KEEP)
    )


def only_note(change: str) -> Words:
    """Nothing has to move; only the fact is to be kept."""
    return Words(
        f"{say.capital(change)}: không buổi nào phải dời. Ghi lại để các kế hoạch sau tránh chứ?",
        (NOTE, KEEP),
    )


def nothing_broken(month: Month) -> str:
    """The published plan holds."""
    return (
        f"Kế hoạch {say.month(month)} không có buổi nào vướng quy tắc. Có việc mới, đ/c nhắn, "
        "ví dụ: /suakehoach đ/c Hà nghỉ 14-20/12"
    )


def no_longer_free() -> str:
    """Names the plan as it stands."""
    return "kế hoạch như hiện nay"


def mended(month: Month, moves: Sequence[str], told: int) -> str:
    """Done: what moved and how many were told."""
    return "\n".join(
        [
            f"Đã sửa kế hoạch {say.month(month)}, dời {len(moves)} buổi, báo {told} người:",
            *(f"- {line}" for line in moves),
        ]
    )


def noted() -> str:
    """The fact was kept; no meeting moved."""
    return "Đã ghi lại. Lịch đã công bố giữ nguyên."


def not_mended() -> str:
    """Thought better of it."""
    return "Giữ nguyên kế hoạch, chưa ghi gì."


def still_draft(month: Month) -> str:
    """A draft is changed line by line, or made anew."""
    return (
        f"Kế hoạch {say.month(month)} còn là dự thảo: đổi dòng bằng /doilich, tính thử bằng /neu, "
        "lập lại bằng /kehoach lại."
    )


def absence_noted(first: date, last: date, by: str) -> Words:
    """The subject learns what was noted on their behalf."""
    return Words(
        f"Đ/c {by} đã ghi đ/c vướng {_days(first, last)}. Nếu chưa đúng, xin đ/c gọi "
        "văn phòng hoặc nhắn /ban với ngày đúng."
    )


def blackout_noted(village: str, first: date, last: date, by: str) -> Words:
    """The secretary learns what was noted about the branch."""
    return Words(
        f"Đ/c {by} đã ghi {village} không họp được {_days(first, last)}. "
        "Nếu chưa đúng, xin đ/c gọi văn phòng."
    )


def day_off_name() -> str:
    """The name of a day the office closed because of what happened."""
    return "ngày không họp"
