"""Random months of the small town: every way a meeting, a visit and two witnesses can go."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from db import pasts
from db.base import Base, Session
from db.meetings import Meeting, MeetingChange, MeetingResult
from db.pauses import PauseRow
from db.planner_settings import PlannerSetting
from db.remarks import MeetingRemark
from db.substitutions import Substitution
from db.visits import PresenceRow, PromiseRow, Visit
from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory
from domain.calendar import Month, at_midnight
from domain.meetings import MeetingKind, MeetingState
from domain.messages import Source
from domain.pausing import PauseEnd
from domain.reports.facts import Grade
from domain.substitution import SubstitutionKind, SubstitutionState
from tests.support.residents import PEOPLE, Role, Settled, settle

MONTHS = (Month(2026, 11), Month(2026, 12))
CADRES = [resident.code for resident in PEOPLE if resident.role is Role.CADRE]


@dataclass
class History:
    """A town and what chance made of two of its months."""

    session: Session
    ids: Settled
    chance: Random

    def sometimes(self, probability: float) -> bool:
        return self.chance.random() < probability

    async def add(self, row: Base) -> int:
        """Store a row; its id."""
        self.session.add(row)
        await self.session.flush()
        number: int = row.id  # type: ignore[attr-defined]
        return number


async def random_history(session: Session, seed: int, now: datetime) -> History:
    """The town, two months of meetings around `now`, and everything said about them."""
    town = History(session, await settle(session, now - timedelta(days=90)), Random(seed))
    await _tree(town)
    for _ in range(town.chance.randrange(3)):
        await _pause(town)
    for month in MONTHS:
        for branch in town.ids.branches.values():
            await _meeting(town, branch, month, MeetingKind.REGULAR)
            if town.sometimes(0.15):
                await _meeting(town, branch, month, MeetingKind.THEMATIC)
    return town


async def _tree(town: History) -> None:
    """A branch that belonged to another commune until some day, and a rule that changed."""
    ids, chance = town.ids, town.chance
    changed = MONTHS[0].first + timedelta(days=chance.randrange(60))
    until = at_midnight(changed)
    if town.sometimes(0.7):
        was = {"village": "bản Cũ", "unit_id": ids.units["TL"], "members": 20, "exempt": 1}
        branch = ids.branches["SD01"]
        await pasts.keep_branch(town.session, branch, was, MONTHS[0].first, until)
    if town.sometimes(0.5):
        old = {"name": "Na Mèo cũ", "parent_id": ids.units["QS"]}
        await pasts.keep_unit(town.session, ids.units["NM"], old, MONTHS[0].first, until)
    if town.sometimes(0.5):
        await town.add(
            PlannerSetting(
                key=chance.choice(["tyledu", "phuthop"]),
                value=str(chance.choice([50, 80, 100])),
                valid_from=MONTHS[1].first,
                set_by=ids.people["DP1"],
                set_at=until,
            )
        )


async def _pause(town: History) -> None:
    chance, ids = town.chance, town.ids
    person = town.sometimes(0.4)
    since = MONTHS[0].since + timedelta(days=chance.randrange(50))
    how = chance.choice([None, None, PauseEnd.LIFTED, PauseEnd.UNDONE])
    await town.add(
        PauseRow(
            person_id=ids.people[chance.choice(CADRES)] if person else None,
            unit_id=None if person else ids.units[chance.choice(["NM", "SD", "TL"])],
            reason=ReasonCategory.DISASTER,
            actor_id=ids.people["DP1"],
            since=since,
            until=since + timedelta(days=20),
            ended_at=None if how is None else since + timedelta(days=5),
            ended_how=how,
        )
    )


async def _meeting(town: History, branch: int, month: Month, kind: MeetingKind) -> None:
    chance = town.chance
    starts = month.since + timedelta(days=chance.randrange(30), hours=chance.randrange(7, 21))
    row = Meeting(
        branch_id=branch,
        month=str(month),
        kind=kind,
        starts_at=starts,
        place="nhà văn hóa",
        state=chance.choice([MeetingState.HELD, MeetingState.HELD, *MeetingState]),
        version=1,
        published_at=month.since,
    )
    await town.add(row)
    for _ in range(chance.choice([0, 0, 0, 1, 2])):
        old, row.starts_at = row.starts_at, row.starts_at + timedelta(days=chance.randrange(-9, 20))
        row.version += 1
        await town.add(
            MeetingChange(
                meeting_id=row.id, old_starts_at=old, new_starts_at=row.starts_at, at=starts
            )
        )
    await _results(town, row)
    for code in chance.sample(CADRES, chance.choice([0, 1, 1, 2])):
        await _visit(town, row, town.ids.people[code])


async def _results(town: History, meeting: Meeting) -> None:
    chance, person = town.chance, town.ids.people["BT-NM01"]
    held = meeting.state == MeetingState.HELD
    for _ in range(chance.choice([1, 1, 2]) if held or town.sometimes(0.4) else 0):
        present, excused, absent, exempt = (chance.randrange(20) for _ in range(4))
        numbered = held and town.sometimes(0.8)
        outcome = MeetingOutcome.HELD if held else chance.choice(list(MeetingOutcome))
        await town.add(
            MeetingResult(
                meeting_id=meeting.id,
                version=chance.randint(1, meeting.version),
                person_id=person,
                actor_id=person,
                outcome=outcome,
                reason=ReasonCategory.NONE,
                total=present + excused + absent + exempt if numbered else None,
                present=present if numbered else None,
                excused=excused if numbered else None,
                unexcused=absent if numbered else None,
                exempt=exempt if numbered else None,
                minutes=chance.choice([45, 90, 120, 150]) if numbered else None,
                source=Source.TEXT,
                at=meeting.starts_at,
                withdrawn_at=meeting.starts_at if town.sometimes(0.1) else None,
            )
        )
    if town.sometimes(0.3):
        await town.add(
            MeetingRemark(
                meeting_id=meeting.id,
                person_id=person,
                actor_id=person,
                thematic=town.sometimes(0.5),
                grade=chance.choice([None, *Grade]),
                source=Source.TEXT,
                at=meeting.starts_at,
            )
        )


async def _visit(town: History, meeting: Meeting, person: int) -> None:
    chance, secretary = town.chance, town.ids.people["BT-NM01"]
    ended = town.sometimes(0.2)
    visit = Visit(
        meeting_id=meeting.id, person_id=person, ended_at=meeting.starts_at if ended else None
    )
    await town.add(visit)
    if ended and town.sometimes(0.7):
        await _taken(town, visit, meeting)
    for _ in range(chance.choice([0, 1, 1, 2])):
        await town.add(
            PromiseRow(
                visit_id=visit.id,
                version=chance.randint(1, meeting.version),
                actor_id=person,
                promise=chance.choice(list(Promise)),
                reason=chance.choice([ReasonCategory.NONE, ReasonCategory.WORK]),
                source=Source.TEXT,
                at=meeting.starts_at,
            )
        )
    for witness in (person, secretary):
        for _ in range(chance.choice([0, 0, 1, 1, 2])):
            await town.add(
                PresenceRow(
                    visit_id=visit.id,
                    version=chance.randint(1, meeting.version),
                    witness_id=witness,
                    actor_id=witness,
                    presence=chance.choice([Presence.PRESENT, *Presence]),
                    held=town.sometimes(0.8),
                    source=Source.TEXT,
                    at=meeting.starts_at,
                )
            )


async def _taken(town: History, visit: Visit, meeting: Meeting) -> None:
    await town.add(
        Substitution(
            kind=SubstitutionKind.GAP,
            person_id=visit.person_id,
            month=meeting.month,
            visit_id=visit.id,
            meeting_id=meeting.id,
            version=1,
            state=town.chance.choice([SubstitutionState.FILLED, *SubstitutionState]),
            opened_at=meeting.starts_at,
            looked_at=meeting.starts_at,
            filled_by=town.ids.people["DP1"],
        )
    )
