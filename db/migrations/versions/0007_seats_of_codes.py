"""A join code keeps a seat at the bot its slip names.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("join_codes") as codes:
        codes.add_column(sa.Column("bot", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("join_codes") as codes:
        codes.drop_column("bot")
