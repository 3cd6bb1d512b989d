"""Words of `/nhothay` with a name: a cadre asks a colleague to take one visit."""

from collections.abc import Sequence
from datetime import datetime

from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Option, Words
from domain.planning.stand_ins import Ranked
from domain.substitution import SubstitutionEnd
from texts import say
from texts.substitutions import DO_NOT_TAKE, TAKE, why_them

OBSTACLES = {
    "PERSONOFF": "đã báo bận ngày đó",
    "OFFWEEK": "buổi họp ngoài tuần cơ sở",
    "AWAY": "cơ quan sẽ thiếu người trực tuần đó",
    "MAXDAY": "đã đủ số buổi trong ngày",
    "CROSS": "cùng ngày đã dự họp ở xã khác",
    "OVERLAP": "trùng giờ một buổi họp khác",
    "OVERNIGHT": "không kịp đi đường sau buổi họp hôm trước",
    "DECLINED": "đã báo vắng buổi này",
}


def asked(meeting: MeetingFacts, absent: str, until: datetime) -> Words:
    """A colleague asks you by name."""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(absent)} nhờ đ/c dự họp thay. Đ/c nhận không? "
        f"Xin trả lời trước {say.moment(until)}.",
        (TAKE, DO_NOT_TAKE),
    )


def named_refused(meeting: MeetingFacts, colleague: str, why: SubstitutionEnd) -> Words:
    """The one who asked by name learns that it comes to nothing."""
    said = {
        SubstitutionEnd.DECLINED: "không nhận dự thay được",
        SubstitutionEnd.SILENT: "chưa trả lời lời nhờ",
        SubstitutionEnd.CLASH: "nay đã trùng lịch",
    }.get(why, "không dự thay được")
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(colleague)} {said}, đ/c vẫn dự theo lịch. "
        "Nhờ người khác: /nhothay. Không đi được: /vang"
    )


def request_sent(meeting: MeetingFacts, colleague: str, until: datetime) -> str:
    """Asked by name; until there is an answer nothing changes."""
    return (
        f"Đã gửi lời nhờ {say.comrade(colleague)} dự thay – {say.village_day(meeting)}. "
        f"Hạn trả lời {say.moment(until)}. Đến khi có người nhận, đ/c vẫn dự theo lịch."
    )


def choose_visit(visits: Sequence[VisitFacts]) -> Words:
    """Which of the visits is somebody else to take?"""
    options = tuple(
        Option(
            str(v.id), f"{say.short_moment(v.meeting.starts_at)} {say.village(v.meeting.branch)}"
        )
        for v in visits
    )
    return Words("Đ/c muốn nhờ người dự thay buổi nào?", options)


def choose_colleague(meeting: MeetingFacts, found: Sequence[tuple[int, str, Ranked]]) -> Words:
    """Who is to be asked: those who are free, best first."""
    options = tuple(Option(str(person), f"{name} ({why_them(who)})") for person, name, who in found)
    return Words(
        f"{say.meeting(meeting)}: đ/c nhờ ai dự thay? Chọn số, hoặc nhắn tên người khác.", options
    )


def nobody_free(meeting: MeetingFacts) -> str:
    """No colleague may and can take it."""
    return (
        f"{say.meeting(meeting)}: chưa có đ/c nào phù hợp còn rảnh. "
        "Không đi được, xin nhắn /vang để văn phòng bố trí."
    )


def under_way(meeting: MeetingFacts) -> str:
    """Somebody is being asked already."""
    return f"{say.meeting(meeting)}: hệ thống đang hỏi người dự thay, xin đ/c chờ kết quả."


def nothing_to_give() -> str:
    """No visits ahead."""
    return "Đ/c không có buổi dự họp chi bộ nào sắp tới để nhờ thay."


def too_late(meeting: MeetingFacts) -> str:
    """Nobody can be asked any more."""
    return f"{say.meeting(meeting)}: đã quá sát giờ để nhờ qua tin nhắn. Xin đ/c gọi văn phòng."


def clash(meeting: MeetingFacts, colleague: str, obstacle: str) -> str:
    """The colleague named cannot take it: which rule stands in the way."""
    why = OBSTACLES.get(obstacle, "trùng quy tắc xếp lịch")
    return (
        f"{say.meeting(meeting)}: {say.comrade(colleague)} không thay được: {why}. "
        "Xin đ/c nhờ người khác: /nhothay"
    )


def not_eligible(asked_name: str) -> str:
    """Found nobody of that name who may stand in."""
    return (
        f"Không có “{asked_name}” trong số cán bộ được dự thay (cùng cơ quan, hoặc cùng xã). "
        "Nhắn /nhothay để xem danh sách."
    )


def example() -> str:
    """A line that works."""
    return "/nhothay Lương; đổi tuần: /nhothay đổi tuần Lương"
