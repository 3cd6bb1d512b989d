"""Questions to the planner, its versioned numbers, and days a branch cannot meet.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def upgrade() -> None:
    with op.batch_alter_table("planning_runs") as runs:
        runs.add_column(sa.Column("kind", sa.String(20), nullable=False, server_default="draft"))
        runs.add_column(sa.Column("question", sa.JSON(), nullable=False, server_default="{}"))
        runs.add_column(sa.Column("answer", sa.JSON(), nullable=True))
    with op.batch_alter_table("plans") as plans:
        plans.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("plan_lines") as lines:
        lines.add_column(sa.Column("problem", sa.Text(), nullable=True))
    _field_phases()
    _planner_settings()
    _branch_blackouts()


def _field_phases() -> None:
    op.create_table(
        "field_phases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=False),
        _reference("field_phases", "plan_id", "plans"),
        _reference("field_phases", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_phases")),
        sa.UniqueConstraint("plan_id", "person_id", name=op.f("uq_field_phases_plan_id_person_id")),
    )
    for column in ("plan_id", "person_id"):
        op.create_index(op.f(f"ix_field_phases_{column}"), "field_phases", [column])


def _planner_settings() -> None:
    op.create_table(
        "planner_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", db.base.UtcDateTime(timezone=True), nullable=False),
        _reference("planner_settings", "set_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planner_settings")),
    )
    op.create_index(op.f("ix_planner_settings_key"), "planner_settings", ["key"])


def _branch_blackouts() -> None:
    op.create_table(
        "branch_blackouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", db.base.UtcDateTime(timezone=True), nullable=False),
        _reference("branch_blackouts", "branch_id", "branches"),
        _reference("branch_blackouts", "noted_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch_blackouts")),
    )
    op.create_index(op.f("ix_branch_blackouts_branch_id"), "branch_blackouts", ["branch_id"])


def downgrade() -> None:
    for table in ("branch_blackouts", "planner_settings", "field_phases"):
        op.drop_table(table)
    with op.batch_alter_table("plan_lines") as lines:
        lines.drop_column("problem")
    with op.batch_alter_table("plans") as plans:
        plans.drop_column("version")
    with op.batch_alter_table("planning_runs") as runs:
        for column in ("answer", "question", "kind"):
            runs.drop_column(column)
