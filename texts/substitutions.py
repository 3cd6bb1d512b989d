"""Words about standing in: asked, agreed, approved, told."""

from collections.abc import Sequence
from datetime import datetime

from domain.meetings import MeetingFacts
from domain.messages import Option, Words
from domain.planning.stand_ins import Ranked
from domain.substitution import SubstitutionEnd, Tie
from texts import say
from texts.undoing import UNDO

TAKE = Option("yes", "Nhận")
DO_NOT_TAKE = Option("no", "Không")
APPROVE = Option("yes", "Duyệt")
DO_NOT_APPROVE = Option("no", "Không")
TIES = {
    Tie.COMMITTEE: "cấp ủy cùng xã",
    Tie.ASSIGNED: "đang dự chi bộ cùng xã",
    Tie.OFFICE: "cùng cơ quan",
}
ENDS = {
    SubstitutionEnd.COMING: "đ/c được nhờ thay đã thu xếp dự được",
    SubstitutionEnd.CHANGED: "buổi họp đã đổi lịch",
    SubstitutionEnd.PAST: "đã đến giờ họp",
    SubstitutionEnd.UNDONE: "việc thay đã được hoàn tác",
    SubstitutionEnd.DECLINED: "việc thay không còn cần nữa",
    SubstitutionEnd.SILENT: "đã hết hạn trả lời",
    SubstitutionEnd.CLASH: "lịch đã trùng",
    SubstitutionEnd.FILLED: "đã có người thay",
}


def why_them(who: Ranked) -> str:
    """cùng cơ quan, đường khoảng 60 phút, 6 tháng qua thay 1 lần"""
    parts = [TIES[who.tie]]
    if who.minutes:
        parts.append(f"đường khoảng {who.minutes} phút")
    elif who.tie is Tie.OFFICE:
        parts.append("tháng này cũng dự họp ở xã đó")
    turns = f"6 tháng qua thay {who.turns} lần" if who.turns else "6 tháng qua chưa thay"
    return ", ".join([*parts, turns])


def ranking(found: Sequence[tuple[str, Ranked]], *, resting: bool = False) -> str:
    """Up to three stand-ins in the coordinator's notice, each with the reason.

    `resting`: the office paused the commune, so nobody is asked until it ends.
    """
    if not found:
        return "Chưa tìm được người thay phù hợp: xin đ/c bố trí, gọi theo /chuanop"
    lines = [f"- {say.comrade(name)}: {why_them(who)}" for name, who in found[:3]]
    if resting:
        return "Đang tạm dừng nhắc nên hệ thống chưa hỏi ai. Phù hợp:\n" + "\n".join(lines)
    return "Hệ thống đang hỏi lần lượt:\n" + "\n".join(lines)


def asked(meeting: MeetingFacts, absent: str, who: Ranked, until: datetime) -> Words:
    """A gap: will you stand in?"""
    return Words(
        f"{say.meeting(meeting)}: đ/c dự họp thay {say.comrade(absent)} được không? "
        f"({why_them(who)}). Xin trả lời trước {say.moment(until)}.",
        (TAKE, DO_NOT_TAKE),
    )


def agreed(meeting: MeetingFacts, absent: str) -> str:
    """Agreed; the coordinator has to approve."""
    return (
        f"Đã ghi: đ/c NHẬN dự thay {say.comrade(absent)} – {say.village_day(meeting)}. "
        f"Chờ văn phòng duyệt. {UNDO}"
    )


def taken(meeting: MeetingFacts, absent: str) -> str:
    """Agreed and settled; the details follow at once."""
    return (
        f"Đã ghi: đ/c dự thay {say.comrade(absent)} – {say.meeting(meeting)}, tại "
        f"{meeting.place}. {UNDO}"
    )


def not_taken(meeting: MeetingFacts) -> str:
    """Said no."""
    return f"Đã ghi: đ/c không nhận dự thay – {say.village_day(meeting)}. Cảm ơn đ/c đã trả lời."


