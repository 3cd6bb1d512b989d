"""The newest answer or report about a version of a meeting is found in the index alone.

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WIDENED = (
    ("promises", "visit_id", ("visit_id", "version")),
    ("presences", "visit_id", ("visit_id", "version", "witness_id")),
    ("meeting_results", "meeting_id", ("meeting_id", "version", "withdrawn_at")),
)


def upgrade() -> None:
    for table, narrow, wide in WIDENED:
        op.create_index(op.f(f"ix_{table}_{'_'.join(wide)}"), table, list(wide))
        op.drop_index(op.f(f"ix_{table}_{narrow}"), table)


def downgrade() -> None:
    for table, narrow, wide in WIDENED:
        op.create_index(op.f(f"ix_{table}_{narrow}"), table, [narrow])
        op.drop_index(op.f(f"ix_{table}_{'_'.join(wide)}"), table)
