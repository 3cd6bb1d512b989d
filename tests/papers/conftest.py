"""A small month of two communes that share a village name, with one of every standing."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.calendar import ZONE, Month
from domain.ids import UnitId
from domain.reports.plan_sheet import PaperLine, PlanPaper, Standing
from tests.conversations.conftest import published, published_december, town
from tests.operating.conftest import district, district_file, environment, run

__all__ = [  # fixtures of others
    "district",
    "district_file",
    "environment",
    "published",
    "published_december",
    "run",
    "town",
]


def line(code: str, when: str | None, **changes: object) -> PaperLine:
    na_meo = code.startswith("NM")
    moment = None if when is None else datetime.fromisoformat(when)
    made = PaperLine(
        code=code,
        village="bản Ngàm",
        commune_id=UnitId(1 if na_meo else 2),
        commune="Na Mèo" if na_meo else "Sơn Điện",
        place="nhà văn hóa bản Ngàm",
        starts_at=None if moment is None else moment.replace(tzinfo=ZONE),
        standing=Standing.UNDATED if when is None else Standing.DATED,
        habitual=when is not None,
        pinned=False,
        guests=("Hà Văn Tiến",) if when else (),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def paper() -> PlanPaper:
    """Eight lines: two weeks in Na Mèo, two in Sơn Điện, one of every reason for no date."""
    return PlanPaper(
        month=Month(2026, 12),
        approved=False,
        printed_on=date(2026, 11, 23),
        lines=(
            line("NM02", "2026-12-06 14:00", village="khu phố 3", habitual=False, pinned=True),
            line("NM01", "2026-12-05 19:30", guests=("Hà Văn Tiến", "Lò Thị Mai")),
            line("NM03", None, village="bản Son"),
            line("NM04", None, village="bản Sa Ná", standing=Standing.POSTPONED),
            line("SD01", "2026-12-10 07:30", guests=()),
            line("SD02", "2026-12-28 18:00", village="=1+1", place="=HYPERLINK(1)"),
            line("SD03", None, village="bản 2", standing=Standing.NOT_HELD),
            line("SD04", "2027-01-05 11:59", village="bản 1", habitual=False),
        ),
    )
