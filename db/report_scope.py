"""What a report is about: a subtree during a period as known now.

The statements of reports are built once (db/report_given.py) and are given its `values`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from db.dated_tree import FOREVER, DatedTree
from domain import timing
from domain.calendar import local_date
from domain.pausing import Pauses
from domain.reports.rules import DatedRules

DAWN = datetime(1, 1, 1, tzinfo=UTC)
_ASKED = timedelta(hours=timing.DEFAULT.result_hours)


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

    @property
    def values(self) -> Mapping[str, Any]:
        """What the statements of reports are given."""
        pauses = self.pauses
        whole = {unit for unit, since, until in self.tree.spans if self._lies_in(since, until)}
        partly = [span for span in self.tree.spans if span[0] not in whole]
        return {
            "since": self.since,
            "until": self.until,
            "now": self.now,
            "asked": self.now - _ASKED,
            "as_of": self.as_of,
            "day": local_date(self.as_of),
            "whole": sorted(whole),
            "partly": sorted({unit for unit, _, _ in partly}),
            "spans": partly,
            "rules": tuple(self._rules()),
            "resting": sorted({unit for one in pauses.at(self.now).all for unit in one.units}),
            "paused": [(unit, one.since, one.until) for one in pauses.all for unit in one.units],
        }

    def _lies_in(self, since: datetime, until: datetime) -> bool:
        """Whether the period lies in a span."""
        return since <= self.since and self.until <= until

    def _rules(self) -> Iterator[tuple[datetime, datetime, int, int, int]]:
        """Each set of thresholds with the time it holds; the whole of time has one."""
        begins = [DAWN, *(one.since for one in self.rules.all if one.since is not None)]
        for one, since, until in zip(self.rules.all, begins, [*begins[1:], FOREVER], strict=True):
            rules = one.rules
            yield since, until, rules.low_turnout, rules.minutes, rules.thematic_minutes
