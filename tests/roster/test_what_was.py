"""An import keeps what units and branches were until then, for reports about the time before."""

from sqlalchemy import select

from bot import importer
from db.branches import Branch
from db.pasts import BranchPast, UnitPast
from domain.calendar import at_midnight
from tests.roster.conftest import NOW, TODAY, House
from tests.roster.test_undoing import changed
from tests.support.workbooks import small


async def test_what_was_is_kept_and_undoing_forgets_it(house: House) -> None:
    await house.load(small())
    await house.load(changed())
    async with house.database.read() as session:
        (branch,) = list(await session.scalars(select(BranchPast)))
        now = await session.get_one(Branch, branch.branch_id)
        units = {row.name for row in await session.scalars(select(UnitPast))}
    assert (branch.village, now.village) == ("bản Mòng", "bản Mòng Trên")
    assert branch.until == at_midnight(TODAY)  # another hour of meeting is no past of reports
    assert len(units) == 2  # the district got a parent, the office a name

    await importer.undo(house.database, now=NOW, dry_run=False)
    async with house.database.read() as session:
        assert (await session.scalars(select(BranchPast))).all() == []
        assert (await session.scalars(select(UnitPast))).all() == []
