"""The drawn papers: right size, not blank, the same bytes again, and every word on them."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from bot.papers import drawing, source
from bot.papers.files import files
from domain.reports.plan_sheet import PlanPaper, commune_sheets
from tests.papers.png import size_of, values_of
from tests.support.golden import Golden

Goldens = Callable[[str], Golden]


def pages(pdf: bytes) -> int:
    assert pdf.startswith(b"%PDF-")
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_what_typst_is_given(paper: PlanPaper, golden: Goldens) -> None:
    assert source.picture(paper, a4=False) == golden("papers.picture")
    assert source.commune(paper, commune_sheets(paper)[0]) == golden("papers.commune")


def test_the_picture_fits_a_telephone_and_shows_something(paper: PlanPaper) -> None:
    drawn = drawing.picture_png(paper)
    width, height = size_of(drawn)
    assert width == 3 * 360
    assert 600 < height < 2400
    assert len(values_of(drawn)) > 100
    empty = drawing.picture_png(replace(paper, lines=()))
    assert size_of(empty)[1] < height


def test_state_is_drawn(paper: PlanPaper) -> None:
    approved = replace(paper, approved=True)
    assert drawing.picture_png(approved) != drawing.picture_png(paper)
    assert json.loads(source.picture(approved, a4=True))["state"] == "ĐÃ DUYỆT"
    assert json.loads(source.picture(paper, a4=True))["state"] == "DỰ THẢO"


def test_a4_sheets(paper: PlanPaper) -> None:
    assert pages(drawing.picture_pdf(paper)) == 1
    for sheet in commune_sheets(paper):
        assert pages(drawing.commune_pdf(paper, sheet)) == 1
    long = replace(commune_sheets(paper)[0], lines=commune_sheets(paper)[0].lines * 30)
    assert pages(drawing.commune_pdf(paper, long)) > 1


def test_words_with_signs_of_typst_are_only_words(paper: PlanPaper) -> None:
    (first, *rest) = paper.lines
    odd = replace(first, village='#panic("x") $ * _ @a <b> \\ [', guests=("#import", "*]"))
    tricky = replace(paper, lines=(odd, *rest))
    assert pages(drawing.picture_pdf(tricky)) == 1
    assert pages(drawing.commune_pdf(tricky, commune_sheets(tricky)[0])) == 1


def test_the_same_paper_is_the_same_bytes_in_another_process(
    paper: PlanPaper, tmp_path: Path
) -> None:
    """Another process, because a library may keep the order of a set or the time of its start."""
    import pickle

    kept = tmp_path / "paper"
    kept.write_bytes(pickle.dumps(paper))
    program = (
        "import pickle, sys\nfrom hashlib import sha256\nfrom bot.papers.files import files\n"
        "paper = pickle.load(open(sys.argv[1], 'rb'))\n"
        "for file in files(paper): print(file.name, sha256(file.draw()).hexdigest())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(kept)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    here = [f"{file.name} {sha256(file.draw()).hexdigest()}" for file in files(paper)]
    assert ran.stdout.split("\n")[:-1] == here
    assert [entry.split()[0] for entry in here] == [
        "month.png",
        "month.pdf",
        "draft.xlsx",
        "na-meo.pdf",
        "son-dien.pdf",
    ]
