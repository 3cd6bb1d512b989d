"""The kinds of questions the bot asks, and the small data stored with each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from domain.attendance import MeetingOutcome, ReasonCategory, SixNumbers
from domain.calendar import Month
from domain.ids import BranchId, MeetingId, PersonId, PlanId, VisitId
from domain.meetings import VisitFacts
from domain.messages import Ask, Words
from domain.reports.listings import Look
from domain.witnesses import Difference, Side, VisitRecord


class AskKind(StrEnum):
    """Each kind has one reader in handlers/questions."""

    VISITS = "visits"  # will you attend these visits?
    REASON = "reason"  # why can you not attend them?
    CONFIRM = "confirm"  # does the branch keep the date?
    NEW_DATE = "new_date"  # to which time does the meeting move?
    MOVE = "move"  # these are the consequences: move it?
    RESULT = "result"  # what happened with the meeting?
    NUMBERS = "numbers"  # the six numbers
    NUMBERS_CHECK = "numbers_check"  # they differ from the roster: right all the same?
    OUTCOME_REASON = "outcome_reason"  # why moved, postponed or not held?
    PRESENCE = "presence"  # did it take place, were you there?
    GUESTS = "guests"  # the secretary: who of those assigned came?
    RECHECK = "recheck"  # the other side says otherwise: please look again
    ON_BEHALF = "on_behalf"  # a question of somebody else, answered by the office on the telephone
    CALL_LIST = "call_list"  # whom does the office enter an answer for?
    STOP = "stop"  # really no more messages?
    APPROVE = "approve"  # publish this plan?
    MOVE_LINE = "move_line"  # these are the consequences in the draft: move the line?
    MEND = "mend"  # these meetings would move: mend the published plan?
    ERASE = "erase"  # really erase my data?
    STAND_IN = "stand_in"  # will you stand in, or trade weeks?
    APPROVE_STAND_IN = "approve_stand_in"  # the coordinator: may they?
    GIVE_VISIT = "give_visit"  # which visit is somebody else to take?
    CHOOSE_STAND_IN = "choose_stand_in"  # who is to be asked to take it?
    LIFT_PAUSE = "lift_pause"  # which pause of reminders is to end?
    AVAILABILITY = "availability"  # which days of the coming month is a cadre away?
    MORE_DAYS = "more_days"  # and which further days?
    USUAL_DAY = "usual_day"  # does the branch keep its usual day next month?
    OTHER_DAY = "other_day"  # which day does the branch want instead?
    REMARK = "remark"  # how does the branch grade its meeting, and was it thematic?
    BRIEF = "brief"  # which action on what waits for a decision?
    REPORT = "report"  # which figure of this report is to be opened?
    WHICH = "which"  # which of several of one name?
    CLOSE_MONTH = "close_month"  # freeze this month, or list its corrections?
    LEDGER = "ledger"  # which rows of the delivery ledger are to be shown?
    TRADE = "trade"  # these are the consequences: propose the trade of weeks?


def visits(words: Words, about: Sequence[VisitFacts]) -> Ask:
    """Will you attend? The rest of a list asked one by one is found again from the facts."""
    return Ask(AskKind.VISITS, words, {"visits": [v.id for v in about]})


def reason(words: Words, about: Sequence[VisitFacts]) -> Ask:
    """Why can you not attend?"""
    return Ask(AskKind.REASON, words, {"visits": [v.id for v in about]})


def meeting(kind: AskKind, words: Words, meeting_id: MeetingId) -> Ask:
    """A question about one meeting."""
    return Ask(kind, words, {"meeting": meeting_id})


def new_date(words: Words, meeting_id: MeetingId, *, held_over: bool) -> Ask:
    """To which time? `held_over`: the old time has passed, the answer is also its result."""
    return Ask(AskKind.NEW_DATE, words, {"meeting": meeting_id, "held_over": held_over})


def move(
    words: Words,
    meeting_id: MeetingId,
    new: datetime,
    *,
    held_over: bool,
    reason: ReasonCategory = ReasonCategory.NONE,
) -> Ask:
    """Move the meeting to this time? `reason`: when it was said with the wish."""
    payload = {"meeting": meeting_id, "to": new.isoformat(), "held_over": held_over}
    return Ask(AskKind.MOVE, words, {**payload, "reason": reason})


def numbers_check(words: Words, meeting_id: MeetingId, n: SixNumbers) -> Ask:
    """Record these numbers although the total differs?"""
    parts = [n.total, n.present, n.excused, n.unexcused, n.exempt, n.minutes]
    return Ask(AskKind.NUMBERS_CHECK, words, {"meeting": meeting_id, "numbers": parts})


def outcome_reason(
    words: Words,
    meeting_id: MeetingId,
    outcome: MeetingOutcome,
    *,
    version: int,
    to: datetime | None = None,
) -> Ask:
    """Why moved, postponed or not held? About one version; `to`: its new time, when it has one."""
    payload = {"meeting": meeting_id, "outcome": outcome, "version": version}
    return Ask(AskKind.OUTCOME_REASON, words, {**payload, "to": to.isoformat() if to else None})


def presence(words: Words, visit: VisitFacts) -> Ask:
    """Did it take place, were you there? About the meeting as it stands, even if it moves later."""
    return Ask(AskKind.PRESENCE, words, {"visit": visit.id, "version": visit.meeting.version})


def guests(words: Words, about: Sequence[VisitFacts]) -> Ask:
    """Who of those assigned to one meeting came?"""
    return Ask(AskKind.GUESTS, words, {"visits": [v.id for v in about]})


def recheck(words: Words, record: VisitRecord, about: Difference, side: Side) -> Ask:
    """The other side says otherwise: please look again."""
    payload = {"visit": record.visit.id, "version": record.version, "about": about, "side": side}
    return Ask(AskKind.RECHECK, words, payload)


def call_list(words: Words, said: str = "") -> Ask:
    """Whom does the office enter an answer for? `said`: their words, when typed with the name."""
    return Ask(AskKind.CALL_LIST, words, {"said": said})


def approve(words: Words, plan_id: PlanId) -> Ask:
    """Publish this plan?"""
    return Ask(AskKind.APPROVE, words, {"plan": plan_id})


def closing(words: Words, month: str, *, annex: bool) -> Ask:
    """Freeze this month? With `annex`: make an annex of its corrections?"""
    return Ask(AskKind.CLOSE_MONTH, words, {"month": month, "annex": annex})


def planner(kind: AskKind, words: Words, run_id: int) -> Ask:
    """Put into effect what the planner answered?"""
    return Ask(kind, words, {"run": run_id})


def report(words: Words, look: Look) -> Words | Ask:
    """Which figure is to be opened? Words without options ask nothing."""
    if not words.options:
        return words
    return Ask(AskKind.REPORT, words, {"period": str(look.period), "unit": look.unit_id})


def which(words: Words) -> Ask:
    """Which of several of one name? The options carry their codes."""
    return Ask(AskKind.WHICH, words, {})


def brief(words: Words) -> Words | Ask:
    """Which action? Words without options ask nothing."""
    return Ask(AskKind.BRIEF, words, {}) if words.options else words


def simple(kind: AskKind, words: Words) -> Ask:
    """A question that needs no data."""
    return Ask(kind, words, {})


def again(ask: Ask) -> Ask:
    """A question whose subject may already have an answer: the new one is a correction."""
    return replace(ask, payload={**ask.payload, "again": True})


def stand_in(words: Words, ask_id: int) -> Ask:
    """Will you stand in?"""
    return Ask(AskKind.STAND_IN, words, {"ask": ask_id})


def approve_stand_in(words: Words, ask_id: int) -> Ask:
    """The coordinator: may this person stand in?"""
    return Ask(AskKind.APPROVE_STAND_IN, words, {"ask": ask_id})


def give_visit(words: Words, colleague: str) -> Ask:
    """Which visit is somebody else to take? Its options name them; `colleague` as typed, or ""."""
    return Ask(AskKind.GIVE_VISIT, words, {"colleague": colleague})


def choose_stand_in(words: Words, visit_id: VisitId) -> Ask:
    """Who is to be asked to take the visit?"""
    return Ask(AskKind.CHOOSE_STAND_IN, words, {"visit": visit_id})


def trade(words: Words, colleague: PersonId, month: str) -> Ask:
    """Propose this trade of weeks?"""
    return Ask(AskKind.TRADE, words, {"colleague": colleague, "month": month})


def availability(words: Words, month: Month) -> Ask:
    """Which days of a month is a cadre away?"""
    return Ask(AskKind.AVAILABILITY, words, {"month": str(month)})


def more_days(words: Words, month: Month) -> Ask:
    """Which days, or which further days, of a month?"""
    return Ask(AskKind.MORE_DAYS, words, {"month": str(month)})


def usual_day(kind: AskKind, words: Words, month: Month, branch_id: BranchId) -> Ask:
    """USUAL_DAY: does the branch keep its usual day? OTHER_DAY: which other day does it want?"""
    return Ask(kind, words, {"month": str(month), "branch": branch_id})
