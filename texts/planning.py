"""Words that explain a plan: why a meeting is missing, why a line is where it is, what if."""

from collections.abc import Sequence
from datetime import date

from domain.planning.changes import Changes
from domain.planning.explain import Barred, Clash, Fix, WhyHere
from domain.planning.facts import PlannedMeeting
from domain.planning.plan import MeetingKey, Plan
from domain.planning.reasons import Reason, ReasonKind
from domain.planning.repair import Offer, Repair
from texts import say
from texts.planning_names import RULES, WISHES, Names, dates, habit, moment, slots, span

MOST_NAMED = 5


def reason(names: Names, why: Reason) -> str:
    """One rule instance: đ/c Hà vướng 14-20/12"""
    branch, cadre, commune = (
        names.branch(why.branch),
        names.cadre(why.cadre),
        names.commune(why.commune),
    )
    return {
        ReasonKind.COMMUNE_PART: f"{commune} không nhận nhiều buổi cùng giờ",
        ReasonKind.COMMUNE_DAY: f"{commune} chỉ nhận một số buổi mỗi ngày",
        ReasonKind.ONE_PLACE: f"{cadre} không thể dự hai nơi cùng lúc hoặc quá xa nhau",
        ReasonKind.NOTICE: f"{branch} cần được báo trước",
        ReasonKind.OTHER_MEETING: f"{branch} cũng phải họp",
        ReasonKind.CLOSED_DAY: f"{span(why.span)} là ngày nghỉ",
        ReasonKind.GAP: f"{branch} phải giữ giãn cách với kỳ trước và kỳ sau",
        ReasonKind.NO_STANDIN: f"{branch} không nhận người dự thay",
        ReasonKind.OFFICE: names.office(why.group),
        ReasonKind.FIELD_WEEK: f"{cadre} chỉ đi cơ sở một tuần thuộc tháng",
        ReasonKind.PERSON_BUSY: f"{cadre} bận {names.hour(why.part)} {span(why.span)}",
        ReasonKind.BRANCH_OFF: f"{branch} vướng {span(why.span)}",
        ReasonKind.PERSON_OFF: f"{cadre} nghỉ {span(why.span)}",
        ReasonKind.DECLINED: f"{cadre} đã xin vắng ở {branch}",
        ReasonKind.WINDOW: f"{branch} chỉ họp {habit(names.window(why.branch))}",
        ReasonKind.SLOTS: f"{branch} chỉ họp {slots(names, why.branch)}",
        ReasonKind.KEPT: f"{branch} đã chốt lịch",
    }[why.kind]


def way_out(names: Names, why: Reason) -> str:
    """What would have to give: xin đ/c Hà lùi lịch nghỉ 14-20/12"""
    branch, cadre, commune = (
        names.branch(why.branch),
        names.cadre(why.cadre),
        names.commune(why.commune),
    )
    words = {
        ReasonKind.COMMUNE_PART: f"{commune} nhận thêm buổi cùng giờ",
        ReasonKind.COMMUNE_DAY: f"{commune} nhận thêm buổi trong ngày",
        ReasonKind.NOTICE: f"{branch} đồng ý nhận báo gấp",
        ReasonKind.CLOSED_DAY: f"vẫn họp ngày {span(why.span)}",
        ReasonKind.GAP: f"{branch} đồng ý giãn cách khác thường lệ",
        ReasonKind.NO_STANDIN: f"{branch} nhận người dự thay",
        ReasonKind.OFFICE: f"{names.office(why.group)}: cho vắng thêm",
        ReasonKind.FIELD_WEEK: f"{cadre} đi thêm một ngày ngoài tuần cơ sở",
        ReasonKind.PERSON_BUSY: f"{cadre} thu xếp việc {names.hour(why.part)} {span(why.span)}",
        ReasonKind.BRANCH_OFF: f"{branch} vẫn họp trong {span(why.span)}",
        ReasonKind.PERSON_OFF: f"{cadre} lùi lịch nghỉ {span(why.span)}",
        ReasonKind.DECLINED: f"{cadre} nhận lại buổi ở {branch}",
        ReasonKind.WINDOW: f"{branch} họp ngoài {habit(names.window(why.branch))}",
        ReasonKind.SLOTS: f"{branch} họp vào giờ khác",
        ReasonKind.KEPT: f"{branch} đổi lịch đã chốt",
    }
    return words.get(why.kind, reason(names, why))


def told(names: Names, difference: Changes, verb: str = "liên quan") -> str:
    """Whom a change concerns; five names at most."""
    if not difference.told:
        return "không liên quan ai khác"
    people = [names.cadre(x) for x in difference.cadres]
    people += [f"bí thư {names.branch(x)}" for x in difference.branches]
    shown = ", ".join(people[:MOST_NAMED])
    more = f" và {len(people) - MOST_NAMED} người khác" if len(people) > MOST_NAMED else ""
    return f"{verb} {difference.told} người: {shown}{more}"


