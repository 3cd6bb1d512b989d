"""Is a closed month still what was closed? Everything is hashed, made and counted once more.

What is compared, and what a difference means, is in docs/decisions/0017-closed-months.md.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.papers import pack as packs
from bot.papers.template import BrokenTemplate
from db import closing, evidence
from db.base import Session
from db.closing import Closed, MonthClose
from domain.calendar import Month
from domain.closing import PackFile, digest
from domain.reports.facts import Figures
from domain.reports.period_paper import PeriodPaper, read_paper
from handlers.closing import differences, traces, whole_paper
from texts import closing as words

MANIFEST = "manifest.json"


async def problems(session: Session, done: Closed) -> list[str]:
    """What is wrong with a closed month, one line each; nothing when it is intact."""
    found = [*await _chain(session, done.row.month), *_parts(done), *_annexes(done)]
    if found:
        return found  # what hangs on something changed says nothing more
    paper = read_paper(done.row.facts)
    found += _made_again(done, paper)
    found += await _recorded(session, done)
    return found


async def _chain(session: Session, until: str) -> list[str]:
    """Each manifest is what was hashed, and names the one before it."""
    found: list[str] = []
    before: MonthClose | None = None
    for row in await closing.chain(session, until):
        if digest(row.manifest) != row.manifest_sha256:
            found.append(words.manifest_changed(row.month))
        named = _json(row.manifest).get("previous")
        expected = None if before is None else {"month": before.month, "sha256": _hash(before)}
        if named != expected:
            found.append(words.chain_broken(row.month, "" if before is None else before.month))
        before = row
    return found


def _hash(row: MonthClose) -> str:
    """Of the manifest as it is, so that a changed one breaks the chain behind it too."""
    return digest(row.manifest)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _parts(done: Closed) -> list[str]:
    """Facts, evidence and files are what the manifest says."""
    month, manifest = done.row.month, _json(done.row.manifest)
    found = []
    for name, text in ((words.FACTS, done.row.facts), (words.EVIDENCE, done.row.evidence)):
        key = "facts_sha256" if name == words.FACTS else "evidence_sha256"
        if manifest.get(key) != digest(text):
            found.append(words.part_changed(month, name))
    files = {file.name: file.content for file in done.files}
    return [*found, *_against(month, manifest, files.get)]


def _against(
    month: str, manifest: dict[str, Any], content: Callable[[str], bytes | None]
) -> Iterator[str]:
    for named in manifest.get("files", []):
        there = content(named["name"])
        if there is None:
            yield words.file_missing(month, named["name"])
        elif digest(there) != named["sha256"]:
            yield words.file_changed(month, named["name"])


def in_folder(done: Closed, folder: Path) -> list[str]:
    """Files somebody exported, against the manifest of the house."""

    def content(name: str) -> bytes | None:
        file = folder / name
        return file.read_bytes() if file.is_file() else None

    month = done.row.month
    found = list(_against(month, _json(done.row.manifest), content))
    text = content(MANIFEST)
    if text is None:
        return [*found, words.file_missing(month, MANIFEST)]
    if digest(text) != done.row.manifest_sha256:
        found.append(words.file_changed(month, MANIFEST))
    return found


def _annexes(done: Closed) -> list[str]:
    found, before = [], done.row.manifest_sha256
    for number, row in enumerate(done.annexes, start=1):
        whole = _json(row.content).get("previous_sha256") == before
        if not whole or row.number != number or digest(row.content) != row.sha256:
            found.append(words.annex_changed(done.row.month, row.number))
        before = row.sha256
    return found


def _made_again(done: Closed, paper: PeriodPaper) -> list[str]:
    """The files drawn from the frozen facts with the frozen template, byte for byte."""
    kept = {file.name: file.content for file in done.files}
    try:
        made: Sequence[PackFile] = packs.pack(paper, kept.get(packs.TEMPLATE, b""))
    except BrokenTemplate:
        return [words.not_reproduced(done.row.month, packs.TEMPLATE, ())]
    then = _json(done.row.manifest).get("programs", {})
    other = [f"{name} {now}" for name, now in packs.programs().items() if then.get(name) != now]
    return [
        words.not_reproduced(done.row.month, file.name, other)
        for file in made
        if kept.get(file.name) != file.content
    ]


async def _recorded(session: Session, done: Closed) -> list[str]:
    """What was recorded before the close is untouched, and still counts up to the same."""
    kept, month = traces(done), done.row.month
    lines = read_paper(done.row.facts).lines
    ids = [line.meeting for line in lines]
    now = await evidence.digests(session, ids, done.row.closed_at)
    found = [
        words.row_changed(month, x.code)
        for x in lines
        if kept[str(x.meeting)] != now[str(x.meeting)]
    ]
    corrections, unexplained = await differences(session, done)
    found += [words.unexplained(month, one) for one in unexplained]
    touched = await evidence.since(session, ids, done.row.closed_at)
    if not (found or corrections or touched):
        found += await _counted_again(session, done)
    return found


async def _counted_again(session: Session, done: Closed) -> list[str]:
    """The figures of each commune from today's tables as known at the close, with its rules."""
    frozen = read_paper(done.row.facts)
    paper = await whole_paper(session, Month.parse(done.row.month), done.row.closed_at)
    if paper.rules != frozen.rules:
        return [words.figures_changed(done.row.month, words.RULES)]
    new = {one.unit_id: one.figures for one in paper.communes}
    return [
        words.figures_changed(done.row.month, one.name)
        for one in frozen.communes
        if not _same(one.figures, new.get(one.unit_id, Figures()))
    ]


def _same(one: Figures, other: Figures) -> bool:
    counts = {*one.counts, *other.counts}
    return one.members == other.members and all(one[f] == other[f] for f in counts)
