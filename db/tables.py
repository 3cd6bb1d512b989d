"""Every table at once, for migrations and for tests that compare them with the models."""

from db import (
    audit,
    branches,
    calls,
    chores,
    days,
    imports,
    inbox,
    joining,
    meetings,
    outbox,
    people,
    plans,
    questions,
    units,
    visits,
)
from db.base import Base

__all__ = [
    "audit",
    "branches",
    "calls",
    "chores",
    "days",
    "imports",
    "inbox",
    "joining",
    "meetings",
    "metadata",
    "outbox",
    "people",
    "plans",
    "questions",
    "units",
    "visits",
]

metadata = Base.metadata
