"""The thresholds of reports: which turnout is low, how long a meeting should last, dated.

Source of the defaults: Hướng dẫn 12-HD/BTCTW (2018) and the product's own settings. An office
changes them from a month on; a meeting is measured by what held on its day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.calendar import at_midnight
from domain.reports.tunable import Tunable


@dataclass(frozen=True, slots=True)
class ReportRules:
    """Turnout under `low_turnout` percent of those due is low; a meeting has minutes to last."""

    low_turnout: int = 90
    minutes: int = 90
    thematic_minutes: int = 120
    brief_hour: int = 7  # of the Monday brief; 0: none


DEFAULT = ReportRules()


REPORT_TUNABLES: Mapping[str, Tunable] = {
    one.key: one
    for one in (
        Tunable("tyledu", "low_turnout", 0, 100),
        Tunable("phuthop", "minutes", 0, 360),
        Tunable("phutchuyende", "thematic_minutes", 0, 360),
        Tunable("giobaoviec", "brief_hour", 0, 11),
    )
}


@dataclass(frozen=True, slots=True)
class Since:
    """Rules as they hold from an instant until the next of their sequence begins."""

    since: datetime | None  # None: from the beginning
    rules: ReportRules


@dataclass(frozen=True, slots=True)
class DatedRules:
    """Every rule set that ever held, oldest first; the first has no beginning."""

    all: tuple[Since, ...] = (Since(None, DEFAULT),)

    def at(self, instant: datetime) -> ReportRules:
        """What held at an instant."""
        found = self.all[0].rules
        for one in self.all:
            if one.since is None or one.since <= instant:
                found = one.rules
        return found


def dated(changes: Sequence[tuple[date, str, str]]) -> DatedRules:
    """Rule sets from changes (first day, key, value), in the order they begin and were made."""
    found = [Since(None, DEFAULT)]
    for day, key, value in sorted(changes, key=lambda change: change[0]):
        if key in REPORT_TUNABLES:
            rules = _changed(found[-1].rules, key, value)
            since = at_midnight(day)
            if found[-1].since == since:
                found.pop()
            found.append(Since(since, rules))
    return DatedRules(tuple(found))


def _changed(rules: ReportRules, key: str, value: str) -> ReportRules:
    changed: ReportRules = replace(rules, **{REPORT_TUNABLES[key].field: int(value)})
    return changed
