"""The model under construction: variables by meaning, the objective, and what to read back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from ortools.sat.python import cp_model

from domain.planning.board import Board
from domain.planning.candidates import Candidate
from domain.planning.facts import CadreKey, CommuneKey, Month
from domain.planning.lookups import Lookups, Option
from domain.planning.plan import MeetingKey

Literal = Any  # cp_model.IntVar; OR-Tools ships no usable types


class Level(Enum):
    """How exactly a required person's seat is modelled.

    FIXED: the person comes. RELAXED: somebody may stand in at the least possible price, nobody in
    particular, which gives a lower bound. FULL: each person who may fill the seat has variables.
    """

    FIXED = "fixed"
    RELAXED = "relaxed"
    FULL = "full"


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A required person's place at a meeting."""

    meeting: MeetingKey
    required: CadreKey


@dataclass(frozen=True, slots=True)
class Entry:
    """A person attends a meeting at a place if `literal` holds and `relief` does not."""

    meeting: MeetingKey
    date: date
    start: int
    end: int
    commune: CommuneKey
    option: Option
    literal: Literal
    relief: Literal | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """`cadre` (None: nobody) fills a seat at candidate number `place`."""

    cadre: CadreKey | None
    place: int
    literal: Literal


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What one unit of gap weighs: more than all wishes together, which cost at most `most`."""

    weight: int
    most: int

    def gaps(self, objective: int) -> int:
        """The fewest gaps with which an objective value, or a bound of it, can be reached."""
        return max(0, -((self.most - objective) // self.weight))


class Draft:
    """Variables of one model; `charge` adds to the objective."""

    def __init__(self, look: Lookups, elastic: bool, board: Board | None = None) -> None:
        self.look = look
        self.board = board
        self.elastic = elastic
        self.model = cp_model.CpModel()
        self.places: dict[MeetingKey, tuple[Candidate, ...]] = {}
        self.at: dict[MeetingKey, list[Literal]] = {}
        self.skip: dict[MeetingKey, Literal] = {}
        self.levels: dict[Seat, Level] = {}
        self.reliefs: dict[Seat, Literal] = {}
        self.holders: dict[Seat, list[Holder]] = {}
        self.guests: dict[tuple[MeetingKey, CadreKey], list[tuple[int, Literal]]] = {}
        self.simple_guests: set[tuple[MeetingKey, CadreKey]] = set()
        self.entries: dict[CadreKey, list[Entry]] = defaultdict(list)
        self.weeks: dict[tuple[CadreKey, Month | None], dict[Option, Literal]] = {}
        self.held: dict[tuple[MeetingKey, date], Literal] = {}
        self.capacity: dict[tuple[CommuneKey, date], list[Literal]] = defaultdict(list)
        self.constant = 0
        self.gaps: list[tuple[Literal, int]] = []
        self.gap_of_meeting = 1
        self._price: dict[int, int] = defaultdict(int)
        self._variable: dict[int, Literal] = {}

    def boolean(self) -> Literal:
        """A new 0/1 variable."""
        return self.model.new_bool_var("")

    def charge(self, variable: Literal, amount: int) -> None:
        """Add `amount` per unit of the variable to the objective."""
        if amount:
            self._price[variable.index] += amount
            self._variable[variable.index] = variable

    def price(self, variable: Literal) -> int:
        """What a variable costs so far."""
        return self._price.get(variable.index, 0)

    def at_most(
        self, limit: int, literals: Iterable[Literal], reliefs: Iterable[Literal] = ()
    ) -> None:
        """At most `limit` of the literals, one more for each relief taken."""
        relief = list({variable.index: variable for variable in reliefs}.values())
        literal = list(literals)
        if limit >= len(literal):
            return
        if limit == 1 and not relief:
            self.model.add_at_most_one(literal)
            return
        terms = [*literal, *relief]
        signs = [1] * len(literal) + [-1] * len(relief)
        self.model.add(cp_model.LinearExpr.weighted_sum(terms, signs) <= limit)

    def leave_gap(self, variable: Literal, amount: int) -> None:
        """Note that a meeting is left out or a seat stays empty; a meeting counts more."""
        self.gaps.append((variable, amount))

    def minimise_gaps_then_cost(self) -> "Ceiling":
        """Ask for the cheapest plan among those that leave out least, in one objective."""
        prices = [price for price in self._price.values() if price]
        least = self.constant + sum(price for price in prices if price < 0)
        most = self.constant + sum(price for price in prices if price > 0)
        weight = most - least + 1
        self.model.minimize(self._gap_total() * weight + self._cost())
        return Ceiling(weight, most)

    def minimise_cost(self, most_gaps: int = 0) -> None:
        """Ask for the cheapest plan among those that leave out no more than given."""
        if self.gaps:
            self.model.add(self._gap_total() <= most_gaps)
        self.model.minimize(self._cost())

    def require_relief(self) -> None:
        """Ask that somebody stands in somewhere."""
        self.model.add_bool_or(list(self.reliefs.values()))

    def _cost(self) -> Literal:
        indices = sorted(index for index, price in self._price.items() if price)
        variables = [self._variable[index] for index in indices]
        prices = [self._price[index] for index in indices]
        return cp_model.LinearExpr.weighted_sum(variables, prices) + self.constant

    def _gap_total(self) -> Literal:
        return cp_model.LinearExpr.weighted_sum(
            [variable for variable, _ in self.gaps], [amount for _, amount in self.gaps]
        )
