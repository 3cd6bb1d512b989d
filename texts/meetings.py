"""Words to secretaries about their meeting: confirmed, moved, reported."""

from collections.abc import Sequence
from datetime import datetime

from domain.attendance import MeetingOutcome, NumbersProblem, ReasonCategory, SixNumbers
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Option, Words
from texts import answers, say


def _guests(guests: Sequence[str]) -> str:
    if not guests:
        return "Chưa có cán bộ cấp trên dự."
    return f"Cán bộ dự: {say.comrades(guests)}."


def confirm_asked(meeting: MeetingFacts, guests: Sequence[str]) -> Words:
    """The date, who comes, and whether the branch keeps the date."""
    return Words(
        f"{say.meeting(meeting)}: họp chi bộ tại {meeting.place}. {_guests(guests)} "
        "Chi bộ họp đúng lịch chứ?",
        (answers.HOLDS, answers.MOVE),
    )


def confirm_asked_again(meeting: MeetingFacts, guests: Sequence[str]) -> Words:
    """The same to a secretary who has not answered."""
    words = confirm_asked(meeting, guests)
    return Words(f"{words.text}\n(Hệ thống chưa nhận được trả lời của đ/c.)", words.options)


def confirmed(meeting: MeetingFacts) -> str:
    """The branch keeps the date."""
    where = say.village(meeting.branch)
    return f"Đã ghi: {where} họp {say.moment(meeting.starts_at)}. Sai thì nhắn SUA."


def upload(meeting: MeetingFacts) -> Words:
    """Two days before: documents belong in the national app, never here."""
    return Words(
        f"{say.meeting(meeting)}: đề nghị đ/c tải tài liệu họp lên Sổ tay đảng viên điện tử "
        "trước ngày họp."
    )


def details(meeting: MeetingFacts, coming: Sequence[str], unanswered: Sequence[str]) -> Words:
    """The evening before: hour, place, who comes, who has not said."""
    who = [f"Cán bộ dự: {say.comrades(coming)}." if coming else ""]
    who.append(f"Chưa trả lời: {say.comrades(unanswered)}." if unanswered else "")
    guests = " ".join(part for part in who if part) or _guests(())
    return Words(f"Ngày mai {say.meeting(meeting)}: chi bộ họp tại {meeting.place}. {guests}")


def result_asked(meeting: MeetingFacts) -> Words:
    """Two hours after: what happened?"""
    return Words(f"{say.meeting(meeting)}: chi bộ đã họp chưa?", answers.outcome_options())


def result_asked_again(meeting: MeetingFacts) -> Words:
    """Chasing the report."""
    words = result_asked(meeting)
    return Words(f"{words.text}\n(Hệ thống chưa nhận được báo cáo của đ/c.)", words.options)


def numbers_asked(meeting: MeetingFacts) -> Words:
    """Six numbers in one line."""
    b = meeting.branch
    return Words(
        f"{say.village(b)} {say.day(meeting.starts_at)}: nhắn 6 số trong một dòng: tổng đảng viên, "
        "có mặt, vắng có lý do, vắng không lý do, miễn sinh hoạt, số phút họp.\n"
        f"Ví dụ: {_example(meeting)}"
    )


def _example(meeting: MeetingFacts) -> str:
    b = meeting.branch
    excused = min(2, max(0, b.members - b.exempt))
    present = b.members - b.exempt - excused
    return f"{b.members} {present} {excused} 0 {b.exempt} 90"


def numbers_unread(meeting: MeetingFacts) -> Words:
    """The line did not contain six numbers."""
    return Words(f"Hệ thống chưa đọc được đủ 6 số. Xin đ/c nhắn lại, ví dụ: {_example(meeting)}")


