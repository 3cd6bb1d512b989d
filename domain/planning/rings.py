"""How far from a meeting a change may reach: its cadres, their communes, their colleagues, all."""

from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey

RINGS = 4


def ring_of(look: Lookups, broken: frozenset[MeetingKey], ring: int) -> frozenset[MeetingKey]:
    """Meetings that may change: 1 those of the same cadres, 2 of their communes, 3 of their
    colleagues, 4 all."""
    if ring >= RINGS:
        return frozenset(look.keys)
    required = {key: set(look.branches[key.branch].required) for key in look.keys}
    people = {who for key in broken for who in required[key]}
    free = broken | {key for key in look.keys if required[key] & people}
    if ring >= 2:
        communes = {look.branches[key.branch].commune for key in free}
        free |= {key for key in look.keys if look.branches[key.branch].commune in communes}
    if ring >= 3:
        people |= {x for who in people for group in look.groups_of(who) for x in group.members}
        free |= {key for key in look.keys if required[key] & people}
    return frozenset(free)
