"""Runs of quizzes, and how often each answer was chosen in them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of runs."""
    op.create_table(
        "quiz_runs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("quiz_id", sa.String(12), nullable=False, index=True),
        sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("ends", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "quiz_totals",
        sa.Column("run_id", sa.String(32), sa.ForeignKey("quiz_runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("item", sa.String(16), primary_key=True),
        sa.Column("option", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False),
    )
