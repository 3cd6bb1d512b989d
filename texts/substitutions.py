"""Words about standing in: asked, agreed, approved, told; and about taking a change back."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.calendar import Week
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Option, Words
from domain.planning.stand_ins import Ranked
from domain.substitution import SubstitutionEnd, Tie
from texts import answers, say

TAKE = Option("yes", "Nhận")
DO_NOT_TAKE = Option("no", "Không")
APPROVE = Option("yes", "Duyệt")
DO_NOT_APPROVE = Option("no", "Không")
ASK_THEM = Option("yes", "Gửi lời nhờ")
DO_NOT_ASK = Option("no", "Thôi")
TIES = {
    Tie.COMMITTEE: "cấp ủy cùng xã",
    Tie.ASSIGNED: "đang dự chi bộ cùng xã",
    Tie.OFFICE: "cùng cơ quan",
}
ENDS = {
    SubstitutionEnd.COMING: "đ/c được nhờ thay đã thu xếp dự được",
    SubstitutionEnd.CHANGED: "buổi họp đã đổi lịch",
    SubstitutionEnd.PAST: "đã đến giờ họp",
    SubstitutionEnd.UNDONE: "việc thay đã được hoàn tác",
    SubstitutionEnd.DECLINED: "việc thay không còn cần nữa",
    SubstitutionEnd.SILENT: "đã hết hạn trả lời",
    SubstitutionEnd.CLASH: "lịch đã trùng",
    SubstitutionEnd.FILLED: "đã có người thay",
}
UNDO = "Sai thì nhắn HOANTAC trong 10 phút."


def why_them(who: Ranked) -> str:
    """cùng cơ quan, đường khoảng 60 phút, 6 tháng qua thay 1 lần"""
    parts = [TIES[who.tie]]
    if who.minutes:
        parts.append(f"đường khoảng {who.minutes} phút")
    elif who.tie is Tie.OFFICE:
        parts.append("tháng này cũng dự họp ở xã đó")
    turns = f"6 tháng qua thay {who.turns} lần" if who.turns else "6 tháng qua chưa thay"
    return ", ".join([*parts, turns])


def ranking(found: Sequence[tuple[str, Ranked]]) -> str:
    """Up to three stand-ins in the coordinator's notice, each with the reason."""
    if not found:
        return "Chưa tìm được người thay phù hợp: xin đ/c bố trí, gọi theo /chuanop"
    lines = [f"- {say.comrade(name)}: {why_them(who)}" for name, who in found[:3]]
    return "Hệ thống đang hỏi lần lượt:\n" + "\n".join(lines)


def asked(meeting: MeetingFacts, absent: str, who: Ranked, until: datetime) -> Words:
    """A gap: will you stand in?"""
    return Words(
        f"{say.meeting(meeting)}: đ/c dự họp thay {say.comrade(absent)} được không? "
        f"({why_them(who)}). Xin trả lời trước {say.moment(until)}.",
        (TAKE, DO_NOT_TAKE),
    )


def asked_by_name(meeting: MeetingFacts, absent: str, until: datetime) -> Words:
    """A colleague asks you by name."""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(absent)} nhờ đ/c dự họp thay. Đ/c nhận không? "
        f"Xin trả lời trước {say.moment(until)}.",
        (TAKE, DO_NOT_TAKE),
    )


def agreed(meeting: MeetingFacts, absent: str) -> str:
    """Agreed; the coordinator has to approve."""
    return (
        f"Đã ghi: đ/c NHẬN dự thay {say.comrade(absent)} – {_short(meeting)}. "
        f"Chờ văn phòng duyệt. {UNDO}"
    )


def taken(meeting: MeetingFacts, absent: str) -> str:
    """Agreed and settled; the details follow at once."""
    return (
        f"Đã ghi: đ/c dự thay {say.comrade(absent)} – {say.meeting(meeting)}, tại "
        f"{meeting.place}. {UNDO}"
    )


def not_taken(meeting: MeetingFacts) -> str:
    """Said no."""
    return f"Đã ghi: đ/c không nhận dự thay – {_short(meeting)}. Cảm ơn đ/c đã trả lời."


def _short(meeting: MeetingFacts) -> str:
    return f"{say.village(meeting.branch)}, {say.day(meeting.starts_at)}"


