"""What the office opens every day is read by a shorter way; it says what the long way says."""

from datetime import timedelta

import pytest

from db import visit_lists, visits, witnesses
from db.base import Database
from domain.ids import BranchId
from domain.meetings import MeetingState
from domain.witnesses import difference
from tests.support.histories import random_history
from tests.support.town import instant

NOW = instant("2026-12-18 15:00")


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 20))]
)
async def test_disputed_and_unanswered_visits(database: Database, seed: int) -> None:
    async with database.begin() as session:
        town = await random_history(session, 200 + seed, NOW)
        ids = [BranchId(number) for number in town.ids.branches.values()][seed % 2 :]
        for since, until in (
            (NOW - timedelta(days=31), NOW),
            (NOW, NOW + timedelta(days=45)),
            (NOW - timedelta(days=90), NOW + timedelta(days=90)),
        ):
            window = session, ids, since, until
            told = await witnesses.records_told_of(*window)
            differ = tuple(record for record in told if difference(record) is not None)
            assert await witnesses.records_disputed(*window) == differ

            duties = await visits.visits_between(session, since, until)
            planned = (v for v in duties if v.meeting.state is MeetingState.PLANNED)
            silent = tuple(v for v in planned if not v.answered and v.meeting.branch.id in ids)
            assert await visit_lists.unanswered_visits(*window) == silent
        assert told
        assert duties
