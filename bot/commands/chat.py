"""The whole house in a terminal: play everybody, move the clock, or pipe a scenario in.

A fresh sample district is made for each run, so the same script and seed print the same lines.
  @NAME TEXT              somebody says something (code, name, or a branch code for its secretary)
  !clock 2026-12-04 18:30 move the clock; everybody hears what falls due on the way
  !next                   move to the next thing that happens
  !watch NAME, NAME       from now on print only what these people hear; `!watch` prints all
  # comment
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot import filing, logs, opening
from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from bot.errors import NOT_DONE, CannotStart
from bot.sample_people import join_most, load
from channels.console import ConsoleChannel
from db import people
from db.base import Database
from db.copying import is_empty
from domain.calendar import ZONE, local_date
from domain.fold import fold
from domain.messages import Address, Incoming, Outgoing
from domain.people import Person, Role
from domain.web_chats import address_of
from handlers.base import Policy
from texts import console as words
from texts import database_move as move_words

NAME = "chat"
HELP = "the bot in a terminal: play everybody, or pipe a scenario in"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the clock starts, and what makes codes repeatable."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--seed", type=int, default=1, help="makes join codes repeatable")
    parser.add_argument("--start", default="2026-11-20 07:45", help="local time at the start")
    parser.add_argument(
        "--strangers", type=int, default=2, help="secretaries and cadres not joined"
    )
    parser.add_argument(
        "--database", metavar="URL", help="an empty one to be kept, instead of a file for now"
    )

    parser.add_argument(
        "--files", metavar="FOLDER", type=Path, help="put the files people are sent into a folder"
    )


def run(options: argparse.Namespace) -> int:
    """Read lines until the end; exit status 0, or 2 for a line that cannot be read."""
    logs.set_up("WARNING", "text")
    return asyncio.run(_chat(options))


async def _chat(options: argparse.Namespace) -> int:
    start = _instant(options.start)
    if options.files is not None:
        options.files.mkdir(parents=True, exist_ok=True)
    if start is None:
        print(words.bad_clock(options.start), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite:///{Path(folder) / 'chat.sqlite3'}"
        async with opening.migrated(url) as database:
            async with database.read() as session:
                if not await is_empty(session):
                    raise CannotStart(move_words.not_empty(), NOT_DONE)
            console = Console(database, AdjustableClock(start), options.seed, options.files)
            await console.open(options.strangers)
            return await console.obey(_lines())


def _lines() -> Iterator[str]:
    """Lines of standard input, with a prompt on a terminal."""
    if sys.stdin.isatty():
        print(words.help_text())
    while True:
        if sys.stdin.isatty():
            print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        yield line.strip()


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError:
        return None


class Console:
    """One terminal session."""

    def __init__(
        self, database: Database, clock: AdjustableClock, seed: int, files: Path | None = None
    ) -> None:
        self._channel = ConsoleChannel(self._heard, files)
        self._clock = clock
        chance = random.Random(seed)  # noqa: S311 - a scenario must repeat
        policy = Policy(entropy=chance.randbytes)
        if files is not None:
            policy = filing.with_files(policy, filing.exports(database, clock.now))
        self.app = App(database, clock, [self._channel], policy=policy, compute=InThread())
        self._names: dict[str, str] = {}
        self._people: tuple[Person, ...] = ()
        self._said = 0
        self._watched: frozenset[str] = frozenset()  # chats; empty: everybody
        self._unseen = 0

    async def open(self, strangers: int) -> None:
        """Make the district and join everybody but a few."""
        await load(self.app)
        await join_most(self.app, self._channel.name, self._channel.bot, left_out=strangers)
        await self._channel.start(self.app.inbox.receive)
        await self._know_people()

    async def _know_people(self) -> None:
        async with self.app.database.read() as session:
            day = local_date(self._clock.now())
            self._people = await people.holders(session, tuple(Role), day)
        self._names = {address_of(person.id).chat: person.name for person in self._people}

    def _heard(self, message: Outgoing) -> None:
        if self._watched and message.address.chat not in self._watched:
            self._unseen += 1
            return
        name = self._names.get(message.address.chat, message.address.chat)
        print(words.heard(self._clock.now(), name, message.text), flush=True)

    async def obey(self, lines: Iterator[str]) -> int:
        """Each line in turn; a line nobody can read ends a script, but not a conversation."""
        for line in lines:
            if not line or line.startswith("#"):
                continue
            problem = await self._obey(line)
            if self._unseen:
                print(words.others_heard(self._unseen), flush=True)
                self._unseen = 0
            if problem:
                print(problem, file=sys.stderr)
                if not sys.stdin.isatty():
                    return 2
        return 0

    async def _obey(self, line: str) -> str | None:
        verb, _, rest = line.partition(" ")
        if verb == "!clock":
            instant = _instant(rest.strip())
            if instant is None or instant < self._clock.now():
                return words.bad_clock(rest)
            await self.app.advance_to(instant)
            return None
        if verb == "!next":
            await self.app.advance_to_news()
            return None
        if verb == "!watch":
            return await self._watch([name for name in rest.split(",") if name.strip()])
        if line.startswith("@"):
            return await self._speak(line[1:])
        return words.unreadable(line)

    async def _watch(self, names: list[str]) -> str | None:
        chats = set()
        for name in names:
            found = await self._find(name.strip())
            if len(found) != 1:
                return words.who(name.strip(), [f"{p.code} {p.name}" for p in found[:8]])
            chats.add(address_of(found[0].id).chat)
        self._watched = frozenset(chats)
        return None

    async def _speak(self, line: str) -> str | None:
        who, text = _quoted(line)
        found = await self._find(who)
        if len(found) != 1:
            return words.who(who, [f"{p.code} {p.name}" for p in found[:8]])
        speaker = found[0]
        print(words.said(self._clock.now(), speaker.name, text), flush=True)
        self._said += 1
        await self._channel.carry(
            Incoming(
                address=Address(self._channel.name, self._channel.bot, address_of(speaker.id).chat),
                key=str(self._said),
                text=text,
                received_at=self._clock.now(),
            )
        )
        await self.app.settle()
        return None

    async def _find(self, who: str) -> list[Person]:
        """By code; by a branch's code its secretary; by role; by name or part of it."""
        await self._know_people()
        wanted = fold(who.replace(".", " "))
        async with self.app.database.read() as session:
            secretary = await people.secretary_by_branch_code(
                session, who.upper(), local_date(self._clock.now())
            )
        role = words.ROLES.get(wanted)
        return (
            [p for p in self._people if fold(p.code) == fold(who) or p.id == secretary]
            or [p for p in self._people if role is not None and p.holds(role)][:1]
            or [p for p in self._people if fold(p.name) == wanted]
            or [p for p in self._people if wanted in fold(p.name)]
        )


def _quoted(line: str) -> tuple[str, str]:
    """`"Hà Văn Tiến" text` or `Ha.Van.Tien text`."""
    if line.startswith('"'):
        who, _, text = line[1:].partition('"')
    else:
        who, _, text = line.partition(" ")
    return who.strip(), text.strip()
