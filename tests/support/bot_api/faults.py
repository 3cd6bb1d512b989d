"""How the stand-in fails on purpose: one call at a time, or by its speed limits."""

from collections import deque
from dataclasses import dataclass
from typing import Any, Literal


class Problem(Exception):
    """An error answer of the Bot API."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.retry_after = retry_after

    def answer(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": str(self),
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(words: str) -> Problem:
    return Problem(400, f"Bad Request: {words}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to the next call of a method instead of what should.

    `answer`: not done, this status (as Telegram's JSON, or as a foreign page with `foreign`).
    `reset`: not done, connection cut. `done_reset`: done, then cut. `done_silent`: done, no answer.
    `garbage`: done, and answered 200 with something that is not JSON.
    """

    method: str
    kind: Literal["answer", "reset", "done_reset", "done_silent", "garbage"] = "answer"
    status: int = 502
    description: str = "Bad Gateway"
    retry_after: int | None = None
    foreign: bool = False


class Pacing:
    """Telegram's speed limits for sendMessage; None is no limit."""

    def __init__(self, per_second: int | None = None, per_chat_second: int | None = None) -> None:
        self.per_second = per_second
        self.per_chat_second = per_chat_second
        self._sent: deque[tuple[float, int]] = deque()

    def admit(self, chat: int, now: float) -> None:
        """Count one message. Raises a 429 when it is one too many within a second."""
        while self._sent and self._sent[0][0] <= now - 1:
            self._sent.popleft()
        of_chat = sum(other == chat for _, other in self._sent)
        crowded = self.per_second is not None and len(self._sent) >= self.per_second
        hasty = self.per_chat_second is not None and of_chat >= self.per_chat_second
        if crowded or hasty:
            raise Problem(429, "Too Many Requests: retry after 1", retry_after=1)
        self._sent.append((now, chat))
