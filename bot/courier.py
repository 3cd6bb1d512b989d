"""Handing one message to its channel: a file where it is one and can be sent, else its words."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from channels.base import Channel, Failure, SendError
from db import away
from domain.exports import ExportFile
from domain.messages import Outgoing

log = logging.getLogger(__name__)

# Makes a file; None where its person may not have it (any more) or it cannot be made.
Content = Callable[[ExportFile], Awaitable[bytes | None]]


class NotMade(Exception):
    """There is no file to send: its words are sent instead."""


def takes_files(channel: Channel) -> bool:
    """Whether a channel shows files."""
    return hasattr(channel, "send_file")


class Courier:
    """Hands messages to one channel. A file that cannot be sent is never the end of its words."""

    def __init__(self, channel: Channel, content: Content | None) -> None:
        self._channel = channel
        self._content = content

    async def deliver(self, message: Outgoing) -> str:
        """The network's id of what was sent. Raises SendError."""
        channel: Any = self._channel
        if message.file is None or self._content is None or not takes_files(channel):
            return await self._channel.send(message)
        try:
            sent: str = await channel.send_file(message, partial(self._made, message.file.file))
        except NotMade:
            log.warning("a file was not made", extra={"outgoing": message.id})
        except SendError as error:
            if error.failure is not Failure.BAD_MESSAGE:
                raise
            log.warning("a file was refused", extra={"outgoing": message.id})
        else:
            return sent
        return await self._channel.send(message)

    async def _made(self, file: ExportFile) -> bytes:
        assert self._content is not None
        try:
            content = await self._content(file)
        except Exception as error:
            if away.passing(error):  # nothing has left yet: the whole message waits
                raise SendError(Failure.PASSING, "the database is away") from None
            log.exception("a file could not be made")
            raise NotMade from None
        if content is None:
            raise NotMade
        return content
