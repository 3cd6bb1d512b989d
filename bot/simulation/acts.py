"""What people did and which faults fell, by names that a smaller run can leave out."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did or a fault that fell; a smaller run leaves it out by its name.

    `what` tells a reader more: the words that were said, how long it lasts.
    """

    at: datetime
    name: str
    what: str = ""


def who(act: str) -> str:
    """Whose act it is: `CB12 says 12-21T08:03:10` is of `CB12`; a fault begins with its kind."""
    return act.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Part:
    """Which acts may happen in a smaller run: all of some people and kinds of faults, but a few.

    Not a list of acts that may: somebody who is kept must be able to say what they did not say in
    the whole run, because others are left out.
    """

    of: frozenset[str]
    without: frozenset[str] = frozenset()

    def has(self, act: str) -> bool:
        """Whether this one may happen."""
        return who(act) in self.of and act not in self.without
