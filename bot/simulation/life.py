"""One life of the house's process: it can die between any two steps, and then does nothing more.

A step is a statement of the database, a commit, or a moment of a send. Whoever runs into death is
cancelled; the connections of the dead process are closed without a commit, as a kernel would.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from typing import Any

from db import watched

CURRENT: ContextVar["Life | None"] = ContextVar("life", default=None)


class Died(asyncio.CancelledError):
    """The process of this task no longer exists."""


class Life:
    """A process from its start to its death. `busy` says when another program has the file."""

    def __init__(self, number: int, *, died: Callable[[str], None], busy: Callable[[], bool]):
        self.number = number
        self.dead = False
        self.steps = 0
        self._dies_at: int | None = None
        self._died = died
        self._busy = busy
        self._connections: list[watched.Connection] = []
        self._tasks: dict[asyncio.Task[Any], None] = {}
        self._context = copy_context()
        self._context.run(CURRENT.set, self)

    @property
    def context(self) -> Context:
        """What the process runs code of others in."""
        return self._context

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something as this process."""
        return asyncio.get_running_loop().create_task(work, context=self._context.copy())

    def adopt(self, task: asyncio.Task[Any]) -> None:
        """A task that ends with the process."""
        self._tasks[task] = None
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.pop(task, None)

    def dies_after(self, steps: int) -> None:
        """It is dead before so many further steps are done."""
        self._dies_at = self.steps + steps

    def step(self, where: str) -> None:
        """Something is about to happen. Raises Died when the process is dead by now."""
        if self.dead:
            raise Died
        self.steps += 1
        if self._dies_at is not None and self.steps >= self._dies_at:
            self.die(where)
            raise Died

    def die(self, where: str) -> None:
        """From now on nothing this process does has an effect."""
        if not self.dead:
            self.end()
            self._died(where)

    def end(self) -> None:
        """Die, and nobody is told."""
        self.dead = True
        for connection in self._connections:
            connection.lost()
        asyncio.get_running_loop().call_soon(self._bury)

    def _bury(self) -> None:
        """End its tasks; code that catches this can do nothing any more."""
        for task in list(self._tasks):
            task.cancel()

    def driver(self) -> dict[str, Any]:
        """Arguments for connections of the database that die with the process."""
        return watched.driver(self, self._connections.append)

    def may_begin(self) -> None:
        """Raises OperationalError when another program has the file."""
        if self._busy():
            raise watched.busy()


def adopting(loop: asyncio.AbstractEventLoop, work: Any, **named: Any) -> asyncio.Task[Any]:
    """The task factory of the loop: a task belongs to the process that made it."""
    task = asyncio.Task(work, loop=loop, **named)
    context = named.get("context")
    life = context.get(CURRENT) if context is not None else CURRENT.get()
    if life is not None:
        life.adopt(task)
    return task
