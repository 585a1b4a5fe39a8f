"""Versions of one page, in the order in which they were fetched; what decides is a function of the documents, not of the order they came in."""

from collections.abc import Iterable
from datetime import UTC, datetime

from riwaya.model import Document
from riwaya.versions.address import page_of


def moment_of(fetched: str | None) -> str | None:
    """When a document was fetched, as a moment of UTC that sorts; None where that is not known or no time.

    A time without a zone is taken for UTC, a bare day for its beginning.

    >>> moment_of("2024-05-17T12:30:00+03:00"), moment_of("2024-05-17"), moment_of("yesterday")
    ('2024-05-17T09:30:00.000000Z', '2024-05-17T00:00:00.000000Z', None)
    """
    try:
        found = datetime.fromisoformat((fetched or "").strip())
        known = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return known.isoformat(timespec="microseconds").replace("+00:00", "Z")


def age_of(document: Document) -> tuple[str, str, str, str]:
    """What puts the versions of a page in order, the oldest first; what is not known comes first."""
    published = document.published.isoformat() if document.published else ""
    return moment_of(document.fetched) or "", published, document.sha256, document.id


def versions_of(documents: Iterable[Document]) -> tuple[tuple[str, ...], ...]:
    """The documents that are versions of one page: their ids, the oldest first; only pages of which there are several.

    >>> def fetched(id, day): return Document(id=id, text="x", sha256=id, url=f"https://{id}.example.com/a", fetched=day)
    >>> versions_of([fetched("m", "2024-05-18"), fetched("www", "2024-05-17"), Document(id="n", text="x", sha256="n", url="https://example.com/n")])
    (('www', 'm'),)
    """
    pages: dict[str, list[Document]] = {}
    for document in documents:
        if (page := page_of(document.url)) is not None:
            pages.setdefault(page, []).append(document)
    return tuple(tuple(document.id for document in sorted(pages[page], key=age_of)) for page in sorted(pages) if len(pages[page]) > 1)
