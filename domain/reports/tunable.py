"""One whole number of a rule of reports that an office may change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tunable:
    """Its key in `/quytac`, the field of its rules, and the whole numbers it may be."""

    key: str
    field: str
    least: int
    most: int

    def parse(self, text: str) -> str | None:
        """The value a text names, as it is stored; None when it is none."""
        word = text.strip()
        if not (word.isascii() and word.isdigit()):
            return None
        return str(int(word)) if self.least <= int(word) <= self.most else None

    def read(self, rules: object) -> str:
        """The value as it holds in its rules, as it is stored."""
        return str(getattr(rules, self.field))
