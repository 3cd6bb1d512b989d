"""Alembic's entry: runs migrations on the connection it is handed (see db/migrate.py)."""

from alembic import context

from db import tables


def run(connection: object) -> None:
    """Migrate on one connection; SQLite alters tables by copying them."""
    context.configure(
        connection=connection,  # type: ignore[arg-type]
        target_metadata=tables.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
