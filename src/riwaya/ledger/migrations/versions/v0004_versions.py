"""Which page a document is a version of, when it was fetched, and whether its raw bytes are kept."""

import msgspec
import sqlalchemy as sa
from alembic import op

from riwaya.versions.address import page_of

revision = "0004"
down_revision = "0003"


class _Document(msgspec.Struct):
    fetched: str | None = None


class _Reading(msgspec.Struct):
    document: _Document


def upgrade() -> None:
    """Add the columns, and fill them from the records."""
    op.add_column("documents", sa.Column("page", sa.String))
    op.add_column("documents", sa.Column("fetched", sa.String))
    op.add_column("documents", sa.Column("kept", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("documents_page", "documents", ["page"])
    documents = sa.table("documents", *(sa.column(name, sa.String) for name in ("id", "url", "page", "fetched", "body")))
    connection, decoder = op.get_bind(), msgspec.json.Decoder(_Reading)
    for (id,) in connection.execute(sa.select(documents.c.id)).all():
        url, body = connection.execute(sa.select(documents.c.url, documents.c.body).where(documents.c.id == id)).one()
        fetched = decoder.decode(body).document.fetched
        if url is not None or fetched is not None:
            connection.execute(documents.update().where(documents.c.id == id).values(page=page_of(url), fetched=fetched))
