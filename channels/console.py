"""A terminal as a wire: what people hear goes to a printer, what they say is carried in.

Files are written into a folder, each under its name.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from channels.base import MakeFile, Pace, Receive
from domain.messages import Incoming, Outgoing


class ConsoleChannel:
    """One terminal in which one person plays everybody."""

    name = "console"
    bot = "local"
    repeatable = True

    def __init__(self, heard: Callable[[Outgoing], None], folder: Path | None = None) -> None:
        """`folder`: an existing one, where the files are put; without it their words are heard."""
        self.pace = Pace(at_once=50)
        self._heard = heard
        self._folder = folder
        self._receive: Receive | None = None

    async def open(self) -> None:
        """There is nothing to connect to."""

    async def start(self, receive: Receive) -> None:
        self._receive = receive

    async def stop(self) -> None:
        self._receive = None

    async def send(self, message: Outgoing) -> str:
        self._heard(message)
        return str(message.id)

    async def send_file(self, message: Outgoing, make: MakeFile) -> str:
        """Put the file of a message into the folder, in place of one of the same name."""
        assert message.file is not None
        if self._folder is None:
            return await self.send(message)
        path = self._folder / message.file.file.name
        await asyncio.to_thread(path.write_bytes, await make())
        self._heard(replace(message, text=f"{message.file.caption}\n{path.name}"))
        return str(message.id)

    async def carry(self, message: Incoming) -> None:
        """Carry in what somebody says; returns when it is answered (the answer still waits)."""
        assert self._receive is not None, "the console has not started"
        await self._receive(message)
