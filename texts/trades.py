"""Words of a trade of field weeks: its consequences, the two, the office."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.calendar import Week
from domain.meetings import VisitFacts
from domain.messages import Option, Words
from domain.substitution import SubstitutionEnd
from texts import say
from texts.substitutions import APPROVE, DO_NOT_APPROVE, DO_NOT_TAKE, TAKE
from texts.undoing import UNDO

ASK_THEM = Option("yes", "Gửi lời nhờ")
DO_NOT_ASK = Option("no", "Thôi")


def which_colleague() -> str:
    """What is missing in a trade."""
    return "tên người đổi tuần"


def _meetings(visits: Sequence[VisitFacts]) -> str:
    rows = [
        f"- {say.short_moment(v.meeting.starts_at)}, {say.village(v.meeting.branch)}"
        for v in visits
    ]
    return "\n".join(rows) or "- không có buổi nào"


def _week(monday: date) -> str:
    return f"{say.day(monday)}-{say.day(Week(monday).sunday)}"


def check(
    colleague: str,
    mine: tuple[date, Sequence[VisitFacts]],
    theirs: tuple[date, Sequence[VisitFacts]],
) -> Words:
    """The consequences of a trade before the colleague is asked."""
    return Words(
        f"Đổi tuần cơ sở với {say.comrade(colleague)}: đ/c đi tuần {_week(theirs[0])} và dự:\n"
        f"{_meetings(theirs[1])}\n{say.comrade(colleague)} đi tuần {_week(mine[0])} và dự:\n"
        f"{_meetings(mine[1])}\nGửi lời nhờ chứ?",
        (ASK_THEM, DO_NOT_ASK),
    )


def asked(
    colleague: str,
    given: tuple[date, Sequence[VisitFacts]],
    wanted: tuple[date, Sequence[VisitFacts]],
    until: datetime,
) -> Words:
    """A colleague wants to trade weeks: what you would take, what you would give."""
    return Words(
        f"{say.comrade(colleague)} xin đổi tuần cơ sở: đ/c đi tuần {_week(given[0])} và dự:\n"
        f"{_meetings(given[1])}\nthay cho tuần {_week(wanted[0])}:\n{_meetings(wanted[1])}\n"
        f"Đ/c nhận không? Xin trả lời trước {say.moment(until)}.",
        (TAKE, DO_NOT_TAKE),
    )


def sent(colleague: str, until: datetime) -> str:
    """Asked; nothing changes until there is an answer."""
    return (
        f"Đã gửi lời xin đổi tuần tới {say.comrade(colleague)}, hạn trả lời {say.moment(until)}. "
        "Đến khi đ/c ấy nhận, lịch giữ nguyên."
    )


def dropped() -> str:
    """Thought better of it."""
    return "Đã thôi, lịch giữ nguyên."


def agreed(colleague: str) -> str:
    """Agreed; the coordinator has to approve."""
    return f"Đã ghi: đ/c NHẬN đổi tuần với {say.comrade(colleague)}. Chờ văn phòng duyệt. {UNDO}"


def done(colleague: str) -> str:
    """Agreed and settled; the new week follows in a message of its own."""
    return f"Đã ghi: đ/c đổi tuần với {say.comrade(colleague)}. {UNDO}"


def not_taken(colleague: str) -> str:
    """Said no."""
    return f"Đã ghi: đ/c không đổi tuần với {say.comrade(colleague)}. Cảm ơn đ/c đã trả lời."


def approve_asked(
    first: str,
    second: str,
    mine: tuple[date, Sequence[VisitFacts]],
    theirs: tuple[date, Sequence[VisitFacts]],
) -> Words:
    """The coordinator: may these two trade weeks?"""
    return Words(
        f"{say.comrade(first)} (tuần {_week(mine[0])}, {len(mine[1])} buổi) và "
        f"{say.comrade(second)} (tuần {_week(theirs[0])}, {len(theirs[1])} buổi) xin đổi tuần "
        "cơ sở cho nhau; đã kiểm, không trùng lịch. Đ/c duyệt không?",
        (APPROVE, DO_NOT_APPROVE),
    )


def approved(first: str, second: str) -> str:
    """Approved: everybody is being told."""
    return f"Đã duyệt đổi tuần: {say.comrade(first)} ⇄ {say.comrade(second)}. {UNDO}"


def not_approved(first: str, second: str) -> str:
    """The coordinator does not want it."""
    return f"Đã ghi: không duyệt đổi tuần {say.comrade(first)} ⇄ {say.comrade(second)}."


def traded(monday: date, visits: Sequence[VisitFacts], colleague: str) -> Words:
    """Each of the two learns the new week and the new meetings."""
    return Words(
        f"Đã đổi tuần cơ sở với {say.comrade(colleague)}. Tuần của đ/c: {_week(monday)}. "
        f"Đ/c dự:\n{_meetings(visits)}\n{UNDO}"
    )


def failed(colleague: str, why: SubstitutionEnd) -> Words:
    """The proposer learns that it comes to nothing."""
    said = {
        SubstitutionEnd.DECLINED: "không đổi được",
        SubstitutionEnd.SILENT: "chưa trả lời",
        SubstitutionEnd.CLASH: "không đổi được vì lịch nay đã trùng",
    }.get(why, "không đổi được nữa")
    return Words(f"Đổi tuần: {say.comrade(colleague)} {said}. Lịch của đ/c giữ nguyên.")


def stopped() -> Words:
    """Whoever is asked about a trade need not answer any more."""
    return Words("Lời xin đổi tuần đã hết hiệu lực, đ/c không cần trả lời nữa. Cảm ơn đ/c.")


def no_trade(reason: str) -> str:
    """Why no trade is possible: `weeks`, `same`, `begun`, `office`, `clash`."""
    return {
        "weeks": "Chưa đổi tuần được: cả hai đ/c cần có tuần cơ sở trong tháng đã công bố.",
        "same": "Hai đ/c đang có cùng một tuần cơ sở, không cần đổi.",
        "begun": "Chưa đổi tuần được: một trong hai tuần cơ sở đã bắt đầu.",
        "clash": (
            "Chưa đổi tuần được: đổi thì trùng lịch hoặc thiếu người trực. "
            "Đ/c có thể nhờ thay từng buổi: /nhothay TÊN"
        ),
        "waiting": "Một trong hai đ/c đang có việc nhờ thay chờ trả lời. Xin chờ kết quả.",
    }[reason]


def name(first: str, second: str) -> str:
    """đổi tuần đ/c A ⇄ đ/c B"""
    return f"đổi tuần {say.comrade(first)} ⇄ {say.comrade(second)}"
