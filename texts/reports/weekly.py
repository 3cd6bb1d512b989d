"""The weekly summary in words: totals, exceptions by commune, at most five decisions."""

from collections.abc import Iterable
from itertools import groupby

from domain.attendance import MeetingOutcome, ReasonCategory
from domain.messages import Words
from domain.reports.weekly import MeetingRow, Standing, WeeklySummary
from texts import answers, pauses, say
from texts.witnesses import SURPRISES

MOST_DECISIONS = 5


def weekly(summary: WeeklySummary, last: WeeklySummary | None) -> Words:
    """The whole message; two lines when all is well."""
    lines = [
        f"{say.capital(say.week(summary.week))}, {summary.unit}.",
        _meetings(summary) + _since(summary, last),
    ]
    if summary.with_numbers:
        lines.append(_members(summary))
    if summary.visits_due or summary.resting:
        lines.append(_visits(summary))
    lines += _surprises(summary)
    if summary.silent_ahead:
        lines.append(f"7 ngày tới: {len(summary.silent_ahead)} lượt cán bộ chưa trả lời.")
    if summary.pauses:
        lines.append(pauses.in_summary(summary.pauses))
    lines += _exceptions(summary)
    decisions = _decisions(summary)
    if decisions:
        lines.append("Cần chỉ đạo:")
        lines += [f"{n}. {text}" for n, text in enumerate(decisions, start=1)]
    elif summary.total:
        lines.append("Không có việc cần chỉ đạo.")
    return Words("\n".join(lines))


def _meetings(summary: WeeklySummary) -> str:
    if not summary.total:
        return "Không có buổi họp chi bộ nào trong tuần."
    parts = [f"Họp {summary.count(Standing.HELD)}/{summary.total} chi bộ"]
    named = {
        Standing.MOVED: "dời sang tuần khác",
        Standing.POSTPONED: "hoãn",
        Standing.NOT_HELD: "không họp",
        Standing.UNREPORTED: "chưa báo",
        Standing.RESTING: "tạm dừng nhắc",
        Standing.UPCOMING: "chưa đến giờ",
    }
    parts += [f"{label} {count}" for kind, label in named.items() if (count := summary.count(kind))]
    return "; ".join(parts) + "."


def _since(summary: WeeklySummary, last: WeeklySummary | None) -> str:
    if last is None or not last.total:
        return ""
    return f" Tuần trước: {last.count(Standing.HELD)}/{last.total}."


def _members(summary: WeeklySummary) -> str:
    n = summary.members
    missing = summary.count(Standing.HELD) - len(summary.with_numbers)
    tail = f" ({missing} chi bộ chưa gửi số)" if missing else ""
    return (
        f"Đảng viên dự {say.share(n.present, n.due)}; vắng có lý do {n.excused}; không lý do "
        f"{n.unexcused}; miễn {n.exempt}{tail}."
    )


def _visits(summary: WeeklySummary) -> str:
    parts = [f"Cán bộ dự {say.share(len(summary.present), summary.visits_due)}"]
    if summary.excused:
        parts.append(f"vắng có lý do {len(summary.excused)}")
    if summary.absent:
        parts.append(f"vắng không lý do {len(summary.absent)}")
    if summary.unseen:
        parts.append(f"chưa báo {len(summary.unseen)}")
    if summary.resting:
        parts.append(f"không tính {len(summary.resting)} (tạm dừng nhắc)")
    if summary.disputed:
        parts.append(f"hai bên báo khác nhau {len(summary.disputed)}")
    return "; ".join(parts) + "."


def _surprises(summary: WeeklySummary) -> list[str]:
    """What went otherwise than promised: counts only, the rows are the office's."""
    parts = [f"{SURPRISES[kind]} {len(rows)}" for kind, rows in summary.surprises.items() if rows]
    return [f"Khác với đã trả lời: {'; '.join(parts)}."] if parts else []


def _exceptions(summary: WeeklySummary) -> list[str]:
    """Meetings that did not simply take place, grouped by commune."""
    kinds = (Standing.MOVED, Standing.POSTPONED, Standing.NOT_HELD, Standing.UNREPORTED)
    rows = [(row, kind) for kind in kinds for row in summary.standing[kind]]
    rows.sort(key=lambda pair: (pair[0].meeting.branch.commune, pair[0].meeting.starts_at))
    lines = []
    for commune, members in groupby(rows, key=lambda pair: pair[0].meeting.branch.commune):
        lines.append(f"- {commune}: " + "; ".join(_exception(row, kind) for row, kind in members))
    return lines


def _exception(row: MeetingRow, kind: Standing) -> str:
    village, when = row.meeting.branch.village, say.day(row.meeting.starts_at)
    why = "" if row.reason is ReasonCategory.NONE else f", {answers.REASONS[row.reason].lower()}"
    if kind is Standing.MOVED and row.moved_from is not None:
        old = say.day(row.moved_from)
        if row.outcome is MeetingOutcome.POSTPONED:
            return f"{village} hoãn ({old}{why}), họp lại {when}"
        return f"{village} dời {old} → {when}" + (f" ({why.removeprefix(', ')})" if why else "")
    if kind is Standing.UNREPORTED:
        return f"{village} chưa báo ({when})"
    label = "hoãn" if kind is Standing.POSTPONED else "không họp"
    return f"{village} {label} ({when}{why})"


def _decisions(summary: WeeklySummary) -> list[str]:
    found = [
        f"Định ngày họp lại cho {_names(summary.standing[Standing.POSTPONED])}."
        if summary.standing[Standing.POSTPONED]
        else "",
        f"Làm rõ vì sao không họp: {_names(summary.standing[Standing.NOT_HELD])}."
        if summary.standing[Standing.NOT_HELD]
        else "",
        f"Nhắc báo kết quả: {_names(summary.standing[Standing.UNREPORTED])}."
        if summary.standing[Standing.UNREPORTED]
        else "",
        f"{len(summary.absent)} lượt cán bộ vắng không lý do." if summary.absent else "",
    ]
    return [text for text in found if text][:MOST_DECISIONS]


def _names(rows: Iterable[MeetingRow]) -> str:
    names = [say.village(row.meeting.branch) for row in rows]
    shown = ", ".join(names[:5])
    return f"{shown} và {len(names) - 5} chi bộ khác" if len(names) > 5 else shown


def which_week() -> str:
    """What could not be read."""
    return "tuần đ/c hỏi"
