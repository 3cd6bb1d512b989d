"""The decision brief: at most five matters that need somebody now, each with what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.meetings import MeetingFacts, PersonName

MOST = 5


class Matter(StrEnum):
    """What waits, the most pressing first."""

    SWAP = "swap"  # somebody agreed to stand in: approve?
    GAP = "gap"  # nobody was found to stand in
    NO_DATE = "no_date"  # postponed, no new date
    NO_REPORT = "no_report"  # over, and nobody reported
    NO_REASON = "no_reason"  # not held, and nobody said why


class Action(StrEnum):
    """What a press does; `OFFICE` passes the matter to the office, for who may only look."""

    APPROVE = "approve"
    REFUSE = "refuse"
    RESERVE = "reserve"
    ASK = "ask"
    CALL = "call"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Item:
    """One matter. `id`: of the ask (swap), the search (gap) or the meeting.

    `absent`: who does not come; `stand_in`: who agreed, or who could be asked. `secretary`: whom
    to ask or call about the meeting. `passed_on`: today, to the office.
    """

    matter: Matter
    id: int
    meeting: MeetingFacts
    absent: PersonName | None = None
    stand_in: PersonName | None = None
    secretary: PersonName | None = None
    reminders: int = 0
    passed_on: bool = False


def chosen(items: Sequence[Item]) -> tuple[Item, ...]:
    """The most pressing five: not with the office yet, by matter, then the earliest meeting."""
    order = list(Matter)

    def pressing(item: Item) -> tuple[bool, int, datetime, int]:
        return item.passed_on, order.index(item.matter), item.meeting.starts_at, item.id

    return tuple(sorted(items, key=pressing)[:MOST])


def actions(item: Item, *, coordinates: bool) -> tuple[Action, ...]:
    """What this person may do about a matter."""
    if not coordinates:
        return () if item.passed_on else (Action.OFFICE,)
    if item.matter is Matter.SWAP:
        return (Action.APPROVE, Action.REFUSE)
    if item.matter is Matter.GAP:
        return (Action.RESERVE, Action.CALL) if item.stand_in else (Action.CALL,)
    return (Action.ASK, Action.CALL) if item.secretary else ()
