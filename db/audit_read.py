"""Looks at people and figures taken away, as the audit log keeps them, newest first."""

from collections.abc import Collection

from sqlalchemy import select

from db.audit import EXPORTED, LOOKED, AuditEntry
from db.base import Session
from db.people import PersonRow
from domain.audit import Deed

FAR = 2000  # deeds looked through at most


async def looks_and_exports(session: Session) -> tuple[Deed, ...]:
    """The newest of them; people who were erased have no name any more."""
    kinds = AuditEntry.action.in_((LOOKED, EXPORTED))
    newest = select(AuditEntry).where(kinds).order_by(AuditEntry.id.desc()).limit(FAR)
    entries = (await session.scalars(newest)).all()
    ids = {person for one in entries for person in one.detail.get("people", ())}
    names = await _names(session, ids | {one.actor_id for one in entries if one.actor_id})
    return tuple(_deed(one, names) for one in entries)


def _deed(entry: AuditEntry, names: dict[int, str]) -> Deed:
    actor = None if entry.actor_id is None else names.get(entry.actor_id, "")
    detail = entry.detail
    if entry.action == LOOKED:
        people = tuple(names.get(person, "") for person in detail["people"])
        return Deed(entry.at, actor, people, where=detail["where"])
    return Deed(entry.at, actor, file=detail["what"], period=detail["period"], unit=detail["unit"])


async def _names(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = await session.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(ids)))
    return {row.id: row.name for row in rows}
