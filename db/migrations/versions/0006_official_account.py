"""Tokens of a Zalo Official Account, and when messages reached people or were seen.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = ("delivered_at", "seen_at")


def upgrade() -> None:
    op.create_table(
        "oa_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("oa", sa.String(length=40), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("refresh", sa.Text(), nullable=False),
        sa.Column("expires_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("stored_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("leased_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oa_tokens")),
        sa.UniqueConstraint("oa", name=op.f("uq_oa_tokens_oa")),
    )
    with op.batch_alter_table("outgoing") as outgoing:
        for column in COLUMNS:
            outgoing.add_column(
                sa.Column(column, db.base.UtcDateTime(timezone=True), nullable=True)
            )


def downgrade() -> None:
    with op.batch_alter_table("outgoing") as outgoing:
        for column in COLUMNS:
            outgoing.drop_column(column)
    op.drop_table("oa_tokens")
