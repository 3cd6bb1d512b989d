"""Messages as every channel sees them: what came in, what goes out, and the words with options."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.exports import ExportFile
from domain.ids import OutgoingId, PersonId, QuestionId


class Source(StrEnum):
    """How an answer reached us; kept with every promise and result."""

    BUTTON = "button"
    DIGIT = "digit"
    TEXT = "text"
    ON_BEHALF = "on_behalf"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where a person is reached: channel, bot on that channel, chat. The chat id is opaque."""

    channel: str
    bot: str
    chat: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number a network vouches for: `own` says the network confirmed it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message from a network, in our shape.

    `key` is unique within (channel, bot): the same key is processed once, ever. A pressed button
    arrives as the text of its digit plus the `question_id` printed on the button; `question_id` 0
    marks a button of a form we no longer know. `gone` says that the person has blocked the bot or
    deleted the chat: nothing was said and nothing can be answered. `unreadable`: the network hides
    what was said. `came`: the person opened the chat and said nothing yet. `sent_at`: when it was
    said, where the network tells.
    """

    address: Address
    key: str
    text: str
    received_at: datetime
    private: bool = True
    question_id: QuestionId | None = None
    attachment: bool = False
    contact: Contact | None = None
    gone: bool = False
    unreadable: bool = False
    came: bool = False
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One numbered choice: `value` is what a handler sees, `label` what the person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a message is, and the short words under it."""

    file: ExportFile
    caption: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text to send, with the numbered options when it asks something.

    `text` never contains the numbered list: `lines()` adds it, so that a channel without buttons
    and a channel with buttons show the same question. `file` goes in place of the text, which is
    said where the file cannot be sent; `then` are messages of their own that follow this one.
    """

    text: str
    options: tuple[Option, ...] = ()
    file: Attached | None = None
    then: "tuple[Words, ...]" = ()

    def lines(self) -> str:
        """The text followed by `1 label` lines; what is stored, sent and read."""
        numbered = [f"{n} {option.label}" for n, option in enumerate(self.options, start=1)]
        return "\n".join([self.text, *numbered])


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to open: which handler reads the answer, about what, in which words.

    `payload` is small JSON (ids, dates as ISO text); it is stored with the question. `again`: the
    question's own words, when these say something else before it that is not to be said twice.
    """

    kind: str
    words: Words
    payload: dict[str, Any] = field(default_factory=dict)
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message claimed for sending. `options` become buttons where the channel has them.

    With a `file`, `text` is said only where the file cannot be sent.
    """

    id: OutgoingId
    key: str
    address: Address
    text: str
    options: tuple[Option, ...] = ()
    question_id: QuestionId | None = None
    person_id: PersonId | None = None
    file: Attached | None = None


class OutgoingState(StrEnum):
    """The life of an outgoing message; each change keeps its time and reason."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Named reasons for a state, so that nobody has to parse a sentence."""

    NOT_JOINED = "not_joined"  # nobody has joined with a code on any channel
    STOPPED = "stopped"  # the person asked for silence
    BLOCKED = "blocked"  # the network says this chat refuses us
    TOO_LATE = "too_late"  # the moment it was for has passed
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    ANSWERED = "answered"  # no longer needed: the answer came first
    PAUSED = "paused"  # the office paused reminders of this person or commune
    REPLACED = "replaced"  # a newer message of the same occasion says more
    PASSING = "passing"  # the network failed for a while; tried again later
    RATE = "rate"  # the network asked us to wait
    QUOTA = "quota"  # the bot's month is used up
    WINDOW = "window"  # the network lets us write only after the person has written
    TIMED_OUT = "timed_out"  # nobody knows whether it arrived
    CRASHED = "crashed"  # the process died while sending
    BAD_MESSAGE = "bad_message"  # the network refuses this message, not this person
    DEFECT = "defect"  # it breaks our own code: set aside, so that it blocks nobody
    GAVE_UP = "gave_up"  # tried as often as the setting allows
