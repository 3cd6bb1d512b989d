"""The planner's numbers an office may change, each by a short key, with the values it may have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.fold import fold
from domain.planning.facts import PlanningSettings, RotationMode


@dataclass(frozen=True, slots=True)
class Tunable:
    """One number or choice of the settings.

    `choices` are the words it may be, in their order; empty: a whole number from `least` to `most`.
    """

    key: str
    read: Callable[[PlanningSettings], str]
    write: Callable[[PlanningSettings, str], PlanningSettings]
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def parse(self, text: str) -> str | None:
        """The value a text names, as it is stored; None when it is none."""
        word = fold(text).strip()
        if self.choices:
            return word if word in self.choices else None
        if not word.isascii() or not word.isdigit():
            return None
        return str(int(word)) if self.least <= int(word) <= self.most else None


def _set(field: str, value: str) -> dict[str, Any]:
    return {field: int(value)}


def _number(key: str, field: str, least: int, most: int) -> Tunable:
    return Tunable(
        key,
        lambda settings: str(getattr(settings, field)),
        lambda settings, value: replace(settings, **_set(field, value)),
        least,
        most,
    )


def _rotation(key: str, field: str, least: int, most: int) -> Tunable:
    def write(settings: PlanningSettings, value: str) -> PlanningSettings:
        return replace(settings, rotation=replace(settings.rotation, **_set(field, value)))

    return Tunable(key, lambda x: str(getattr(x.rotation, field)), write, least, most)


def _gap(key: str, field: str, least: int, most: int) -> Tunable:
    def write(settings: PlanningSettings, value: str) -> PlanningSettings:
        return replace(settings, gap=replace(settings.gap, **_set(field, value)))

    return Tunable(key, lambda x: str(getattr(x.gap, field)), write, least, most)


def _weight(key: str, field: str, most: int = 1000) -> Tunable:
    def write(settings: PlanningSettings, value: str) -> PlanningSettings:
        return replace(settings, weights=replace(settings.weights, **_set(field, value)))

    return Tunable(key, lambda x: str(getattr(x.weights, field)), write, 0, most)


MODES = {"thang": RotationMode.CALENDAR, "vong": RotationMode.ROLLING, "khong": RotationMode.NONE}
YES_NO = ("co", "khong")


def _mode(settings: PlanningSettings) -> str:
    return next(word for word, mode in MODES.items() if mode is settings.rotation.mode)


TUNABLES: Mapping[str, Tunable] = {
    one.key: one
    for one in (
        Tunable(
            "luanphien",
            _mode,
            lambda x, value: replace(x, rotation=replace(x.rotation, mode=MODES[value])),
            choices=tuple(MODES),
        ),
        _rotation("ngaycuatuan", "min_week_days", 1, 7),
        _rotation("chuky", "cycle_weeks", 2, 8),
        _rotation("cachtuanit", "spacing_min", 1, 8),
        _rotation("cachtuannhieu", "spacing_max", 1, 12),
        _number("canbongay", "max_meetings_per_day", 1, 4),
        _number("xangay", "commune_max_per_day", 1, 50),
        Tunable(
            "xabuoi",
            lambda x: str(x.commune_max_per_part or 0),
            lambda x, value: replace(x, commune_max_per_part=int(value) or None),
            0,
            50,
        ),
        Tunable(
            "haixa",
            lambda x: YES_NO[not x.cross_commune_same_day],
            lambda x, value: replace(x, cross_commune_same_day=value == YES_NO[0]),
            choices=YES_NO,
        ),
        _number("nghigiuahaibuoi", "same_commune_gap_min", 0, 240),
        _number("duongdi", "default_travel_min", 0, 600),
        _number("baotruoc", "min_notice_days", 0, 14),
        _gap("cachkyit", "min_days", 0, 60),
        _gap("cachkynhieu", "max_days", 7, 90),
        _weight("uutienngay", "window"),
        _weight("uutiengio", "part"),
        _weight("uutiencachky", "gap"),
        _weight("uutientuan", "cycle"),
        _weight("uutienngaythuong", "weekend"),
        _weight("uutienitchuyen", "trip"),
    )
}


def tuned(settings: PlanningSettings, changes: Mapping[str, str]) -> PlanningSettings:
    """The settings with the changes made; keys that are no longer known are left out."""
    for key, value in changes.items():
        one = TUNABLES.get(key)
        if one is not None:
            settings = one.write(settings, value)
    return settings


def consistent(settings: PlanningSettings) -> bool:
    """Whether no smallest value is above its largest."""
    rotation, gap = settings.rotation, settings.gap
    return rotation.spacing_min <= rotation.spacing_max and gap.min_days <= gap.max_days
