"""Whatever the bytes, a source gives documents or says why not: no form breaks in any other way, and none takes long."""

import logging
import random
import time
from contextlib import suppress

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.extracting import extract
from riwaya.ingest.forms import find_form
from riwaya.ingest.opening import HEAD, Source
from riwaya.ingest.raw import Raw
from tests.articles import BRIDGE
from tests.forms import open_bytes
from tests.ingest.test_feeds import ATOM, JSON_FEED, RDF, RSS
from tests.ingest.test_packed import FILES, LINES, PACKERS, tarred, zipped
from tests.ingest.test_pdf import PARAGRAPHS, set_out
from tests.ingest.test_saved import BODY, mhtml
from tests.ingest.test_sitemaps import INDEX, NEWS
from tests.ingest.test_tables import ROWS, table
from tests.ingest.test_telegram import ALL, CHAT, dumped
from tests.pdfs import pdf_of

SOURCES = {
    "feed": [RSS.encode(), ATOM.encode(), RDF.encode(), JSON_FEED.encode()],
    "sitemap": [NEWS, INDEX],
    "csv": [table(ROWS).encode(), table(ROWS).encode("cp1256")],
    "telegram": [dumped(CHAT), dumped(ALL)],
    "pdf": [pdf_of([set_out(PARAGRAPHS)])],
    "mhtml": [mhtml(), mhtml(charset="cp1256", encoding="base64")],
    "packed": [zipped(FILES), tarred(FILES, "w:gz"), PACKERS["zst"](LINES), PACKERS["xz"](LINES)],
    "json": [dumped([{"id": 1, "text": BRIDGE}])],
    "jsonl": [LINES],
    "html": [BODY.encode(), BODY.encode("cp1256")],
    "text": [BRIDGE.encode(), BRIDGE.encode("cp1256"), BRIDGE.encode("utf-16")],
}
ODD = (b"\0", b"\xff\xfe", b"&#0;", b"<", b"]]>", b'"', b"{", b"}", b"&x;", b"\xd8\x00", b"\\ud800", b"9" * 400, b"1e999")
MOST_SECONDS = 5


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, left out, doubled, or odd ones put between."""
    made = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 5, 20, 100))):
        at, how = chance.randrange(len(made) + 1), chance.random()
        if how < 0.4:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif how < 0.6:
            del made[at : at + chance.randrange(1, 50)]
        elif how < 0.75:
            made[at:at] = made[: chance.randrange(200)]
        elif how < 0.8:
            del made[at:]
        else:
            made[at:at] = chance.choice(ODD)
    return bytes(made)


@pytest.mark.parametrize("form", list(SOURCES))
def test_no_form_breaks(form: str) -> None:
    logging.disable(logging.CRITICAL)
    chance = random.Random(form)
    for number in range(60):
        raw = mutated(chance.choice(SOURCES[form]), chance)
        started = time.perf_counter()
        with suppress(DocumentError):
            opened = form if number % 3 else find_form(raw[:HEAD], Source(None, "source", "source", None))
            for _, item in open_bytes(raw, opened):
                if isinstance(item, Raw):
                    extract(item)
        assert time.perf_counter() - started < MOST_SECONDS
    logging.disable(logging.NOTSET)
