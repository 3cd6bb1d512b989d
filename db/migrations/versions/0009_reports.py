"""What units and branches were, remarks about meetings, and finding what left a period.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_pasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("since", UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_pasts_unit_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["units.id"], name=op.f("fk_unit_pasts_parent_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_pasts")),
    )
    op.create_index(op.f("ix_unit_pasts_unit_id"), "unit_pasts", ["unit_id"])
    op.create_table(
        "branch_pasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("village", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("exempt", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branches.id"], name=op.f("fk_branch_pasts_branch_id_branches")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_branch_pasts_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch_pasts")),
    )
    op.create_index(op.f("ix_branch_pasts_branch_id"), "branch_pasts", ["branch_id"])
    op.create_table(
        "meeting_remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("thematic", sa.Boolean(), nullable=False),
        sa.Column("grade", sa.String(length=20), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_remarks_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_meeting_remarks_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_meeting_remarks_actor_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_remarks")),
    )
    op.create_index(op.f("ix_meeting_remarks_meeting_id"), "meeting_remarks", ["meeting_id"])
    op.create_index(op.f("ix_meeting_changes_old_starts_at"), "meeting_changes", ["old_starts_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_meeting_changes_old_starts_at"), "meeting_changes")
    for table, column in (
        ("meeting_remarks", "meeting_id"),
        ("branch_pasts", "branch_id"),
        ("unit_pasts", "unit_id"),
    ):
        op.drop_index(op.f(f"ix_{table}_{column}"), table)
        op.drop_table(table)
