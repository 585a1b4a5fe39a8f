"""Ways to spoil what Riwaya reads, each drawn from a seeded generator: as transfers, editors, templates and malice spoil it."""

import gzip
import random
import re
import zlib
from collections.abc import Callable, Sequence

from tests.archives import archive, digest_of, http, record

Mutation = Callable[[bytes, random.Random], bytes]

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_ENTITIES = ("&#0;", "&#xFFFFFFFF;", "&#55555;", "&nosuch;", "&amp;amp;lt;", "&#1575", "&", "&#x6", "&lt;script&gt;", "&rlm;", "&zwnj;")
_MARKS = "\u200f\u200e\u202b\u202e\u2066\u200b\u200c\ufeff\u0640\u064b\u0651\u0670\u00ad\ufffc\ufffd\u0000\u001a\ufdfa\U0001f1fa\ue000"
_DATES = (
    "99/99/9999",
    "0000-00-00",
    "2024-13-45",
    "31 فبراير 2024",
    "الخميس 5 شوال 99999",
    "١٢/١٢/١٢٣٤٥٦٧",
    "1e400",
    "منذ 999999999999 سنة",
    "9" * 5000,
)
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><html><body><p>&j;</p></body></html>"
)


def flip(data: bytes, draw: random.Random) -> bytes:
    """One to twenty bytes are others."""
    made = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 5, 20))):
        if made:
            made[draw.randrange(len(made))] ^= draw.randrange(1, 256)
    return bytes(made)


def cut(data: bytes, draw: random.Random) -> bytes:
    """It breaks off."""
    return data[: draw.randrange(len(data) + 1)]


def behead(data: bytes, draw: random.Random) -> bytes:
    """Its beginning is gone."""
    return data[draw.randrange(len(data) + 1) :]


def lose(data: bytes, draw: random.Random) -> bytes:
    """A stretch is gone."""
    at = draw.randrange(len(data) + 1)
    return data[:at] + data[at + draw.choice((1, 10, 300, 5000)) :]