def missing(names: Names, clash: Clash) -> str:
    """Why a branch has no meeting, and up to three ways out."""
    lines = [f"{say.capital(names.branch(clash.meeting.branch))} chưa xếp được lịch."]
    if not clash.reasons:
        lines.append("Hệ thống chưa tìm ra nguyên nhân gọn.")
        return "\n".join(lines)
    if len(clash.reasons) == 1:
        lines.append(f"Lý do: {reason(names, clash.reasons[0])}.")
    else:
        lines.append("Các điều sau không thể cùng giữ:")
        lines += [f"- {reason(names, why)}" for why in clash.reasons]
    if clash.fixes:
        lines.append("Cách xử lý:")
        lines += [f"{i}. {fix(names, one)}" for i, one in enumerate(clash.fixes, start=1)]
    return "\n".join(lines)


def fix(names: Names, one: Fix) -> str:
    """One way out and its price."""
    place = moment(names, one.meeting)
    return f"{say.capital(way_out(names, one.reason))}: họp {place}; {told(names, one.changes)}"


def why_here(names: Names, why: WhyHere, *, pinned: bool = False) -> str:
    """What holds a line of the plan where it is."""
    meeting = why.meeting
    mark = " (đã chốt)" if pinned else ""
    lines = [f"{say.capital(names.branch(meeting.branch))}: {moment(names, meeting)}{mark}."]
    for week in why.field_weeks:
        lines.append(f"Tuần cơ sở của {names.cadre(week.cadre)}: từ {say.day(week.monday)}.")
    if why.costs:
        wishes = ", ".join(dict.fromkeys(WISHES[x.code] for x in why.costs))
        lines.append(f"Chưa được như ý: {wishes}.")
    lines += [f"Không họp được: {text}." for text in closed_dates(why.barred)]
    lines.append(_next_best(names, why))
    return "\n".join(lines)


def _next_best(names: Names, why: WhyHere) -> str:
    other = why.alternative
    if other is None:
        return "Không còn ngày nào khác nếu giữ nguyên các quy tắc."
    signs = [f"{WISHES[x]} {amount:+d}" for x, amount in other.difference]
    price = f" ({', '.join(signs)})" if signs else ""
    place = moment(names, other.meeting)
    people = told(names, other.changes)
    return f"Ngày tốt tiếp theo: {place}, {difference(other.dearer)}{price}; {people}."


def closed_dates(barred: Sequence[Barred]) -> list[str]:
    """Dates by the rule that closes them: 01, 02/12 ngày nghỉ"""
    by_code: dict[str, list[date]] = {}
    for one in barred:
        by_code.setdefault(one.code, []).append(one.date)
    return [f"{dates(days)}: {RULES[code]}" for code, days in by_code.items()]


def consequences(names: Names, before: Plan, repair: Repair, *, announced: bool) -> str:
    """What a change would do to a plan: who has to be told of an announced one, what moves."""
    moved = moved_lines(names, before, repair)
    if not moved:
        return "Không buổi nào phải dời."
    lines = [f"Thay đổi {len(moved)} buổi:"]
    if announced:
        lines = [f"Phải {told(names, repair.changes, 'báo lại')}."]
    lines += [f"- {line}" for line in moved]
    if repair.proven and announced:
        lines.append("Đã chứng minh: không có cách nào phải báo ít người hơn.")
    return "\n".join(lines)


def moved_lines(names: Names, before: Plan, repair: Repair) -> list[str]:
    """Each meeting that changes: NM04 bản Son: T6 04/12 7h30 → CN 06/12 7h30"""
    old = {MeetingKey(x.branch, x.month): x for x in before.meetings}
    new = {MeetingKey(x.branch, x.month): x for x in repair.plan.meetings}
    lines = []
    for key in sorted(old.keys() | new.keys(), key=lambda key: (_when(old.get(key)), key)):
        was, now = old.get(key), new.get(key)
        where = names.branch(key.branch)
        if was is None or now is None or (was.date, was.part) != (now.date, now.part):
            lines.append(f"{where}: {_moment(names, was)} → {_moment(names, now)}")
        elif was.attend != now.attend:
            people = ", ".join(names.cadre(x) for x in now.attend)
            lines.append(f"{where}: giữ ngày, người dự {people}")
    return lines


def _when(meeting: PlannedMeeting | None) -> date:
    return meeting.date if meeting else date.max


def _moment(names: Names, meeting: PlannedMeeting | None) -> str:
    return moment(names, meeting) if meeting else "chưa có lịch"


def difference(points: int) -> str:
    """How much worse or better a plan is: kém hơn 3 điểm"""
    if not points:
        return "tốt ngang nhau"
    return f"{'kém' if points > 0 else 'tốt'} hơn {abs(points)} điểm"


def offers(names: Names, people: Sequence[Offer]) -> str:
    """Who could stand in, best first."""
    lines = []
    for number, offer in enumerate(people, start=1):
        state = "nhận được" if offer.obstacle is None else f"vướng: {RULES[offer.obstacle]}"
        turns = f", đã dự thay {offer.turns} lần" if offer.turns else ""
        road = f", đi khoảng {offer.minutes} phút" if offer.minutes else ""
        lines.append(f"{number}. {names.cadre(offer.cadre)}: {state}{road}{turns}")
    return "\n".join(lines) or "Không có ai trong danh sách dự thay."
