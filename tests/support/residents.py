"""Who lives in the small world of the conversation tests, and putting them into a database.

Everybody is invented. Two communes share a village name, one person next door must never be seen.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from db.base import Session
from db.branches import Assignment, Branch
from db.imports import RosterImport
from db.people import PersonRow, Post
from db.units import Unit, UnitKind
from domain.fold import fold
from domain.ids import BranchId, PersonId, UnitId
from domain.people import Role

SINCE = date(2026, 7, 1)
DECISION = "QĐ 15-QĐ/ĐU"


@dataclass(frozen=True)
class Office:
    """A unit: its code, name, kind, and the unit above."""

    code: str
    name: str
    kind: str
    above: str | None = "QS"


@dataclass(frozen=True)
class Village:
    """A branch: code, village, commune, members, exempt, habitual day and hour."""

    code: str
    village: str
    commune: str
    members: int
    exempt: int
    habit: str = "day:5"
    hour: time = time(19, 30)


@dataclass(frozen=True)
class Resident:
    """A person: code, name, role, where it is held, which branches are visited."""

    code: str
    name: str
    role: Role
    at: str
    visits: tuple[str, ...] = ()
    rotates: bool = False
    joined: bool = True


UNITS = (
    Office("QS", "Quan Sơn", "area", None),
    Office("NM", "Na Mèo", "commune"),
    Office("SD", "Sơn Điện", "commune"),
    Office("TL", "Tam Lư", "commune"),
    Office("TC", "Ban Tổ chức", "agency"),
    Office("MT", "Ủy ban Mặt trận", "agency"),
)
BRANCHES = (
    Village("NM01", "bản Mòng", "NM", 24, 2),
    Village("NM02", "bản Ngàm", "NM", 31, 3, hour=time(14)),
    Village("SD01", "bản Ngàm", "SD", 40, 0, habit="day:10"),
    Village("SD02", "bản Sủa", "SD", 18, 1, habit="day:12", hour=time(7, 30)),
    Village("TL01", "bản Tình", "TL", 27, 2),
    Village("TL02", "bản Hát", "TL", 22, 1, habit="nth:2:7", hour=time(7, 30)),
)
PEOPLE = (
    Resident("DP1", "Cầm Thị Nga", Role.COORDINATOR, "QS"),
    Resident("DP2", "Ngân Thị Đào", Role.COORDINATOR, "TL"),
    Resident("LD1", "Phạm Văn Quyết", Role.LEADER, "QS"),
    Resident("LD2", "Lò Văn Inh", Role.LEADER, "NM"),
    Resident("QT1", "Lữ Minh Khôi", Role.ADMIN, "QS"),
    Resident("CB01", "Hà Văn Tiến", Role.CADRE, "TC", ("NM01", "NM02"), rotates=True),
    Resident("CB02", "Lương Thị Thu", Role.CADRE, "TC", ("SD01",), rotates=True),
    Resident("CB03", "Ngân Văn Đạt", Role.CADRE, "MT", ("TL01",), rotates=True),
    Resident("SD-U1", "Lục Văn Bình", Role.CADRE, "SD", ("SD02",)),
    Resident("BT-NM01", "Lò Thị Mỵ", Role.SECRETARY, "NM01"),
    Resident("PB-NM01", "Vi Văn Chiến", Role.DEPUTY_SECRETARY, "NM01"),
    Resident("BT-NM02", "Phạm Văn Sơn", Role.SECRETARY, "NM02"),
    Resident("BT-SD01", "Ngân Thị Hoa", Role.SECRETARY, "SD01"),
    Resident("BT-SD02", "Lữ Văn Thanh", Role.SECRETARY, "SD02"),
    Resident("BT-TL01", "Vi Thị Xuân", Role.SECRETARY, "TL01"),
    Resident("BT-TL02", "Vi Văn Phúc", Role.SECRETARY, "TL02"),
    # still to join
    Resident("CB04", "Hà Thị Lan", Role.CADRE, "MT", ("TL02",), joined=False),
)


@dataclass
class Settled:
    """Ids by code, and the invented phone numbers nobody else may read."""

    units: dict[str, UnitId] = field(default_factory=dict)
    branches: dict[str, BranchId] = field(default_factory=dict)
    people: dict[str, PersonId] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)


async def settle(session: Session, now: datetime) -> Settled:
    """Store everybody; nobody has joined yet."""
    ids = Settled()
    session.add(RosterImport(at=now, file_name="town", sha256="0" * 64, counts={}, before=[]))
    for rank, kind in enumerate(("area", "commune", "agency"), start=1):
        session.add(UnitKind(code=kind, label=kind, rank=rank))
    await session.flush()
    for unit in UNITS:
        ids.units[unit.code] = await _unit(session, unit, ids)
    for village in BRANCHES:
        ids.branches[village.code] = await _branch(session, village, ids)
    for number, resident in enumerate(PEOPLE, start=1):
        ids.phones[resident.code] = f"+84900000{number:03d}"
        ids.people[resident.code] = await _person(session, resident, ids)
    await session.flush()
    return ids


async def _unit(session: Session, unit: Office, ids: Settled) -> UnitId:
    row = Unit(
        code=unit.code,
        kind_code=unit.kind,
        name=unit.name,
        name_fold=fold(unit.name),
        parent_id=ids.units[unit.above] if unit.above else None,
        valid_from=SINCE,
    )
    session.add(row)
    await session.flush()
    return UnitId(row.id)


async def _branch(session: Session, village: Village, ids: Settled) -> BranchId:
    row = Branch(
        code=village.code,
        unit_id=ids.units[village.commune],
        village=village.village,
        village_fold=fold(village.village),
        meeting_place=f"nhà văn hóa {village.village}",
        members=village.members,
        exempt=village.exempt,
        habit=village.habit,
        habit_time=village.hour,
        valid_from=SINCE,
    )
    session.add(row)
    await session.flush()
    return BranchId(row.id)


async def _person(session: Session, resident: Resident, ids: Settled) -> PersonId:
    row = PersonRow(
        code=resident.code,
        name=resident.name,
        name_fold=fold(resident.name),
        phone=ids.phones[resident.code],
        office_id=ids.units.get(resident.at),
        rotates=resident.rotates,
    )
    session.add(row)
    await session.flush()
    session.add(
        Post(
            person_id=row.id,
            role=resident.role,
            unit_id=ids.units.get(resident.at),
            branch_id=ids.branches.get(resident.at),
            valid_from=SINCE,
        )
    )
    session.add_all(
        Assignment(
            person_id=row.id, branch_id=ids.branches[code], decision=DECISION, valid_from=SINCE
        )
        for code in resident.visits
    )
    return PersonId(row.id)
