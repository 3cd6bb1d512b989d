"""Putting together what makes files of figures: templates, signed addresses, packs of a month."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.courier import takes_files
from bot.exports import Exports
from bot.papers import pack, templates
from bot.papers.template import BrokenTemplate
from channels.base import Channel
from db.base import Database
from domain.closing import PackFile
from domain.errors import NothingToDo
from domain.reports.period_paper import PeriodPaper
from domain.reports.periods import PeriodKind
from handlers.base import Packing, Policy
from texts.reports import document


def exports(
    database: Database,
    now: Callable[[], datetime],
    *,
    key: str = "",
    folder: Path | None = None,
    public: str = "",
) -> Exports:
    """Signed addresses under one key; an empty key is a new one that ends with the process."""
    secret = key.encode() or secrets.token_bytes(32)
    return Exports(database, now, secret, folder, public=public)


def with_files(policy: Policy, made: Exports, folder: Path | None = None) -> Policy:
    """The policy of a house that can make files."""

    return replace(policy, export=made.link, content=made.content, packing=packing(folder))


def complete(policy: Policy, channels: Collection[Channel]) -> Policy:
    """Every house can close a month, also one without pages; which channels take its files."""
    if policy.content is not None:
        policy = replace(policy, carries=frozenset(c.name for c in channels if takes_files(c)))
    return policy if policy.packing is not None else replace(policy, packing=packing(None))


def packing(folder: Path | None) -> Packing:
    """How a month is packed, with the office's template where there is one."""
    return Packing(partial(_pack, folder), pack.programs)


def _pack(folder: Path | None, paper: PeriodPaper) -> tuple[PackFile, ...]:
    try:
        return pack.pack(paper, templates.template(folder, PeriodKind.MONTH))
    except BrokenTemplate as broken:
        which = templates.NAMES[PeriodKind.MONTH]
        raise NothingToDo(document.broken(which, broken.field)) from None
