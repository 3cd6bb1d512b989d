"""The planner's numbers where no office has changed them: calendar rotation, evenings preferred."""

from datetime import date

from domain.planning.facts import (
    GapLimits,
    Overnight,
    PlanningSettings,
    Rotation,
    RotationMode,
    Weights,
)

DEFAULTS = PlanningSettings(
    rotation=Rotation(
        RotationMode.CALENDAR,
        min_week_days=4,
        anchor_monday=date(2026, 1, 5),
        cycle_weeks=4,
        spacing_min=3,
        spacing_max=5,
    ),
    parts=(),
    max_meetings_per_day=2,
    same_commune_gap_min=30,
    cross_commune_same_day=False,
    overnight=Overnight(18 * 60, 9 * 60, 60),
    default_travel_min=60,
    commune_max_per_day=3,
    commune_max_per_part=2,
    min_notice_days=2,
    near_days=7,
    near_mult=3,
    gap=GapLimits(21, 40, hard=False),
    gap_cap=15,
    window_cap=7,
    leave_away_days=3,
    priority_mult=((1, 1), (2, 2), (3, 4)),
    weights=Weights(
        window=4,
        part=3,
        gap=3,
        wanted=2,
        standin=1000,
        standin_fair=5,
        cycle=2,
        weekend=1,
        trip=2,
        move_day=60,
        move_part=20,
        move_attend=30,
        move_week=20,
    ),
)
