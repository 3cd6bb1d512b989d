"""What each person may see in a town where everything that could leak is in the same database."""

from datetime import date

from sqlalchemy import update

from db import people, visible
from db.audit import LOOKED, AuditEntry
from db.people import Post
from domain.people import Role
from domain.rights import Act, may
from tests.support.town import Town

TODAY = date(2026, 11, 16)


async def test_the_set_and_the_predicate_of_the_policy_agree_for_everybody(town: Town) -> None:
    async with town.database.read() as session:
        for person_id in town.ids.people.values():
            person = await people.person(session, person_id, TODAY)
            for act in Act:
                allowed = await visible.visible_units(session, person, TODAY, act)
                for unit in town.ids.units.values():
                    place = await visible.place(session, unit, TODAY)
                    assert may(person, act, place) == (unit in allowed)


async def test_a_unit_is_found_within_the_subtree_only(town: Town) -> None:
    async with town.database.read() as session:
        inh = await people.person(session, town.commune_leader.id, TODAY)
        quyet = await people.person(session, town.leader.id, TODAY)
        for said in ("NM", "na mèo", "xã Na Mèo", "mèo"):
            (found,) = await visible.find_units(session, inh, said, TODAY)
            assert found.name == "Na Mèo"
        for said in ("SD", "Sơn Điện", "xã sơn điện", "Tam Lư", "Quan Sơn", "", "xã"):
            assert await visible.find_units(session, inh, said, TODAY) == ()
        (found,) = await visible.find_units(session, quyet, "sơn điện", TODAY)
        assert found.code == "SD"
        assert await visible.find_units(session, inh, "NM", TODAY, Act.COMMEND) == ()


async def test_a_post_that_has_ended_opens_nothing_any_more(town: Town) -> None:
    async with town.database.begin() as session:
        await session.execute(
            update(Post)
            .where(Post.person_id == town.commune_leader.id, Post.role == Role.LEADER)
            .values(valid_to=TODAY)
        )
    async with town.database.read() as session:
        inh = await people.person(session, town.commune_leader.id, TODAY)
        assert await visible.visible_units(session, inh, TODAY) == ()
    assert "không thuộc phần việc" in await town.commune_leader.says("/tuan")


async def test_looking_at_the_cadres_of_an_office_is_remembered(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/congbang Ban Tổ chức")
    (entry,) = await town.rows(AuditEntry, action=LOOKED)
    assert entry.actor_id == town.coordinator.id
    assert entry.detail == {
        "people": sorted(town.cadre(name).id for name in ("Hà", "Lương")),
        "where": "congbang",
    }
    await town.coordinator.says("/congbang")  # offices without names
    assert len(await town.rows(AuditEntry, action=LOOKED)) == 1
