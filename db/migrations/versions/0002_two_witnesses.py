"""Reports know which version of a meeting they tell of; answers to differences; telephone calls.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OF_VISIT = """
UPDATE presences SET version = (
    SELECT meetings.version FROM meetings JOIN visits ON visits.meeting_id = meetings.id
    WHERE visits.id = presences.visit_id)
"""
OF_MEETING = """
UPDATE meeting_results SET version = (
    SELECT meetings.version FROM meetings WHERE meetings.id = meeting_results.meeting_id)
"""


def upgrade() -> None:
    for table, fill in (("presences", OF_VISIT), ("meeting_results", OF_MEETING)):
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=True))
        op.execute(fill)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("version", existing_type=sa.Integer(), nullable=False)
    _rechecks()
    _attempts()


def _people(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["people.id"], name=op.f(f"fk_{table}_{column}_people")
    )


def _rechecks() -> None:
    op.create_table(
        "rechecks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        _people("rechecks", "actor_id"),
        _people("rechecks", "person_id"),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_rechecks_visit_id_visits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rechecks")),
    )
    op.create_index(op.f("ix_rechecks_visit_id"), "rechecks", ["visit_id"], unique=False)


def _attempts() -> None:
    op.create_table(
        "call_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("told_from", db.base.UtcDateTime(timezone=True), nullable=False),
        _people("call_attempts", "actor_id"),
        _people("call_attempts", "person_id"),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_attempts_call_id_calls")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_attempts")),
    )
    for column in ("call_id", "person_id"):
        op.create_index(op.f(f"ix_call_attempts_{column}"), "call_attempts", [column], unique=False)


def downgrade() -> None:
    op.drop_table("call_attempts")
    op.drop_table("rechecks")
    for table in ("meeting_results", "presences"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("version")
