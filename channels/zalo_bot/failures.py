"""What Zalo's errors mean: for a message, for the person who runs the bot, for the next try."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from channels.base import Failure, SendError
from channels.zalo_http import Doubtful, NotSent, Refused, ZaloError

# Told the trouble, or None when Zalo answered well.
Say = Callable[[str | None], None]

TIMED_OUT, QUOTA, ALLOWANCE = 408, 429, 426
_TOKEN_REFUSED = (401, -216)
_NOBODY_KNOWS = (TIMED_OUT, 504)  # a gateway gave up waiting: behind it it may have been done
_ZALO_IS_UNWELL = 403  # Zalo's label of it is "Internal server error"; it is not a person's block
_TOKEN_PAUSE = timedelta(minutes=10)
# Longer than this we do not stay silent: nobody has written down when a plan's month begins.
_QUOTA_PAUSE = timedelta(hours=6)
_VIETNAM = timezone(timedelta(hours=7))


def send_error(error: ZaloError, now: datetime) -> SendError:
    """What a failed send means for the next one."""
    if isinstance(error, NotSent):
        return SendError(Failure.PASSING, str(error))
    if isinstance(error, Doubtful) or not isinstance(error, Refused):
        return SendError(Failure.UNKNOWN, str(error))
    if error.code in _NOBODY_KNOWS:
        return SendError(Failure.UNKNOWN, str(error))
    if not error.by_zalo:
        return SendError(Failure.PASSING, str(error))
    if error.code == QUOTA:
        return SendError(Failure.QUOTA, str(error), retry_after=until_new_quota(now))
    if is_final(error):
        return SendError(Failure.QUOTA, str(error), retry_after=_TOKEN_PAUSE)
    if may_pass(error):
        return SendError(Failure.PASSING, str(error))
    # Nobody has published what Zalo says of a blocked or unknown chat: the office must know.
    return SendError(Failure.BAD_MESSAGE, str(error))


def may_pass(error: Refused) -> bool:
    """Whether Zalo itself was unwell, so that the same message may go through later."""
    return error.code in (_ZALO_IS_UNWELL, 409, ALLOWANCE) or error.code >= 500


def until_new_quota(now: datetime) -> timedelta:
    """How long to be silent when the month is used up: until the next, but not for days on end."""
    local = now.astimezone(_VIETNAM)
    first = (local.replace(day=1) + timedelta(days=32)).replace(day=1)
    next_month = first.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(next_month - local, _QUOTA_PAUSE)


def is_final(error: ZaloError) -> bool:
    """Whether asking again with the same token is pointless."""
    return isinstance(error, Refused) and error.by_zalo and error.code in _TOKEN_REFUSED


def explain(error: ZaloError) -> str:
    """The trouble in one line with what to do, for the log and the doctor."""
    match error:
        case Refused(by_zalo=False):
            return f"something before Zalo answered {error.code}: see ZALO_BOT_API_URL"
        case Refused() if is_final(error):
            return (
                f"Zalo refuses the token ({error.code}): copy it anew from Zalo Bot Creator into "
                "ZALO_BOT_TOKEN and restart"
            )
        case Refused(code=409):
            return "another program polls with this token (409): stop it"
        case Refused(code=429):
            return "the messages of this month are used up (429): see ZALO_BOT_MONTHLY_LIMIT"
        case Refused(code=426):
            return "the webhook was set or tested too often today (426): try again tomorrow"
        case Refused():
            return f"Zalo refuses: {error}"
    return f"Zalo cannot be reached: {error}"