def numbers_wrong(meeting: MeetingFacts, numbers: SixNumbers, wrong: NumbersProblem) -> Words:
    """The numbers cannot be right: say which, and how to send them again."""
    parts = numbers.present + numbers.excused + numbers.unexcused + numbers.exempt
    why = {
        NumbersProblem.SUM: (
            f"có mặt {numbers.present} + vắng {numbers.excused} + {numbers.unexcused} + miễn "
            f"{numbers.exempt} = {parts}, khác tổng {numbers.total}"
        ),
        NumbersProblem.MINUTES: f"{numbers.minutes} phút không hợp lý (10 đến 360 phút)",
        NumbersProblem.NEGATIVE: "không được có số âm",
        NumbersProblem.ROSTER: f"danh sách chi bộ có {meeting.branch.members} đảng viên",
    }[wrong]
    return Words(f"Số chưa khớp: {why}. Xin đ/c nhắn lại 6 số, ví dụ: {_example(meeting)}")


def numbers_check(meeting: MeetingFacts, numbers: SixNumbers) -> Words:
    """The total differs from the roster: right all the same?"""
    return Words(
        f"Danh sách chi bộ có {meeting.branch.members} đảng viên, đ/c báo {numbers.total}. "
        "Số đ/c báo đúng chứ?",
        (answers.RIGHT, answers.AGAIN),
    )


def held_recorded(meeting: MeetingFacts, n: SixNumbers) -> str:
    """The report in one line."""
    return (
        f"Đã ghi: {say.village(meeting.branch)} ĐÃ HỌP {say.day(meeting.starts_at)}; có mặt "
        f"{say.share(n.present, n.due)}, vắng có lý do {n.excused}, không lý do {n.unexcused}, "
        f"miễn {n.exempt}, {n.minutes} phút. Nhớ cập nhật Sổ tay đảng viên điện tử trong 2 ngày. "
        "Sai thì nhắn SUA."
    )


def held(meeting: MeetingFacts) -> str:
    """Held; the numbers are asked next."""
    return f"Đã ghi: {say.village(meeting.branch)} ĐÃ HỌP {say.day(meeting.starts_at)}."


def outcome_reason_asked(meeting: MeetingFacts, outcome: MeetingOutcome) -> Words:
    """Why it was postponed or not held."""
    said = answers.OUTCOMES[outcome].split(",")[0].upper()
    return Words(
        f"{say.village(meeting.branch)} {say.day(meeting.starts_at)}: {said}. Lý do?",
        answers.reason_options(),
    )


def outcome_recorded(meeting: MeetingFacts, outcome: MeetingOutcome, why: ReasonCategory) -> str:
    """Postponed or not held, in one line."""
    said = answers.OUTCOMES[outcome].split(",")[0].upper()
    when = say.day(meeting.starts_at)
    return (
        f"Đã ghi: {say.village(meeting.branch)} {said} ({when}){answers.reason(why)}. "
        "Sai thì nhắn SUA."
    )


def new_date_asked(
    meeting: MeetingFacts, choices: Sequence[datetime], weeks: Sequence[str]
) -> Words:
    """Which new time: one that fits, or one of your own.

    `weeks`: cadres whose field week the offered times are in.
    """
    last = answers.NO_MAKEUP if meeting.state is MeetingState.NOT_HELD else answers.LATER
    options = tuple(Option(choice.isoformat(), say.moment(choice)) for choice in choices)
    head = f"{say.village(meeting.branch)}: {_what_moves(meeting)}"
    if choices:
        fit = f"Chọn một ngày dưới đây{_in_week(weeks)}, hoặc nhắn ngày giờ khác"
    elif weeks:
        fit = f"Trong tháng không còn ngày hợp tuần cơ sở của {say.comrades(weeks)}. Nhắn ngày giờ"
    else:
        fit = "Nhắn ngày giờ mới"
    return Words(f"{head} {fit} (ví dụ: 12/12 19h30).", (*options, last))


def _in_week(weeks: Sequence[str]) -> str:
    return f" (hợp tuần cơ sở của {say.comrades(weeks)})" if weeks else ""


