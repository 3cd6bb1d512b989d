"""Words about pausing reminders: paused, lifted, who and why and until when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.attendance import ReasonCategory
from domain.messages import Ask, Option, Words
from domain.pausing import Pause, PauseEnd
from texts import answers, say
from texts.undoing import UNDO

KEEP = Option("keep", "Để nguyên")


def _who(pause: Pause) -> str:
    return say.comrade(pause.name) if pause.person_id is not None else pause.name


def _why(pause: Pause) -> str:
    return answers.REASONS.get(pause.reason, answers.REASONS[ReasonCategory.OTHER]).lower()


def _until(pause: Pause) -> str:
    """đến hết 30/11/2026: reminders resume the next morning"""
    return f"đến hết {say.full_day(pause.until - timedelta(hours=12))}"


def paused(made: Sequence[Pause], withdrawn: int) -> str:
    """Done: whom, why, until when, and what still goes out."""
    names = "; ".join(_who(pause) for pause in made)
    held = f" Đã rút {withdrawn} tin đang chờ gửi." if withdrawn else ""
    return (
        f"Đã TẠM DỪNG nhắc: {names} ({_why(made[0])}), {_until(made[0])}.{held} Không ai bị ghi "
        "vắng vì chưa trả lời trong thời gian này. Câu trả lời và tin đổi lịch vẫn được gửi. "
        f"Bỏ tạm dừng: /tamdung. {UNDO}"
    )


def paused_for_office(pause: Pause) -> Words:
    """Another coordinator learns of it."""
    return Words(
        f"{say.capital(say.comrade(pause.by))} đã TẠM DỪNG nhắc: {_who(pause)} ({_why(pause)}), "
        f"{_until(pause)}. Xem, bỏ tạm dừng: /tamdung"
    )


def line(pause: Pause, kept: int) -> str:
    """- Na Mèo: mưa lũ, đường sá; từ 23/11 đến hết 30/11/2026; đ/c Nga đặt; đã giữ lại 4 tin"""
    return (
        f"- {_who(pause)}: {_why(pause)}; từ {say.day(pause.since)} {_until(pause)}; "
        f"{say.comrade(pause.by)} đặt; đã giữ lại {kept} tin"
    )


def in_force(lines: Sequence[str]) -> str:
    """The block of pauses in the coordinator's lists."""
    return f"Đang tạm dừng nhắc ({len(lines)}):\n" + "\n".join(lines)


def choose(lines: Sequence[str], liftable: Sequence[Pause]) -> Words:
    """The pauses in force; each that may be lifted is an option."""
    options = [Option(str(p.id), f"Bỏ tạm dừng: {_who(p)}") for p in liftable]
    return Words(in_force(lines), (*options, KEEP))


def kept() -> str:
    """Thought better of it."""
    return "Giữ nguyên, hệ thống vẫn tạm dừng nhắc."


def nothing() -> str:
    """No pause is in force: how to make one."""
    return (
        "Hiện không tạm dừng nhắc ai. Tạm dừng một xã, một đ/c hoặc tất cả: "
        "/tamdung Na Mèo mưa lũ; /tamdung CB-012 ốm đến 05/12; /tamdung tất cả bão"
    )


def not_paused(name: str) -> str:
    """Asked to lift what is not paused."""
    return f"Hiện không tạm dừng nhắc “{name}”. Xem danh sách: /tamdung"


def not_yours(pause: Pause) -> str:
    """Set for a wider area than this coordinator's."""
    return (
        f"{_who(pause)} đang tạm dừng cho phạm vi rộng hơn của đ/c ({say.comrade(pause.by)} đặt). "
        "Xin đ/c gọi văn phòng cấp trên."
    )


def subject() -> str:
    """What is missing."""
    return "tên xã, tên hoặc mã người (hoặc “tất cả”)"


def why() -> str:
    """What is missing."""
    return "lý do tạm dừng"


def until_when() -> str:
    """What cannot be read."""
    return "ngày hết tạm dừng"


def example() -> str:
    """A line that works."""
    return "/tamdung Na Mèo mưa lũ đến 05/12"


def lifted(pause: Pause, missed: int) -> str:
    """Done: what still matters is asked, the rest stays unsaid."""
    if not missed:
        tail = "Trong thời gian đó không có tin nào bị giữ lại."
    else:
        tail = f"Đã giữ lại tin của {missed} người: việc đã qua thôi nhắc, việc còn cần thì hỏi."
    return f"Đã BỎ tạm dừng nhắc: {_who(pause)}. {tail} {UNDO}"


def lifted_for_office(pause: Pause, how: PauseEnd) -> Words:
    """Other coordinators learn that reminders resume."""
    label = {
        PauseEnd.EXPIRED: "Hết hạn tạm dừng nhắc",
        PauseEnd.UNDONE: "Đã hoàn tác tạm dừng nhắc",
    }.get(how, "Đã bỏ tạm dừng nhắc")
    return Words(f"{label}: {_who(pause)}. Hệ thống nhắc lại những việc còn cần.")


def resumed_for_office(pause: Pause) -> Words:
    """Lifting was taken back."""
    return Words(f"Vẫn TẠM DỪNG nhắc: {_who(pause)} ({_why(pause)}), {_until(pause)}.")


def asked_again(pause: Pause, owed: Ask) -> Ask:
    """The first question after a pause."""
    text = f"Hết tạm dừng nhắc ({_why(pause)}). {owed.words.text}"
    return replace(owed, words=Words(text, owed.words.options))


def for_subject(pause: Pause) -> str:
    """In somebody's own schedule: no reminders come for a while."""
    return (
        f"Văn phòng đang tạm dừng nhắc đ/c ({_why(pause)}), {_until(pause)}. "
        "Lịch và câu trả lời của đ/c vẫn được ghi như thường."
    )


def in_summary(found: Sequence[Pause]) -> str:
    """A line of the weekly summary."""
    named = [
        f"{_who(pause)} ({_until(pause)})"  # why somebody rests is not the leaders' business
        if pause.person_id is not None
        else f"{_who(pause)} ({_why(pause)}, {_until(pause)})"
        for pause in found
    ]
    return f"Đang tạm dừng nhắc: {'; '.join(named)}."


def name(pause: Pause) -> str:
    """For the line that says what was taken back."""
    return f"tạm dừng nhắc {_who(pause)}"


def lift_name(pause: Pause) -> str:
    """For the line that says what was taken back."""
    return f"bỏ tạm dừng nhắc {_who(pause)}"
