"""Words to cadres about their visits: asked, answered, reminded."""

from collections.abc import Mapping, Sequence

from domain.attendance import Promise, ReasonCategory
from domain.ids import MeetingId
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Words
from texts import answers, say


def _list(visits: Sequence[VisitFacts]) -> str:
    return "\n".join(f"- {say.short_moment(v.meeting.starts_at)}, {_where(v)}" for v in visits)


def _where(visit: VisitFacts) -> str:
    return say.village(visit.meeting.branch)


def asked(visits: Sequence[VisitFacts]) -> Words:
    """Will you attend: one visit by name, several as a list answered at once or one by one."""
    if len(visits) == 1:
        text = f"{say.meeting(visits[0].meeting)}: đ/c có dự họp chi bộ không?"
        return Words(text, (answers.COMING, answers.NOT_COMING, answers.LATE, answers.UNSURE))
    first, last = visits[0].meeting.starts_at, visits[-1].meeting.starts_at
    span = (
        say.day(first) if say.day(first) == say.day(last) else f"{say.day(first)}-{say.day(last)}"
    )
    text = f"{span}: đ/c dự {len(visits)} buổi họp chi bộ:\n{_list(visits)}\nĐ/c có dự được không?"
    return Words(text, (answers.ALL_COMING, answers.ALL_NOT_COMING, answers.ONE_BY_ONE))


def asked_again(visits: Sequence[VisitFacts]) -> Words:
    """The same question to those who have not answered."""
    words = asked(visits)
    return Words(f"{words.text}\n(Hệ thống chưa nhận được trả lời của đ/c.)", words.options)


def last_word(visits: Sequence[VisitFacts]) -> Words:
    """Three hours before, to those who never answered."""
    words = asked(visits)
    return Words(f"HÔM NAY {words.text}\nXin đ/c trả lời ngay để văn phòng bố trí.", words.options)


def unclear(visits: Sequence[VisitFacts], readings: Sequence[Promise]) -> Words:
    """Two likely readings of a reply: ask which."""
    labels = {
        o.value: o for o in (answers.COMING, answers.NOT_COMING, answers.LATE, answers.UNSURE)
    }
    options = tuple(labels[promise] for promise in readings)
    about = say.meeting(visits[0].meeting) if len(visits) == 1 else f"{len(visits)} buổi họp"
    return Words(f"{about}: hệ thống chưa rõ ý đ/c. Xin chọn:", options)


def why(visits: Sequence[VisitFacts]) -> Words:
    """Declined without a reason: ask its category."""
    return Words(f"Đã ghi: VẮNG – {_short(visits)}. Lý do của đ/c?", answers.reason_options())


def _short(visits: Sequence[VisitFacts]) -> str:
    if len(visits) == 1:
        return f"{_where(visits[0])}, {say.day(visits[0].meeting.starts_at)}"
    return f"{len(visits)} buổi"


def recorded(
    visits: Sequence[VisitFacts],
    promise: Promise,
    reason: ReasonCategory,
    minutes_late: int | None,
) -> str:
    """What was understood, in one line, and how to correct it."""
    late = f" {minutes_late} phút" if promise is Promise.LATE and minutes_late else ""
    said = f"{answers.PROMISES[promise]}{late}{answers.reason(reason)}"
    return f"Đã ghi: {said} – {_short(visits)}. Sai thì nhắn SUA."


def details(visits: Sequence[VisitFacts], secretaries: Mapping[MeetingId, str]) -> Words:
    """The evening before: hour, place and who receives you, for each meeting of tomorrow."""
    lines = [
        f"- {say.clock(v.meeting.starts_at)}, {_where(v)}, tại {v.meeting.place}"
        + (f"; bí thư: {say.comrade(name)}" if (name := secretaries.get(v.meeting.id)) else "")
        for v in visits
    ]
    day = visits[0].meeting.starts_at
    head = f"Ngày mai {say.weekday(day)} {say.day(day)}"
    return Words(f"{head}, đ/c dự họp chi bộ:\n" + "\n".join(lines) + "\nKhông đi được, nhắn VANG.")


def presence_asked(visit: VisitFacts) -> Words:
    """Two hours after: did it take place, were you there?"""
    return Words(
        f"{say.meeting(visit.meeting)}: buổi họp có diễn ra không, đ/c có mặt không?",
        (answers.PRESENT, answers.MISSED, answers.NO_MEETING),
    )


def nothing_behind() -> str:
    """A cadre without a meeting in the last days wants to report."""
    return "7 ngày qua đ/c không có buổi dự họp chi bộ nào. Lịch sắp tới: nhắn LICH."


def presence_recorded(visit: VisitFacts, value: str) -> str:
    """The cadre's report in one line."""
    said = {"present": "CÓ MẶT", "missed": "KHÔNG DỰ ĐƯỢC", "no_meeting": "KHÔNG HỌP"}[value]
    return f"Đã ghi: {said} – {_short([visit])}. Cảm ơn đ/c."


def declined_to_secretary(visit: VisitFacts) -> Words:
    """The secretary learns that the cadre cannot come; never why."""
    return Words(
        f"{say.meeting(visit.meeting)}: {say.comrade(visit.cadre.name)} báo không dự được. "
        "Chi bộ vẫn họp bình thường; có người thay, hệ thống sẽ báo đ/c."
    )


def coming_after_all(visit: VisitFacts) -> Words:
    """The secretary learns that a cadre who had declined comes after all."""
    return Words(f"{say.meeting(visit.meeting)}: {say.comrade(visit.cadre.name)} báo lại: dự được.")


def declined_to_coordinator(visit: VisitFacts, ranking: str) -> Words:
    """A gap to fill, told at once, with who could stand in."""
    return Words(
        f"{say.meeting(visit.meeting)}: {say.comrade(visit.cadre.name)} vắng"
        f"{answers.reason(visit.reason)}. Cần người thay. {ranking}"
    )


def nothing_to_decline() -> str:
    """A cadre without visits ahead wants to decline."""
    return "Đ/c không có buổi dự họp chi bộ nào sắp tới."


def moved(visit: VisitFacts, old: MeetingFacts, by: str) -> Words:
    """The meeting of a visit has moved: old -> new, by whom, and the question again."""
    text = (
        f"{say.village(old.branch)} DỜI họp: {say.moment(old.starts_at)} → "
        f"{say.moment(visit.meeting.starts_at)} ({say.comrade(by)} báo). Đ/c có dự được không?"
    )
    return Words(text, (answers.COMING, answers.NOT_COMING, answers.LATE, answers.UNSURE))
