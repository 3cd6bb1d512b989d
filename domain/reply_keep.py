"""Whether a secretary says that the meeting keeps its date."""

import re

from domain.fold import fold

_KEEPS = re.compile(
    r"\b(giu (nguyen )?(lich|ngay|buoi)|giu nguyen|dung (lich|ngay|gio|ke hoach)|van (hop|giu)"
    r"|theo (lich|ke hoach)|(khong|ko|k) (doi|thay doi|doi lich|hoan))\b"
)
_DOUBT = re.compile(r"\b((khong|ko|k|chua) (giu|dung|hop|theo|van)|hay|nhung|neu|co le|chac)\b|\?")


def keeps(text: str) -> bool:
    """A plain "the date stays"; anything doubtful, negated or conditional is not one."""
    plain = fold(text)
    return bool(_KEEPS.search(plain)) and not _DOUBT.search(plain)