def over() -> str:
    """A late answer: nothing is recorded any more."""
    return "Cảm ơn đ/c. Việc này đã xong hoặc đã hết hạn trả lời, hệ thống chưa ghi gì thêm."


def clash_for_stand_in(meeting: MeetingFacts) -> Words:
    """Approved too late: something else took their time."""
    return Words(clash_now(meeting))


def approval_clash(stand_in: str) -> str:
    """The coordinator approves somebody who is no longer free."""
    return (
        f"{say.capital(say.comrade(stand_in))} nay đã trùng lịch nên chưa duyệt được. "
        "Hệ thống sẽ báo đ/c bước tiếp theo."
    )


def clash_now(meeting: MeetingFacts) -> str:
    """Agreed, but their own calendar forbids it by now."""
    return (
        f"Cảm ơn đ/c đã nhận, nhưng lịch của đ/c nay đã trùng với buổi {_short(meeting)}. "
        "Hệ thống sẽ tìm người khác."
    )


def approve_asked(meeting: MeetingFacts, absent: str, stand_in: str, why: str) -> Words:
    """The coordinator: is this stand-in right?"""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(stand_in)} nhận dự thay {say.comrade(absent)} "
        f"({why}). Đ/c duyệt không?",
        (APPROVE, DO_NOT_APPROVE),
    )


def approved(meeting: MeetingFacts, absent: str, stand_in: str) -> str:
    """Approved: everybody is being told."""
    return (
        f"Đã duyệt: {_short(meeting)}, {say.comrade(absent)} → {say.comrade(stand_in)}. "
        f"Đã báo bí thư và hai đ/c. {UNDO}"
    )


def not_approved(meeting: MeetingFacts, stand_in: str) -> str:
    """The coordinator does not want this stand-in."""
    return f"Đã ghi: không duyệt {say.comrade(stand_in)} dự thay – {_short(meeting)}."


def not_approved_for_stand_in(meeting: MeetingFacts) -> Words:
    """Thanked, not needed."""
    return Words(f"{say.meeting(meeting)}: văn phòng không bố trí đ/c dự thay. Cảm ơn đ/c đã nhận.")


def assigned(meeting: MeetingFacts, absent: str) -> Words:
    """The stand-in learns that it is settled: hour, place, for whom."""
    return Words(
        f"{say.meeting(meeting)}: đ/c dự thay {say.comrade(absent)}, tại {meeting.place}. "
        f"Hệ thống sẽ nhắc đ/c trước buổi họp. {UNDO}"
    )


def secretary_told(meeting: MeetingFacts, absent: str, stand_in: str) -> Words:
    """Old -> new for the secretary."""
    return Words(
        f"{say.meeting(meeting)}: đổi cán bộ dự, {say.comrade(absent)} → {say.comrade(stand_in)}."
    )


def office_told(meeting: MeetingFacts, absent: str, stand_in: str) -> Words:
    """The coordinator learns of a swap that needed no approval."""
    return secretary_told(meeting, absent, stand_in)


def thanked(meeting: MeetingFacts, stand_in: str) -> Words:
    """The cadre who could not come learns who takes it."""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(stand_in)} dự thay đ/c. Cảm ơn đ/c đã báo sớm."
    )


def filled_already(meeting: MeetingFacts, stand_in: str) -> str:
    """Comes after all, too late: somebody else takes it."""
    return f"{say.meeting(meeting)}: {say.comrade(stand_in)} đã nhận dự thay, đ/c không phải đi."


def stopped(meeting: MeetingFacts, why: SubstitutionEnd) -> Words:
    """Whoever is being asked need not answer any more."""
    return Words(f"{say.meeting(meeting)}: đ/c không cần dự thay nữa ({ENDS[why]}). Cảm ơn đ/c.")


def nobody(meeting: MeetingFacts, absent: str, asked_count: int) -> Words:
    """The coordinator: everybody was asked."""
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(absent)} vắng, chưa có người thay "
        f"(đã hỏi {asked_count} người). Xin đ/c bố trí, gọi theo /chuanop"
    )


def named_refused(meeting: MeetingFacts, colleague: str, why: SubstitutionEnd) -> Words:
    """The one who asked by name learns that it comes to nothing."""
    said = {
        SubstitutionEnd.DECLINED: "không nhận dự thay được",
        SubstitutionEnd.SILENT: "chưa trả lời lời nhờ",
        SubstitutionEnd.CLASH: "nay đã trùng lịch",
    }.get(why, "không dự thay được")
    return Words(
        f"{say.meeting(meeting)}: {say.comrade(colleague)} {said}, đ/c vẫn dự theo lịch. "
        "Nhờ người khác: /nhothay. Không đi được: /vang"
    )


