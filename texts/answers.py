"""Labels of the numbered options, and the line that echoes what was understood."""

from domain.attendance import MeetingOutcome, Promise, ReasonCategory
from domain.messages import Option

ALL_COMING = Option(f"all:{Promise.COMING}", "Dự tất cả")
ALL_NOT_COMING = Option(f"all:{Promise.NOT_COMING}", "Vắng tất cả")
ONE_BY_ONE = Option("each", "Trả lời từng buổi")
COMING = Option(Promise.COMING, "Dự")
NOT_COMING = Option(Promise.NOT_COMING, "Vắng")
LATE = Option(Promise.LATE, "Đến muộn")
UNSURE = Option(Promise.UNSURE, "Chưa chắc")
HOLDS = Option("holds", "Họp đúng lịch")
MOVE = Option("move", "Xin dời lịch")
YES = Option("yes", "Đồng ý")
NO = Option("no", "Không")
RIGHT = Option("right", "Đúng, ghi số này")
AGAIN = Option("again", "Nhập lại")
LATER = Option("later", "Chưa có ngày, báo sau")
NO_MAKEUP = Option("no_makeup", "Không họp bù")
PRESENT = Option("present", "Có họp, tôi có mặt")
MISSED = Option("missed", "Có họp, tôi không dự được")
NO_MEETING = Option("no_meeting", "Không họp")
CAME = Option("came", "Có đến")
NOT_CAME = Option("not_came", "Không đến")

REASONS = {
    ReasonCategory.WORK: "Công tác",
    ReasonCategory.HEALTH: "Sức khỏe",
    ReasonCategory.FAMILY: "Việc gia đình",
    ReasonCategory.DISASTER: "Mưa lũ, đường sá",
    ReasonCategory.OTHER: "Lý do khác",
}
OUTCOMES = {
    MeetingOutcome.HELD: "Đã họp",
    MeetingOutcome.MOVED: "Dời sang ngày khác",
    MeetingOutcome.POSTPONED: "Hoãn, chưa có ngày",
    MeetingOutcome.NOT_HELD: "Không họp",
}
PROMISES = {
    Promise.COMING: "DỰ",
    Promise.NOT_COMING: "VẮNG",
    Promise.LATE: "ĐẾN MUỘN",
    Promise.UNSURE: "CHƯA CHẮC",
}


def reason_options() -> tuple[Option, ...]:
    """Work, health, family, disaster, other."""
    return tuple(Option(category, label) for category, label in REASONS.items())


def outcome_options() -> tuple[Option, ...]:
    """Held, moved, postponed, not held."""
    return tuple(Option(outcome, label) for outcome, label in OUTCOMES.items())


def reason(category: ReasonCategory) -> str:
    """ ", lý do công tác", or nothing when none was given."""
    if category is ReasonCategory.NONE:
        return ""
    words = REASONS[category].lower()
    return f", {words}" if category is ReasonCategory.OTHER else f", lý do {words}"


def date_later() -> str:
    """Postponed; the date comes later."""
    return "Đã ghi: chưa có ngày mới. Khi có ngày, đ/c nhắn /doilich kèm ngày giờ."


def nothing_to_correct() -> str:
    """Nothing was answered yet."""
    return "Chưa có câu trả lời nào để sửa. Nhắn LICH để xem lịch của đ/c."


def correct(question: str) -> str:
    """The question again, to be answered anew."""
    return f"Xin đ/c trả lời lại: {question}"
