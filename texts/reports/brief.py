"""The decision brief in words: what waits, and what each number does."""

from collections.abc import Sequence
from dataclasses import replace

from domain.messages import Ask, Option, Words
from domain.reports.brief import Action, Item, Matter, actions
from texts import say


def brief(items: Sequence[Item], unit: str, *, coordinates: bool) -> Words:
    """Each matter on a line, then the numbered actions; a word also when nothing waits."""
    if not items:
        return Words(f"Việc cần quyết định, {unit}: không có việc nào.")
    lines = [f"Việc cần quyết định, {unit} ({len(items)}):"]
    lines += [f"- {matter(item)}" for item in items]
    options = [
        Option(value(item, action), label(item, action))
        for item in items
        for action in actions(item, coordinates=coordinates)
    ]
    return Words("\n".join(lines), tuple(options))


def matter(item: Item) -> str:
    """bản Mòng (Na Mèo), 05/12: đ/c Tiến vắng, đ/c Thu nhận dự thay, chờ duyệt."""
    where = say.village_day(item.meeting)
    asked = f", đã nhắc {item.reminders} lần" if item.reminders else ""
    gone = say.comrade(item.absent.name) if item.absent else ""
    taken = say.comrade(item.stand_in.name) if item.stand_in else ""
    said = {
        Matter.SWAP: f"{gone} vắng, {taken} nhận dự thay, chờ duyệt",
        Matter.GAP: f"{gone} vắng, chưa có người thay",
        Matter.NO_DATE: "hoãn, chưa định ngày họp lại",
        Matter.NO_REPORT: f"chưa báo kết quả{asked}",
        Matter.NO_REASON: "không họp, chưa rõ lý do",
    }
    passed = " Đã giao văn phòng hôm nay." if item.passed_on else ""
    return f"{where}: {said[item.matter]}.{passed}"


def value(item: Item, action: Action) -> str:
    """What a press carries."""
    person = item.stand_in.id if action is Action.RESERVE and item.stand_in else 0
    return f"{action}:{item.matter}:{item.id}:{item.meeting.id}:{person}"


def label(item: Item, action: Action) -> str:
    """Duyệt đ/c Thu dự bản Mòng"""
    village = item.meeting.branch.village
    taken = say.comrade(item.stand_in.name) if item.stand_in else ""
    return {
        Action.APPROVE: f"Duyệt {taken} dự {village}",
        Action.REFUSE: f"Không duyệt ({village})",
        Action.RESERVE: f"Hỏi {taken} dự thay {village}",
        Action.ASK: f"{_question(item)} {village}",
        Action.CALL: f"Gọi điện ({village})",
        Action.OFFICE: f"Giao văn phòng xử lý ({village})",
    }[action]


def _question(item: Item) -> str:
    return {
        Matter.NO_DATE: "Hỏi ngày họp lại",
        Matter.NO_REPORT: "Nhắc báo kết quả",
        Matter.NO_REASON: "Hỏi lý do không họp",
    }.get(item.matter, "Hỏi")


def done_already() -> str:
    """Somebody was faster, or things have changed."""
    return "Việc này đã xong hoặc đã thay đổi."


def asked(item: Item) -> str:
    """The question is on its way."""
    assert item.secretary is not None
    return f"Đã hỏi {say.comrade(item.secretary.name)}, {say.village(item.meeting.branch)}."


def asked_to_stand_in(item: Item) -> str:
    """The reserve is asked; nobody comes without a yes."""
    assert item.stand_in is not None
    return (
        f"Đã hỏi {say.comrade(item.stand_in.name)} dự thay {say.village_day(item.meeting)}. "
        "Có trả lời, hệ thống báo đ/c."
    )


def passed_on() -> str:
    """The office has it."""
    return "Đã chuyển văn phòng xử lý."


def from_leader(leader: str, item: Item) -> str:
    """To the office."""
    return f"{say.capital(say.comrade(leader))} đề nghị xử lý: {matter(item)}"


def in_name_of(leader: str, asked: Ask) -> Ask:
    """To the secretary: the question that is owed, and who wants to know."""
    text = f"{asked.words.text}\n({say.capital(say.comrade(leader))} hỏi.)"
    return replace(asked, words=replace(asked.words, text=text))


def nobody_to_pass_to() -> str:
    """No coordinator is there."""
    return "Chưa có cán bộ điều phối phụ trách xã này. Xin đ/c báo quản trị hệ thống."


def too_late() -> str:
    """No time is left to wait for an answer."""
    return "Không còn đủ thời gian chờ trả lời. Xin đ/c gọi điện: /chuanop"
