"""Cadres who move into the town of a test, so that there is somebody to stand in."""

from dataclasses import replace

from db import joining
from db.joining import Joining
from db.people import PersonRow, Post
from db.visits import Visit
from domain.fold import fold
from domain.ids import PersonId
from domain.people import Role
from tests.support.residents import SINCE, Resident
from tests.support.town import Player, Town

HANH = Resident("X01", "Vi Thị Hạnh", Role.CADRE, "SD")  # of Sơn Điện's committee
NAM = Resident("X02", "Lò Văn Nam", Role.CADRE, "TC")  # of Lương's office
OFFICE = replace(NAM, code="X03", name="Phạm Thị Yến")


class Newcomer(Player):
    """Somebody who joined after the town was settled."""

    def __init__(self, town: Town, resident: Resident, person_id: PersonId) -> None:
        super().__init__(town, resident)
        self._id = person_id

    @property
    def id(self) -> PersonId:
        return self._id


async def move_in(town: Town, resident: Resident) -> Newcomer:
    """A cadre without assignments who has joined."""
    async with town.database.begin() as session:
        row = PersonRow(
            code=resident.code,
            name=resident.name,
            name_fold=fold(resident.name),
            office_id=town.ids.units[resident.at],
            rotates=resident.rotates,
        )
        session.add(row)
        await session.flush()
        session.add(
            Post(
                person_id=row.id,
                role=resident.role,
                unit_id=town.ids.units[resident.at],
                valid_from=SINCE,
            )
        )
        chat = Joining(
            channel=town.channel.name,
            bot=town.channel.bot,
            chat=f"chat-{resident.code}",
            person_id=PersonId(row.id),
            version="test",
        )
        await joining.bind(session, chat, town.clock.now())
        return Newcomer(town, resident, PersonId(row.id))


async def holders(town: Town, branch: str) -> list[PersonId]:
    """Who holds a visit to the branch's meeting now."""
    from db.meetings import Meeting

    meeting = (await town.rows(Meeting, branch_id=town.ids.branches[branch]))[-1]
    rows = await town.rows(Visit, meeting_id=meeting.id)
    return [PersonId(row.person_id) for row in rows if row.ended_at is None]
