"""Words around the branch's own grade of a meeting, and whether it was thematic."""

from domain.meetings import MeetingFacts
from domain.messages import Option, Words
from domain.reports.facts import Grade
from texts import say
from texts.reports.grades import GRADES

YES, NO = "yes", "no"


def grade_asked(meeting: MeetingFacts) -> Words:
    """How good was it?"""
    options = tuple(Option(grade, label) for grade, label in GRADES.items())
    return Words(f"Chi bộ tự chấm buổi họp {say.village_day(meeting)}:", options)


def thematic_asked(meeting: MeetingFacts) -> Words:
    """Was it thematic?"""
    return Words(
        f"Buổi họp {say.village_day(meeting)} có sinh hoạt chuyên đề không?",
        (Option(YES, "Có"), Option(NO, "Không")),
    )


def recorded(meeting: MeetingFacts, grade: Grade, *, thematic: bool) -> str:
    """Both in one line."""
    kind = "sinh hoạt chuyên đề" if thematic else "sinh hoạt thường kỳ"
    return (
        f"Đã ghi: {say.village_day(meeting)}, {kind}, tự chấm {GRADES[grade].upper()}. "
        "Sai thì nhắn lại TUCHAM."
    )


def nothing_held() -> str:
    """No meeting to grade."""
    return "Chưa có buổi họp nào đã báo kết quả trong tháng qua. Báo kết quả: nhắn BAOCAO."
