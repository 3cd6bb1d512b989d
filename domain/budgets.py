"""What one bot may use in a month, as the office is shown it beside what is used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Messages both ways, people in all, VND a month; None is not counted there."""

    channel: str
    bot: str
    messages: int | None = None
    people: int | None = None
    money: int | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What is used of a budget. `kinds`: messages and VND of each kind that is told apart."""

    budget: Budget
    messages: int
    people: int
    money: int
    kinds: dict[str, tuple[int, int]]
