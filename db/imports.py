"""Imports of the roster: what each one changed, so that the last can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class RosterImport(Base):
    """One applied import: counts, and the rows as they were before (for --undo)."""

    __tablename__ = "roster_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    counts: Mapped[dict[str, Any]]
    before: Mapped[list[Any]] = mapped_column(JSON)  # [[table, key, before or None, after], ...]
    undone_at: Mapped[datetime | None]
