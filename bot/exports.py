"""Files of figures: behind which address, whether their person still may, and how they are made.

Each opened file is noted in the audit log in a transaction of its own.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from bot.kept_pack import kept_pack
from bot.papers import drawing, pack, state, templates
from bot.papers.template import BrokenTemplate
from db import audit, known, people, state_pictures
from db.base import Database, Session
from domain.calendar import local_date
from domain.closing import PackFile
from domain.exports import PICTURE, Export, ExportFile
from domain.reports.period_paper import PeriodPaper
from domain.reports.periods import Period
from domain.reports.plan_sheet import CommuneSheet, PlanPaper, commune_sheets
from handlers import exporting
from texts import exports as words
from texts.reports import document
from texts.reports.state_picture import LABEL as STATE_LABEL
from web.house import Drawn, Listed
from web.house import Exports as Page
from web.signed_links import opened, signed

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

    def link(self, export: Export, here: bool) -> str | None:
        """The address of the files; `here`: for who sits at the office's own page.

        None where nobody could open it.
        """
        base = self.address.rstrip("/") if here else self._public
        return f"{base}/tep/{signed(self._key, export, self._now())}" if base else None

    @property
    def page(self) -> Page:
        """What the pages need."""
        return Page(self._listed, self._behind, self.drawn)

    async def _listed(self, token: str) -> Listed | None:
        export = opened(self._key, token, self._now())
        if export is None:
            return None
        async with self._database.read() as session:
            if not await self._still_may(session, export):
                return None
            period = Period.parse(export.period)
            paper = await known.paper(session, export.roots, period, self._now())
            names = [(name, words.label(name)) for name in pack.names(paper)]
            plan = await exporting.schedule(session, export.roots, period, self._now())
        names.append((PICTURE, STATE_LABEL))
        labels = [(name, words.schedule_label(s.commune)) for name, s in sheets(plan).items()]
        return Listed(words.title(period, paper.unit), (*names, *labels))

    async def _behind(self, token: str, name: str) -> Drawn | None:
        export = opened(self._key, token, self._now())
        return None if export is None else await self.drawn(ExportFile(export, name))

    async def drawn(self, file: ExportFile) -> Drawn | None:
        """One file as it is now; None when there is none, or its person may not have it (any more).

        That it leaves is noted before it does.
        """
        export, name, period = file.export, file.name, Period.parse(file.export.period)
        async with self._database.begin() as session:
            if not await self._still_may(session, export):
                return None
            if name == PICTURE:
                return await self._pictured(session, export)
            paper = await known.paper(session, export.roots, period, self._now())
            plan = await exporting.schedule(session, export.roots, period, self._now())
            if name not in {*pack.names(paper), *sheets(plan)}:
                return None
            kept = await kept_pack(session, export.roots, period)
            said = str(period), paper.unit
            await audit.exported(session, self._now(), export.person, name, *said)
        try:
            return Drawn(await asyncio.to_thread(self._make, name, paper, plan, kept))
        except BrokenTemplate as broken:
            which = templates.NAMES[period.kind]
            log.warning("report template cannot be filled", extra={"template": which})
            return Drawn(None, document.broken(which, broken.field))

    async def content(self, file: ExportFile) -> bytes | None:
        """The bytes of one file, to be sent; None where it cannot be made."""
        drawn = await self.drawn(file)
        return None if drawn is None else drawn.content

    async def _pictured(self, session: Session, export: Export) -> Drawn:
        """The picture of the period as it stands now."""
        now, period = self._now(), Period.parse(export.period)
        found = await state_pictures.picture(session, export.roots, period, now)
        await audit.exported(session, now, export.person, PICTURE, export.period, found.unit)
        return Drawn(await asyncio.to_thread(state.state_png, found))

    def _make(
        self, name: str, paper: PeriodPaper, plan: PlanPaper | None, kept: Mapping[str, bytes]
    ) -> bytes:
        if name in kept:
            return kept[name]
        sheet = sheets(plan).get(name)
        if plan is not None and sheet is not None:
            return drawing.commune_pdf(plan, sheet)
        template = kept.get(pack.TEMPLATE) or templates.template(self._folder, paper.period.kind)
        return pack.one(name, paper, template)

    async def _still_may(self, session: Session, export: Export) -> bool:
        """Whether the posts of today still allow the person to have these figures."""
        now = self._now()
        person = await people.person(session, export.person, local_date(now))
        return await exporting.allowed(session, person, export.roots, now)


def sheets(plan: PlanPaper | None) -> dict[str, CommuneSheet]:
    """The schedule of each commune by the name of its file."""
    return {} if plan is None else {one.pdf: one for one in commune_sheets(plan)}


def every(
    paper: PeriodPaper, plan: PlanPaper | None, template: bytes, kept: Mapping[str, bytes]
) -> tuple[PackFile, ...]:
    """All files of a period at once, `kept` ones as they are.

    Raises BrokenTemplate, before anything is made.
    """
    drawn = [
        PackFile(name, drawing.commune_pdf(plan, sheet))
        for name, sheet in sheets(plan).items()
        if plan is not None
    ]
    made = [
        PackFile(name, kept.get(name) or pack.one(name, paper, kept.get(pack.TEMPLATE, template)))
        for name in pack.names(paper)
    ]
    return (*made, *drawn)
