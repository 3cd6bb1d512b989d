"""One bot of the platform: who wrote to it, what it sent, its polls, its webhook, its quota."""

import asyncio
import hashlib
import itertools
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

from tests.support.zalo_server.clock import Clock
from tests.support.zalo_server.delivery import Delivery
from tests.support.zalo_server.faults import Problem
from tests.support.zalo_server.knobs import Knobs

Event = dict[str, Any]


@dataclass(slots=True)
class Sent:
    """One message the bot asked to send: what it was told, and what truly happened."""

    method: str
    chat: str
    text: str
    units: int  # UTF-16
    formatting: dict[str, Any]
    message_id: str
    at: int  # milliseconds
    delivered: bool
    told: str = "ok"  # or the code, or how the connection ended
    fetched: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Chat:
    """A private chat or a group the bot may write to."""

    id: str
    kind: str = "PRIVATE"
    blocked: bool = False


class Poll:
    """One getUpdates that waits."""

    def __init__(self) -> None:
        self.event: Event | None = None
        self.ended: Problem | None = None
        self.over = asyncio.Event()

    def give(self, event: Event) -> None:
        self.event = event
        self.over.set()

    def end(self, problem: Problem) -> None:
        self.ended = problem
        self.over.set()


class Account:
    """Everything Zalo knows about one bot."""

    def __init__(self, token: str, name: str, knobs: Knobs, clock: Clock) -> None:
        self.token = token
        self.name = name
        self.id = token.partition(":")[0]
        self.knobs = knobs
        self.clock = clock
        self.webhook = Delivery(knobs)
        self.chats: dict[str, Chat] = {}
        self.users: set[str] = set()
        self.sent: list[Sent] = []
        self.calls: list[str] = []
        self.lost: list[Event] = []  # nobody polled, or one user too many
        self.poll: Poll | None = None
        self.waiting: deque[Event] = deque()
        self.day_calls: Counter[tuple[str, str]] = Counter()
        self.spoke = asyncio.Event()
        self._polled = asyncio.Event()
        self._months: Counter[str] = Counter()
        self._numbers = itertools.count(1)

    def describe(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "account_name": f"bot.{self.id[:9]}",
            "account_type": "BASIC",
            "can_join_groups": self.knobs.can_join_groups,
            "display_name": self.name,
        }

    def count(self, method: str) -> int:
        """How often a method was called, faults included."""
        return self.calls.count(method)

    @property
    def delivered(self) -> list[Sent]:
        """What people truly received, whatever the bot was told."""
        return [sent for sent in self.sent if sent.delivered]

    def new_id(self) -> str:
        return hashlib.sha1(f"{self.id}:{next(self._numbers)}".encode()).hexdigest()[:20]

    def arrive(self, event: Event, *, sender: str) -> bool:
        """Somebody wrote: bring it to the bot, if the platform does. Whether it went out."""
        if sender not in self.users and len(self.users) >= self.knobs.most_users:
            self.lost.append(event)
            return False
        self.users.add(sender)
        if self.knobs.count_inbound:
            self._months[self.clock.month()] += 1
        return self._bring(event)

    def _bring(self, event: Event) -> bool:
        if self.webhook.url:
            self.webhook.bring(event)
        elif self.poll is not None:
            poll, self.poll = self.poll, None
            poll.give(event)
        elif self.knobs.queue_when_idle:
            self.waiting.append(event)
        else:
            self.lost.append(event)
            return False
        return True

    def echo(self, sent: Sent) -> None:
        """The bot hears itself, where the knob says so."""
        if self.knobs.own_echo:
            sender = {"id": self.id, "display_name": self.name, "is_bot": True}
            self._bring(self.event("text", sender, self.chats[sent.chat], {"text": sent.text}))

    def event(self, kind: str, sender: Event, chat: Chat, content: Event) -> Event:
        """An event as it goes to the bot."""
        ms = self.clock.ms()
        return {
            "event_name": f"message.{kind}.received",
            "message": {
                "date": ms // 1000 if self.knobs.date_in_seconds else ms,
                "chat": {"chat_type": chat.kind, "id": chat.id},
                "message_id": self.new_id(),
                "from": sender,
                **content,
            },
        }

    def begin_poll(self, poll: Poll) -> None:
        if self.poll is not None:
            code = int(self.knobs.second_poller)
            words = "Conflict" if code == 409 else "Request timeout"
            self.poll.end(Problem(code, words))
        self.poll = poll
        self._polled.set()
        self._polled = asyncio.Event()

    def end_poll(self, poll: Poll) -> None:
        if self.poll is poll:
            self.poll = None

    async def listening(self, seconds: float = 5) -> None:
        """Wait until what people write would reach the bot."""
        async with asyncio.timeout(seconds):
            while not self.webhook.url and self.poll is None:
                await self._polled.wait()

    def admit(self) -> None:
        """Count one message out. Raises the quota's complaint."""
        month = self.clock.month()
        if self._months[month] >= self.knobs.monthly_limit:
            raise Problem(429, "Quota exceeded")
        self._months[month] += 1

    def keep(self, sent: Sent) -> None:
        self.sent.append(sent)
        if sent.delivered:
            self.echo(sent)
        self.spoke.set()
        self.spoke = asyncio.Event()
