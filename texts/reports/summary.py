"""The summary of a week, month, quarter or year in words: numbers first, then what needs a word."""

from collections.abc import Iterable, Sequence

from domain.attendance import MeetingOutcome, ReasonCategory
from domain.reports.facts import (
    SURPRISES,
    Figure,
    Figures,
    MeetingRow,
    PeriodFacts,
    Standing,
)
from domain.reports.periods import PeriodKind
from domain.reports.summary import Decision, Delta, Summary
from texts import answers, pauses, say
from texts.reports import grades
from texts.reports.periods import last_period, period
from texts.witnesses import SURPRISES as SURPRISE_WORDS

UNIT_EXAMPLE = "/xa Na Mèo"
# With everything else a message stays under the 2,000 characters of the narrowest network.
MOST_A_COMMUNE, MOST_LISTED, MOST_NAMES = 3, 500, 3
_LEAVES = {
    PeriodKind.DAY: "dời sang ngày khác",
    PeriodKind.WEEK: "dời sang tuần khác",
    PeriodKind.MONTH: "dời sang tháng khác",
    PeriodKind.QUARTER: "dời sang quý khác",
    PeriodKind.YEAR: "dời sang năm khác",
}
_SHORT = (PeriodKind.DAY, PeriodKind.WEEK)  # in which a branch has one meeting
_IN = {
    PeriodKind.DAY: "ngày",
    PeriodKind.WEEK: "tuần",
    PeriodKind.MONTH: "tháng",
    PeriodKind.QUARTER: "quý",
    PeriodKind.YEAR: "năm",
}


def summary(found: Summary) -> str:
    """The whole message; two lines when all is well."""
    facts, figures = found.facts, found.figures
    head = f"{say.capital(period(facts.period))}, {facts.name}."
    if not figures[Figure.MEETINGS]:
        lines = [head, f"Không có buổi họp chi bộ nào trong {_IN[facts.period.kind]}."]
        return "\n".join([*lines, *_ahead(found), *_pauses(found)])
    if found.all_well:
        verdict = _since(found) + ("" if facts.closing else "Không có việc cần chỉ đạo.")
        return "\n".join(filter(None, [f"{head} {totals(found)}", verdict.strip(), *closed(facts)]))
    lines = [head, *closed(facts)]
    if found.delta is not None:
        lines.append(f"So với {last_period(facts.period.kind)}: {_delta(found, found.delta)}.")
    lines += totals_lines(figures, facts.period.kind)
    lines += [*_surprises(figures), *_ahead(found), *_pauses(found)]
    lines += _listed(found)
    lines += _decided(found)
    return "\n".join(lines)


def closed(facts: PeriodFacts) -> list[str]:
    """Whether the figures stay as they are, and what was corrected since."""
    if facts.closed_months:
        months = ", ".join(say.month(month) for month in facts.closed_months)
        return [f"Đã chốt {months}; số của cả kỳ tính theo bản ghi hiện nay, gồm cả đính chính."]
    if facts.closing is None:
        return []
    lines = [f"Số liệu đã chốt ngày {say.full_day(facts.closing.at)}."]
    named = [
        f"phụ lục {one.number} ngày {say.full_day(one.made_at)}: {one.count} số liệu"
        for one in facts.closing.annexes
    ]
    if named:
        lines.append(f"Đính chính sau khi chốt, không tính vào số đã chốt: {'; '.join(named)}.")
    return lines


def totals(found: Summary) -> str:
    """The totals on one line."""
    lines = totals_lines(found.figures, found.facts.period.kind)
    return " ".join(lines)


def totals_lines(figures: Figures, kind: PeriodKind) -> list[str]:
    """Meetings, members, cadres: each with its base."""
    lines = [_meetings(figures, kind)]
    if kind not in _SHORT:
        lines.append(_branches(figures))
    if figures[Figure.WITH_NUMBERS]:
        lines.append(_members(figures))
        lines += _quality(figures)
    if figures[Figure.DUE] or figures[Figure.VISITS_RESTING]:
        lines.append(visits(figures))
    return lines


