"""Single rule instances ("this cadre's leave", "that commune's limit") that can be taken away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from domain.planning.facts import (
    Branch,
    BranchKey,
    Cadre,
    CadreKey,
    CommuneKey,
    GroupKey,
    PartKey,
    PlanningFacts,
    Span,
)

EVERY_MEETING = 10_000


class ReasonKind(Enum):
    """Kinds of rule instances, the least telling first: these are left out of a clash first."""

    COMMUNE_PART = "commune_part"
    COMMUNE_DAY = "commune_day"
    ONE_PLACE = "one_place"
    NOTICE = "notice"
    OTHER_MEETING = "other_meeting"
    CLOSED_DAY = "closed_day"
    GAP = "gap"
    NO_STANDIN = "no_standin"
    OFFICE = "office"
    FIELD_WEEK = "field_week"
    PERSON_BUSY = "person_busy"
    BRANCH_OFF = "branch_off"
    PERSON_OFF = "person_off"
    DECLINED = "declined"
    WINDOW = "window"
    SLOTS = "slots"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule instance; only the keys its kind needs are given."""

    kind: ReasonKind
    branch: BranchKey | None = None
    cadre: CadreKey | None = None
    group: GroupKey | None = None
    commune: CommuneKey | None = None
    span: Span | None = None
    part: PartKey | None = None

    @property
    def rank(self) -> tuple[int, str]:
        """Order in which reasons are tried for leaving out."""
        return list(ReasonKind).index(self.kind), repr(self)


def without(facts: PlanningFacts, reason: Reason) -> PlanningFacts | None:
    """The facts as if the reason did not exist; None: it cannot be taken away."""
    change = _CHANGES.get(reason.kind)
    return None if change is None else change(facts, reason)


def _branches(
    facts: PlanningFacts, reason: Reason, change: Callable[[Branch], Branch]
) -> PlanningFacts:
    changed = (change(x) if x.id == reason.branch else x for x in facts.branches)
    return replace(facts, branches=tuple(changed))


def _cadres(
    facts: PlanningFacts, reason: Reason, change: Callable[[Cadre], Cadre]
) -> PlanningFacts:
    changed = (change(x) if x.id == reason.cadre else x for x in facts.cadres)
    return replace(facts, cadres=tuple(changed))


def _open_slots(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    parts = tuple(part.id for part in facts.settings.parts)
    return _branches(facts, reason, lambda x: replace(x, slots=(parts,) * 7))


def _soften_window(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    def soften(branch: Branch) -> Branch:
        window = branch.window
        return replace(branch, window=window and replace(window, hard=False))

    return _branches(facts, reason, soften)


def _be_there(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    return _branches(
        facts,
        reason,
        lambda x: replace(x, blackouts=tuple(s for s in x.blackouts if s != reason.span)),
    )


def _take_standins(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    return _branches(facts, reason, lambda x: replace(x, no_standin=False))


def _cancel_leave(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    return _cadres(
        facts,
        reason,
        lambda x: replace(x, blackouts=tuple(s for s in x.blackouts if s != reason.span)),
    )


def _be_free(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    assert reason.span
    day = reason.span.first

    def free(cadre: Cadre) -> Cadre:
        kept = tuple(x for x in cadre.busy if (x.date, x.part) != (day, reason.part))
        return replace(cadre, busy=kept)

    return _cadres(facts, reason, free)


def _any_week(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    return _cadres(facts, reason, lambda x: replace(x, rotates=False))


def _accept(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    kept = (x for x in facts.declined if (x.branch, x.cadre) != (reason.branch, reason.cadre))
    return replace(facts, declined=tuple(kept))


def _unlock(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    return replace(facts, locked=tuple(x for x in facts.locked if x.branch != reason.branch))


def _open_day(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    assert reason.span
    day: date = reason.span.first
    return replace(facts, closed_days=tuple(x for x in facts.closed_days if x.date != day))


def _short_notice(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    return replace(facts, settings=replace(facts.settings, min_notice_days=-EVERY_MEETING))


def _any_gap(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    gap = replace(facts.settings.gap, hard=False)
    return replace(facts, settings=replace(facts.settings, gap=gap))


def _empty_office(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    changed = (
        replace(x, max_away=len(x.members)) if x.id == reason.group else x for x in facts.groups
    )
    return replace(facts, groups=tuple(changed))


def _crowd_commune(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    changed = (
        replace(x, max_per_day=EVERY_MEETING) if x.id == reason.commune else x
        for x in facts.communes
    )
    return replace(facts, communes=tuple(changed))


def _crowd_part(facts: PlanningFacts, reason: Reason) -> PlanningFacts:
    return replace(facts, settings=replace(facts.settings, commune_max_per_part=None))


_CHANGES: dict[ReasonKind, Callable[[PlanningFacts, Reason], PlanningFacts]] = {
    ReasonKind.SLOTS: _open_slots,
    ReasonKind.WINDOW: _soften_window,
    ReasonKind.BRANCH_OFF: _be_there,
    ReasonKind.NO_STANDIN: _take_standins,
    ReasonKind.PERSON_OFF: _cancel_leave,
    ReasonKind.PERSON_BUSY: _be_free,
    ReasonKind.FIELD_WEEK: _any_week,
    ReasonKind.DECLINED: _accept,
    ReasonKind.KEPT: _unlock,
    ReasonKind.CLOSED_DAY: _open_day,
    ReasonKind.NOTICE: _short_notice,
    ReasonKind.GAP: _any_gap,
    ReasonKind.OFFICE: _empty_office,
    ReasonKind.COMMUNE_DAY: _crowd_commune,
    ReasonKind.COMMUNE_PART: _crowd_part,
}
