"""The call list in words: whom, which number, what about, the last contact, and what to say."""

from collections.abc import Sequence
from datetime import datetime

from domain.contacts import LastContact
from domain.meetings import MeetingFacts
from domain.messages import Option, Why, Words
from texts import say
from texts.office import CALL_REASONS, NOWHERE
from texts.on_behalf import UNREACHED

TALKED = "Đã gọi được"


def page(tasks: Sequence[str], total: int) -> str:
    """The tasks of one page; the numbers below open the entry of an answer."""
    head = f"CẦN GỌI ({total}):" if total > len(tasks) else f"CẦN GỌI ({len(tasks)}):"
    return head + "\n" + "\n".join(tasks) + "\nGọi xong, chọn số để nhập câu trả lời:"


def task(
    name: str,
    phone: str | None,
    reason: str,
    meeting: MeetingFacts | None,
    contact: LastContact,
    asked: int,
    nowhere: Why | None = None,
) -> str:
    """One task; the only place a phone number is shown. `asked`: to stand in so far.

    `nowhere`: why no channel reaches the person.
    """
    about = f": {_when(meeting)}" if meeting else ""
    tried = f" (đã hỏi {asked} người)" if asked else ""
    tried += f" ({NOWHERE[nowhere]})" if nowhere else ""
    return (
        f"- {say.comrade(name)}, {phone or 'chưa có số'}: {CALL_REASONS[reason]}{about}{tried}. "
        f"{_contact(contact)}. Nói: “{to_say(reason, meeting)}”"
    )


def _when(meeting: MeetingFacts) -> str:
    return f"{say.short_moment(meeting.starts_at)} {say.village(meeting.branch)}"


def _contact(contact: LastContact) -> str:
    """When and how the person was last heard, and the calls in vain since."""
    heard = max(
        ((at, how) for at, how in _heard(contact)), default=(None, ""), key=lambda pair: pair[0]
    )
    said = f"Liên lạc cuối {_at(heard[0])}, {heard[1]}" if heard[0] else "Chưa liên lạc lần nào"
    if contact.missed and contact.missed_at is not None:
        said += f"; gọi không được {contact.missed} lần, {_at(contact.missed_at)}"
    return said


def _heard(contact: LastContact) -> list[tuple[datetime, str]]:
    found = []
    if contact.wrote_at is not None:
        found.append((contact.wrote_at, "nhắn tin"))
    if contact.phoned_at is not None:
        found.append((contact.phoned_at, "gọi điện"))
    return found


def _at(moment: datetime) -> str:
    return f"{say.day(moment)} {say.clock(moment)}"


def to_say(reason: str, meeting: MeetingFacts | None) -> str:
    """One sentence to say on the telephone."""
    if meeting is None:
        return _SAY_ALONE.get(reason, _SAY_ALONE["undelivered"])
    where, when = say.village(meeting.branch), say.moment(meeting.starts_at)
    return {
        "silent": f"Chi bộ {where} họp {when}, đồng chí có dự được không?",
        "declined": f"Đồng chí đã báo vắng buổi {when} ở {where}, nay có thu xếp dự được không?",
        "unconfirmed": f"Chi bộ {where} có họp đúng lịch {when} không?",
        "not_reported": f"Buổi {when} chi bộ {where} đã họp chưa, bao nhiêu đảng viên có mặt?",
        "new_date": f"Buổi {when} chi bộ {where} đã hoãn, đồng chí định họp lại ngày nào?",
    }.get(reason, _SAY_ALONE["undelivered"])


_SAY_ALONE = {
    "unreachable": "Hệ thống không nhắn được cho đồng chí, văn phòng gửi lại mã đăng ký nhé?",
    "undelivered": "Tin nhắn của hệ thống có thể chưa đến, đồng chí đã nhận được chưa?",
    "unreadable": "Hệ thống không đọc được tin của đồng chí, đồng chí muốn trả lời thế nào?",
    "availability": "Tháng sau đồng chí có vướng ngày nào không?",
}


def option(name: str, reason: str) -> str:
    """The button that opens the entry of one task."""
    return f"{say.capital(say.comrade(name))} – {CALL_REASONS[reason]}"


def further(total: int) -> str:
    """The button for the next page."""
    return f"Xem tiếp ({total} việc)"


def talked_asked(name: str, call_id: int) -> Words:
    """A task that only asks for a talk: did it take place?"""
    return Words(
        f"Đã gọi {say.comrade(name)} chưa?",
        (Option(f"talked:{call_id}", TALKED), Option(f"missed:{call_id}", UNREACHED.label)),
    )


def talked(name: str) -> str:
    """The talk took place."""
    return f"Đã ghi: đã gọi được {say.comrade(name)}."


def reads_of_oneself() -> str:
    """A task about whoever reads the list, who thereby is reached."""
    return "Việc này xong: hệ thống liên lạc được với đ/c. Danh sách mới: nhắn CHUANOP."


def done_already() -> str:
    """A task of an older list."""
    return "Việc này đã xong. Danh sách mới: nhắn CHUANOP."