def shuffle(data: bytes, draw: random.Random) -> bytes:
    """Stretches stand in another order."""
    size = max(1, len(data) // draw.choice((3, 10, 40)))
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    draw.shuffle(parts)
    return b"".join(parts)


def repeat(data: bytes, draw: random.Random) -> bytes:
    """A stretch stands there many times."""
    at = draw.randrange(len(data) + 1)
    piece = data[at : at + draw.choice((20, 200, 2000))]
    return data[:at] + piece * min(draw.choice((2, 50, 300)), 400_000 // max(1, len(piece))) + data[at:]


def insert(data: bytes, piece: bytes, draw: random.Random) -> bytes:
    """Something stands in it at one place."""
    at = draw.randrange(len(data) + 1)
    return data[:at] + piece + data[at:]


def sprinkle(data: bytes, pieces: Sequence[bytes], draw: random.Random) -> bytes:
    """Things stand in it at many places."""
    for _ in range(draw.choice((1, 5, 60))):
        data = insert(data, draw.choice(pieces), draw)
    return data


def lose_tags(data: bytes, draw: random.Random) -> bytes:
    """Some of its tags are gone."""
    share = draw.choice((0.05, 0.3, 0.9))
    return _TAG.sub(lambda tag: b"" if draw.random() < share else tag[0], data)


def double_tags(data: bytes, draw: random.Random) -> bytes:
    """Some of its tags stand there twice, or hundreds of times."""
    share, times = draw.choice(((0.2, 2), (0.01, 500)))
    return _TAG.sub(lambda tag: tag[0] * times if draw.random() < share else tag[0], data)


def nest(data: bytes, draw: random.Random) -> bytes:
    """Elements in each other, thousands deep."""
    name = draw.choice((b"div", b"blockquote", b"b", b"table><tr><td", b"ul><li", b"span", b"font", b"a", b"iframe", b"svg", b"form", b"select"))
    return insert(data, b"<%b>" % name * draw.choice((50, 500, 20_000)), draw)


def swell(data: bytes, draw: random.Random) -> bytes:
    """Something in it is enormous: an attribute, a word, a number, a line, a comment, a script."""
    size = draw.choice((10_000, 300_000))
    words = "الوزارة أعلنت، في بيان: ".encode()
    piece = draw.choice(
        (
            b'<p title="' + b"x" * size + b'">',
            "ا".encode() * size,
            b"7" * size,
            words * (size // 50),
            b"<!--" + b"-" * size,
            b"<script>" + b"{" * size,
            b'<script type="application/ld+json">' + b'{"a":' * (size // 5) + b"</script>",
            "«".encode() * size,
            b"(" * size,
            b"<p>" * (size // 3),
            b" " * size,
            b"\n" * size,
            "، و".encode() * (size // 5),
            b"<a href=" * (size // 8),
        )
    )
    return insert(data, piece, draw)


def garble(data: bytes, draw: random.Random) -> bytes:
    """Its letters are in another set than it says, or partly so."""
    text = data.decode("utf-8", "replace")
    how = draw.choice(("cp1256", "utf-16", "utf-16-le", "utf-8-sig", "twice", "halves", "cp1251", "utf-7", "utf-32", "iso8859_6"))
    if how == "twice":
        return text.encode("utf-8").decode("latin-1").encode("utf-8")
    if how == "halves":
        half = len(text) // 2
        return text[:half].encode("utf-8") + text[half:].encode(draw.choice(("cp1256", "utf-16-le")), "replace")
    return text.encode(how, "replace")


def misdeclare(data: bytes, draw: random.Random) -> bytes:
    """It declares another character set."""
    name = draw.choice(
        (b"windows-1256", b"utf-16", b"iso-8859-1", b"x-user-defined", b"\xff\xfe", b"unicode_escape", b"zlib", b"idna", b"a" * 300, b"")
    )
    return re.sub(rb"(?i)charset=[\"']?[\w-]+", b"charset=" + name.replace(b"\\", b""), data)


def misdate(data: bytes, draw: random.Random) -> bytes:
    """Days in it are none."""
    pieces = [date.encode() for date in _DATES] + [f'<meta property="article:published_time" content="{date}">'.encode() for date in _DATES]
    data = re.sub(rb"\d{4}-\d\d-\d\d", lambda day: draw.choice((day[0], b"2024-99-99", b"0001-01-01")), data)
    return sprinkle(data, pieces, draw)


def mark(data: bytes, draw: random.Random) -> bytes:
    """Signs that cannot be seen stand between its letters."""
    return sprinkle(data, [sign.encode() * draw.choice((1, 1, 40)) for sign in _MARKS], draw)


def entangle(data: bytes, draw: random.Random) -> bytes:
    """Entities that are none."""
    return sprinkle(data, [entity.encode() for entity in _ENTITIES], draw)


def zero(data: bytes, draw: random.Random) -> bytes:
    """NUL bytes, or nothing but them."""
    return sprinkle(data, [b"\0", b"\0" * 500], draw) if draw.random() < 0.9 else bytes(len(data))


def replace_all(data: bytes, draw: random.Random) -> bytes:
    """It is another thing altogether."""
    return draw.choice(
        (b"", b" \n", b"\xff" * 300, _BOMB, b"<html>", b"%PDF-1.4\n" + data, gzip.compress(data), draw.randbytes(2000), b"{}" * 99, b"<" * 99_999)
    )


TEXT: tuple[Mutation, ...] = (flip, cut, behead, lose, shuffle, repeat, swell, garble, mark, misdate, zero, replace_all)
HTML: tuple[Mutation, ...] = (*TEXT, lose_tags, lose_tags, double_tags, nest, nest, swell, entangle, misdeclare, garble)


def spoilt(data: bytes, ways: Sequence[Mutation], draw: random.Random) -> bytes:
    """Data spoilt in one way, or in several one after another."""
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        data = draw.choice(ways)(data, draw)
    return data[:3_000_000]


def spoil_http(body: bytes, draw: random.Random) -> bytes:
    """A response of HTTP whose header or coding is wrong."""
    garbage = (
        b"\xff\xfe: \x80",
        b"no colon",
        b": no name",
        b"X: " + b"y" * 70_000,
        b"Content-Type: text/html",
        b"Content-Type: \xd9\x87",
        b"Content-Length: -1",
    )
    codings = ("gzip", "br", "deflate", "zstd", "gzip, gzip, br", "own", "identity")
    how = draw.randrange(6)
    if how == 0:
        return insert(http(body), draw.choice(garbage) + b"\r\n", random.Random(draw.randrange(40)))
    if how == 1:
        return http(flip(gzip.compress(body), draw), headers=[f"Content-Encoding: {draw.choice(codings)}"])
    if how == 2:
        return http(draw.choice((zlib.compress, gzip.compress, bytes))(bytes(12_000_000)), headers=[f"Content-Encoding: {draw.choice(codings)}"])
    if how == 3:
        return http(b"%x\r\n" % draw.randrange(1 << 40) + body, headers=["Transfer-Encoding: chunked"])
    if how == 4:
        return http(body).replace(b"\r\n", b"\n", draw.randrange(1, 5))
    return http(body, status=draw.choice(("HTTP/1.1 200", "HTTP/9 200 OK", "200 OK", "HTTP/1.1 ok", "HTTP/1.1 \xff")))


def spoil_archive(pages: Sequence[tuple[str, bytes]], draw: random.Random) -> tuple[bytes, set[str], set[str]]:
    """An archive of pages that is spoilt at one of its records; the addresses of those that are whole, and of all that must be told of.

    A response whose own header was spoilt before it was archived may say that it is no page.
    """
    form = draw.choice(("gzip", "zstd", "plain"))
    blocks = [http(body) for _, body in pages]
    hit, how = draw.randrange(len(pages)), draw.randrange(7)
    if how == 0:
        blocks[hit] = spoil_http(pages[hit][1], draw)
    records = [record(url, block, headers=[f"WARC-Block-Digest: {digest_of(block)}"]) for (url, _), block in zip(pages, blocks, strict=True)]
    if how == 1:
        length = draw.choice((-1, 0, 7, len(blocks[hit]) - 9, len(blocks[hit]) + 300, 10**7, 10**12, 10**30))
        records[hit] = record(pages[hit][0], blocks[hit], length=length)
    elif how == 2:
        head, block = records[hit].split(b"\r\n\r\n", 1)
        records[hit] = draw.choice((flip, cut, lose, repeat))(head, draw) + b"\r\n\r\n" + block
    elif how == 3:
        records[hit] = flip(records[hit], draw)
    parts = archive(records, form=form)
    if how in (4, 5):
        parts[hit] = draw.choice((flip, cut, behead, lose, shuffle, zero))(parts[hit], draw)
    data = b"".join(parts)
    if how == 6:
        end = draw.randrange(len(data))
        lost = next(n for n in range(len(parts)) if end < sum(map(len, parts[: n + 1])))
        return data[:end], {url for url, _ in pages[:lost]}, {url for url, _ in pages}
    whole = {url for n, (url, _) in enumerate(pages) if n != hit}
    return data, whole, whole if how == 0 else {url for url, _ in pages}