def over() -> str:
    """A late answer: nothing is recorded any more."""
    return "Cảm ơn đ/c. Việc này đã xong hoặc đã hết hạn trả lời, hệ thống chưa ghi gì thêm."


def clash_for_stand_in(meeting: MeetingFacts) -> Words:
    """Approved too late: something else took their time."""
    return Words(clash_now(meeting))


def approval_clash(stand_in: str) -> str:
    """The coordinator approves somebody who is no longer free."""
    return (
        f"{say.capital(say.comrade(stand_in))} nay đã trùng lịch nên chưa duyệt được. "
        "Hệ thống sẽ báo đ/c bước tiếp theo."
    )


def clash_now(meeting: MeetingFacts) -> str:
    """Agreed, but their own calendar forbids it by now."""
    return (
        f"Cảm ơn đ/c đã nhận, nhưng lịch của đ/c nay đã trùng với buổi {say.village_day(meeting)}. "
        "Hệ thống sẽ tìm người khác."
    )


def approve_asked(meeting: MeetingFacts, absent: str, stand_in: str, why: str) -> Words:
    """The coordinator: is this stand-in right?"""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(stand_in)} nhận dự thay {say.comrade(absent)} "
        f"({why}). Đ/c duyệt không?",
        (APPROVE, DO_NOT_APPROVE),
    )


def approved(meeting: MeetingFacts, absent: str, stand_in: str) -> str:
    """Approved: everybody is being told."""
    return (
        f"Đã duyệt: {say.village_day(meeting)}, {say.comrade(absent)} → {say.comrade(stand_in)}. "
        f"Đã báo bí thư và hai đ/c. {UNDO}"
    )


def not_approved(meeting: MeetingFacts, stand_in: str) -> str:
    """The coordinator does not want this stand-in."""
    return f"Đã ghi: không duyệt {say.comrade(stand_in)} dự thay – {say.village_day(meeting)}."


def not_approved_for_stand_in(meeting: MeetingFacts) -> Words:
    """Thanked, not needed."""
    return Words(f"{say.meeting(meeting)}: văn phòng không bố trí đ/c dự thay. Cảm ơn đ/c đã nhận.")


def assigned(meeting: MeetingFacts, absent: str) -> Words:
    """The stand-in learns that it is settled: hour, place, for whom."""
    return Words(
        f"{say.meeting(meeting)}: đ/c dự thay {say.comrade(absent)}, tại {meeting.place}. "
        f"Hệ thống sẽ nhắc đ/c trước buổi họp. {UNDO}"
    )


def secretary_told(meeting: MeetingFacts, absent: str, stand_in: str) -> Words:
    """Old -> new for the secretary."""
    return Words(
        f"{say.meeting(meeting)}: đổi cán bộ dự, {say.comrade(absent)} → {say.comrade(stand_in)}."
    )


def office_told(meeting: MeetingFacts, absent: str, stand_in: str) -> Words:
    """The coordinator learns of a swap that needed no approval."""
    return secretary_told(meeting, absent, stand_in)


def thanked(meeting: MeetingFacts, stand_in: str) -> Words:
    """The cadre who could not come learns who takes it."""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(stand_in)} dự thay đ/c. Cảm ơn đ/c đã báo sớm."
    )


def filled_already(meeting: MeetingFacts, stand_in: str) -> str:
    """Comes after all, too late: somebody else takes it."""
    return f"{say.meeting(meeting)}: {say.comrade(stand_in)} đã nhận dự thay, đ/c không phải đi."


def stopped(meeting: MeetingFacts, why: SubstitutionEnd) -> Words:
    """Whoever is being asked need not answer any more."""
    return Words(f"{say.meeting(meeting)}: đ/c không cần dự thay nữa ({ENDS[why]}). Cảm ơn đ/c.")


def nobody(meeting: MeetingFacts, absent: str, asked_count: int) -> Words:
    """The coordinator: everybody was asked."""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(absent)} vắng, chưa có người thay "
        f"(đã hỏi {asked_count} người). Xin đ/c bố trí, gọi theo /chuanop"
    )
