"""The tables of a ledger, as portable SQLAlchemy; the revisions under `migrations` make them, and a test holds the two together.

`body` is the record as JSON and is the truth; the plain columns repeat what queries ask for. `digest` is the SHA-256 that
guards a row's body.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table, Text

REVISION = "0005"
"""The revision that this program reads and writes; revisions are numbered, so that a greater one is newer."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("outlet", String),
    Column("title", String),
    Column("published", Date),
    Column("url", String),
    Column("page", String, comment="which page the address names, as `versions.page_of` tells; its documents are versions of one"),
    Column("fetched", String),
    Column("sha256", String, nullable=False),
    Column("kept", Boolean, nullable=False, comment="the raw bytes are kept"),
    Column("plain", Boolean, nullable=False, comment="sha256 is that of the text itself, not of a page around it"),
    Column("events", Integer, nullable=False),
    Column("input", String, nullable=False, comment="key of the input that the reading was made from"),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
    Index("documents_page", "page"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False, comment="folded words, each with and without its clitics"),
    Index("passages_document", "document"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("day", Date, comment="first day, for the order; null where unknown"),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("standing", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("incident", String, ForeignKey("incidents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("document", String, nullable=False),
    Column("event", String),
    Column("statement", String),
    Column("outlet", String),
    Column("act", String, nullable=False),
    Index("accounts_event", "document", "event"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("by", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("document", String, primary_key=True),
    Column("story", Integer, primary_key=True),
    Column("of", String, primary_key=True),
    Column("of_story", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("label", String, nullable=False, comment="English where there is one"),
    Column("documents", Integer, nullable=False, comment="how many documents name it"),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
)

entity_judgements = Table(
    "entity_judgements",
    metadata,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("by", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("document", String, primary_key=True, comment="one that the ledger has, or had"),
    Column("story", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
)

problems = Table(
    "problems",
    metadata,
    Column("digest", String, primary_key=True),
    Column("stage", String, nullable=False),
    Column("document", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("body", Text, nullable=False),
    Index("problems_document", "document"),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

version = Table("alembic_version", MetaData(), Column("version_num", String))
"""Where Alembic keeps the revision."""
