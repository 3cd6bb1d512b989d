"""Words to the coordinator: the call list, who is silent, who cannot be reached."""

from collections.abc import Sequence

from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Why, Words
from texts import say


def unreachable(name: str, code: str) -> Words:
    """A network says a chat refuses us."""
    return Words(
        f"Không nhắn được {say.comrade(name)} ({code}): kênh đã bị chặn hoặc xóa. "
        f"Xin gọi điện; cấp lại mã: /moi {code}"
    )


def stopped(name: str, code: str) -> Words:
    """Somebody asked for no more messages."""
    return Words(
        f"{say.capital(say.comrade(name))} ({code}) đã dừng nhận tin của hệ thống. "
        "Khi cần, xin gọi điện và nhập hộ bằng /nhapho."
    )


def silent_today(visits: Sequence[VisitFacts]) -> Words:
    """Cadres who never answered, three hours before: phone them."""
    lines = [f"- {say.comrade(v.cadre.name)}: {say.meeting(v.meeting)}" for v in visits]
    return Words(
        f"CẦN GỌI NGAY: {len(visits)} cán bộ chưa trả lời.\n"
        + "\n".join(lines)
        + "\nSố máy: /chuanop"
    )


def unreported(meetings: Sequence[MeetingFacts]) -> Words:
    """Meetings without a report after the last request."""
    lines = [f"- {say.meeting(m)}" for m in meetings]
    return Words(
        f"CẦN GỌI: {len(meetings)} chi bộ chưa báo kết quả.\n"
        + "\n".join(lines)
        + "\nSố máy: /chuanop"
    )


def all_answered() -> str:
    """Nobody is silent."""
    return "Mọi người đã trả lời. Không có việc cần gọi."


def open_matters(
    *,
    visits: Sequence[VisitFacts],
    unconfirmed: Sequence[MeetingFacts],
    unreported_meetings: Sequence[MeetingFacts],
    untold: Sequence[tuple[str, str, int, Why]],
    differences: int,
    most: int,
) -> str:
    """Who is silent: cadres, secretaries, reports; how many visits two sides report otherwise.

    `untold`: name, code, how many messages reached them by no channel, and why.
    """
    parts = []
    if visits:
        rows = [
            f"- {say.comrade(v.cadre.name)}: {say.short_moment(v.meeting.starts_at)} "
            f"{say.village(v.meeting.branch)}"
            for v in visits
        ]
        parts.append(_block("Cán bộ chưa trả lời", rows, most))
    if unconfirmed:
        parts.append(_block("Chi bộ chưa xác nhận lịch", [_row(m) for m in unconfirmed], most))
    if unreported_meetings:
        parts.append(
            _block("Chi bộ chưa báo kết quả", [_row(m) for m in unreported_meetings], most)
        )
    if untold:
        rows = [
            f"- {say.comrade(name)} ({code}): {count} tin, {NOWHERE[why]}"
            + (" (cấp mã: /moi)" if why is Why.NOT_JOINED else "")
            for name, code, count, why in untold
        ]
        parts.append(_block("Có tin nhưng không kênh nào tới được, cần gọi", rows, most))
    if differences:
        parts.append(f"Hai bên báo khác nhau ({differences}): xem /lechnhau")
    return "\n\n".join(parts)


NOWHERE = {
    Why.NOT_JOINED: "chưa tham gia kênh nào",
    Why.BLOCKED: "đã chặn hoặc xóa kênh",
    Why.STOPPED: "đã dừng nhận tin",
}


def _block(title: str, rows: Sequence[str], most: int) -> str:
    shown = list(rows[:most])
    if len(rows) > most:
        shown.append(f"… và {len(rows) - most} dòng nữa (xem đủ: /chuanop đủ)")
    return f"{title} ({len(rows)}):\n" + "\n".join(shown)


def _row(meeting: MeetingFacts) -> str:
    return f"- {say.short_moment(meeting.starts_at)} {say.village(meeting.branch)}"


CALL_REASONS = {
    "silent": "chưa trả lời dự họp",
    "declined": "báo vắng, cần người thay",
    "unconfirmed": "chưa xác nhận lịch họp",
    "not_reported": "chưa báo kết quả",
    "unreachable": "không nhắn được",
    "undelivered": "có tin có thể chưa đến",
    "unreadable": "Zalo giấu nội dung tin nhắn",
    "availability": "chưa báo ngày vướng tháng sau",
    "new_date": "hoãn, chưa có ngày mới",
}
