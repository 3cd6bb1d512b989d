"""Logging: one line an event, with ids; tokens, phone numbers and message text never.

Nothing in the house logs a text: handlers have no logger. What libraries say below WARNING is
dropped, because some of it (addresses with the token, SQL parameters) would tell; and of what
they do say only the first line is kept, because asyncio shows lost exceptions in the second.
"""

import json
import logging
import sys

QUIET = (
    "httpx",
    "httpcore",
    "telegram",
    "aiohttp",
    "sqlalchemy",
    "alembic",
    "asyncio",
    "pgqueuer",
)
FIELDS = ("channel", "key", "outgoing", "failure", "reminder", "chore", "person", "month")


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {_event(record)}"
        known = " ".join(f"{field}={value}" for field, value in _fields(record).items())
        return "\n".join(filter(None, (f"{line} {known}".rstrip(), _trace(record.exc_info))))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "event": _event(record),
            **_fields(record),
        }
        if record.exc_info:
            event["trace"] = _trace(record.exc_info)
        return json.dumps(event, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    return record.getMessage().partition("\n")[0]


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {field: getattr(record, field) for field in FIELDS if hasattr(record, field)}


def _trace(exc_info: object) -> str:
    """Where it broke and what kind of error: the message of an exception may quote a text."""
    if not isinstance(exc_info, tuple) or exc_info[1] is None:
        return ""
    error, lines = exc_info[1], []
    seen = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__name__}")
        trace = seen.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
            trace = trace.tb_next
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def set_up(level: str, form: str) -> None:
    """Log to standard error in the chosen form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