def request_sent(meeting: MeetingFacts, colleague: str, until: datetime) -> str:
    """Asked by name; until there is an answer nothing changes."""
    return (
        f"Đã gửi lời nhờ {say.comrade(colleague)} dự thay – {_short(meeting)}. Hạn trả lời "
        f"{say.moment(until)}. Đến khi có người nhận, đ/c vẫn dự theo lịch."
    )


def choose_visit(visits: Sequence[VisitFacts]) -> Words:
    """Which of the visits is somebody else to take?"""
    options = tuple(
        Option(
            str(v.id), f"{say.short_moment(v.meeting.starts_at)} {say.village(v.meeting.branch)}"
        )
        for v in visits
    )
    return Words("Đ/c muốn nhờ người dự thay buổi nào?", options)


def choose_colleague(meeting: MeetingFacts, found: Sequence[tuple[int, str, Ranked]]) -> Words:
    """Who is to be asked: those who are free, best first."""
    options = tuple(Option(str(person), f"{name} ({why_them(who)})") for person, name, who in found)
    return Words(
        f"{say.meeting(meeting)}: đ/c nhờ ai dự thay? Chọn số, hoặc nhắn tên người khác.", options
    )


def nobody_free(meeting: MeetingFacts) -> str:
    """No colleague may and can take it."""
    return (
        f"{say.meeting(meeting)}: chưa có đ/c nào phù hợp còn rảnh. "
        "Không đi được, xin nhắn /vang để văn phòng bố trí."
    )


def under_way(meeting: MeetingFacts) -> str:
    """Somebody is being asked already."""
    return f"{say.meeting(meeting)}: hệ thống đang hỏi người dự thay, xin đ/c chờ kết quả."


def nothing_to_give() -> str:
    """No visits ahead."""
    return "Đ/c không có buổi dự họp chi bộ nào sắp tới để nhờ thay."


def too_late(meeting: MeetingFacts) -> str:
    """Nobody can be asked any more."""
    return f"{say.meeting(meeting)}: đã quá sát giờ để nhờ qua tin nhắn. Xin đ/c gọi văn phòng."


OBSTACLES = {
    "PERSONOFF": "đã báo bận ngày đó",
    "OFFWEEK": "buổi họp ngoài tuần cơ sở",
    "AWAY": "cơ quan sẽ thiếu người trực tuần đó",
    "MAXDAY": "đã đủ số buổi trong ngày",
    "CROSS": "cùng ngày đã dự họp ở xã khác",
    "OVERLAP": "trùng giờ một buổi họp khác",
    "OVERNIGHT": "không kịp đi đường sau buổi họp hôm trước",
    "DECLINED": "đã báo vắng buổi này",
}


def clash(meeting: MeetingFacts, colleague: str, obstacle: str) -> str:
    """The colleague named cannot take it: which rule stands in the way."""
    why = OBSTACLES.get(obstacle, "trùng quy tắc xếp lịch")
    return (
        f"{say.meeting(meeting)}: {say.comrade(colleague)} không thay được: {why}. "
        "Xin đ/c nhờ người khác: /nhothay"
    )


def not_eligible(asked_name: str) -> str:
    """Found nobody of that name who may stand in."""
    return (
        f"Không có “{asked_name}” trong số cán bộ được dự thay (cùng cơ quan, hoặc cùng xã). "
        "Nhắn /nhothay để xem danh sách."
    )


def example() -> str:
    """A line that works."""
    return "/nhothay Lương; đổi tuần: /nhothay đổi tuần Lương"


def which_colleague() -> str:
    """What is missing in a trade."""
    return "tên người đổi tuần"


def _meetings(visits: Sequence[VisitFacts]) -> str:
    rows = [
        f"- {say.short_moment(v.meeting.starts_at)}, {say.village(v.meeting.branch)}"
        for v in visits
    ]
    return "\n".join(rows) or "- không có buổi nào"


def _week(monday: date) -> str:
    return f"{say.day(monday)}-{say.day(Week(monday).sunday)}"


