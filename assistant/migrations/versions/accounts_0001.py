"""Accounts, their sessions and tokens, kept conversations, and what was done by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "users",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
    )
    for keys in ("sessions", "tokens"):
        op.create_table(
            keys,
            sa.Column("key_hash", sa.String(64), primary_key=True),
            sa.Column(
                "user_id", sa.String(32), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True
            ),
            sa.Column("label", sa.String(100), nullable=False),
            sa.Column("made", sa.DateTime, nullable=False),
            sa.Column("ends", sa.DateTime, nullable=False),
        )
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("did", sa.String(60), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.String(120), nullable=True),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("latest", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "turns",
        sa.Column(
            "conversation_id", sa.String(64), sa.ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("question", sa.Text, nullable=True),
        sa.Column("filters", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
    )
