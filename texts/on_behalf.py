"""Words for answers the office enters for somebody: to the office, and to the person."""

from collections.abc import Sequence

from domain.attendance import MeetingOutcome, Presence
from domain.messages import Option, Words
from domain.on_behalf import Entered, EnteredKind
from texts import answers, say

UNREACHED = Option("unreached", "Gọi không được")


def asked_for(name: str, asked: Words, *, first: bool) -> Words:
    """The person's question, put to the coordinator; `first`: nothing was entered yet."""
    options = (*asked.options, UNREACHED) if first else asked.options
    return Words(f"Nhập hộ {say.comrade(name)}. {asked.text}", options)


def entered(name: str, said: Words) -> Words:
    """What was recorded, in the words the person would have got."""
    return Words(f"Nhập hộ {say.comrade(name)}. {said.text}", said.options)


def nothing_owed(name: str) -> str:
    """The person has answered everything."""
    return (
        f"{say.comrade(name)} không còn câu hỏi nào chờ trả lời. Muốn sửa, nhắn kèm nội dung, "
        "ví dụ: /nhapho Lương vắng, bận họp tỉnh"
    )


def answer_yourself() -> str:
    """A coordinator wants to enter an answer for themselves."""
    return "Việc của mình, đ/c trả lời trực tiếp hệ thống. Xem lịch: nhắn LICH."


def not_reached(name: str, times: int) -> str:
    """A call in vain."""
    return (
        f"Đã ghi: gọi {say.comrade(name)} không được (lần {times}). "
        "Việc vẫn trong danh sách: nhắn CHUANOP."
    )


def told_to_person(found: Sequence[Entered], by: str) -> Words:
    """The person learns what was entered, by whom, and how to correct it."""
    lines = "\n".join(f"{say.meeting(one.meeting)}: {_what(one)}" for one in found)
    return Words(
        f"{lines}\n{say.capital(say.comrade(by))} (văn phòng) nhập hộ đ/c qua điện thoại. "
        "Chưa đúng thì nhắn SUA, hoặc gọi văn phòng."
    )


def told_of_question(question: str, said: str, by: str) -> Words:
    """The same for an answer that is no fact of a meeting: the question, and what was entered."""
    return Words(
        f"{question}\nTrả lời của đ/c: {said}. {say.capital(say.comrade(by))} (văn phòng) nhập hộ "
        "qua điện thoại. Chưa đúng thì gọi văn phòng."
    )


def _what(one: Entered) -> str:
    match one.kind:
        case EnteredKind.PROMISE if one.promise is not None:
            return f"{answers.PROMISES[one.promise]}{answers.reason(one.reason)}"
        case EnteredKind.PRESENCE:
            return _presence(one)
        case EnteredKind.GUEST:
            came = one.presence is Presence.PRESENT
            return f"{say.comrade(one.cadre)} {'CÓ ĐẾN' if came else 'KHÔNG ĐẾN'}"
        case EnteredKind.RESULT if one.outcome is not None:
            return _result(one, one.outcome)
        case _:
            return "HỌP ĐÚNG LỊCH"


def _presence(one: Entered) -> str:
    if not one.held:
        return "KHÔNG HỌP"
    return "CÓ MẶT" if one.presence is Presence.PRESENT else "KHÔNG DỰ ĐƯỢC"


def _result(one: Entered, outcome: MeetingOutcome) -> str:
    if one.moved:
        return f"LỊCH HỌP MỚI{answers.reason(one.reason)}"
    said = answers.OUTCOMES[outcome].split(",")[0].upper()
    if one.numbers is None:
        return f"{said}{answers.reason(one.reason)}"
    n = one.numbers
    return (
        f"{said}, có mặt {say.share(n.present, n.due)}, vắng có lý do {n.excused}, "
        f"không lý do {n.unexcused}, miễn {n.exempt}, {n.minutes} phút"
    )


def whom() -> str:
    """The command names nobody."""
    return "đ/c cần nhập hộ ai"


def example() -> str:
    """A line that works."""
    return "/nhapho Lương vắng, bận họp tỉnh"


def choose_person(asked: str, people: Sequence[tuple[str, str, str]]) -> Words:
    """Several people match: which? `people`: the option's value, the name, the post or code."""
    options = tuple(Option(value, f"{say.comrade(name)} ({post})") for value, name, post in people)
    return Words(f"“{asked}” có nhiều người. Nhập hộ ai?", options)


def unread(name: str) -> str:
    """The words entered for somebody say nothing for sure."""
    return f"Hệ thống chưa rõ câu trả lời của {say.comrade(name)}."
