"""A message may be a file: under which key it is made when it is sent.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outgoing", sa.Column("file", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.drop_column("file")
