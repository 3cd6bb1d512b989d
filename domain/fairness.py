"""How the duty of attending is shared over some months: figures of a person, an office, a month.

Every figure is a sum over the same duties, so that an office is the sum of its people and a
period the sum of its months. What feeds what is in docs/decisions/0009-fairness.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from domain.calendar import Month, local
from domain.fold import fold
from domain.ids import UnitId
from domain.meetings import PersonName

PERIODS = (3, 6, 12)  # months
USUAL_PERIOD = 6
EVENING = time(18)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Member:
    """A cadre of an office."""

    person: PersonName
    office_id: UnitId
    office: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One visit to a meeting that took place or should have.

    `attended` None: nobody has said. `travel_minutes` one way, from the centre of the commune.
    """

    person: PersonName
    starts_at: datetime
    attended: bool | None
    stood_in: bool
    travel_minutes: int | None


class Figure(StrEnum):
    """What is compared; minutes are there and back."""

    ATTENDED = "attended"
    EVENINGS = "evenings"
    WEEKENDS = "weekends"
    MINUTES = "minutes"
    STOOD_IN = "stood_in"


@dataclass(frozen=True, slots=True)
class Load:
    """Sums over some duties; evenings, weekends, minutes and stand-ins are of attended ones.

    `unsaid`: duties of which nobody has said anything. `unmeasured`: attended ones of branches
    whose road has no figure, left out of the minutes.
    """

    duties: int = 0
    attended: int = 0
    unsaid: int = 0
    evenings: int = 0
    weekends: int = 0
    minutes: int = 0
    unmeasured: int = 0
    stood_in: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(
            self.duties + other.duties,
            self.attended + other.attended,
            self.unsaid + other.unsaid,
            self.evenings + other.evenings,
            self.weekends + other.weekends,
            self.minutes + other.minutes,
            self.unmeasured + other.unmeasured,
            self.stood_in + other.stood_in,
        )

    def of(self, figure: Figure) -> int:
        """One figure by name."""
        value: int = getattr(self, figure.value)
        return value


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """One cadre's sums."""

    person: PersonName
    load: Load


@dataclass(frozen=True, slots=True)
class OfficeLoad:
    """An office and its cadres by name, which is no ranking."""

    office_id: UnitId
    office: str
    people: tuple[PersonLoad, ...]

    @property
    def total(self) -> Load:
        return summed(one.load for one in self.people)

    def tenths(self, figure: Figure) -> int:
        """The average of a figure over the cadres, in tenths, halves rounded up."""
        count = len(self.people)
        return (20 * self.total.of(figure) + count) // (2 * count)

    def spread(self, figure: Figure) -> tuple[int, int]:
        """The least and the most any cadre has."""
        values = [one.load.of(figure) for one in self.people]
        return min(values), max(values)


def first_month(today: date, months: int) -> Month:
    """The first of so many months that end with the present one."""
    found = Month.of(today)
    for _ in range(months - 1):
        found = found.previous
    return found


def summed(loads: Iterable[Load]) -> Load:
    """The sum of some loads; of none, nothing."""
    total = Load()
    for one in loads:
        total += one
    return total


def load(duties: Iterable[Duty]) -> Load:
    """The sums over some duties."""
    return summed(map(_of_one, duties))


def _of_one(duty: Duty) -> Load:
    if not duty.attended:
        return Load(duties=1, unsaid=int(duty.attended is None))
    here = local(duty.starts_at)
    return Load(
        duties=1,
        attended=1,
        evenings=int(here.time() >= EVENING),
        weekends=int(here.weekday() >= SATURDAY),
        minutes=2 * (duty.travel_minutes or 0),
        unmeasured=int(duty.travel_minutes is None),
        stood_in=int(duty.stood_in),
    )


def by_month(duties: Iterable[Duty]) -> dict[Month, Load]:
    """The sums of each month in which there was a duty, in order."""
    found: dict[Month, list[Duty]] = {}
    for duty in duties:
        found.setdefault(Month.of(local(duty.starts_at).date()), []).append(duty)
    return {month: load(some) for month, some in sorted(found.items())}


def offices(members: Sequence[Member], duties: Iterable[Duty]) -> tuple[OfficeLoad, ...]:
    """Each office with all its cadres, those without a duty too; others' duties do not count."""
    theirs: dict[PersonName, list[Duty]] = {member.person: [] for member in members}
    for duty in duties:
        if duty.person in theirs:
            theirs[duty.person].append(duty)
    found: dict[tuple[str, UnitId, str], list[PersonLoad]] = {}
    for member in sorted(members, key=_by_name):
        key = (fold(member.office), member.office_id, member.office)
        found.setdefault(key, []).append(PersonLoad(member.person, load(theirs[member.person])))
    return tuple(
        OfficeLoad(office_id, name, tuple(people))
        for (_, office_id, name), people in sorted(found.items(), key=lambda item: item[0])
    )


def _by_name(member: Member) -> tuple[str, str, int]:
    """Vietnamese order: the given name, which stands last, then the rest."""
    name = fold(member.person.name)
    return name.rpartition(" ")[2], name, member.person.id
