"""The contract between a wire and the house: what a channel offers, what it calls, how it fails."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from domain.messages import Address, Incoming, Outgoing

# Called by a channel for each message it carries in. Returns after the transaction that remembers
# (and answers) the message is committed: only then may the channel confirm it to its network.
# Calling it twice with the same key is harmless. Raises only when nothing could be stored.
Receive = Callable[[Incoming], Awaitable[None]]


class Failure(StrEnum):
    """What a failed send means for the next one."""

    PERMANENT = "permanent"  # this chat refuses us: never try again
    BAD_MESSAGE = "bad_message"  # the network refuses this text; the chat is fine
    PASSING = "passing"  # surely not delivered: try again later
    UNKNOWN = "unknown"  # perhaps delivered: never repeat blindly
    QUOTA = "quota"  # surely not delivered; the network names a pause for everything
    OUTSIDE = "outside"  # surely not delivered; the person must write first


class SendError(Exception):
    """A send that did not succeed. `reason` is short English for logs, without text or token."""

    def __init__(
        self, failure: Failure, reason: str, *, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(f"{failure}: {reason}")
        self.failure = failure
        self.reason = reason
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a network lets us send. None is no limit."""

    per_second: float | None = None
    per_chat_second: float | None = None
    at_once: int = 1  # messages in flight together (never two of one chat)


class Channel(Protocol):
    """A wire to one network as one bot."""

    name: str  # "telegram", "web", "console": first part of every Address
    bot: str  # the bot's id on that network, or "local"
    pace: Pace
    repeatable: bool  # sending one Outgoing twice shows it once (an idempotent network)

    async def open(self) -> None:
        """Open connections, for sending; where nothing else is done. Repeatable."""

    async def start(self, receive: Receive) -> None:
        """Open connections and begin to carry messages in. Returns when ready."""

    async def stop(self) -> None:
        """Stop carrying messages in, then close connections; never loses a message taken."""

    async def send(self, message: Outgoing) -> str:
        """Deliver one message; returns the network's id of it. Raises SendError only."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one bot may use: messages a calendar month (both ways), people in all, VND a month.

    None is no limit.
    """

    messages: int | None = None
    people: int | None = None
    money: int | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """What sending one message takes: of which kind it is, how many it counts as, and VND."""

    kind: str
    count: int
    cost: int


class Metered(Protocol):
    """A channel whose network counts messages and people."""

    allowance: Allowance

    def bill(self, message: Outgoing, silent_for: timedelta | None) -> Bill:
        """What sending takes; `silent_for` is how long ago the person last wrote, None never."""


class Windowed(Protocol):
    """A channel on which people can be written to only for a while after they wrote."""

    window: timedelta
    knocks: bool  # a paid template reaches phone numbers: a chat of `+84…`, the text is the name


# Makes the file of a message. What it raises is for the house and passes through `send_file`.
MakeFile = Callable[[], Awaitable[bytes]]


class WithFiles(Protocol):
    """A channel that shows files."""

    async def send_file(self, message: Outgoing, make: MakeFile) -> str:
        """Deliver the file of a message with its caption, as `send` does. Raises SendError.

        `make` is called where the bytes travel with the message.
        """


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One command for the menu that a network shows beside the keyboard."""

    name: str
    summary: str


class WithMenu(Protocol):
    """A channel whose network shows a command menu for each chat."""

    async def show_menu(self, address: Address, entries: tuple[MenuEntry, ...]) -> None:
        """Replace the menu of this chat; failures are the channel's to log and forget."""