def _meetings(figures: Figures, kind: PeriodKind) -> str:
    unit = "chi bộ" if kind in _SHORT else "buổi"
    both = map(say.number, (figures[Figure.HELD], figures[Figure.MEETINGS]))
    parts = [f"Họp {'/'.join(both)} {unit}"]
    named = {
        Standing.MOVED: _LEAVES[kind],
        Standing.POSTPONED: "hoãn",
        Standing.NOT_HELD: "không họp",
        Standing.UNREPORTED: "chưa báo",
        Standing.RESTING: "tạm dừng nhắc",
        Standing.UPCOMING: "chưa đến giờ",
    }
    counts = {label: figures.of(one) for one, label in named.items()}
    parts += [f"{label} {say.number(count)}" for label, count in counts.items() if count]
    return "; ".join(parts) + "."


def _branches(figures: Figures) -> str:
    met = say.share(figures[Figure.BRANCHES_MET], figures[Figure.BRANCHES])
    thematic = figures[Figure.BRANCHES_THEMATIC]
    tail = f"; sinh hoạt chuyên đề {say.share(thematic, figures[Figure.BRANCHES])}"
    return f"Chi bộ đã họp {met}{tail}."


def _members(figures: Figures) -> str:
    n = figures.members
    missing = figures[Figure.HELD] - figures[Figure.WITH_NUMBERS]
    tail = f" ({missing} buổi chưa gửi số)" if missing else ""
    return (
        f"Đảng viên dự {say.share(n.present, n.due)}; vắng có lý do {say.number(n.excused)}; "
        f"không lý do {say.number(n.unexcused)}; miễn {say.number(n.exempt)}{tail}."
    )


def _quality(figures: Figures) -> list[str]:
    """What the branches' numbers and own grades show; nothing when nothing is to be said."""
    of = say.number(figures[Figure.WITH_NUMBERS])
    named = {Figure.LOW_TURNOUT: "tỷ lệ dự thấp", Figure.UNDER_NORM: "họp ngắn hơn quy định"}
    counts = {label: figures[one] for one, label in named.items()}
    parts = [f"{label} {say.number(n)}/{of} buổi" for label, n in counts.items() if n]
    if graded := grades.counted(figures):
        parts.append(f"chi bộ tự chấm: {graded}")
    return [f"{say.capital('; '.join(parts))}."] if parts else []


def visits(figures: Figures) -> str:
    """Cadres: came over due, and why not."""
    parts = [f"Cán bộ dự {say.share(figures[Figure.PRESENT], figures[Figure.DUE])}"]
    named = {
        Figure.EXCUSED: "vắng có lý do {}",
        Figure.ABSENT: "vắng không lý do {}",
        Figure.UNSEEN: "chưa báo {}",
        Figure.VISITS_RESTING: "không tính {} (tạm dừng nhắc)",
        Figure.DISPUTED: "hai bên báo khác nhau {}",
        Figure.SUBSTITUTED: "đã cử người thay {}",
    }
    counts = {text: figures[one] for one, text in named.items()}
    parts += [text.format(say.number(count)) for text, count in counts.items() if count]
    return "; ".join(parts) + "."


def _surprises(figures: Figures) -> list[str]:
    """What went otherwise than promised: counts only, the rows are the office's."""
    parts = [
        f"{SURPRISE_WORDS[kind]} {say.number(figures[figure])}"
        for kind, figure in SURPRISES.items()
        if figures[figure]
    ]
    return [f"Khác với đã trả lời: {'; '.join(parts)}."] if parts else []


def _ahead(found: Summary) -> list[str]:
    silent = found.facts.silent_ahead
    return [f"7 ngày tới: {silent} lượt cán bộ chưa trả lời."] if silent else []


def _pauses(found: Summary) -> list[str]:
    return [pauses.in_summary(found.facts.pauses)] if found.facts.pauses else []


def _delta(found: Summary, delta: Delta) -> str:
    """+3 đã họp, -1 dời, 2 mới im lặng; how many are still to come, or it looks like fewer"""
    parts = [f"{_signed(delta.held)} đã họp" if delta.held else "số đã họp không đổi"]
    ahead = found.figures.of(Standing.UPCOMING)
    if ahead and delta.held <= 0:
        parts[0] += f" (còn {say.number(ahead)} chưa đến giờ)"
    if delta.moved:
        parts.append(f"{_signed(delta.moved)} dời")
    if delta.newly_silent:
        parts.append(f"{delta.newly_silent} mới im lặng")
    return ", ".join(parts)


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else str(value)


