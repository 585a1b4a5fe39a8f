"""The first schema: readings, incidents with their accounts, judgements, problems, and the words of passages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and on SQLite the index of words."""
    _make_documents()
    _make_incidents()
    op.create_table(
        "problems",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("problems_document", "problems", ["document"])
    op.create_table("meta", sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        _make_sqlite_words()


def _make_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("outlet", sa.String),
        sa.Column("title", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("url", sa.String),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("plain", sa.Boolean, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("input", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("passages_document", "passages", ["document"])


def _make_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("day", sa.Date),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("incident", sa.String, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("event", sa.String),
        sa.Column("statement", sa.String),
        sa.Column("outlet", sa.String),
        sa.Column("act", sa.String, nullable=False),
    )
    op.create_index("accounts_event", "accounts", ["document", "event"])
    op.create_table(
        "judgements",
        sa.Column("left", sa.String, primary_key=True),
        sa.Column("right", sa.String, primary_key=True),
        sa.Column("by", sa.String, primary_key=True),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _make_sqlite_words() -> None:
    # The words are folded before they are stored and parted by spaces alone: the index must not fold or cut them again.
    op.execute("CREATE VIRTUAL TABLE passage_words USING fts5(words, content='passages', content_rowid='id', tokenize=\"ascii tokenchars '_'\")")
    op.execute("CREATE VIRTUAL TABLE passage_terms USING fts5vocab('passage_words', 'instance')")
    op.execute("CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN INSERT INTO passage_words(rowid, words) VALUES (new.id, new.words); END")
    op.execute(
        "CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN"
        " INSERT INTO passage_words(passage_words, rowid, words) VALUES ('delete', old.id, old.words); END"
    )
