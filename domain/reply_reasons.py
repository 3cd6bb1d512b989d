"""Which category of reason the signs or claims of a reply speak of."""

import re

from domain.attendance import ReasonCategory

_REASONS = {
    "w": ReasonCategory.WORK,
    "h": ReasonCategory.HEALTH,
    "f": ReasonCategory.FAMILY,
    "d": ReasonCategory.DISASTER,
    "x": ReasonCategory.DISASTER,
    "o": ReasonCategory.OTHER,
    "B": ReasonCategory.OTHER,
    "Ω": ReasonCategory.WORK,
}


def reason_of(claims: str) -> ReasonCategory:
    """The most telling reason; a plain "busy" only when nothing says with what."""
    if "F" in claims and "h" in claims:
        return ReasonCategory.FAMILY  # somebody of the family is ill
    for sign in "hfdwxΩoB":
        if sign in claims:
            if sign == "B" and re.search(r"B[nD]?M", claims):
                return ReasonCategory.WORK
            return _REASONS[sign]
    return ReasonCategory.OTHER if set(claims) & set("_^l") else ReasonCategory.NONE