def trade_check(
    colleague: str,
    mine: tuple[date, Sequence[VisitFacts]],
    theirs: tuple[date, Sequence[VisitFacts]],
) -> Words:
    """The consequences of a trade before the colleague is asked."""
    return Words(
        f"Đổi tuần cơ sở với {say.comrade(colleague)}: đ/c đi tuần {_week(theirs[0])} và dự:\n"
        f"{_meetings(theirs[1])}\n{say.comrade(colleague)} đi tuần {_week(mine[0])} và dự:\n"
        f"{_meetings(mine[1])}\nGửi lời nhờ chứ?",
        (ASK_THEM, DO_NOT_ASK),
    )


def trade_asked(
    colleague: str,
    given: tuple[date, Sequence[VisitFacts]],
    wanted: tuple[date, Sequence[VisitFacts]],
    until: datetime,
) -> Words:
    """A colleague wants to trade weeks: what you would take, what you would give."""
    return Words(
        f"{say.comrade(colleague)} xin đổi tuần cơ sở: đ/c đi tuần {_week(given[0])} và dự:\n"
        f"{_meetings(given[1])}\nthay cho tuần {_week(wanted[0])}:\n{_meetings(wanted[1])}\n"
        f"Đ/c nhận không? Xin trả lời trước {say.moment(until)}.",
        (TAKE, DO_NOT_TAKE),
    )


def trade_sent(colleague: str, until: datetime) -> str:
    """Asked; nothing changes until there is an answer."""
    return (
        f"Đã gửi lời xin đổi tuần tới {say.comrade(colleague)}, hạn trả lời {say.moment(until)}. "
        "Đến khi đ/c ấy nhận, lịch giữ nguyên."
    )


def trade_dropped() -> str:
    """Thought better of it."""
    return "Đã thôi, lịch giữ nguyên."


def trade_agreed(colleague: str) -> str:
    """Agreed; the coordinator has to approve."""
    return f"Đã ghi: đ/c NHẬN đổi tuần với {say.comrade(colleague)}. Chờ văn phòng duyệt. {UNDO}"


def trade_done(colleague: str) -> str:
    """Agreed and settled; the new week follows in a message of its own."""
    return f"Đã ghi: đ/c đổi tuần với {say.comrade(colleague)}. {UNDO}"


def trade_not_taken(colleague: str) -> str:
    """Said no."""
    return f"Đã ghi: đ/c không đổi tuần với {say.comrade(colleague)}. Cảm ơn đ/c đã trả lời."


def trade_approve_asked(
    first: str,
    second: str,
    mine: tuple[date, Sequence[VisitFacts]],
    theirs: tuple[date, Sequence[VisitFacts]],
) -> Words:
    """The coordinator: may these two trade weeks?"""
    return Words(
        f"{say.comrade(first)} (tuần {_week(mine[0])}, {len(mine[1])} buổi) và "
        f"{say.comrade(second)} (tuần {_week(theirs[0])}, {len(theirs[1])} buổi) xin đổi tuần "
        "cơ sở cho nhau; đã kiểm, không trùng lịch. Đ/c duyệt không?",
        (APPROVE, DO_NOT_APPROVE),
    )


def trade_approved(first: str, second: str) -> str:
    """Approved: everybody is being told."""
    return f"Đã duyệt đổi tuần: {say.comrade(first)} ⇄ {say.comrade(second)}. {UNDO}"


def trade_not_approved(first: str, second: str) -> str:
    """The coordinator does not want it."""
    return f"Đã ghi: không duyệt đổi tuần {say.comrade(first)} ⇄ {say.comrade(second)}."


def traded(monday: date, visits: Sequence[VisitFacts], colleague: str) -> Words:
    """Each of the two learns the new week and the new meetings."""
    return Words(
        f"Đã đổi tuần cơ sở với {say.comrade(colleague)}. Tuần của đ/c: {_week(monday)}. "
        f"Đ/c dự:\n{_meetings(visits)}\n{UNDO}"
    )


def trade_failed(colleague: str, why: SubstitutionEnd) -> Words:
    """The proposer learns that it comes to nothing."""
    said = {
        SubstitutionEnd.DECLINED: "không đổi được",
        SubstitutionEnd.SILENT: "chưa trả lời",
        SubstitutionEnd.CLASH: "không đổi được vì lịch nay đã trùng",
    }.get(why, "không đổi được nữa")
    return Words(f"Đổi tuần: {say.comrade(colleague)} {said}. Lịch của đ/c giữ nguyên.")


