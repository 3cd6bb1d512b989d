"""Closed months: facts, files, manifests, annexes.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "month_closes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["people.id"], name=op.f("fk_month_closes_closed_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_closes")),
        sa.UniqueConstraint("month", name=op.f("uq_month_closes_month")),
    )
    op.create_table(
        "month_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("close_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["close_id"], ["month_closes.id"], name=op.f("fk_month_files_close_id_month_closes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_files")),
        sa.UniqueConstraint("close_id", "name", name=op.f("uq_month_files_close_id_name")),
    )
    op.create_table(
        "month_annexes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("close_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["close_id"], ["month_closes.id"], name=op.f("fk_month_annexes_close_id_month_closes")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_month_annexes_made_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_annexes")),
        sa.UniqueConstraint("close_id", "number", name=op.f("uq_month_annexes_close_id_number")),
    )


def downgrade() -> None:
    for table in ("month_annexes", "month_files", "month_closes"):
        op.drop_table(table)
