"""Words about taking a change of the plan back: what is undone, who is told, why not."""

from datetime import datetime

from domain.calendar import Month
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Words
from texts import answers, say

UNDO = "Sai thì nhắn HOANTAC trong 10 phút."


def nothing_to_undo() -> str:
    """Nothing of this person can be taken back."""
    return "Đ/c không có thay đổi nào để hoàn tác. Xem lịch: /lich"


def undo_too_late() -> str:
    """More than ten minutes ago."""
    return (
        "Đã quá 10 phút nên không hoàn tác được. Xin đ/c làm yêu cầu mới: /nhothay, /vang, "
        "/doilich, hoặc gọi văn phòng."
    )


def changed_since() -> str:
    """Something else was built upon it."""
    return (
        "Sau đó đã có thay đổi khác nên không hoàn tác được. Xin đ/c làm yêu cầu mới: /nhothay, "
        "/vang, /doilich, hoặc gọi văn phòng."
    )


def would_clash() -> str:
    """Since then somebody has taken something else at that time."""
    return (
        "Chưa hoàn tác được: lịch cũ nay trùng với việc mới nhận sau đó. Xin đ/c làm yêu cầu mới: "
        "/nhothay, /doilich, hoặc gọi văn phòng."
    )


def undone(what: str) -> str:
    """Taken back, and everybody who was told is told."""
    return f"Đã hoàn tác: {what}. Những người đã được báo sẽ nhận tin báo lại."


def agreement_name(meeting: MeetingFacts) -> str:
    """lời nhận dự thay – bản Ngàm (Sơn Điện), 10/12"""
    return f"lời nhận – {say.village_day(meeting)}"


def draft_name(month: Month, lines: int) -> str:
    """thay đổi dự thảo tháng 12/2026 (3 chi bộ)"""
    return f"thay đổi dự thảo {say.month(month)} ({lines} chi bộ)"


def swap_undone(meeting: MeetingFacts, back: str, gone: str) -> Words:
    """Told to everybody who was told of the swap."""
    return Words(
        f"{say.meeting(meeting)}: HOÀN TÁC việc thay, {say.comrade(gone)} → {say.comrade(back)}."
    )


def swap_name(meeting: MeetingFacts, back: str, gone: str) -> str:
    """bản Ngàm (Sơn Điện), 10/12: đ/c A → đ/c B"""
    return f"{say.village_day(meeting)}, {say.comrade(gone)} → {say.comrade(back)}"


def trade_undone(first: str, second: str) -> Words:
    """Told to the two, to the secretaries and to the office."""
    return Words(
        f"HOÀN TÁC đổi tuần: {say.comrade(first)} và {say.comrade(second)} giữ lịch như trước."
    )


def time_restored(meeting: MeetingFacts, dropped: datetime | None, by: str) -> Words:
    """A move or a cancellation was taken back: the old time holds again."""
    instead = f" (không phải {say.moment(dropped)})" if dropped else ""
    return Words(
        f"{say.meeting(meeting)}: HOÀN TÁC, chi bộ họp như lịch cũ{instead} "
        f"({say.comrade(by)} báo)."
    )


def time_restored_asked(visit: VisitFacts, dropped: datetime | None, by: str) -> Words:
    """The same to a guest who had not answered about the old time."""
    plain = time_restored(visit.meeting, dropped, by)
    options = (answers.COMING, answers.NOT_COMING, answers.LATE, answers.UNSURE)
    return Words(f"{plain.text} Đ/c có dự được không?", options)


def time_name(meeting: MeetingFacts) -> str:
    """bản Ngàm (Sơn Điện) họp lại như cũ, 19h30 Thứ Năm 10/12"""
    return f"{say.village(meeting.branch)} họp như cũ, {say.moment(meeting.starts_at)}"
