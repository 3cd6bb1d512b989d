"""How one process of the house is wired to a simulated network; a dead one reaches nothing."""

import asyncio

from bot.simulation.life import Died, Life
from bot.simulation.observed import Told
from bot.simulation.wires import Network
from channels.base import Failure, Receive, SendError
from domain.messages import Incoming, Outgoing

FAILURES = {
    Told.PERMANENT: Failure.PERMANENT,
    Told.BAD_MESSAGE: Failure.BAD_MESSAGE,
    Told.PASSING: Failure.PASSING,
    Told.QUOTA: Failure.QUOTA,
    Told.UNKNOWN: Failure.UNKNOWN,
}


class SimChannel:
    """The contract of a channel, for one life of the process."""

    repeatable = False

    def __init__(self, network: Network, life: Life) -> None:
        self.name, self.bot, self.pace = network.name, network.bot, network.pace
        self.life = life
        self._network = network
        self._receive: Receive | None = None

    async def open(self) -> None:
        """There is nothing to connect to."""

    async def start(self, receive: Receive) -> None:
        """Begin to carry messages in."""
        self._receive = receive
        self._network.attach(self)

    async def stop(self) -> None:
        """Carry no more in."""
        self._network.detach(self)

    async def receive(self, incoming: Incoming) -> None:
        """Hand a message to the house; returns when it is committed."""
        if self._receive is None:
            raise Died
        await self._receive(incoming)

    async def send(self, message: Outgoing) -> str:
        """One attempt. What is on its way arrives even when the process dies meanwhile."""
        self.life.step("before a send")
        sent = self._network.send(message)
        await asyncio.sleep(sent.verdict.takes.total_seconds())
        self.life.step("after a send")
        self._network.answers(message, sent)
        if sent.verdict.told is not Told.OK:
            failure = FAILURES[sent.verdict.told]
            raise SendError(failure, "as the weather is", retry_after=sent.verdict.pause)
        return sent.message_id
