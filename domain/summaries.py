"""Which mass sends are summed up, and for whom."""

from dataclasses import dataclass

from domain.people import Role


@dataclass(frozen=True, slots=True)
class SummaryRules:
    """From how many messages on a mass send is summed up, and who is told."""

    least: int = 20
    to: Role = Role.COORDINATOR


USUAL = SummaryRules()
