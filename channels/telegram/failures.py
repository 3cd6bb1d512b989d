"""What Telegram's errors mean: for a message, for the person who runs the bot, for the next try."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import TelegramError

from channels.base import Failure, SendError
from channels.patience import Patience
from channels.telegram.request import NotSent, Refused

T = TypeVar("T")
# Told the trouble, or None when Telegram answered well.
Say = Callable[[str | None], None]

_LONGEST_NETWORK_PAUSE = 60.0  # seconds
_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "user_deactivated")


def send_error(error: TelegramError) -> SendError:
    """What a failed sendMessage means for the next one (core.telegram.org/bots/api)."""
    if isinstance(error, NotSent):
        return SendError(Failure.PASSING, error.message)
    if not isinstance(error, Refused):
        return SendError(Failure.UNKNOWN, error.message)
    reason = f"{error.code} {error.description}"
    if error.code == 429:
        pause = timedelta(seconds=error.retry_after or 1)
        return SendError(Failure.QUOTA, reason, retry_after=pause)
    return SendError(_meaning(error), reason)


def _meaning(error: Refused) -> Failure:
    if error.code == 504:  # a gateway gave up waiting; behind it the message may have gone out
        return Failure.UNKNOWN
    if not error.by_telegram:  # a proxy or a block page: says nothing about the person
        return Failure.PASSING
    description = error.description.lower()
    if error.code == 403 or any(words in description for words in _NOBODY_THERE):
        return Failure.PERMANENT
    if error.code in (400, 413):
        return Failure.BAD_MESSAGE
    return Failure.PASSING  # 5xx; and a token that somebody will put right


def is_final(error: TelegramError) -> bool:
    """Whether asking again with the same token is pointless."""
    return isinstance(error, Refused) and error.by_telegram and error.code in (401, 404)


def explain(error: TelegramError) -> str:
    """The trouble in one line with what to do, for the log and the doctor."""
    match error:
        case Refused(by_telegram=False):
            return (
                f"something before Telegram answered {error.code}: see TELEGRAM_API_URL and _PROXY"
            )
        case Refused(code=401 | 404):
            return (
                f"Telegram refuses the token ({error.code}): copy it anew from @BotFather into "
                "TELEGRAM_TOKEN and restart"
            )
        case Refused(code=409) if "webhook" in error.description.lower():
            return (
                "a webhook is set for this token (409): another installation uses the same bot; "
                "give each its own"
            )
        case Refused(code=409):
            return (
                "another program polls with this token (409): stop it, or give this one a bot of "
                "its own"
            )
        case Refused():
            return f"Telegram refuses: {error.code} {error.description}"
    return f"Telegram cannot be reached: {error.message}; TELEGRAM_PROXY may help"


async def insist(call: Callable[[], Awaitable[T]], say: Say, retry_seconds: float) -> T | None:
    """Repeat a harmless call until Telegram answers; None when it refuses the token."""
    patience = Patience(retry_seconds, _LONGEST_NETWORK_PAUSE)
    while True:
        try:
            answer = await call()
        except TelegramError as error:
            say(explain(error))
            if is_final(error):
                return None
            asked = error.retry_after if isinstance(error, Refused) else None
        else:
            say(None)
            return answer
        await patience.wait(asked)
