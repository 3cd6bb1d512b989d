"""Two networks that exist only in memory: one behaves like Telegram, the other like Zalo.

They keep what people send until the house confirms it, and what the house sends reaches phones.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from bot.simulation.life import Life
from bot.simulation.observed import Answered, Arrived, Blocked, Carried, Confirmed, Said
from bot.simulation.weather import Verdict, Weather
from bot.simulation.world import World
from channels.base import Pace
from channels.split import parts
from domain.ids import QuestionId
from domain.messages import Address, Incoming, Outgoing

RESTS = {  # seconds until a message that was not confirmed is brought again
    "telegram": (2, 5, 15, 30, 60),
    "zalo": (30, 120, 600, 3600),
}


@dataclass(slots=True)
class Phone:
    """One chat: who holds it, and what they do with what arrives."""

    network: "Network"
    chat: str
    person: str
    hears: Callable[["Phone", Outgoing], None]
    blocked: bool = False
    question: int | None = None  # of the newest message that asks
    said: int = 0

    @property
    def place(self) -> dict[str, str | None]:
        """Where this is, as records name it."""
        return self.network.place(self.chat, self.person)


@dataclass(frozen=True, slots=True)
class Sending:
    """One attempt on its way."""

    number: int
    message_id: str
    verdict: Verdict


class House(Protocol):
    """A process of the house, as a network sees it."""

    life: Life

    async def receive(self, incoming: Incoming) -> None:
        """Take a message; returns when it is surely kept."""


class Network:
    """One network with its phones, beside whatever process of the house is alive."""

    def __init__(self, world: World, name: str, *, polled: bool, longest: int, pace: Pace) -> None:
        """`polled`: with buttons, and the house asks for what waits; else it is brought."""
        self.world = world
        self.name = name
        self.bot = "sim"
        self.pace = pace
        self.weather = Weather(world, name)
        self.phones: dict[str, Phone] = {}
        self._polled = polled
        self._longest = longest
        self._attempts = 0
        self._unconfirmed: dict[str, Incoming] = {}
        self._tries: dict[str, int] = {}
        self._house: House | None = None

    def place(self, chat: str, person: str | None) -> dict[str, str | None]:
        """Where something is, as records name it."""
        return {"network": self.name, "bot": self.bot, "chat": chat, "person": person}

    # What people do.

    def say(self, phone: Phone, text: str, *, pressed: bool = False) -> None:
        """A person sends something. `pressed`: by a button of the newest question."""
        phone.said += 1
        key = f"{phone.chat}.{phone.said}"
        question = phone.question if pressed and self._polled else None
        now = self.world.now()
        self._unconfirmed[key] = Incoming(
            address=Address(self.name, self.bot, phone.chat),
            key=key,
            text=text,
            received_at=now,
            question_id=None if question is None else QuestionId(question),
            sent_at=now,
        )
        self.world.note(Said, **phone.place, key=key, text=text, question=question)
        bringing = self.weather.of_incoming(key)
        self.world.later(bringing.after, self._carry, key)
        if bringing.again is not None:
            self.world.later(bringing.again, self._carry_copy, self._unconfirmed[key])

    def block(self, phone: Phone, *, ended: bool = False) -> None:
        """A person blocks the bot, or lets it write again."""
        phone.blocked = not ended
        self.world.note(Blocked, **phone.place, ended=ended)

    # The way in.

    def attach(self, house: House) -> None:
        """A process is ready: who polls gets what waits, oldest first."""
        self._house = house
        if self._polled:
            for key in list(self._unconfirmed):
                self._carry(key)

    def detach(self, house: House) -> None:
        """The process no longer listens."""
        if self._house is house:
            self._house = None

    def _carry(self, key: str) -> None:
        """Bring a message until it is confirmed; who polls is not looked for while away."""
        if key not in self._unconfirmed:
            return
        house = self._house
        if house is None or house.life.dead or self.weather.away:
            if self.weather.away or not self._polled:
                self._carry_later(key)
            return
        self._hand_over(house, self._unconfirmed[key])

    def _carry_copy(self, incoming: Incoming) -> None:
        """Networks bring a message twice, also one that was confirmed."""
        house = self._house
        if house is not None and not house.life.dead and not self.weather.away:
            self._hand_over(house, incoming)

    def _carry_later(self, key: str) -> None:
        rests = RESTS[self.name]
        pause = rests[min(self._tries.get(key, 0), len(rests) - 1)]
        self.world.later(timedelta(seconds=pause), self._carry, key)

    def _hand_over(self, house: House, incoming: Incoming) -> None:
        key = incoming.key
        copy = self._tries.get(key, 0)
        self._tries[key] = copy + 1
        person = self.phones[incoming.address.chat].person
        where = self.place(incoming.address.chat, person)
        self.world.note(Carried, **where, key=key, copy=copy)
        brought = replace(incoming, received_at=self.world.host_now())
        house.life.spawn(self._confirmed(house, brought, where))

    async def _confirmed(
        self, house: House, incoming: Incoming, where: dict[str, str | None]
    ) -> None:
        try:
            await house.receive(incoming)
        except Exception:
            self._carry_later(incoming.key)
            return
        except asyncio.CancelledError:
            if not self._polled:
                self._carry_later(incoming.key)
            raise
        if not house.life.dead and self._unconfirmed.pop(incoming.key, None) is not None:
            self.world.note(Confirmed, **where, key=incoming.key)

    # The way out.

    def send(self, message: Outgoing) -> Sending:
        """An attempt begins: from here on it arrives or not, whatever becomes of the process."""
        self._attempts += 1
        phone = self.phones.get(message.address.chat)
        pieces = len(parts(message.text, self._longest))
        refused = phone is None or phone.blocked
        verdict = self.weather.of_sending(message.key, pieces, refused=refused)
        sending = Sending(self._attempts, f"{self.name}-{self._attempts}", verdict)
        if verdict.arrives and phone is not None:
            self.world.later(verdict.takes / 2, self._arrives, phone, message, sending)
        return sending

    def _arrives(self, phone: Phone, message: Outgoing, sending: Sending) -> None:
        question = message.question_id
        if question is not None:
            phone.question = question
        self.world.note(
            Arrived,
            **phone.place,
            attempt=sending.number,
            outgoing=message.id,
            key=message.key,
            message_id=sending.message_id,
            text=message.text,
            question=question,
        )
        phone.hears(phone, message)

    def answers(self, message: Outgoing, sending: Sending) -> None:
        """The house is told how the attempt went."""
        phone = self.phones.get(message.address.chat)
        self.world.note(
            Answered,
            **self.place(message.address.chat, phone.person if phone else None),
            attempt=sending.number,
            outgoing=message.id,
            key=message.key,
            told=sending.verdict.told,
            pause=sending.verdict.pause,
        )


def networks(world: World) -> dict[str, Network]:
    """The two networks of the sample district."""
    telegram = Network(world, "telegram", polled=True, longest=4096, pace=Pace(28.5, 1.0, 16))
    zalo = Network(world, "zalo", polled=False, longest=2000, pace=Pace(20.0, 1.0, 16))
    return {network.name: network for network in (telegram, zalo)}
