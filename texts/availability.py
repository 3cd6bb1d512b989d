"""Words before a month is planned: which days are taken, which day the branch keeps."""

import re
from collections.abc import Sequence
from datetime import date

from domain.attendance import ReasonCategory
from domain.calendar import Month
from domain.habits import Habit, target_dates
from domain.meetings import BranchFacts, PersonName
from domain.messages import Option, Words
from texts import absences, say
from texts.habits import say_habit

SEPARATORS = re.compile(r"\s(?:và|va)\s|[,;]")  # between spans of days
FREE = Option("free", "Không vướng")
AWAY = Option("away", "Có vướng")
DONE = Option("done", "Hết rồi")
USUAL = Option("usual", "Giữ ngày thường lệ")
OTHER = Option("other", "Xin ngày khác")


def asked(month: Month, *, again: bool = False) -> Words:
    """The question to a cadre, before the plan is made."""
    late = " (Hệ thống chưa nhận được trả lời của đ/c.)" if again else ""
    return Words(
        f"{say.capital(say.month(month))}: đ/c có vướng ngày nào không? Kế hoạch sẽ tránh những "
        f"ngày đó.{late}",
        (FREE, AWAY),
    )


def unclear(month: Month, first: date, last: date) -> Words:
    """Days were named, and it is not clear that they are the ones that are taken."""
    days = absences.span(first, last)
    return Words(
        f"{say.capital(say.month(month))}: hệ thống hiểu thế nào cho đúng?",
        (Option(f"days:{first}:{last}", f"Vướng {days}"), FREE),
    )


def free(month: Month) -> str:
    """No day is taken."""
    return (
        f"Đã ghi: {say.month(month)} đ/c KHÔNG VƯỚNG ngày nào. "
        "Có thay đổi, đ/c nhắn /ban kèm ngày (ví dụ: /ban 12-14/12)."
    )


def which_days(month: Month) -> Words:
    """Some day is taken: which?"""
    return Words(
        f"Đ/c vướng những ngày nào trong {say.month(month)}? Nhắn ngày và lý do, ví dụ: "
        f"{_example(month)}"
    )


def not_read(month: Month) -> Words:
    """The days could not be read."""
    return Words(f"Hệ thống chưa đọc được ngày. Xin đ/c nhắn, ví dụ: {_example(month)}", (DONE,))


def _example(month: Month) -> str:
    return f"12-14/{month.number} đi học"


def more(spans: Sequence[tuple[date, date]], reason: ReasonCategory) -> Words:
    """Noted; is there another?"""
    return Words(
        f"{absences.noted_all(spans, reason)} Còn ngày nào nữa thì nhắn tiếp; hết thì nhắn 1.",
        (DONE,),
    )


def done(month: Month) -> str:
    """All days of the month are noted."""
    return f"Đã ghi đủ ngày vướng của đ/c trong {say.month(month)}. Cảm ơn đ/c."


def still_away(month: Month) -> str:
    """Said "some", named none."""
    return (
        f"Hệ thống chưa ghi ngày nào của {say.month(month)}. Khi biết ngày vướng, đ/c nhắn /ban "
        f"kèm ngày, ví dụ: /ban {_example(month)}"
    )


def usual_asked(month: Month, branch: BranchFacts, habit: Habit, *, again: bool = False) -> Words:
    """The question to a secretary: the usual day, and which dates that is next month."""
    dates = ", ".join(say.day(day) for day in target_dates(habit, month)[:3])
    meant = f" ({dates})" if dates else ""
    late = " (Hệ thống chưa nhận được trả lời của đ/c.)" if again else ""
    return Words(
        f"{say.capital(say.month(month))}: chi bộ {say.village(branch)} giữ ngày họp thường lệ "
        f"{say_habit(habit)}{meant} chứ?{late}",
        (USUAL, OTHER),
    )


def usual_kept(month: Month, branch: BranchFacts) -> str:
    """The usual day stands."""
    return (
        f"Đã ghi: {say.village(branch)} GIỮ ngày thường lệ trong {say.month(month)}. "
        "Khi kế hoạch được duyệt, hệ thống báo ngày cụ thể."
    )


def which_day(month: Month, branch: BranchFacts) -> Words:
    """Which other day?"""
    return Words(
        f"Chi bộ {say.village(branch)} muốn họp ngày nào trong {say.month(month)}? "
        f"Nhắn một ngày, ví dụ: 12/{month.number}"
    )


def day_not_read(month: Month) -> Words:
    """No day, or a day of another month."""
    return Words(
        f"Hệ thống cần một ngày trong {say.month(month)}, ví dụ: 12/{month.number}", (USUAL,)
    )


def day_off(month: Month, day: date, name: str) -> Words:
    """That day is a holiday."""
    return Words(
        f"Ngày {say.day(day)} là ngày nghỉ ({name}). Xin đ/c nhắn một ngày khác trong "
        f"{say.month(month)}.",
        (USUAL,),
    )


def day_wanted(month: Month, branch: BranchFacts, day: date) -> str:
    """The planner will try this day."""
    return (
        f"Đã ghi: {say.village(branch)} xin họp {say.weekday(day)} {say.day(day)}. Kế hoạch "
        f"{say.month(month)} sẽ ưu tiên ngày này; ngày chính thức có sau khi duyệt."
    )


def closed(month: Month) -> str:
    """The month is planned already."""
    return f"Kế hoạch {say.month(month)} đã duyệt. Xin đ/c nhắn LICH để xem, /doilich để xin dời."


def to_call(month: Month, silent: Sequence[PersonName]) -> Words:
    """The coordinator, before the draft: whom to phone."""
    return Words(
        f"CẦN GỌI: {len(silent)} cán bộ chưa báo ngày vướng {say.month(month)}: {_names(silent)}. "
        "Số máy: /chuanop"
    )


def still_silent(cadres: Sequence[PersonName], branches: int) -> str:
    """A line of the draft: whose days it does not know."""
    parts = []
    if cadres:
        parts.append(f"Chưa báo ngày vướng: {len(cadres)} cán bộ ({_names(cadres)}).")
    if branches:
        parts.append(f"{branches} chi bộ chưa trả lời: xếp theo ngày thường lệ.")
    return " ".join(parts)


def _names(people: Sequence[PersonName]) -> str:
    shown = say.comrades([person.name for person in people[:5]])
    return f"{shown} và {len(people) - 5} đ/c khác" if len(people) > 5 else shown


def drafted(month: Month, who: str, spans: Sequence[tuple[date, date]], meetings: int) -> Words:
    """The coordinator: somebody is away on days on which the draft counts on them."""
    days = ", ".join(absences.span(*span) for span in spans)
    return Words(
        f"{say.capital(say.comrade(who))} báo bận {days}; dự thảo {say.month(month)} đang xếp đ/c "
        f"{meetings} buổi trong các ngày này. Lập lại: /kehoach {month.number}/{month.year} lại"
    )
