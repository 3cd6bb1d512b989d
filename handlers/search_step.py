"""What every step of a search for a stand-in needs: the moment, the rules, and telling people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db import calls, days, outbox, stood_in, visible, visits
from db.base import Session
from db.calls import CallReason
from domain import substitution as rules_of
from domain.calendar import local_date
from domain.ids import PersonId, VisitId
from domain.meetings import MeetingFacts, PersonName, VisitFacts
from domain.messages import Ask, Words
from domain.substitution import SubstitutionRules
from handlers.base import Request
from texts import substitutions as words


@dataclass(frozen=True, slots=True)
class Step:
    """What moving a search on needs: no person, because the clock moves it too."""

    session: Session
    now: datetime
    rules: SubstitutionRules

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.now)


def step_of(request: Request) -> Step:
    """The request as a step of a search."""
    return Step(request.session, request.now, request.policy.substitution)


async def deadline(step: Step, meeting: MeetingFacts) -> datetime | None:
    """Until when somebody asked now may answer; None when it is too late to ask."""
    off = await days.days_off(step.session, step.today, local_date(meeting.starts_at))
    return rules_of.deadline(step.now, meeting.starts_at, off, step.rules)


async def close_calls(step: Step, visit: VisitFacts, by: str) -> None:
    """The office need not phone about this gap any more."""
    await calls.close_calls(
        step.session,
        step.now,
        by=by,
        reasons=[CallReason.SILENT, CallReason.DECLINED],
        meeting_id=visit.meeting.id,
        person_id=visit.cadre.id,
    )


async def taken_over(session: Session, visit_ids: Sequence[VisitId]) -> list[str]:
    """For each of the visits that somebody else took: who takes it."""
    found = []
    for visit_id, by in (await stood_in.filled(session, visit_ids)).items():
        meeting = await visits.meeting_of(session, visit_id)
        found.append(words.filled_already(meeting, by.name))
    return found


async def office_of(step: Step, meeting: MeetingFacts) -> Sequence[PersonName]:
    """Coordinators of the meeting."""
    return await visible.coordinators_of(step.session, meeting.branch.commune_id, step.today)


async def tell_office(step: Step, said: Words | Ask, key: str, meeting: MeetingFacts) -> None:
    """One message to each coordinator of the meeting."""
    for coordinator in await office_of(step, meeting):
        await tell(step, coordinator.id, said, f"{key}:{coordinator.id}", meeting)


async def tell(
    step: Step,
    to: PersonId,
    said: Words | Ask,
    key: str,
    meeting: MeetingFacts,
    *,
    lapses_at: datetime | None = None,
) -> None:
    """Queue one message about a meeting; it lapses when the meeting begins, at the latest."""
    kind = key.partition(":")[0]
    await outbox.queue(
        step.session,
        key=key,
        kind=kind,
        person_id=to,
        content=said,
        now=step.now,
        lapses_at=lapses_at or meeting.starts_at,
        occasions=[outbox.ForWhat(key, meeting.id, meeting.version)],
    )
