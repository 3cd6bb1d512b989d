"""Mass sends, and when the clock last looked.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("begun_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("summed_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("key", name=op.f("uq_rounds_key")),
    )
    op.create_index(op.f("ix_rounds_summed_at"), "rounds", ["summed_at"])
    op.create_table(
        "beats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beats")),
        sa.UniqueConstraint("name", name=op.f("uq_beats_name")),
    )
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.add_column(sa.Column("round_id", sa.Integer(), nullable=True))
        outgoing.create_foreign_key(
            op.f("fk_outgoing_round_id_rounds"), "rounds", ["round_id"], ["id"]
        )
        outgoing.create_index(op.f("ix_outgoing_round_id"), ["round_id"])


def downgrade() -> None:
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.drop_index(op.f("ix_outgoing_round_id"))
        outgoing.drop_constraint(op.f("fk_outgoing_round_id_rounds"), type_="foreignkey")
        outgoing.drop_column("round_id")
    op.drop_table("beats")
    op.drop_index(op.f("ix_rounds_summed_at"), "rounds")
    op.drop_table("rounds")
