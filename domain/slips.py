"""A slip of paper with a join code: what is printed for one person, once."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Slip:
    """`place` is the village or the office, `unit` the commune of a village; `code` as printed.

    `zalo` is the address that opens the Zalo bot this person is sent to, empty for none.
    """

    person_code: str
    name: str
    post: str
    place: str
    unit: str
    code: str
    expires_at: datetime
    zalo: str = ""
