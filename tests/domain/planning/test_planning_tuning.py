"""The planner's numbers an office may change."""

from dataclasses import replace

import pytest

from domain.planning.defaults import DEFAULTS
from domain.planning.facts import RotationMode
from domain.planning.tuning import TUNABLES, Tunable, consistent, tuned
from texts.planner_settings import NAMES, value


@pytest.mark.parametrize("one", TUNABLES.values(), ids=lambda one: one.key)
def test_every_number_is_read_back_as_it_was_written(one: Tunable) -> None:
    texts = one.choices or (str(one.least), str(one.most))
    for text in texts:
        assert one.parse(text) == text
        assert one.read(one.write(DEFAULTS, text)) == text
        assert value(one, text)
    assert one.parse(one.read(DEFAULTS)) == one.read(DEFAULTS)
    assert NAMES[one.key]


@pytest.mark.parametrize("one", TUNABLES.values(), ids=lambda one: one.key)
def test_a_value_outside_is_none(one: Tunable) -> None:
    for text in ("", "x", "-1", "1,5", "٣", str(one.most + 1) if not one.choices else "1"):
        assert one.parse(text) is None


def test_each_key_changes_one_thing_only() -> None:
    for one in TUNABLES.values():
        text = one.choices[-1] if one.choices else str(one.most)
        changed = one.write(DEFAULTS, text)
        for other in TUNABLES.values():
            if other is not one:
                assert other.read(changed) == other.read(DEFAULTS)


def test_changes_add_up_and_unknown_keys_are_left_out() -> None:
    settings = tuned(DEFAULTS, {"luanphien": "vong", "xangay": "2", "gone": "7"})
    assert settings.rotation.mode is RotationMode.ROLLING
    assert settings.commune_max_per_day == 2
    assert tuned(DEFAULTS, {}) == DEFAULTS


def test_a_least_above_its_most_is_not_consistent() -> None:
    assert consistent(DEFAULTS)
    assert not consistent(tuned(DEFAULTS, {"cachtuanit": "6"}))
    assert not consistent(replace(DEFAULTS, gap=replace(DEFAULTS.gap, min_days=41)))
