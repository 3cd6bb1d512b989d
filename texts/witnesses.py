"""Words about what happened as two sides report it: who came, where they differ, what surprised."""

from collections.abc import Sequence

from domain.attendance import MeetingOutcome
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Option, Words
from domain.witnesses import Difference, Report, Side, Surprise, VisitRecord
from texts import answers, say

ALL_CAME, NONE_CAME = "all", "none"
EACH = Option("each", "Trả lời từng đồng chí")
SURPRISES = {
    Surprise.CAME_UNANSWERED: "không trả lời mà có đến",
    Surprise.CAME_DECLINED: "đã báo vắng mà có đến",
    Surprise.MISSED_PROMISED: "hứa dự mà không đến",
    Surprise.MISSED_UNANSWERED: "không trả lời và không đến",
}


def guests_asked(visits: Sequence[VisitFacts]) -> Words:
    """To the secretary, after the numbers: who of those assigned came?"""
    head = say.meeting(visits[0].meeting)
    if len(visits) == 1:
        text = f"{head}: {_expected(visits[0])} có đến dự không?"
        return Words(text, (answers.CAME, answers.NOT_CAME))
    names = "; ".join(_expected(visit) for visit in visits)
    options = [Option(ALL_CAME, f"Đủ {len(visits)} đồng chí"), Option(NONE_CAME, "Không ai đến")]
    if len(visits) == 2:
        options += [Option(f"only:{v.id}", f"Chỉ {say.comrade(v.cadre.name)}") for v in visits]
    else:
        options.append(EACH)
    return Words(f"{head}: cán bộ nào đã đến dự? {names}.", tuple(options))


def _expected(visit: VisitFacts) -> str:
    declined = visit.answered and not visit.coming
    return say.comrade(visit.cadre.name) + (" (đã báo vắng)" if declined else "")


def guests_recorded(came: Sequence[VisitFacts], missed: Sequence[VisitFacts]) -> str:
    """Who came and who did not, in one line."""
    meeting = (*came, *missed)[0].meeting
    said = [f"{say.comrade(v.cadre.name)} CÓ ĐẾN" for v in came]
    said += [f"{say.comrade(v.cadre.name)} KHÔNG ĐẾN" for v in missed]
    where = f"{say.village(meeting.branch)}, {say.day(meeting.starts_at)}"
    return f"Đã ghi: {where}: {'; '.join(said)}. Sai thì nhắn SUA."


def look_again(record: VisitRecord, about: Difference, side: Side) -> Words:
    """One short question to one side: the other says otherwise."""
    assert record.secretary is not None
    assert record.cadre is not None
    branch, cadre = by_branch(record.secretary), by_cadre(record.cadre)
    head, name = say.meeting(record.visit.meeting), say.comrade(record.visit.cadre.name)
    if side is Side.CADRE:
        text = f"{head}: chi bộ báo {branch}, đ/c báo {cadre}. Xin đ/c xem lại:"
        options = (answers.PRESENT, answers.MISSED)
        return Words(text, (*options, answers.NO_MEETING) if about is Difference.HELD else options)
    text = f"{head}: {name} báo {cadre}, chi bộ báo {branch}. Xin đ/c xem lại:"
    if about is Difference.HELD:
        return Words(text, answers.outcome_options())
    return Words(text, (answers.CAME, answers.NOT_CAME))


def by_branch(said: Report) -> str:
    """What the branch reports, in two words."""
    if not said.held:
        return _OUTCOMES[said.outcome or MeetingOutcome.NOT_HELD]
    if said.presence is None:
        return "ĐÃ HỌP"
    return "CÓ ĐẾN" if said.came else "KHÔNG ĐẾN"


def by_cadre(said: Report) -> str:
    """What the cadre reports, in two words."""
    if not said.held:
        return "KHÔNG HỌP"
    return "CÓ MẶT" if said.came else "CÓ HỌP, không dự được"


_OUTCOMES = {
    MeetingOutcome.HELD: "ĐÃ HỌP",
    MeetingOutcome.MOVED: "DỜI NGÀY",
    MeetingOutcome.POSTPONED: "HOÃN",
    MeetingOutcome.NOT_HELD: "KHÔNG HỌP",
}


def kept(record: VisitRecord) -> str:
    """The side stays with what it said."""
    return (
        f"Đã ghi: đ/c giữ nguyên như đã báo ({_which(record.visit.meeting)}). "
        "Cả hai ý kiến đều được lưu, văn phòng sẽ xem."
    )


def changed(record: VisitRecord, said: str) -> str:
    """The side says something else now."""
    return f"Đã ghi: {said} – {_which(record.visit.meeting)}. Sai thì nhắn SUA."


def said_by(side: Side, value: str) -> str:
    """An answer to `look_again` in the words of its side."""
    if side is Side.SECRETARY:
        return "CÓ ĐẾN" if value == answers.CAME.value else "KHÔNG ĐẾN"
    return {
        answers.PRESENT.value: "CÓ MẶT",
        answers.MISSED.value: "KHÔNG DỰ ĐƯỢC",
        answers.NO_MEETING.value: "KHÔNG HỌP",
    }[value]


def _which(meeting: MeetingFacts) -> str:
    return f"{say.village(meeting.branch)}, {say.day(meeting.starts_at)}"
