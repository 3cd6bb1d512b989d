"""The picture of a period for a telephone: state.typ filled and drawn, 1080 dots wide."""

import json

from bot.papers.drawing import drawn
from domain.calendar import local_date
from domain.reports.state_picture import Block, Cell, StatePicture
from texts.papers import LANGUAGE
from texts.reports import state_picture as words


def state_png(picture: StatePicture) -> bytes:
    """The same picture gives the same bytes, whatever fonts the machine has."""
    return drawn("state.typ", source(picture), local_date(picture.now), "png")


def source(picture: StatePicture) -> str:
    """The data of state.typ."""
    data = {
        "language": LANGUAGE,
        "title": words.title(picture),
        "totals": words.totals(picture),
        "drawn": words.drawn_at(picture),
        "blocks": [_block(one) for one in picture.blocks],
        "legend": words.legend(picture),
        "trend": words.TREND,
        "bars": [
            dict(
                zip(("count", "week"), words.bar(bar), strict=True),
                held=bar.held,
                planned=bar.planned,
            )
            for bar in picture.trend
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _block(block: Block) -> dict[str, object]:
    return {
        "commune": block.commune,
        "count": words.block(block),
        "cells": [_cell(cell) for cell in block.cells],
    }


def _cell(cell: Cell) -> dict[str, str]:
    return {
        "village": words.village(cell.village),
        "state": cell.state.value,
        "mark": words.MARKS[cell.state],
    }
