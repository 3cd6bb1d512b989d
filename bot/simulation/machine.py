"""The machine the house runs on: starts its process, kills it, and starts it again."""

import asyncio
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.computing import Compute
from bot.simulation.channel import SimChannel
from bot.simulation.life import Life
from bot.simulation.observed import Crashed, Restarted
from bot.simulation.rhythm import Leaps
from bot.simulation.wires import Network
from bot.simulation.world import HostClock, World
from db.base import Database
from handlers.base import Policy
from handlers.planning_jobs.base import Work

PLANNING_SECONDS = 8.0
BUSY = "OperationalError"  # the machine starts a process again that ends with this
BUSY_SECONDS = (0.05, 0.3, 2.0, 15.0)


class Machine:
    """At most one process is alive, and all of them work on the same file."""

    def __init__(self, world: World, file: Path, networks: Collection[Network]) -> None:
        self._world = world
        self._file = file
        self._networks = networks
        self._entropy = world.chance("codes of the house")
        self._rests = world.chance("restarts")
        self._busy = world.chance("busy")
        self._life: Life | None = None
        self._lives = 0
        self._busy_until = world.now()

    @property
    def alive(self) -> bool:
        """Whether there is a process."""
        return self._life is not None and not self._life.dead

    def database(self, life: Life | None = None) -> Database:
        """The file, opened by a process that may die, or by a command beside it."""
        return Database(f"sqlite:///{self._file}", driver=life.driver() if life else None)

    def start(self) -> None:
        """Whoever watches the process starts it."""
        self._lives += 1
        life = self._life = Life(self._lives, died=self._died, busy=self._is_busy)
        life.spawn(self._serve(life))

    async def _serve(self, life: Life) -> None:
        clock = HostClock(self._world)
        app = App(
            self.database(life),
            clock,
            [SimChannel(network, life) for network in self._networks],
            policy=Policy(entropy=self._entropy.randbytes),
            compute=AtOnce(),
            rhythm=Leaps(clock),
        )
        try:
            async with app.running():
                self._world.note(Restarted)
                await asyncio.Event().wait()
        except Exception as error:
            if type(error).__name__ != BUSY:
                raise
            life.die("while starting")

    def _is_busy(self) -> bool:
        """Another program begins to write, for a moment or longer than anybody waits."""
        share, now = self._world.profile.busy, self._world.now()
        if now < self._busy_until:
            return True
        if self._world.calm or share == 0 or self._busy.random() >= share:
            return False
        if not self._world.may(f"busy {now:%m-%dT%H:%M:%S}"):
            return False
        self._busy_until = now + timedelta(seconds=self._busy.choice(BUSY_SECONDS))
        return True

    def _died(self, where: str) -> None:
        self._world.note(Crashed, where=where)
        low, high = self._world.profile.restart_minutes
        self._world.later(timedelta(minutes=self._rests.uniform(low, high)), self.start)

    def kill(self, steps: int) -> None:
        """The process dies within so many steps."""
        if self._life is not None and not self._life.dead:
            self._life.dies_after(steps)

    def switch_off(self) -> None:
        """The end of the run: nothing more happens, and nobody writes it down."""
        if self._life is not None:
            self._life.end()


class AtOnce(Compute):
    """Plans on the spot, so that a plan is there at an instant that can be repeated."""

    async def __call__(self, work: Work) -> Any:
        await asyncio.sleep(PLANNING_SECONDS)
        return work.function(*work.arguments)

    def end(self) -> None:
        """Nothing is kept."""
