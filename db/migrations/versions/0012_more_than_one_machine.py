"""Messages received by one process for another; leases that rest.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("bot", sa.String(length=40), nullable=False),
        sa.Column("chat", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("stored_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
        sa.UniqueConstraint("channel", "bot", "key", name=op.f("uq_arrivals_channel_bot_key")),
    )
    op.create_index(op.f("ix_arrivals_channel_bot_chat"), "arrivals", ["channel", "bot", "chat"])
    with op.batch_alter_table("leases") as leases:
        leases.add_column(
            sa.Column("rests_until", db.base.UtcDateTime(timezone=True), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table("leases") as leases:
        leases.drop_column("rests_until")
    op.drop_table("arrivals")
