"""What the statements of reports are given when they run, by the names of `Scope.values`."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    literal,
    or_,
)
from sqlalchemy.orm import InstrumentedAttribute

from db.among import among
from db.base import UtcDateTime
from db.given_rows import rows_given

SINCE = bindparam("since", type_=UtcDateTime())
UNTIL = bindparam("until", type_=UtcDateTime())
NOW = bindparam("now", type_=UtcDateTime())
ASKED = bindparam("asked", type_=UtcDateTime())  # whoever began before was asked for the result
AS_OF = bindparam("as_of", type_=UtcDateTime())
DAY = bindparam("day", type_=Date())
RULES = rows_given(
    "rules", since=datetime, until=datetime, low_turnout=int, minutes=int, thematic_minutes=int
)
_SPANS = rows_given("spans", unit_id=int, since=datetime, until=datetime)
_PAUSED = rows_given("paused", unit_id=int, since=datetime, until=datetime)

Instant = ColumnElement[datetime] | InstrumentedAttribute[datetime]


def in_subtree(unit: ColumnElement[int], instant: Instant) -> ColumnElement[bool]:
    """Whether the unit belonged to the subtree at an instant of the period.

    Nearly all did during the whole of it, which is looked up in one list.
    """
    whole, partly = (bindparam(name, type_=Integer()) for name in ("whole", "partly"))
    spans = _SPANS.c
    span = exists().where(spans.unit_id == unit, spans.since <= instant, spans.until > instant)
    return or_(among(unit, whole), and_(among(unit, partly), span))


def resting(unit: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the office now pauses the commune."""
    return among(unit, bindparam("resting", type_=Integer()))


def paused_commune(unit: ColumnElement[int], instant: Instant) -> ColumnElement[bool]:
    """Whether the office had paused the commune at an instant."""
    return exists().where(
        _PAUSED.c.unit_id == unit, _PAUSED.c.since <= instant, _PAUSED.c.until > instant
    )


def flag(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """True or false, never unknown."""
    return case((and_(*conditions), literal(True, Boolean)), else_=literal(False, Boolean))
