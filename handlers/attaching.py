"""A file as a message of its own: its caption, and what is said where it cannot be sent."""

from domain.exports import Export, ExportFile
from domain.messages import Attached, Words
from domain.reports.periods import Period
from texts import exports as words


def attached(export: Export, name: str, what: str, unit: str, address: str | None) -> Words:
    """The file of this name; `what` it is, in words; `address`: where else it can be opened."""
    period = Period.parse(export.period)
    caption = words.caption(what, period, unit)
    instead = words.not_sent(what, period, address)
    return Words(instead, file=Attached(ExportFile(export, name), caption))
