"""How the stand-in fails on purpose, and how it says no."""

from dataclasses import dataclass
from typing import Any, Literal


class Problem(Exception):
    """An error answer of the bot platform; `spelling` is the name its code goes by."""

    def __init__(
        self,
        code: int,
        description: str,
        spelling: Literal["error_code", "errorCode"] = "error_code",
    ) -> None:
        super().__init__(description)
        self.code = code
        self._spelling = spelling

    def answer(self) -> dict[str, Any]:
        if self._spelling == "errorCode":
            return {"ok": False, "errorCode": self.code}
        return {"ok": False, "error_code": self.code, "description": str(self)}


def bad_request(words: str = "Bad request") -> Problem:
    return Problem(400, words)


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls of a method instead of what should.

    `refuse`: not done, this code in Zalo's JSON. `html`: not done, a gateway's page with this
    status. `reset`: not done, connection cut. `done_code`: done, but this code is told (408!).
    `done_reset`: done, then cut. `done_silent`: done, no answer ever. `garbage`: done, the JSON is
    cut short. `slow`: done, after so many seconds. `redirect`: not done, sent elsewhere.
    """

    method: str  # "*" is every method
    kind: Literal[
        "refuse",
        "html",
        "reset",
        "done_code",
        "done_reset",
        "done_silent",
        "garbage",
        "slow",
        "redirect",
    ] = "refuse"
    code: int = 403
    seconds: float = 0.0
    times: int = 1
    bot: str = ""  # the number of one bot; empty is every bot

    def meets(self, method: str, bot: str) -> bool:
        return self.times > 0 and self.method in ("*", method) and self.bot in ("", bot)
