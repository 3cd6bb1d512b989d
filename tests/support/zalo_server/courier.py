"""Carries events to an address of ours in the background; both kinds of account have one."""

import asyncio
from collections.abc import Coroutine, Mapping

import aiohttp


class Courier:
    """One HTTP session and what is under way on it; opened by the first event."""

    def __init__(self, patience_seconds: float) -> None:
        self._patience = aiohttp.ClientTimeout(total=patience_seconds)
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Do this in the background."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def carry(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status the address answers JSON with, 0 for no answer."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._patience)
        given = {"Content-Type": "application/json", **headers}
        try:
            async with self._session.post(
                url, data=body, headers=given, allow_redirects=False
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    async def settled(self) -> None:
        """Wait until everything under way has been brought, or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        session, self._session = self._session, None
        if session is not None:
            await session.close()
