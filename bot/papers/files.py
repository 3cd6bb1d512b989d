"""The files of a month's papers: their names, and the drawing of each when it is wanted."""

from functools import partial

from bot.papers import drawing
from bot.papers.workbook import workbook
from domain.reports.plan_sheet import PlanPaper, commune_sheets
from texts import papers as words
from web.kept_papers import PaperFile

PICTURE = "month.png"
PICTURE_A4 = "month.pdf"
WORKBOOK = "draft.xlsx"


def files(paper: PlanPaper) -> tuple[PaperFile, ...]:
    """Every file of the papers; nothing is drawn yet."""
    return (
        PaperFile(PICTURE, words.PICTURE, partial(drawing.picture_png, paper)),
        PaperFile(PICTURE_A4, words.PICTURE_A4, partial(drawing.picture_pdf, paper)),
        PaperFile(WORKBOOK, words.WORKBOOK, partial(workbook, paper)),
        *(
            PaperFile(
                f"{sheet.name}.pdf",
                sheet.commune,
                partial(drawing.commune_pdf, paper, sheet),
                of_commune=True,
            )
            for sheet in commune_sheets(paper)
        ),
    )
