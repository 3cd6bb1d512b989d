"""One measured figure, and the table they are printed in."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, how much of which unit, and the target where there is one."""

    name: str
    value: float
    unit: str
    target: str = ""

    def cells(self) -> tuple[str, str, str]:
        digits = 0 if self.value >= 100 else 2
        return self.name, f"{self.value:,.{digits}f} {self.unit}", self.target


def show(figures: Iterable[Figure]) -> None:
    """Print the table."""
    rows = [("what", "measured", "target"), *(figure.cells() for figure in figures)]
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    for name, value, target in rows:
        print(f"{name:<{wide[0]}}  {value:>{wide[1]}}  {target}".rstrip(), flush=True)