def _what_moves(meeting: MeetingFacts) -> str:
    when = say.moment(meeting.starts_at)
    if meeting.state is MeetingState.POSTPONED:
        return f"buổi {when} đã hoãn, họp lại ngày nào?"
    if meeting.state is MeetingState.NOT_HELD:
        return f"buổi {when} không họp, có họp bù không?"
    return f"dời buổi {when} sang ngày nào?"


def no_makeup(meeting: MeetingFacts) -> str:
    """The branch will not make up for the meeting."""
    return f"Đã ghi: {say.village(meeting.branch)} không họp bù buổi {say.day(meeting.starts_at)}."


def move_reason_asked(done: str) -> Words:
    """Moved; why?"""
    return Words(f"{done}\nLý do dời?", answers.reason_options())


def move_reason_recorded(meeting: MeetingFacts, why: ReasonCategory) -> str:
    """Why it moved, in one line."""
    where, when = say.village(meeting.branch), say.moment(meeting.starts_at)
    return f"Đã ghi: {where} dời sang {when}{answers.reason(why)}."


def move_check(
    meeting: MeetingFacts, new: datetime, told: Sequence[str], warnings: Sequence[str]
) -> Words:
    """The move and its consequences, before it is done."""
    who = f" Sẽ báo: {say.comrades(told)}." if told else ""
    wrong = "".join(f"\nLưu ý: {line}." for line in warnings)
    return Words(
        f"{say.village(meeting.branch)}: dời {say.moment(meeting.starts_at)} → {say.moment(new)}."
        f"{who}{wrong}\nĐ/c đồng ý chứ?",
        (answers.YES, answers.NO),
    )


def move_done(meeting: MeetingFacts, old: datetime) -> str:
    """Moved: old -> new."""
    where = say.village(meeting.branch)
    return f"Đã dời {where}: {say.moment(old)} → {say.moment(meeting.starts_at)}. Đã báo người dự."


def moved_for_secretary(meeting: MeetingFacts, old: datetime, by: str) -> Words:
    """Somebody else moved the branch's meeting."""
    return Words(
        f"{say.village(meeting.branch)} DỜI họp: {say.moment(old)} → "
        f"{say.moment(meeting.starts_at)} ({say.comrade(by)} báo)."
    )


def moved_for_coordinator(meeting: MeetingFacts, old: datetime, by: str) -> Words:
    """A secretary moved a meeting."""
    return moved_for_secretary(meeting, old, by)


def not_moved() -> str:
    """The person thought better of it."""
    return "Giữ nguyên lịch, không thay đổi gì."


def postponed_for_others(
    meeting: MeetingFacts, outcome: MeetingOutcome, why: ReasonCategory
) -> Words:
    """Told to the coordinator and to the cadres: postponed, or will not be held."""
    said = answers.OUTCOMES[outcome].split(",")[0].upper()
    return Words(f"{say.meeting(meeting)}: {said}{answers.reason(why)}.")


def no_meeting() -> str:
    """The branch has no meeting the command could apply to."""
    return "Chi bộ chưa có buổi họp nào đã công bố. Khi có lịch, hệ thống sẽ báo. Xem lịch: /lich"


def nothing_to_report(days: int) -> str:
    """No meeting of the branch began of late; who reports one of before that phones."""
    return (
        f"Trong {days} ngày qua chi bộ không có buổi họp nào để báo. Báo muộn hơn, xin đ/c gọi văn "
        "phòng. Xem lịch: /lich"
    )


def holds_asked(meeting: MeetingFacts) -> Words:
    """The short question at the end of the details."""
    return Words("Chi bộ họp đúng lịch chứ?", (answers.HOLDS, answers.MOVE))


def which_branch() -> str:
    """A command of the office that names no branch."""
    return "chi bộ nào"


def branch_example() -> str:
    """A line that works."""
    return "/doilich CB-012 12/12 19h30"
