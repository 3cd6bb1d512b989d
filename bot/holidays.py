"""Public holidays into the district's own calendar, which the office may override."""

import holidays

from db.base import Session
from db.days import SpecialDay

SOURCE = "holidays"


async def refresh(session: Session, years: range) -> None:
    """Add the public holidays of the years; rows of the district's own are never touched."""
    for day, name in sorted(holidays.country_holidays("VN", years=years, language="vi").items()):
        known = await session.get(SpecialDay, day)
        if known is None:
            session.add(SpecialDay(day=day, off=True, name=name[:120], source=SOURCE))
        elif known.source == SOURCE:
            known.name = name[:120]
