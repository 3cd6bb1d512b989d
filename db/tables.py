"""Every table at once, for migrations and for tests that compare them with the models."""

from db import (
    absences,
    attempts,
    audit,
    branches,
    calls,
    chores,
    days,
    deeds,
    imports,
    inbox,
    joining,
    meetings,
    outbox,
    people,
    plans,
    questions,
    substitutions,
    units,
    visits,
    witnesses,
)
from db.base import Base

__all__ = [
    "absences",
    "attempts",
    "audit",
    "branches",
    "calls",
    "chores",
    "days",
    "deeds",
    "imports",
    "inbox",
    "joining",
    "meetings",
    "metadata",
    "outbox",
    "people",
    "plans",
    "questions",
    "substitutions",
    "units",
    "visits",
    "witnesses",
]

metadata = Base.metadata
