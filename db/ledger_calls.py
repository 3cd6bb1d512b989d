"""Who was asked to phone somebody who could not be reached, and what came of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select

from db import people, visible
from db.attempts import CallAttempt
from db.base import Session
from db.calls import Call, CallReason
from db.withheld import units_of
from domain.calendar import local_date
from domain.ids import PersonId
from domain.ledger import Phoning
from domain.meetings import PersonName
from domain.people import Role

REASONS = (CallReason.UNREACHABLE, CallReason.UNDELIVERED)


class Phonings:
    """The telephone tasks of some people; `for_loss` finds the one that covers a lost message."""

    def __init__(self, calls: Sequence[Call], attempts: Sequence[CallAttempt]) -> None:
        self._calls = calls
        self._attempts = attempts
        self._asked: dict[tuple[int, date], tuple[PersonName, ...]] = {}

    @classmethod
    async def of(cls, session: Session, person_ids: Collection[PersonId]) -> "Phonings":
        """Read them; names of those who are asked are found later, when needed."""
        calls = await session.scalars(
            select(Call)
            .where(Call.person_id.in_(person_ids), Call.reason.in_(REASONS))
            .order_by(Call.opened_at, Call.id)
        )
        attempts = await session.scalars(
            select(CallAttempt)
            .where(CallAttempt.person_id.in_(person_ids))
            .order_by(CallAttempt.at, CallAttempt.id)
        )
        return cls(calls.all(), attempts.all())

    async def for_loss(
        self, session: Session, person_id: PersonId, lost_at: datetime
    ) -> Phoning | None:
        """The task that was open when a message was lost, or was opened after it; None: nobody."""
        covering = [
            call
            for call in self._calls
            if call.person_id == person_id and (call.closed_at is None or call.closed_at >= lost_at)
        ]
        if not covering:
            return None
        made = [a for a in self._attempts if a.person_id == person_id and a.at >= lost_at]
        return Phoning(
            covering[0].opened_at,
            await self._whom(session, person_id, local_date(covering[0].opened_at)),
            tries=len(made),
            reached_at=next((a.at for a in made if a.reached), None),
        )

    async def _whom(
        self, session: Session, person_id: PersonId, day: date
    ) -> tuple[PersonName, ...]:
        if (person_id, day) not in self._asked:
            self._asked[person_id, day] = await asked(session, person_id, day)
        return self._asked[person_id, day]


async def asked(session: Session, person_id: PersonId, day: date) -> tuple[PersonName, ...]:
    """Whose call list a person is on: the coordinators of their units, else the administrators."""
    found = {
        coordinator.id: coordinator
        for unit in sorted(await units_of(session, person_id))
        for coordinator in await visible.coordinators_of(session, unit, day)
        if coordinator.id != person_id
    }
    if found:
        return tuple(found.values())
    admins = await people.holders(session, [Role.ADMIN], day)
    return tuple(PersonName(a.id, a.name) for a in admins if a.id != person_id)
