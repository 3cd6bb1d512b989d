"""Claims find what is next although a hundred thousand messages wait.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.drop_index("ix_outgoing_state_channel_bot_due_at")
    op.create_index(
        "ix_outgoing_next",
        "outgoing",
        ["state", "channel", "bot", sa.text("urgent DESC"), "due_at", "id"],
    )
    op.create_index("ix_outgoing_state_lapses_at", "outgoing", ["state", "lapses_at"])


def downgrade() -> None:
    op.drop_index("ix_outgoing_state_lapses_at", "outgoing")
    op.drop_index("ix_outgoing_next", "outgoing")
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.create_index(
            "ix_outgoing_state_channel_bot_due_at", ["state", "channel", "bot", "due_at"]
        )
