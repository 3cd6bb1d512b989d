"""The file of a message as it is stored with it: the key it is made from, and its caption."""

from typing import Any

from domain.exports import read_file
from domain.messages import Attached


def stored(attached: Attached | None) -> dict[str, Any] | None:
    """What stands in the row of the message."""
    return None if attached is None else attached.file.as_json() | {"caption": attached.caption}


def attached(found: dict[str, Any] | None) -> Attached | None:
    """What `stored` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    return None if found is None else Attached(read_file(found), str(found["caption"]))
