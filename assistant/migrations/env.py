"""Runs the migrations on the connection that was handed in, and on nothing else."""

from alembic import context

from assistant.records import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
context.run_migrations()
