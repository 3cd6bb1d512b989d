"""The delivery ledger in words: a first screen, rows, one message step by step, and summaries."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.ledger import Change, Entry, Fate, Phoning
from domain.meetings import MeetingFacts
from domain.messages import Option, Words
from texts import say
from texts.ledger_states import FATES, REASONS, STATES, kind

ORDER = (Fate.TO_PHONE, Fate.WAITING, Fate.TOLD, Fate.ANSWERED, Fate.NEEDLESS)
BACK = "Quay lại sổ cái"


def of_day(day: date) -> str:
    """The heading of a day."""
    return f"SỔ CÁI {say.weekday(day)} {say.full_day(day)}"


def of_person(name: str) -> str:
    """The heading of one person."""
    return f"SỔ CÁI {say.comrade(name)}, 30 ngày qua và sắp tới"


def of_meeting(meeting: MeetingFacts) -> str:
    """The heading of one meeting."""
    return f"SỔ CÁI buổi họp {say.meeting(meeting)}"


def of_round(begun: datetime) -> str:
    """The heading of one mass send."""
    return f"SỔ CÁI lần gửi {say.moment(begun)}"


def overview(title: str, counts: Mapping[Fate, int], people: int) -> str:
    """The first screen: kept first, then what waits and what did not arrive."""
    owed = sum(counts.values()) - counts.get(Fate.NEEDLESS, 0)
    if not sum(counts.values()):
        return f"{title}\nChưa có tin nào phải báo."
    kept = counts.get(Fate.TOLD, 0) + counts.get(Fate.ANSWERED, 0)
    lines = [
        title,
        f"Đã báo {say.share(kept, owed)} việc cho {people} người, "
        f"trong đó đã trả lời {counts.get(Fate.ANSWERED, 0)}.",
        f"Đang chờ gửi: {counts.get(Fate.WAITING, 0)}. "
        f"Không tới được: {counts.get(Fate.TO_PHONE, 0)}"
        + (" (đã giao gọi điện)." if counts.get(Fate.TO_PHONE) else "."),
    ]
    if counts.get(Fate.NEEDLESS):
        lines.append(f"Không cần nữa: {counts[Fate.NEEDLESS]}.")
    return "\n".join(lines)


def fate(of: Fate) -> str:
    """One state of an occasion as a button."""
    return say.capital(FATES[of])


def choices(counts: Mapping[Fate, int]) -> tuple[Option, ...]:
    """One digit for each state that has rows."""
    return tuple(
        Option(f"list:{one}:0", f"{fate(one)} ({counts[one]})") for one in ORDER if counts.get(one)
    )


def listed(title: str, of: Fate, first: int, shown: int, total: int) -> str:
    """The heading of one page of the rows of one state; the rows are its options."""
    span = f"{first + 1}-{first + shown}/{total}" if total > shown else str(total)
    return f"{title}\n{fate(of)} ({span}). Chọn số để xem từng bước:"


def row(entry: Entry) -> str:
    """Who, what about, when, and what became of it."""
    about = f", {say.village_day(entry.meeting)}" if entry.meeting else ""
    return (
        f"{at(entry.due_at)} {say.comrade(entry.person.name)}: {kind(entry.kind)}{about} – "
        f"{became(entry)}"
    )


def became(entry: Entry) -> str:
    """The state in words; an answer with its time, a loss with who was asked to phone."""
    if entry.answered_at is not None:
        return f"đã trả lời {at(entry.answered_at)}"
    if entry.fate is Fate.TO_PHONE:
        return f"{state(entry)}; {phoning(entry.phoning)}"
    if entry.seen_at is not None:
        return f"đã xem {at(entry.seen_at)}"
    if entry.delivered_at is not None:
        return f"đã tới {at(entry.delivered_at)}"
    return f"{state(entry)} {at(entry.state_at)}"


def state(entry: Entry) -> str:
    """The state of the message, with the reason."""
    why = f" ({REASONS[entry.reason]})" if entry.reason is not None else ""
    return f"{STATES[entry.state]}{why}"


def phoning(task: Phoning | None) -> str:
    """Who was asked to phone, and whether they got through."""
    if task is None or not task.asked:
        return "CHƯA GIAO AI GỌI"
    names = say.comrades([person.name for person in task.asked])
    if task.reached_at is not None:
        return f"giao {names} gọi, đã gọi được {at(task.reached_at)}"
    tried = f", gọi {task.tries} lần chưa được" if task.tries else ", chưa gọi"
    return f"giao {names} gọi{tried}"


def at(moment: datetime) -> str:
    """05/12 07h30"""
    return f"{say.day(moment)} {say.clock(moment)}"


def steps(entry: Entry, changes: Sequence[Change]) -> str:
    """One message, every state it came to."""
    lines = [row(entry), "Từng bước:"]
    for change in changes:
        tried = f", lần {change.attempt}" if change.attempt else ""
        why = f" ({REASONS[change.reason]})" if change.reason is not None else ""
        lines.append(f"- {at(change.at)} {STATES[change.state]}{tried}{why}")
    if entry.delivered_at is not None:
        lines.append(f"- {at(entry.delivered_at)} mạng báo đã tới")
    if entry.seen_at is not None:
        lines.append(f"- {at(entry.seen_at)} mạng báo đã xem")
    if entry.answered_at is not None:
        lines.append(f"- {at(entry.answered_at)} đã trả lời")
    return "\n".join(lines)


def which(asked: str, found: Sequence[tuple[str, str]]) -> Words:
    """Several people or meetings are meant: (value, label) each."""
    return Words(f"“{asked}” có thể là:", tuple(Option(v, label) for v, label in found))


def person_choice(name: str, code: str) -> str:
    """A person as an option."""
    return f"{say.capital(say.comrade(name))} ({code})"


def more(left: int) -> str:
    """The button for the next page."""
    return f"Xem tiếp (còn {left})"


ROUNDS = {
    "publish": "Công bố kế hoạch",
    "reminders": "Đợt nhắc",
    "campaign": "Đợt hỏi ngày vướng",
}


def summed_up(what: str, begun: datetime, counts: Mapping[Fate, int], people: int) -> str:
    """What became of a mass send, once, for the office."""
    return overview(f"KẾT QUẢ GỬI. {ROUNDS[what]} {say.moment(begun)}.", counts, people)


def see_more() -> str:
    """Where the rows are, when no digit can be offered."""
    return "Xem từng người: /socai"


def losses(count: int, people: int, first: datetime, last: datetime) -> str:
    """Messages that became too late to send, told once."""
    when = at(first) if first == last else f"{at(first)} đến {at(last)}"
    return (
        f"TIN QUÁ GIỜ. {count} tin cho {people} người (hạn {when}) đã qua thời điểm cần báo nên "
        "không gửi nữa, có thể do máy hoặc mạng ngừng. Cần gọi: /chuanop. Xem từng tin: /socai."
    )
