"""What a report is about: a subtree during a period as known now, for the queries of reports."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Boolean, ColumnElement, and_, case, literal

from db.dated_tree import DatedTree
from domain.pausing import Pauses
from domain.reports.rules import DatedRules


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: a subtree during a period, as known now.

    `pauses`: those that touch the period, or hold now.
    """

    tree: DatedTree
    since: datetime
    until: datetime
    now: datetime
    rules: DatedRules
    pauses: Pauses

    def during(self, since: datetime, until: datetime) -> "Scope":
        """The same for a part of the time the tree was read for."""
        return replace(self, since=since, until=until)

    @property
    def name(self) -> str:
        """Names of the roots when branches are counted."""
        tree = self.tree
        return ", ".join(tree.name_at(root, self.as_of) for root in tree.roots if root in tree)

    @property
    def as_of(self) -> datetime:
        """When branches are counted: at the end of the period, or now while it lasts."""
        last = self.until - timedelta(seconds=1)
        return max(self.since, min(last, self.now))


def flag(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """True or false, never unknown."""
    return case((and_(*conditions), literal(True, Boolean)), else_=literal(False, Boolean))