def trade_stopped() -> Words:
    """Whoever is asked about a trade need not answer any more."""
    return Words("Lời xin đổi tuần đã hết hiệu lực, đ/c không cần trả lời nữa. Cảm ơn đ/c.")


def no_trade(reason: str) -> str:
    """Why no trade is possible: `weeks`, `same`, `begun`, `office`, `clash`."""
    return {
        "weeks": "Chưa đổi tuần được: cả hai đ/c cần có tuần cơ sở trong tháng đã công bố.",
        "same": "Hai đ/c đang có cùng một tuần cơ sở, không cần đổi.",
        "begun": "Chưa đổi tuần được: một trong hai tuần cơ sở đã bắt đầu.",
        "clash": (
            "Chưa đổi tuần được: đổi thì trùng lịch hoặc thiếu người trực. "
            "Đ/c có thể nhờ thay từng buổi: /nhothay TÊN"
        ),
        "waiting": "Một trong hai đ/c đang có việc nhờ thay chờ trả lời. Xin chờ kết quả.",
    }[reason]


def nothing_to_undo() -> str:
    """Nothing of this person can be taken back."""
    return "Đ/c không có thay đổi nào để hoàn tác. Xem lịch: /lich"


def undo_too_late() -> str:
    """More than ten minutes ago."""
    return (
        "Đã quá 10 phút nên không hoàn tác được. Xin đ/c làm yêu cầu mới: /nhothay, /vang, "
        "/doilich, hoặc gọi văn phòng."
    )


def changed_since() -> str:
    """Something else was built upon it."""
    return (
        "Sau đó đã có thay đổi khác nên không hoàn tác được. Xin đ/c làm yêu cầu mới: /nhothay, "
        "/vang, /doilich, hoặc gọi văn phòng."
    )


def undone(what: str) -> str:
    """Taken back, and everybody who was told is told."""
    return f"Đã hoàn tác: {what}. Những người đã được báo sẽ nhận tin báo lại."


def agreement_name(meeting: MeetingFacts) -> str:
    """lời nhận dự thay – bản Ngàm (Sơn Điện), 10/12"""
    return f"lời nhận – {_short(meeting)}"


def swap_undone(meeting: MeetingFacts, back: str, gone: str) -> Words:
    """Told to everybody who was told of the swap."""
    return Words(
        f"{say.meeting(meeting)}: HOÀN TÁC việc thay, {say.comrade(gone)} → {say.comrade(back)}."
    )


def swap_name(meeting: MeetingFacts, back: str, gone: str) -> str:
    """bản Ngàm (Sơn Điện), 10/12: đ/c A → đ/c B"""
    return f"{_short(meeting)}, {say.comrade(gone)} → {say.comrade(back)}"


def trade_undone(first: str, second: str) -> Words:
    """Told to the two, to the secretaries and to the office."""
    return Words(
        f"HOÀN TÁC đổi tuần: {say.comrade(first)} và {say.comrade(second)} giữ lịch như trước."
    )


def trade_name(first: str, second: str) -> str:
    """đổi tuần đ/c A ⇄ đ/c B"""
    return f"đổi tuần {say.comrade(first)} ⇄ {say.comrade(second)}"


def time_restored(meeting: MeetingFacts, dropped: datetime | None, by: str) -> Words:
    """A move or a cancellation was taken back: the old time holds again."""
    instead = f" (không phải {say.moment(dropped)})" if dropped else ""
    return Words(
        f"{say.meeting(meeting)}: HOÀN TÁC, chi bộ họp như lịch cũ{instead} "
        f"({say.comrade(by)} báo)."
    )


def time_restored_asked(visit: VisitFacts, dropped: datetime | None, by: str) -> Words:
    """The same to a guest who had not answered about the old time."""
    plain = time_restored(visit.meeting, dropped, by)
    options = (answers.COMING, answers.NOT_COMING, answers.LATE, answers.UNSURE)
    return Words(f"{plain.text} Đ/c có dự được không?", options)


def time_name(meeting: MeetingFacts) -> str:
    """bản Ngàm (Sơn Điện) họp lại như cũ, 19h30 Thứ Năm 10/12"""
    return f"{say.village(meeting.branch)} họp như cũ, {say.moment(meeting.starts_at)}"
