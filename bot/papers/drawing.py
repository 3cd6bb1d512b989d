"""The picture of a month and a commune's sheet as bytes: typst with its own fonts, nothing else.

The fonts of the machine are left out, so that the same plan gives the same bytes everywhere.
"""

from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Literal

from bot.papers import source
from domain.reports.plan_sheet import CommuneSheet, PlanPaper

DOTS = 216.0  # an inch: three for each point of a telephone 360 wide


def picture_png(paper: PlanPaper) -> bytes:
    """The picture for a telephone, 1080 dots wide."""
    return _drawn("month.typ", source.picture(paper, a4=False), paper, "png")


def picture_pdf(paper: PlanPaper) -> bytes:
    """The same on A4."""
    return _drawn("month.typ", source.picture(paper, a4=True), paper, "pdf")


def commune_pdf(paper: PlanPaper, sheet: CommuneSheet) -> bytes:
    """The list of one commune on A4."""
    return _drawn("commune.typ", source.commune(paper, sheet), paper, "pdf")


def _drawn(name: str, data: str, paper: PlanPaper, form: Literal["png", "pdf"]) -> bytes:
    return drawn(name, data, paper.printed_on, form)


def drawn(name: str, data: str, day: date, form: Literal["png", "pdf"]) -> bytes:
    """A template of bot/data filled with JSON, as of a day: always the same bytes."""
    import typst  # large; wanted a few times a month

    template = resources.files("bot.data").joinpath(name).read_bytes()
    found = typst.compile(
        template,
        format=form,
        ppi=DOTS,
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        timestamp=datetime.combine(day, time(), tzinfo=UTC),
    )
    assert isinstance(found, bytes)  # several pages of a PNG would be a list
    return found
