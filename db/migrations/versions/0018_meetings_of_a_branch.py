"""A branch's meetings of some weeks are found without reading those of all years.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_meetings_branch_id_starts_at"), "meetings", ["branch_id", "starts_at"])
    op.drop_index(op.f("ix_meetings_branch_id"), "meetings")


def downgrade() -> None:
    op.create_index(op.f("ix_meetings_branch_id"), "meetings", ["branch_id"])
    op.drop_index(op.f("ix_meetings_branch_id_starts_at"), "meetings")
