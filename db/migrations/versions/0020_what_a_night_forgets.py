"""What a night forgets, and when somebody last wrote, is found without reading all years.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PARTIAL = (
    ("ix_incoming_texts", "incoming", "received_at", "text IS NOT NULL"),
    ("ix_questions_call_lists", "questions", "asked_at", "kind = 'call_list'"),
)


def upgrade() -> None:
    for name, table, column, rows in PARTIAL:
        where = sa.text(rows)
        op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)
    latest = ["person_id", "received_at"]
    op.create_index(op.f("ix_incoming_person_id_received_at"), "incoming", latest)
    op.drop_index(op.f("ix_incoming_person_id"), "incoming")


def downgrade() -> None:
    op.create_index(op.f("ix_incoming_person_id"), "incoming", ["person_id"])
    op.drop_index(op.f("ix_incoming_person_id_received_at"), "incoming")
    for name, table, _, _ in PARTIAL:
        op.drop_index(name, table)
