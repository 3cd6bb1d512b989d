"""The delivery ledger: what became of every message, of a person, a meeting or a day.

`--preview` shows what will be said to whom in the next seven days instead. Exit status: 0, or 1
when something did not reach somebody and nobody was asked to phone, or a name finds nothing.
"""

import argparse
import asyncio
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot import collect, logs, opening
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from bot.settings import Settings
from db import ledger, people
from db import meetings as meetings_db
from db.base import Session
from db.ledger_names import branch_ids_named, people_named
from domain.availability import CampaignRules
from domain.calendar import at_midnight, local_date
from domain.ids import PersonId
from domain.ledger import Change, Entry, Fate
from domain.reply_dates import read_date
from handlers.ledger_pages import counted
from handlers.ledger_pages import people as people_in
from scheduler import availability, preview
from scheduler.base import Chore, Reminder
from scheduler.cron import fires
from texts import ledger as words
from texts import ledger_lines as lines

NAME = "ledger"
HELP = "what became of every message; --preview: what comes next"

CLOCK = Clock()
AROUND = timedelta(days=62)
AHEAD = timedelta(days=7)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, of what, and how it is shown."""
    of = parser.add_mutually_exclusive_group()
    of.add_argument("--person", metavar="CODE or NAME")
    of.add_argument("--meeting", metavar="CODE or VILLAGE", help="of the branch's meetings")
    of.add_argument("--day", metavar="2026-12-05", help="or 05/12; without any: today")
    of.add_argument("--preview", action="store_true", help="what is said in the next seven days")
    parser.add_argument("--json", action="store_true", help="for other programs")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Print it; see the module for the exit status."""
    settings = opening.settings(Settings)
    logs.set_up("ERROR", "text")
    return asyncio.run(_run(options, options.database or settings.database_url, settings))


async def _run(options: argparse.Namespace, url: str, settings: Settings) -> int:
    now = CLOCK.now()
    async with opening.as_it_is(url, newest=True) as database, database.read() as session:
        if options.preview:
            return await _preview(session, settings, now, as_json=options.json)
        title, entries = await _asked(session, options, now)
        steps = {e.outgoing_id: await ledger.changes(session, e.outgoing_id) for e in entries}
    if options.json:
        print(json.dumps([_row(e, steps[e.outgoing_id]) for e in entries], ensure_ascii=False))
    else:
        print(words.overview(title, counted(entries), people_in(entries)))
        for entry in entries:
            print(lines.line(entry, len(steps[entry.outgoing_id])))
    alone = [e for e in entries if e.fate is Fate.TO_PHONE and not (e.phoning and e.phoning.asked)]
    return NOT_DONE if alone else 0


async def _asked(
    session: Session, options: argparse.Namespace, now: datetime
) -> tuple[str, Sequence[Entry]]:
    """The heading and the rows. Raises CannotStart."""
    if options.person:
        found = await people_named(session, options.person)
        if len(found) != 1:
            raise CannotStart(lines.who(options.person, [(p.name, p.code) for p in found]))
        rows = await ledger.entries(session, persons=[found[0].id])
        return words.of_person(found[0].name), rows
    if options.meeting:
        branches = await branch_ids_named(session, options.meeting)
        near = await meetings_db.meetings_of_branches(session, branches, now - AROUND, now + AROUND)
        if not near:
            raise CannotStart(lines.no_meeting(options.meeting))
        rows = await ledger.entries(session, meetings=[m.id for m in near])
        return "\n".join(words.of_meeting(m) for m in near), rows
    day = _day(options.day, local_date(now))
    since = at_midnight(day)
    rows = await ledger.entries(session, since=since, until=since + timedelta(days=1))
    return words.of_day(day), rows


def _day(said: str | None, today: date) -> date:
    if said is None:
        return today
    try:
        return date.fromisoformat(said)
    except ValueError:
        day = read_date(said, today)
    if day is None:
        raise CannotStart(lines.no_day(said))
    return day


def _row(entry: Entry, steps: Sequence[Change]) -> dict[str, Any]:
    task = entry.phoning
    return {
        "occasion": entry.key,
        "kind": entry.kind,
        "person": entry.person.name,
        "meeting": None if entry.meeting is None else entry.meeting.branch.code,
        "fate": entry.fate,
        "due_at": entry.due_at.isoformat(),
        "channel": entry.channel,
        "delivered_at": _iso(entry.delivered_at),
        "seen_at": _iso(entry.seen_at),
        "answered_at": _iso(entry.answered_at),
        "asked_to_phone": [] if task is None else [who.name for who in task.asked],
        "calls": 0 if task is None else task.tries,
        "reached_at": None if task is None else _iso(task.reached_at),
        "states": [
            {"state": s.state, "reason": s.reason, "attempt": s.attempt, "at": s.at.isoformat()}
            for s in steps
        ],
    }


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


async def _preview(session: Session, settings: Settings, now: datetime, *, as_json: bool) -> int:
    reminders = collect.declared("scheduler.reminders", Reminder)
    rules = CampaignRules(day=settings.availability_day)
    chores = (*collect.declared("scheduler.chores", Chore), *availability.chores(rules))
    found = await preview.ahead(session, reminders, now, now + AHEAD)
    waiting = [e for e in await ledger.entries(session, since=now) if e.fate is Fate.WAITING]
    ids = {one.person_id for one in found} | {one.about for one in found if one.about is not None}
    names = {p.id: p.name for p in await people.persons(session, list(ids), local_date(now))}
    due = fires(chores, now, now + AHEAD)
    if as_json:
        print(json.dumps([_ahead(one, names) for one in found], ensure_ascii=False))
        return 0
    print(lines.preview_title(now, now + AHEAD, len(found)))
    for one in found:
        about = None if one.about is None else names[one.about]
        print(
            lines.ahead(
                one.at,
                names[one.person_id],
                one.kind,
                one.meeting,
                about,
                if_silent=one.if_silent,
                paused=one.paused,
            )
        )
    for entry in waiting:
        print(lines.waits(entry))
    for at, name in due:
        print(lines.chore(at, name))
    return 0


def _ahead(one: preview.Ahead, names: dict[PersonId, str]) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "kind": one.kind,
        "person": names[one.person_id],
        "meeting": one.meeting.branch.code,
        "only_if_unanswered": one.if_silent,
        "about": None if one.about is None else names[one.about],
        "paused": one.paused,
    }
