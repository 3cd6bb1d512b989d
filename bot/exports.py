"""What is behind a signed address: whose it is, whether they still may, and the files.

Each opened file is noted in the audit log in a transaction of its own.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.papers import drawing, pack, state, templates
from bot.papers.template import BrokenTemplate
from db import audit, people, state_pictures
from db.base import Database, Session
from domain.calendar import local_date
from domain.closing import PackFile
from domain.people import Person
from domain.reports.period_paper import PeriodPaper
from domain.reports.periods import Period
from domain.reports.plan_sheet import CommuneSheet, PlanPaper, commune_sheets
from handlers import exporting
from texts import exports as words
from texts.reports import document
from texts.reports.state_picture import LABEL as STATE_LABEL
from web.house import Drawn, Listed
from web.house import Exports as Page
from web.signed_links import Subject, opened, signed

log = logging.getLogger(__name__)


class Exports:
    """Makes signed addresses and opens them. `address`: where the pages are, once known."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        key: bytes,
        folder: Path | None,
        *,
        public: str = "",
    ) -> None:
        self._database = database
        self._now = now
        self._key = key
        self._folder = folder
        self._public = public.rstrip("/")
        self.address = ""

    def link(self, subject: Subject, *, here: bool) -> str | None:
        """The address of the subject's files; `here`: for who sits at the office's own page.

        None where nobody could open it.
        """
        base = self.address.rstrip("/") if here else self._public
        return f"{base}/tep/{signed(self._key, subject, self._now())}" if base else None

    @property
    def page(self) -> Page:
        """What the pages need."""
        return Page(self._listed, self._drawn)

    async def _listed(self, token: str) -> Listed | None:
        subject = opened(self._key, token, self._now())
        if subject is None:
            return None
        async with self._database.read() as session:
            person = await self._still_may(session, subject)
            if person is None:
                return None
            period = Period.parse(subject.period)
            paper = await exporting.paper(session, subject.roots, period, self._now())
            names = [(name, words.label(name)) for name in pack.names(paper)]
            plan = await exporting.schedule(session, subject.roots, period, self._now())
        names.append((state.NAME, STATE_LABEL))
        labels = [(name, words.schedule_label(s.commune)) for name, s in sheets(plan).items()]
        return Listed(words.title(period, paper.unit), (*names, *labels))

    async def _drawn(self, token: str, name: str) -> Drawn | None:
        subject = opened(self._key, token, self._now())
        if subject is None:
            return None
        async with self._database.begin() as session:
            person = await self._still_may(session, subject)
            if person is None:
                return None
            period = Period.parse(subject.period)
            if name == state.NAME:
                return await self._pictured(session, subject, period)
            paper = await exporting.paper(session, subject.roots, period, self._now())
            plan = await exporting.schedule(session, subject.roots, period, self._now())
            if name not in {*pack.names(paper), *sheets(plan)}:
                return None
            audit.exported(session, self._now(), person.id, name, str(period), paper.unit)
        try:
            return Drawn(await asyncio.to_thread(self._make, name, paper, plan))
        except BrokenTemplate as broken:
            which = templates.NAMES[period.kind]
            log.warning("report template cannot be filled", extra={"template": which})
            return Drawn(None, document.broken(which, broken.field))

    async def _pictured(self, session: Session, subject: Subject, period: Period) -> Drawn:
        """The picture of the period as it stands now."""
        now = self._now()
        found = await state_pictures.picture(session, subject.roots, period, now)
        audit.exported(session, now, subject.person, state.NAME, str(period), found.unit)
        return Drawn(await asyncio.to_thread(state.state_png, found))

    def _make(self, name: str, paper: PeriodPaper, plan: PlanPaper | None) -> bytes:
        sheet = sheets(plan).get(name)
        if plan is not None and sheet is not None:
            return drawing.commune_pdf(plan, sheet)
        return pack.one(name, paper, templates.template(self._folder, paper.period.kind))

    async def _still_may(self, session: Session, subject: Subject) -> Person | None:
        """Whose address it is, if their posts of today still allow it."""
        now = self._now()
        person = await people.person(session, subject.person, local_date(now))
        return person if await exporting.allowed(session, person, subject.roots, now) else None


def sheets(plan: PlanPaper | None) -> dict[str, CommuneSheet]:
    """The schedule of each commune by the name of its file."""
    return {} if plan is None else {f"{one.name}.pdf": one for one in commune_sheets(plan)}


def every(paper: PeriodPaper, plan: PlanPaper | None, template: bytes) -> tuple[PackFile, ...]:
    """All files of a period at once. Raises BrokenTemplate, before anything is made."""
    drawn = [
        PackFile(name, drawing.commune_pdf(plan, sheet))
        for name, sheet in sheets(plan).items()
        if plan is not None
    ]
    return (*pack.files(paper, template), *drawn)
