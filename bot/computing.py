"""Running what takes long beside the event loop: in a thread, or in a process kept for a while.

The process exists because the solver is large: it gives its memory back when nobody asks for some
minutes, and questions that follow one another need not wait for it to start.
"""

import asyncio
import contextlib
import multiprocessing
import os
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from handlers.planning_jobs.base import Work

IDLE_SECONDS = 180.0


class Compute(Protocol):
    """Computes a piece of work off the event loop; whatever it raises reaches the caller."""

    def __call__(self, work: Work) -> Awaitable[Any]: ...

    def end(self) -> None:
        """Give back what was kept for the next work."""


class InThread:
    """Beside the event loop, in this process: the console and tests."""

    async def __call__(self, work: Work) -> Any:
        return await asyncio.to_thread(work.function, *work.arguments)

    def end(self) -> None:
        """A thread keeps nothing."""


class KeptProcess:
    """A process that computes one piece of work at a time and ends when idle: the running bot.

    When cancelled in the middle it is killed at once. Raises EOFError when the process died.
    """

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def process_id(self) -> int | None:
        """The process that is kept, if there is one."""
        return None if self._process is None else self._process.pid

    async def __call__(self, work: Work) -> Any:
        async with self._one_at_a_time:
            connection = self._started()
            loop = asyncio.get_running_loop()
            answering = loop.run_in_executor(None, _ask, connection, work)
            try:
                answer = await asyncio.shield(answering)
            except BaseException:
                self.end()
                await asyncio.gather(answering, return_exceptions=True)  # ends with the process
                raise
            self._ending = loop.call_later(self._idle_seconds, self.end)
        if isinstance(answer, _Raised):
            raise answer.error
        return answer

    def _started(self) -> Connection:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
        if self._connection is None or self._process is None or not self._process.is_alive():
            self.end()
            context = multiprocessing.get_context("spawn")
            self._connection, child_end = context.Pipe()
            self._process = context.Process(target=_work_for, args=(child_end,), daemon=True)
            self._process.start()
            child_end.close()
        return self._connection

    def end(self) -> None:
        """End the process, whatever it is doing; the next work starts another."""
        if self._ending is not None:
            self._ending.cancel()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = self._ending = None


class _Raised:
    """What the function raised, carried over the pipe."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _ask(connection: Connection, work: Work) -> Any:
    connection.send((work.function, work.arguments))
    return connection.recv()


def _work_for(connection: Connection) -> None:
    if hasattr(os, "nice"):
        os.nice(10)  # whoever waits for a reply goes before whoever waits for a plan
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            function, arguments = connection.recv()
            connection.send(_done(function, arguments))


def _done(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    try:
        return function(*arguments)
    except Exception as error:
        return _Raised(RuntimeError(f"{type(error).__name__}: {error}"))
