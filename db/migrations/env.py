"""Runs the migrations on the connection that `db.upgrade` (or a test) hands over."""

from alembic import context

from db.rows.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,  # SQLite's too, because the engine begins transactions itself
)
with context.begin_transaction():
    context.run_migrations()
