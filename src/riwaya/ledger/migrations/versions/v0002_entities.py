"""Entities of the whole ledger, and the judgements that say which names are one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables; the next run fills them."""
    op.create_table(
        "entities",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "entity_judgements",
        sa.Column("left", sa.String, primary_key=True),
        sa.Column("right", sa.String, primary_key=True),
        sa.Column("by", sa.String, primary_key=True),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.execute("DELETE FROM meta WHERE name = 'fusion'")
