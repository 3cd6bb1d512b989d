"""When chores are due: APScheduler reads their calendar rules, five fields in local time.

It keeps no jobs (docs/decisions/0003): everything here is a pure function of instants.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache

from apscheduler.triggers.cron import CronTrigger

from domain.calendar import ZONE
from scheduler.base import Chore


def fires(
    chore_list: Sequence[Chore], since: datetime, until: datetime
) -> list[tuple[datetime, str]]:
    """When each chore is due in `(since, until]`, with its name, earliest first."""
    return sorted(
        (fire, chore.name)
        for chore in chore_list
        for fire in times(trigger(chore.cron), since, until)
    )


def latest(
    chore_list: Sequence[Chore], since: datetime, until: datetime, ran: Mapping[str, datetime]
) -> dict[str, datetime]:
    """The last time in `(since, until]`, and since it `ran`, for which each chore is due."""
    since_of = {one: max(since, ran.get(one.name, since)) for one in chore_list}
    found = {one.name: last_time(trigger(one.cron), at, until) for one, at in since_of.items()}
    return {name: at for name, at in found.items() if at is not None}


@cache
def trigger(cron: str) -> CronTrigger:
    """The rule that five fields stand for."""
    return CronTrigger.from_crontab(cron, timezone=ZONE)


def last_time(rule: CronTrigger, since: datetime, until: datetime) -> datetime | None:
    """The latest fire time in (since, until], or None."""
    day = since.replace(hour=0, minute=0, second=0, microsecond=0)  # the same all day long
    if next_time(rule, day) > until or next_time(rule, since) > until:
        return None
    return max(times(rule, since, until), default=None)


def times(rule: CronTrigger, since: datetime, until: datetime) -> Iterator[datetime]:
    """Fire times in (since, until], in order."""
    fire = rule.get_next_fire_time(None, since.astimezone(ZONE))
    while fire is not None and fire <= until:
        if fire > since:
            yield fire
        fire = rule.get_next_fire_time(fire, fire + timedelta(seconds=1))


@lru_cache(maxsize=512)  # a job that ran is asked about until its next time
def next_time(rule: CronTrigger, now: datetime) -> datetime:
    """The first fire time after now; far away when there is none."""
    far = now + timedelta(days=365)
    return next(times(rule, now, far), far).astimezone(UTC)
