"""A machine whose clock is wrong remembers by how much.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network_clocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("bot", sa.String(40), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_clocks")),
        sa.UniqueConstraint("channel", "bot", name=op.f("uq_network_clocks_channel_bot")),
    )


def downgrade() -> None:
    op.drop_table("network_clocks")
