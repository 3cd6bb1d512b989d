"""A task the office cannot open bars its list: seen after three mornings; mended, the list ends."""

from pathlib import Path
from typing import Any

import pytest

from handlers.answering_for import everybody
from handlers.questions import call_list
from tests.support.staged import Act, Stage, played

A_LEADER = """
INSERT INTO calls (key, reason, person_id, opened_at)
SELECT 'undelivered:a leader', 'undelivered', id, '2026-12-20 23:00:00.000000'
FROM people WHERE code = 'LD1'
"""
STAGE = Stage(seed=19, days=6, script=(Act("2026-12-21 06:00", statement=A_LEADER),))


@pytest.mark.slow
@pytest.mark.parametrize("barred", [True, False])
def test_a_task_that_cannot_be_opened(
    barred: bool, sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def seen(request: Any, person: Any) -> bool:
        return person in await everybody(request)

    if barred:
        monkeypatch.setattr(call_list, "answered_for", seen)
    found = played(STAGE, tmp_path, sqlite_template).invariants
    assert found == ({"call_list"} if barred else set())
