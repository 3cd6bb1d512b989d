"""Hard rules about communes: their leaders cannot be at too many meetings at once."""

from collections import Counter
from collections.abc import Iterator

from domain.planning.rules.case import Case, Finding, hard


@hard("COMMUNEDAY")
def few_a_day(case: Case) -> Iterator[Finding]:
    """A commune has no more meetings on a date than allowed."""
    count = Counter(
        (case.branches[meeting.branch].commune, meeting.date) for meeting in case.meetings.values()
    )
    for (commune, day), meetings in sorted(count.items()):
        if meetings > case.commune_limit(commune):
            yield Finding("COMMUNEDAY", commune=commune, day=day)


@hard("COMMUNEPART")
def few_at_once(case: Case) -> Iterator[Finding]:
    """A commune has no more meetings at one time than allowed."""
    limit = case.settings.commune_max_per_part
    count = Counter(
        (case.branches[meeting.branch].commune, meeting.date, meeting.part)
        for meeting in case.meetings.values()
    )
    for (commune, day, _), meetings in sorted(count.items()):
        if limit is not None and meetings > limit:
            yield Finding("COMMUNEPART", commune=commune, day=day)
