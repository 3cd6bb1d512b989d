"""A person's own schedule."""

from collections.abc import Sequence
from datetime import date

from domain.calendar import Week
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from texts import answers, say


def ahead(
    meetings: Sequence[MeetingFacts],
    guests: Sequence[VisitFacts],
    visits: Sequence[VisitFacts],
    field_week: date | None,
) -> str:
    """Meetings of your branch with who comes, and your visits with what you answered."""
    lines = []
    for meeting in meetings:
        names = [v.cadre.name for v in guests if v.meeting.id == meeting.id]
        who = f": {say.comrades(names)} dự" if names else ""
        mark = " (hoãn, chưa có ngày)" if meeting.state is MeetingState.POSTPONED else ""
        lines.append(
            f"- {say.short_moment(meeting.starts_at)} {meeting.branch.village}, "
            f"tại {meeting.place}{who}{mark}"
        )
    if field_week is not None:
        lines.append(f"Tuần cơ sở: {say.day(field_week)}-{say.day(Week(field_week).sunday)}")
    for visit in visits:
        said = answers.PROMISES[visit.promise] if visit.promise else "chưa trả lời"
        lines.append(
            f"- {say.short_moment(visit.meeting.starts_at)} "
            f"{say.village(visit.meeting.branch)}: {said}"
        )
    if not lines:
        return "Đ/c chưa có buổi họp nào đã công bố. Khi có lịch, hệ thống sẽ báo."
    return "Lịch của đ/c:\n" + "\n".join(lines)
