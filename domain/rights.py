"""Who may do what on which unit: the one policy that chat, pages and jobs ask.

A right comes from a post held on the day and reaches the post's unit and everything below it.
`db/visible.py` gives the same answer as a set of units.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.ids import UnitId
from domain.people import OFFICE, Person, Role


class Act(StrEnum):
    """What somebody wants to do with a unit, its branches and its people."""

    LOOK = "look"  # at plans, meetings and figures
    LOOK_AT_PERSON = "look_at_person"  # at what one cadre or secretary did
    EXPORT = "export"  # take figures away in a file
    COORDINATE = "coordinate"  # plan, chase, answer for, pause, invite
    CLOSE_MONTH = "close_month"  # freeze the figures of a month
    COMMEND = "commend"  # see the three lists of the year


_LEADERS_AND_OFFICE = frozenset({Role.LEADER, *OFFICE})
ROLES: Mapping[Act, frozenset[Role]] = MappingProxyType(
    {
        Act.LOOK: _LEADERS_AND_OFFICE,
        Act.LOOK_AT_PERSON: _LEADERS_AND_OFFICE,
        Act.EXPORT: _LEADERS_AND_OFFICE,
        Act.COORDINATE: OFFICE,
        Act.CLOSE_MONTH: OFFICE,
        Act.COMMEND: frozenset({Role.COORDINATOR}),  # never a leader's list, never public
    }
)


def roots(person: Person, act: Act) -> tuple[UnitId, ...]:
    """Units whose subtrees the act is allowed on, by the posts held on the day of `person`."""
    allowed = ROLES[act]
    return tuple(dict.fromkeys(p.unit_id for p in person.posts if p.role in allowed and p.unit_id))


def may(person: Person, act: Act, place: Collection[UnitId]) -> bool:
    """Whether the act is allowed on a unit; `place` is the unit and every unit above it."""
    return not frozenset(roots(person, act)).isdisjoint(place)
