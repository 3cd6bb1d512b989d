"""The coordinator's view of two witnesses: the differences, and one meeting fact by fact."""

from collections.abc import Sequence

from domain.attendance import SixNumbers
from domain.meetings import MeetingFacts
from domain.messages import Source
from domain.witnesses import How, Report, VisitRecord, difference, stands, surprise
from texts import answers, say
from texts.witnesses import SURPRISES, by_branch, by_cadre

MOST = 20


def listed(different: Sequence[VisitRecord], surprising: Sequence[VisitRecord]) -> str:
    """Differences first, each with both versions; then what went otherwise than promised."""
    parts = []
    if different:
        rows = [f"{_which(r)}: {_both(r)}; {state(r)}" for r in different]
        parts.append(_block("HAI BÊN BÁO KHÁC NHAU", rows))
    if surprising:
        rows = [f"{_which(r)}: {_surprise(r)}" for r in surprising]
        parts.append(_block("KHÁC VỚI ĐÃ TRẢ LỜI", rows))
    if not parts:
        return "Không có buổi nào hai bên báo khác nhau trong 31 ngày qua."
    return "\n\n".join(parts) + "\n\nXem một buổi: /lechnhau kèm mã chi bộ. Nhập hộ: /nhapho"


def _block(title: str, rows: Sequence[str]) -> str:
    shown = [f"- {row}" for row in rows[:MOST]]
    if len(rows) > MOST:
        shown.append(f"… và {len(rows) - MOST} dòng nữa")
    return f"{title} ({len(rows)}):\n" + "\n".join(shown)


def _which(record: VisitRecord) -> str:
    meeting = record.visit.meeting
    where = f"{say.short_moment(meeting.starts_at)} {say.village(meeting.branch)}"
    return f"{where}, {say.comrade(record.visit.cadre.name)}"


def _both(record: VisitRecord) -> str:
    assert record.secretary is not None
    assert record.cadre is not None
    return f"chi bộ báo {by_branch(record.secretary)}, cán bộ báo {by_cadre(record.cadre)}"


def state(record: VisitRecord) -> str:
    """How far a difference has come."""
    if stands(record):
        return "hai bên đều giữ nguyên, cần gọi"
    return "đang hỏi lại"


def _surprise(record: VisitRecord) -> str:
    found = surprise(record)
    assert found is not None
    return SURPRISES[found]


def meeting_view(
    meeting: MeetingFacts,
    report: Report | None,
    numbers: SixNumbers | None,
    records: Sequence[VisitRecord],
    replaced: Sequence[tuple[str, str]],
) -> str:
    """Planned, promised, and what each side reports, with when and how it was said.

    `replaced`: who does not come, and who comes for them.
    """
    lines = [f"{say.meeting(meeting)}.", _branch_line(report, numbers)]
    for record in records:
        lines += _visit(record)
    lines += [f"{say.comrade(gone)}: {say.comrade(by)} dự thay" for gone, by in replaced]
    if not records:
        lines.append("Không có cán bộ cấp trên được phân công dự.")
    return "\n".join(lines)


def _branch_line(report: Report | None, numbers: SixNumbers | None) -> str:
    if report is None:
        return "Chi bộ: chưa báo kết quả."
    said = "ĐÃ HỌP" if report.held else by_branch(report)
    if numbers is not None:
        said += f", có mặt {say.share(numbers.present, numbers.due)}"
    said += answers.reason(report.reason)
    if report.instead is not None:
        said += f", họp lại {say.moment(report.instead)}"
    return f"Chi bộ báo: {said} – {how(report.how)}."


def _visit(record: VisitRecord) -> list[str]:
    visit, branch, cadre = record.visit, record.secretary, record.cadre
    then = "" if record.current else f" (buổi {say.short_moment(visit.meeting.starts_at)})"
    lines = [f"{say.comrade(visit.cadre.name)}{then}:"]
    if visit.promise is None or record.promised is None:
        lines.append("- hứa: chưa trả lời")
    else:
        said = f"{answers.PROMISES[visit.promise]}{answers.reason(visit.reason)}"
        lines.append(f"- hứa: {said} – {how(record.promised)}")
    if branch is not None and (branch.presence is not None or not branch.held):
        lines.append(f"- chi bộ báo: {by_branch(branch)} – {how(branch.how)}")
    else:
        lines.append("- chi bộ báo: chưa nói ai đến")
    lines.append(
        f"- tự báo: {by_cadre(cadre)} – {how(cadre.how)}" if cadre else "- tự báo: chưa có"
    )
    if difference(record) is not None:
        lines.append(f"- lệch nhau: {state(record)}")
    elif surprise(record) is not None:
        lines.append(f"- {_surprise(record)}")
    return lines


def how(said: How) -> str:
    """When and by which way something was said: "06/12 6h30, nhắn số"."""
    when = f"{say.day(said.at)} {say.clock(said.at)}"
    if said.entered_by is not None:
        return f"{when}, {say.comrade(said.entered_by.name)} nhập hộ"
    return f"{when}, {SOURCES[said.source]}"


SOURCES = {
    Source.BUTTON: "bấm nút",
    Source.DIGIT: "nhắn số",
    Source.TEXT: "nhắn chữ",
    Source.ON_BEHALF: "nhập hộ",
    Source.IMPORT: "từ danh sách",
}


def not_met_yet(meeting: MeetingFacts) -> str:
    """Nothing has been reported of a meeting ahead."""
    return f"{say.meeting(meeting)}: chưa đến giờ họp."
