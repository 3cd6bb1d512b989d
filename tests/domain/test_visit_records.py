"""Four facts of a visit kept apart: where two witnesses differ, what surprises, what counts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory
from domain.ids import BranchId, MeetingId, PersonId, UnitId, VisitId
from domain.meetings import BranchFacts, MeetingFacts, MeetingState, PersonName, VisitFacts
from domain.messages import Source
from domain.witnesses import (
    Difference,
    How,
    Report,
    Side,
    Surprise,
    VisitRecord,
    asked_again,
    difference,
    missed,
    presence,
    stands,
    surprise,
)

AT = datetime(2026, 12, 5, 12, 30, tzinfo=UTC)
HOW = How(AT + timedelta(hours=12), Source.DIGIT)
BRANCH = BranchFacts(BranchId(1), "NM01", "bản Mòng", UnitId(1), "Na Mèo", "nhà văn hóa", 24, 2)
MEETING = MeetingFacts(MeetingId(1), BRANCH, "2026-12", AT, "nhà văn hóa", MeetingState.HELD, 2, AT)


def visit(promise: Promise | None, reason: ReasonCategory = ReasonCategory.NONE) -> VisitFacts:
    return VisitFacts(
        VisitId(1), MEETING, PersonName(PersonId(1), "Hà Văn Tiến"), promise, reason, None
    )


def branch_says(outcome: MeetingOutcome, came: bool | None = None) -> Report:
    seen = None if came is None else Presence.PRESENT if came else Presence.ABSENT
    return Report(outcome is MeetingOutcome.HELD, seen, HOW, outcome)


def cadre_says(came: bool, *, held: bool = True) -> Report:
    return Report(held, Presence.PRESENT if came else Presence.ABSENT, HOW)


def record(
    promise: Promise | None = Promise.COMING,
    branch: Report | None = None,
    cadre: Report | None = None,
    *again: tuple[Difference, Side],
    version: int = 2,
) -> VisitRecord:
    return VisitRecord(visit(promise), version, None, branch, cadre, frozenset(again))


HELD, OFF = MeetingOutcome.HELD, MeetingOutcome.NOT_HELD

COMPARED = (
    (None, cadre_says(True), None),
    (branch_says(HELD, True), None, None),
    (branch_says(HELD), cadre_says(True), None),  # the branch has not said who came
    (branch_says(HELD, True), cadre_says(True), None),
    (branch_says(HELD, False), cadre_says(False), None),
    (branch_says(HELD, False), cadre_says(True), Difference.PRESENCE),
    (branch_says(HELD, True), cadre_says(False), Difference.PRESENCE),
    (branch_says(OFF), cadre_says(True), Difference.HELD),
    (branch_says(MeetingOutcome.POSTPONED), cadre_says(False), Difference.HELD),
    (branch_says(HELD, True), cadre_says(False, held=False), Difference.HELD),
    (branch_says(OFF), cadre_says(False, held=False), None),
)


@pytest.mark.parametrize(("branch", "cadre", "found"), COMPARED)
def test_two_sides_compared(
    branch: Report | None, cadre: Report | None, found: Difference | None
) -> None:
    assert difference(record(branch=branch, cadre=cadre)) is found


def test_each_side_is_asked_once_and_then_the_office_decides() -> None:
    said = (branch_says(HELD, False), cadre_says(True))
    again = [(Difference.PRESENCE, side) for side in Side]
    fresh = record(Promise.COMING, *said)
    assert [asked_again(fresh, side) for side in Side] == [Difference.PRESENCE] * 2
    assert not stands(fresh)
    half = record(Promise.COMING, *said, again[1])
    assert [asked_again(half, side) for side in Side] == [Difference.PRESENCE, None]
    assert not stands(half)
    both = record(Promise.COMING, *said, *again)
    assert [asked_again(both, side) for side in Side] == [None, None]
    assert stands(both)
    agreed = record(Promise.COMING, branch_says(HELD, True), cadre_says(True), *again)
    assert not stands(agreed)


def test_a_branch_that_moved_the_meeting_is_not_asked_about_the_old_time() -> None:
    moved = record(Promise.COMING, branch_says(MeetingOutcome.MOVED), cadre_says(True), version=1)
    assert asked_again(moved, Side.SECRETARY) is None
    assert asked_again(moved, Side.CADRE) is Difference.HELD
    assert not stands(moved)


SURPRISES = (
    (None, True, Surprise.CAME_UNANSWERED),
    (Promise.UNSURE, True, Surprise.CAME_UNANSWERED),
    (None, False, Surprise.MISSED_UNANSWERED),
    (Promise.COMING, True, None),
    (Promise.LATE, True, None),
    (Promise.COMING, False, Surprise.MISSED_PROMISED),
    (Promise.LATE, False, Surprise.MISSED_PROMISED),
    (Promise.NOT_COMING, True, Surprise.CAME_DECLINED),
    (Promise.NOT_COMING, False, None),
)


@pytest.mark.parametrize("by", ["branch", "cadre", "both"])
@pytest.mark.parametrize(("promise", "came", "found"), SURPRISES)
def test_every_combination_of_promise_and_reality(
    promise: Promise | None, came: bool, found: Surprise | None, by: str
) -> None:
    branch = branch_says(HELD, came) if by != "cadre" else None
    cadre = cadre_says(came) if by != "branch" else None
    assert surprise(record(promise, branch, cadre)) is found


def test_no_meeting_surprises_nobody_and_what_is_disputed_counts_for_nobody() -> None:
    assert surprise(record(Promise.COMING, branch_says(OFF), cadre_says(False, held=False))) is None
    disputed = record(Promise.COMING, branch_says(HELD, False), cadre_says(True))
    assert surprise(disputed) is None
    assert presence(disputed) is None


def test_an_absence_is_excused_only_by_a_reason_given_before() -> None:
    assert missed(visit(Promise.NOT_COMING, ReasonCategory.WORK)) is Presence.EXCUSED
    assert missed(visit(Promise.NOT_COMING)) is Presence.ABSENT
    assert missed(visit(Promise.COMING)) is Presence.ABSENT
    assert missed(visit(None)) is Presence.ABSENT


ANY = st.builds(
    record,
    st.sampled_from([None, *Promise]),
    st.one_of(
        st.none(),
        st.builds(branch_says, st.just(HELD), st.sampled_from([None, True, False])),
        st.builds(branch_says, st.sampled_from([o for o in MeetingOutcome if o is not HELD])),
    ),
    st.one_of(st.none(), st.builds(cadre_says, st.booleans(), held=st.booleans())),
)


@given(ANY)
def test_a_visit_is_counted_or_disputed_never_both(one: VisitRecord) -> None:
    disputed = difference(one) is not None
    assert not (disputed and presence(one) is not None)
    assert (presence(one) is None) == (
        disputed
        or (one.cadre is None and (one.secretary is None or one.secretary.presence is None))
    )
    if surprise(one) is not None:
        assert presence(one) is not None
