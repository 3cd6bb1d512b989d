"""Words about the plan of a month: the draft for the coordinator, the announcement for each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.calendar import Month, Week
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Words
from texts import answers, meetings, say, visits
from texts.planning_names import RULES


def being_made(month: Month) -> str:
    """A plan is being computed; the coordinator will hear."""
    return f"Đang lập kế hoạch {say.month(month)}. Xong, hệ thống sẽ báo đ/c ngay."


def overview(
    month: Month,
    *,
    total: int,
    habitual: int,
    weeks: Mapping[date, int],
    problems: Sequence[str],
    proven: bool,
    checked: int,
    violations: int,
    is_draft: bool,
) -> str:
    """A plan in a few lines: problems first, then meetings week by week, then what to do."""
    head = "Dự thảo kế hoạch" if is_draft else "Kế hoạch đã duyệt"
    lines = [f"{head} {say.month(month)}: {total - len(problems)}/{total} chi bộ có lịch."]
    lines += [f"- CẦN XỬ LÝ: {problem}" for problem in problems]
    lines += [
        f"- {say.capital(say.week(Week(monday)))}: {count} buổi"
        for monday, count in sorted(weeks.items())
    ]
    lines.append(f"Đúng ngày thường lệ: {say.share(habitual, total)}.")
    if checked:
        lines.append(f"{checked} quy tắc đã kiểm, {violations} vi phạm.")
    if proven:
        lines.append("Đã chứng minh là phương án tốt nhất.")
    lines.append("Xem từng xã: /kehoach TÊN-XÃ. Đổi: /doilich MÃ-CHI-BỘ NGÀY GIỜ.")
    if is_draft:
        lines.append("Duyệt và công bố: /duyet. Lập lại: /kehoach lại")
    return "\n".join(lines)


def no_date_found(village: str, code: str) -> str:
    """A branch the planner could not place."""
    return f"{code} {village} chưa xếp được ngày; xin /doilich {code} NGÀY GIỜ"


def line(
    code: str, village: str, starts_at: datetime | None, guests: Sequence[str], mark: str
) -> str:
    """CB-012 T7 05/12 19h30 bản Ngàm: đ/c Hà"""
    when = say.short_moment(starts_at) if starts_at else "chưa có ngày"
    who = say.comrades(guests) or "không có cán bộ dự"
    return f"{code} {when} {village}: {who}{mark}"


def pinned_mark() -> str:
    """A line moved by hand."""
    return " (đã chốt)"


def lines_of(month: Month, rows: Sequence[str]) -> str:
    """Lines of a plan."""
    return "\n".join([f"Kế hoạch {say.month(month)}, {len(rows)} buổi:", *rows])


def week_heading(monday: date, count: int) -> str:
    """Above the lines of one week."""
    return f"{say.capital(say.week(Week(monday)))}, {count} buổi:"


def undated_heading(count: int) -> str:
    """Above the lines without a date."""
    return f"Chưa có ngày, {count} chi bộ:"


def bad_month(text: str) -> str:
    """Not a month, or one that has passed."""
    return f"“{text}” không phải tháng lập được kế hoạch. Viết 2026-12 hoặc 12/2026, từ tháng này."


def nothing_planned(month: Month) -> str:
    """No plan yet."""
    return f"Chưa có kế hoạch {say.month(month)}. Lập dự thảo: /kehoach {month.number}/{month.year}"


def already_approved(month: Month) -> str:
    """The month is published; single meetings still move."""
    return f"Kế hoạch {say.month(month)} đã duyệt và công bố. Đổi từng buổi: /doilich MÃ NGÀY GIỜ."


def failed(month: Month) -> str:
    """The computation broke: our defect."""
    return f"Chưa lập được kế hoạch {say.month(month)} do lỗi hệ thống. Kỹ thuật đã được báo."


def approve_check(month: Month, meetings_count: int, unplaced: int) -> Words:
    """Publish?"""
    left = f" Còn {unplaced} chi bộ chưa có ngày." if unplaced else ""
    return Words(
        f"Duyệt kế hoạch {say.month(month)}: {meetings_count} buổi họp.{left} "
        "Hệ thống sẽ báo ngay cho các bí thư và cán bộ dự họp. Công bố chứ?",
        (answers.YES, answers.NO),
    )


def approved(month: Month, meetings_count: int, sent: int, unreachable: int) -> str:
    """Published."""
    lost = f" {unreachable} người chưa tham gia hệ thống: xem /danhsach." if unreachable else ""
    return (
        f"Đã duyệt và công bố kế hoạch {say.month(month)}: {meetings_count} buổi, "
        f"{sent} tin đang gửi.{lost}"
    )


def not_approved() -> str:
    """Nothing published."""
    return "Chưa công bố. Dự thảo giữ nguyên."


def published_to_cadre(month: Month, monday: date | None, about: Sequence[VisitFacts]) -> Words:
    """The field week and the visits of a cadre, and the question."""
    words = visits.asked(about)
    week = f" Tuần cơ sở: {say.day(monday)}-{say.day(Week(monday).sunday)}." if monday else ""
    return Words(f"{words.text}\nKế hoạch {say.month(month)}.{week}", words.options)


def published_to_secretary(month: Month, meeting: MeetingFacts, guests: Sequence[str]) -> Words:
    """The date of the branch and who comes, and the question."""
    words = meetings.confirm_asked(meeting, guests)
    return Words(f"{words.text}\nKế hoạch {say.month(month)}.", words.options)


def published_to_deputy(month: Month, meeting: MeetingFacts, guests: Sequence[str]) -> Words:
    """The same for the deputy, to know."""
    who = f" Cán bộ dự: {say.comrades(guests)}." if guests else ""
    return Words(
        f"{say.meeting(meeting)}: họp chi bộ tại {meeting.place}.{who} Kế hoạch {say.month(month)}."
    )


def still_draft(month: Month) -> Words:
    """The leader learns on the 24th that the plan is not approved."""
    return Words(
        f"Kế hoạch {say.month(month)} chưa được duyệt. Đề nghị đ/c nhắc bộ phận điều phối."
    )


def date_and_hour() -> str:
    """What is missing in a move."""
    return "ngày giờ mới"


def replaced_draft(month: Month) -> str:
    """A newer draft exists."""
    return f"Dự thảo {say.month(month)} này đã có bản mới hơn. Xem lại: /kehoach, rồi /duyet."


def not_certified(month: Month, broken: Mapping[str, int]) -> str:
    """A plan that breaks a hard rule cannot be published."""
    named = "; ".join(f"{RULES[code]} ({count})" for code, count in sorted(broken.items()))
    return (
        f"Dự thảo {say.month(month)} còn {sum(broken.values())} vi phạm quy tắc nên chưa duyệt "
        f"được: {named}. Danh sách hoặc lịch bận vừa đổi? Xin lập lại: /kehoach lại"
    )


def not_whole(month: Month) -> str:
    """The plan reaches beyond what this coordinator sees."""
    return (
        f"Kế hoạch {say.month(month)} có cả chi bộ ngoài phạm vi của đ/c. "
        "Xin đ/c đề nghị điều phối toàn vùng duyệt."
    )


def which_month() -> str:
    """What could not be read, or lies behind us."""
    return "tháng cần lập kế hoạch"


def month_example(month: Month) -> str:
    """A line that works."""
    return f"/kehoach {month.number}/{month.year}"


def not_in_plan(code: str, month: Month) -> str:
    """The branch has no line in the plan."""
    return f"{code} không có trong kế hoạch {say.month(month)}. Lập lại dự thảo: /kehoach lại"


def explained(code: str, why: str) -> str:
    """Why a line is where it is, and how to move it."""
    return f"{why}\nDời: /doilich {code} NGÀY GIỜ"


def only_whole(month: Month) -> str:
    """A question about the whole plan, asked by somebody who sees a part of it."""
    return (
        f"Kế hoạch {say.month(month)} có cả chi bộ ngoài phạm vi của đ/c. "
        "Xin đ/c đề nghị điều phối toàn vùng tính giúp."
    )
