"""The one policy: a right comes from a post held on the day and reaches that unit and all below."""

from domain.ids import BranchId, PersonId, UnitId
from domain.people import OFFICE, Held, Person, Role
from domain.rights import ROLES, Act, may, roots

HERE, BELOW, BESIDE, ABOVE = UnitId(2), UnitId(5), UnitId(3), UnitId(1)
PLACES = {HERE: (HERE, ABOVE), BELOW: (BELOW, HERE, ABOVE), BESIDE: (BESIDE, ABOVE)}


def holding(*posts: Held) -> Person:
    return Person(PersonId(1), "P1", "Lò Văn Inh", "", posts)


def test_every_act_has_roles_and_names_them_for_good_reason() -> None:
    assert set(ROLES) == set(Act)
    assert ROLES[Act.COMMEND] == {Role.COORDINATOR}
    assert ROLES[Act.CLOSE_MONTH] == OFFICE
    assert all(Role.SECRETARY not in roles and Role.CADRE not in roles for roles in ROLES.values())


def test_a_right_reaches_the_unit_and_all_below_but_nothing_beside_or_above() -> None:
    leader = holding(Held(Role.LEADER, unit_id=HERE))
    assert may(leader, Act.LOOK, PLACES[HERE])
    assert may(leader, Act.EXPORT, PLACES[BELOW])
    assert not may(leader, Act.LOOK, PLACES[BESIDE])
    assert not may(leader, Act.LOOK, (ABOVE,))
    assert not may(leader, Act.LOOK, ())


def test_posts_of_other_kinds_give_no_right_to_figures() -> None:
    nobody = holding(Held(Role.CADRE, unit_id=HERE), Held(Role.SECRETARY, branch_id=BranchId(1)))
    assert not any(roots(nobody, act) for act in Act)
    assert not any(may(nobody, act, PLACES[HERE]) for act in Act)


def test_a_leader_neither_closes_a_month_nor_sees_the_lists_of_the_year() -> None:
    leader = holding(Held(Role.LEADER, unit_id=HERE), Held(Role.LEADER, unit_id=BESIDE))
    assert not may(leader, Act.CLOSE_MONTH, PLACES[HERE])
    assert not may(leader, Act.COMMEND, PLACES[HERE])
    assert roots(leader, Act.LOOK) == (HERE, BESIDE)
