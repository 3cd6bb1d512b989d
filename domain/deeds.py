"""Kinds of changes of a plan that `/hoantac` can take back."""

from enum import StrEnum


class DeedKind(StrEnum):
    """What was done."""

    AGREED = "agreed"  # agreed to stand in; not approved yet
    SWAP = "swap"  # a stand-in took a visit
    TRADE = "trade"  # two cadres traded weeks
    MOVE = "move"  # a meeting got another time
    DRAFT = "draft"  # a draft was changed by hand
    PAUSE = "pause"  # reminders of somebody rest
    LIFT = "lift"  # and begin again
    CANCEL = "cancel"  # a meeting was postponed, or will not be held
