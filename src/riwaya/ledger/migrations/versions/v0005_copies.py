"""Which texts are copies of others."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table; the next run fills it."""
    op.create_table(
        "copies",
        sa.Column("document", sa.String, primary_key=True),
        sa.Column("story", sa.Integer, primary_key=True),
        sa.Column("of", sa.String, primary_key=True),
        sa.Column("of_story", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.execute("DELETE FROM meta WHERE name = 'fusion'")