def _since(found: Summary) -> str:
    if found.delta is None:
        return ""
    return f"So với {last_period(found.facts.period.kind)}: {_delta(found, found.delta)}. "


def _listed(found: Summary) -> list[str]:
    """As many communes as fit; the lists behind the numbers show the rest."""
    lines: list[str] = []
    shown = used = 0
    for commune, rows in found.communes:
        line = exceptions(commune, rows)
        used += len(line)
        if used > MOST_LISTED:
            break
        lines.append(line)
        shown += len(rows)
    beyond = sum(len(rows) for _, rows in found.communes) + found.unlisted - shown
    return [*lines, f"(và {beyond} buổi khác)"] if beyond else lines


def exceptions(commune: str, rows: Sequence[MeetingRow]) -> str:
    """- Na Mèo: bản Son chưa báo (04/12); bản Ché Lầu hoãn (05/12, thiên tai)"""
    shown = [exception(row) for row in rows[:MOST_A_COMMUNE]]
    more = [f"và {len(rows) - len(shown)} chi bộ khác"] if len(rows) > len(shown) else []
    return f"- {commune}: " + "; ".join([*shown, *more])


def exception(row: MeetingRow) -> str:
    """bản Son chưa báo (04/12)"""
    village, when = row.meeting.branch.village, say.day(row.meeting.starts_at)
    why = "" if row.reason is ReasonCategory.NONE else f", {answers.REASONS[row.reason].lower()}"
    if row.standing is Standing.MOVED and row.moved_from is not None:
        old = say.day(row.moved_from)
        if row.outcome is MeetingOutcome.POSTPONED:
            return f"{village} hoãn ({old}{why}), họp lại {when}"
        return f"{village} dời {old} → {when}" + (f" ({why.removeprefix(', ')})" if why else "")
    if row.standing is Standing.UNREPORTED:
        return f"{village} chưa báo ({when})"
    label = "hoãn" if row.standing is Standing.POSTPONED else "không họp"
    return f"{village} {label} ({when}{why})"


def _decided(found: Summary) -> list[str]:
    if found.facts.closing:
        return []
    if not found.decisions:
        return ["Không có việc cần chỉ đạo."]
    lines = [f"* {_decision(found, *one)}" for one in found.decisions]
    return ["Cần chỉ đạo:", *lines]


def _decision(found: Summary, what: Decision, count: int) -> str:
    if what is Decision.NEW_DATE:
        return f"Định ngày họp lại cho {_names(found.rows(Standing.POSTPONED), count)}."
    if what is Decision.WHY_NOT_HELD:
        return f"Làm rõ vì sao không họp: {_names(found.rows(Standing.NOT_HELD), count)}."
    if what is Decision.CHASE_REPORT:
        return f"Nhắc báo kết quả: {_names(found.rows(Standing.UNREPORTED), count)}."
    if what is Decision.DISPUTED:
        return f"{count} lượt dự hai bên báo khác nhau: xác minh."
    if what is Decision.LOW_TURNOUT:
        return f"{count} buổi tỷ lệ đảng viên dự thấp: tìm nguyên nhân."
    return f"{count} lượt cán bộ vắng không lý do."


def _names(rows: Iterable[MeetingRow], count: int) -> str:
    shown = [say.village(row.meeting.branch) for row in rows][:MOST_NAMES]
    more = count - len(shown)
    return ", ".join(shown) + (f" và {more} chi bộ khác" if more > 0 else "")


def which_unit() -> str:
    """What could not be read."""
    return "tên xã"


def example(kind: PeriodKind) -> str:
    """A line that works."""
    return {
        PeriodKind.DAY: "hôm nay bản nào họp?",
        PeriodKind.WEEK: "/tuan -1",
        PeriodKind.MONTH: "/thang 11",
        PeriodKind.QUARTER: "/quy 4",
        PeriodKind.YEAR: "/nam 2026",
    }[kind]


def which_period() -> str:
    """What could not be read."""
    return "kỳ đ/c hỏi"
