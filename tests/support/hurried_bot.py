"""`python -m bot run` on a clock that hurries, forked again and again so that it can be killed.

    python -m tests.support.hurried_bot

Everything is imported once. A line `START 2026-12-03T08:00:00+07:00 10800` on standard input forks
a process that runs the bot from that instant on, so many times as fast as real time, and answers
with its number; `REAP` waits for its end and answers with its status. Settings come from the
environment, as always.
"""

import os
import sys
import time
from datetime import datetime, timedelta

import asyncpg  # noqa: F401

import bot.app
import bot.checkup
import channels.telegram.channel  # noqa: F401
import web.server  # noqa: F401
from bot import clock, collect
from bot.__main__ import main
from handlers.base import Command, Reader
from handlers.planning_jobs.base import Job
from scheduler.base import Chore, Reminder

TICK_SECONDS = 0.03


def live(started: datetime, speed: float) -> None:
    """Be the bot; never returns."""
    born = time.monotonic()

    def now(_: clock.Clock) -> datetime:
        return started + timedelta(seconds=(time.monotonic() - born) * speed)

    clock.Clock.now = now  # type: ignore[method-assign]
    bot.app.TICK_SECONDS = TICK_SECONDS
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    os._exit(main(["run"]))


def _answer(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def serve() -> None:
    """Fork and reap as told until the input ends."""
    pid = 0
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "START":
            pid = os.fork()
            if pid == 0:
                started, speed = rest.split()
                live(datetime.fromisoformat(started), float(speed))
            _answer(pid)
        else:
            _answer(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    for package, kind in (
        ("handlers.commands", Command),
        ("handlers.questions", Reader),
        ("handlers.planning_jobs", Job),
        ("scheduler.reminders", Reminder),
        ("scheduler.chores", Chore),
    ):
        collect.declared(package, kind)
    _answer("ready")
    serve()
