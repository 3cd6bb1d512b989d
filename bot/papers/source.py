"""What the typst sources of bot/data are given: the layout in words, as JSON."""

import json
from typing import Any

from domain.reports.plan_sheet import CommuneSheet, Grid, PaperLine, PlanPaper, grid
from texts import papers as words
from texts import say


def picture(paper: PlanPaper, *, a4: bool) -> str:
    """The data of month.typ; `a4` chooses paper instead of a telephone's screen."""
    layout = grid(paper)
    dated = [line for line in paper.lines if line.starts_at is not None]
    habitual = sum(line.habitual for line in dated)
    return _json(
        {
            **_head(paper),
            "a4": a4,
            "totals": words.totals(len(dated), habitual, len(layout.apart)),
            "weeks": [_week(layout, index) for index in range(len(layout.weeks))],
            "rows": [
                {
                    "commune": row.commune,
                    "count": words.meetings(sum(len(cell) for cell in row.cells)),
                    "cells": [[_chip(line) for line in cell] for cell in row.cells],
                }
                for row in layout.rows
            ],
            "apart_heading": words.apart_heading(len(layout.apart)) if layout.apart else "",
            "apart": [words.apart(line) for line in layout.apart],
            "legend": words.legend(),
        }
    )


def commune(paper: PlanPaper, sheet: CommuneSheet) -> str:
    """The data of commune.typ."""
    return _json(
        {
            **_head(paper),
            "commune": sheet.commune,
            "totals": words.sheet_totals(len(sheet.lines)),
            "headers": words.SHEET_HEADERS,
            "rows": [_row(line) for line in sheet.lines],
            "apart_heading": words.apart_heading(len(sheet.apart)) if sheet.apart else "",
            "apart": [words.apart(line) for line in sheet.apart],
            "page_of": words.page_of(),
        }
    )


def _head(paper: PlanPaper) -> dict[str, Any]:
    return {
        "language": words.LANGUAGE,
        "title": words.title(paper.month),
        "state": words.state(paper.approved),
        "approved": paper.approved,
        "printed": words.printed_on(paper.printed_on),
    }


def _week(layout: Grid, index: int) -> dict[str, str]:
    week = layout.weeks[index]
    return {
        "name": words.week_number(week),
        "since": words.since(week),
        "days": words.week_days(week),
        "count": words.meetings(layout.count(index)),
    }


def _chip(line: PaperLine) -> dict[str, Any]:
    assert line.starts_at is not None
    return {
        "day": words.day_in_cell(line.starts_at),
        "marks": words.marks(line),
        "village": words.short_village(line.village),
        "usual": line.habitual,
    }


def _row(line: PaperLine) -> list[str]:
    assert line.starts_at is not None
    return [
        words.weekday_and_day(line.starts_at),
        say.clock(line.starts_at),
        line.village,
        line.place,
        words.unbroken_guests(line.guests),
    ]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
