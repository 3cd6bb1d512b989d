"""What the Official Account's codes mean: for a message, for the operator, for the next try."""

from datetime import timedelta

from channels.base import Failure, SendError
from channels.zalo_http import Doubtful, NotSent, Refused, ZaloError
from channels.zalo_oa.api import TOKEN_REFUSED
from channels.zalo_oa.tokens import CONSENT, NoAccess

_TOO_FAST = -32
_MONTH_USED_UP = -211
# The account may not do this at all: not verified, package, permission, billing. Somebody pays.
_ACCOUNT = {-221, -223, -224, -320, -321}
# Not followed, locked or away for long, restricts us; no such number, an app too old.
_REFUSES_US = {-213, -227, -244, -108, -110}
_OUTSIDE = {-230, -232, -218}
_NIGHT = -234
_PASSING_CODES = {_NIGHT, 403}
_NOBODY_KNOWS = {408, 504}
_SHORT, _TOKEN_PAUSE, _LONG = timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=6)


def send_error(error: ZaloError) -> SendError:
    """What a failed send means for the next one."""
    reason = str(error)
    if isinstance(error, NotSent):
        return SendError(Failure.PASSING, reason)
    if isinstance(error, NoAccess):
        return SendError(Failure.QUOTA, reason, retry_after=_TOKEN_PAUSE)
    if isinstance(error, Doubtful) or not isinstance(error, Refused):
        return SendError(Failure.UNKNOWN, reason)
    if error.code in _NOBODY_KNOWS:
        return SendError(Failure.UNKNOWN, reason)
    if not error.by_zalo or error.code in _PASSING_CODES or error.code >= 500:
        return SendError(Failure.PASSING, reason)
    return _by_zalo(error.code, reason)


def _by_zalo(code: int, reason: str) -> SendError:
    if code in TOKEN_REFUSED:
        return SendError(Failure.QUOTA, reason, retry_after=_TOKEN_PAUSE)
    if code == _TOO_FAST:
        return SendError(Failure.QUOTA, reason, retry_after=_SHORT)
    if code == _MONTH_USED_UP or code in _ACCOUNT:
        return SendError(Failure.QUOTA, reason, retry_after=_LONG)
    if code in _OUTSIDE:
        return SendError(Failure.OUTSIDE, reason)
    if code in _REFUSES_US:
        return SendError(Failure.PERMANENT, reason)
    return SendError(Failure.BAD_MESSAGE, reason)


def explain(error: ZaloError) -> str:
    """The trouble in one line with what to do, for the log and the doctor."""
    match error:
        case NoAccess():
            return str(error)
        case Refused(by_zalo=False):
            return f"something before Zalo answered {error.code}: see ZALO_OA_API_URL"
        case Refused() if error.code in TOKEN_REFUSED:
            return f"Zalo refuses the token ({error.code}); {CONSENT}"
        case Refused() if error.code in _ACCOUNT:
            return f"the account may not send ({error}): see its package, permissions and billing"
        case Refused():
            return f"Zalo refuses: {error}"
    return f"Zalo cannot be reached: {error}"
