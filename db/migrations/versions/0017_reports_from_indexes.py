"""What reports ask of very many meetings, answers and witnesses is found in indexes alone.

Revision ID: 0017
Revises: 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WIDENED = (
    ("meetings", ("starts_at",), ("starts_at", "state", "branch_id", "kind", "version")),
    ("promises", ("visit_id", "version"), ("visit_id", "version", "id", "promise", "reason")),
    (
        "presences",
        ("visit_id", "version", "witness_id"),
        ("visit_id", "version", "id", "witness_id", "presence", "held"),
    ),
)


def upgrade() -> None:
    for table, narrow, wide in WIDENED:
        op.create_index(op.f(f"ix_{table}_{'_'.join(wide)}"), table, list(wide))
        op.drop_index(op.f(f"ix_{table}_{'_'.join(narrow)}"), table)


def downgrade() -> None:
    for table, narrow, wide in WIDENED:
        op.create_index(op.f(f"ix_{table}_{'_'.join(narrow)}"), table, list(narrow))
        op.drop_index(op.f(f"ix_{table}_{'_'.join(wide)}"), table)
