"""Publishing an approved plan: meetings and visits are made, and everybody gets one message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db import audit, outbox, people, plans, rounds, visits
from db import meetings as meetings_db
from db.meetings import Meeting
from db.plans import LineFacts, PlanRow, PlanState
from db.rounds import RoundKind
from db.visits import Visit
from domain import asks
from domain.calendar import Month
from domain.ids import MeetingId, PersonId, PlanId
from domain.meetings import MeetingFacts, MeetingKind, MeetingState, VisitFacts
from domain.messages import Ask, Words
from domain.people import Role
from handlers.base import Request
from texts import plans as words


@dataclass(slots=True)
class _Announcement:
    """What one person hears: meetings of the branches answered for, and visits."""

    meetings: list[MeetingFacts] = field(default_factory=list)
    informed: list[MeetingFacts] = field(default_factory=list)
    visits: list[VisitFacts] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Published:
    """How a publication went: meetings made, messages queued, people no channel reaches."""

    meetings: int
    queued: int
    unreachable: int


async def publish(request: Request, plan: PlanRow) -> Published:
    """Approve a draft and announce it, all in the transaction of the request."""
    session, month = request.session, Month.parse(plan.month)
    plan.state, plan.approved_at, plan.approved_by = (
        PlanState.APPROVED,
        request.now,
        request.actor_id,
    )
    lines = [
        line for line in await plans.lines(session, PlanId(plan.id)) if line.starts_at is not None
    ]
    made = await _make_meetings(request, plan, lines)
    duties = await visits.visits_of_meetings(session, made)
    everybody = await _announcements(request, made, duties)
    guests: dict[MeetingId, list[str]] = {}
    for duty in duties:
        guests.setdefault(duty.meeting.id, []).append(duty.cadre.name)
    weeks = await plans.field_weeks(session, PlanId(plan.id))
    one = await rounds.round_of(session, RoundKind.PUBLISH, str(month), request.now)
    for person_id, announcement in sorted(everybody.items()):
        said = _compose(month, announcement, guests, weeks.get(person_id))
        await _announce(request, month, person_id, announcement, said, one)
    await audit.note(session, request.now, request.actor_id, "plan.approve", month=plan.month)
    reached = await people.joined(session, list(everybody))
    return Published(len(made), len(reached), len(everybody) - len(reached))


async def _make_meetings(
    request: Request, plan: PlanRow, lines: list[LineFacts]
) -> list[MeetingId]:
    rows = [
        Meeting(
            branch_id=line.branch.id,
            plan_id=plan.id,
            month=plan.month,
            kind=MeetingKind.REGULAR,
            starts_at=line.starts_at,
            place=line.branch.place,
            state=MeetingState.PLANNED,
            published_at=request.now,
        )
        for line in lines
    ]
    request.session.add_all(rows)
    await request.session.flush()
    for row, line in zip(rows, lines, strict=True):
        request.session.add_all(Visit(meeting_id=row.id, person_id=g.id) for g in line.guests)
    await request.session.flush()
    return [MeetingId(row.id) for row in rows]


async def _announcements(
    request: Request, made: list[MeetingId], duties: Sequence[VisitFacts]
) -> dict[PersonId, _Announcement]:
    session = request.session
    found: dict[PersonId, _Announcement] = {}
    for duty in duties:
        found.setdefault(duty.cadre.id, _Announcement()).visits.append(duty)
    meetings = await meetings_db.meetings_by_id(session, made)
    branch_ids = [m.branch.id for m in meetings]
    answering = await people.answering_for(session, branch_ids, request.today)
    deputies = await people.post_holders(session, branch_ids, Role.DEPUTY_SECRETARY, request.today)
    for meeting in meetings:
        chief = answering.get(meeting.branch.id)
        if chief is not None:
            found.setdefault(chief.id, _Announcement()).meetings.append(meeting)
        for deputy in deputies.get(meeting.branch.id, ()):
            if chief is None or deputy.id != chief.id:
                found.setdefault(deputy.id, _Announcement()).informed.append(meeting)
    return found


def _compose(
    month: Month,
    said: _Announcement,
    guests: Mapping[MeetingId, Sequence[str]],
    week: date | None,
) -> Words | Ask:
    """One text for everything a person has to know; one question in it, the others follow."""
    parts: list[Words] = []
    question: Ask | None = None
    for meeting in said.informed:
        parts.append(words.published_to_deputy(month, meeting, guests.get(meeting.id, ())))
    for meeting in said.meetings:
        text = words.published_to_secretary(month, meeting, guests.get(meeting.id, ()))
        parts.append(text)
        question = question or asks.meeting(asks.AskKind.CONFIRM, text, meeting.id)
    if said.visits:
        text = words.published_to_cadre(month, week, said.visits)
        parts.append(text)
        question = asks.visits(text, said.visits)
    together = "\n\n".join(part.text for part in parts)
    if question is None:
        return Words(together)
    return replace(question, words=Words(together, question.words.options))


async def _announce(
    request: Request,
    month: Month,
    to: PersonId,
    said: _Announcement,
    content: Words | Ask,
    round_id: int,
) -> None:
    about = [*said.meetings, *said.informed, *(v.meeting for v in said.visits)]
    await outbox.queue(
        request.session,
        key=f"publish:{month}:{to}",
        kind="publish",
        person_id=to,
        content=content,
        now=request.now,
        lapses_at=max(m.starts_at for m in about),
        occasions=[outbox.ForWhat("publish", m.id, m.version) for m in dict.fromkeys(about)],
        round_id=round_id,
    )
