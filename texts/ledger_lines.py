"""The ledger at the command line: one row a line, and what is said in the coming days."""

from collections.abc import Sequence
from datetime import datetime

from domain.ledger import Entry
from domain.meetings import MeetingFacts
from texts import say
from texts.ledger import at, row
from texts.ledger_states import FATES, kind
from texts.watching import chore_name


def line(entry: Entry, steps: int) -> str:
    """One occasion: its fate in front, so that a column can be read down."""
    return f"[{FATES[entry.fate]}] {row(entry)} (tin {entry.outgoing_id}, {steps} bước)"


def who(asked: str, found: Sequence[tuple[str, str]]) -> str:
    """Nobody, or several people."""
    if not found:
        return f"Không tìm thấy ai là “{asked}”. Dùng mã hoặc một phần tên."
    named = "; ".join(f"{name} ({code})" for name, code in found[:8])
    return f"“{asked}” có {len(found)} người: {named}. Dùng mã."


def no_meeting(asked: str) -> str:
    """No branch of that name, or no meeting of it."""
    return (
        f"Không có buổi họp nào của chi bộ “{asked}” trong hai tháng trước và sau. Dùng mã chi bộ."
    )


def no_day(asked: str) -> str:
    """Not a day."""
    return f"“{asked}” không phải ngày. Ví dụ: --day 2026-12-05 hoặc --day 05/12."


def preview_title(since: datetime, until: datetime, count: int) -> str:
    """What follows."""
    return (
        f"SẼ GỬI từ {at(since)} đến {at(until)}: {count} việc, tính theo lịch và câu trả lời lúc "
        "này. “nếu chưa trả lời”: ai trả lời trước thì không nhận nữa."
    )


def ahead(
    when: datetime,
    name: str,
    what: str,
    meeting: MeetingFacts,
    about: str | None,
    *,
    if_silent: bool,
    paused: bool,
) -> str:
    """One thing one person is to hear."""
    of = f" (về {say.comrade(about)})" if about else ""
    condition = ", nếu chưa trả lời" if if_silent else ""
    rests = ", đang tạm dừng nên không gửi" if paused else ""
    return (
        f"{at(when)} {say.comrade(name)}: {kind(what)}{of}, {say.village_day(meeting)}"
        f"{condition}{rests}"
    )


def waits(entry: Entry) -> str:
    """A message that is queued already."""
    return f"{at(entry.due_at)} {say.comrade(entry.person.name)}: {kind(entry.kind)}, đã xếp hàng"


def chore(when: datetime, name: str) -> str:
    """Something the calendar starts."""
    return f"{at(when)} {chore_name(name)}"
