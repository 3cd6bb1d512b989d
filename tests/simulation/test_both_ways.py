"""Every statement that skips the library, in weeks of a district, beside the library's."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select

from db.local import LocalSession
from db.prepared import directly
from tests.simulation.bugs import CALM
from tests.support.staged import played

STATEMENTS = 20  # different ones in these weeks, at least


@pytest.mark.slow
def test_in_weeks_of_a_district_rows_are_those_of_the_library(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: dict[str, bool] = {}
    execute = LocalSession.execute

    async def both_ways(
        self: LocalSession, statement: Any, params: Any = None, **options: Any
    ) -> Any:
        result = await execute(self, statement, params, **options)
        found = isinstance(statement, Select) and directly(statement, self.dialect)
        if not found or found.objects:
            return result
        ours, theirs = result.all(), self.sync_session.execute(statement, params).all()
        compared[found.sql] = ours == theirs and compared.get(found.sql, True)
        return await execute(self, statement, params, **options)

    monkeypatch.setattr(LocalSession, "execute", both_ways)
    played(CALM, tmp_path, sqlite_template)

    assert [sql for sql, same in compared.items() if not same] == []
    assert len(compared) > STATEMENTS
