"""Each occasion of a message lapses at a time of its own.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("occasions") as table:
        table.add_column(sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("occasions") as table:
        table.drop_column("lapses_at")
