"""Short-lived signed addresses: who may open which papers until when, in the address itself.

Nothing is kept and nothing can be guessed: an export is encoded, a random number makes each address
another, and a keyed hash (HMAC-SHA-256) covers all of it. Whoever opens it is asked for no
password, so it lives minutes, and the right behind it is looked at again.
"""

import base64
import hmac
import json
import secrets
from datetime import UTC, datetime
from hashlib import sha256

from domain.exports import LIVES, Export
from domain.ids import PersonId, UnitId

LONGEST = 600  # characters of an address worth looking at


def signed(key: bytes, export: Export, now: datetime) -> str:
    """The last part of an address that opens the export until `now` + LIVES."""
    expires = int((now + LIVES).timestamp())
    content = json.dumps(
        [export.person, export.period, list(export.roots), expires, secrets.token_hex(8)],
        separators=(",", ":"),
    ).encode()
    return f"{_text(content)}.{_text(_mac(key, content))}"


def opened(key: bytes, token: str, now: datetime) -> Export | None:
    """What a token opens; None for one that was not signed here, was changed, or is too old."""
    content, mac = _bytes(token.partition(".")[0]), _bytes(token.partition(".")[2])
    if len(token) > LONGEST or not hmac.compare_digest(_mac(key, content), mac):
        return None
    person, period, roots, expires, _ = json.loads(content)
    if now >= datetime.fromtimestamp(expires, tz=UTC):
        return None
    return Export(PersonId(person), period, tuple(UnitId(root) for root in roots))


def _mac(key: bytes, content: bytes) -> bytes:
    return hmac.new(key, content, sha256).digest()


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """What the text encodes; nothing for one that encodes nothing."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return b""
