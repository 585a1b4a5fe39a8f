import gzip
import io

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.limits import limited

HUGE = 64 * 1024 * 1024


def unpack(packed: bytes, *, most: int | None = None) -> bytes:
    inner = io.BytesIO(packed)
    return limited(gzip.open(inner), place="news.gz", most=most, packed=inner.tell).read()


def test_what_packs_honestly_comes_out_whole() -> None:
    page = b"".join(b"<p>%d</p>" % number for number in range(200_000))
    assert unpack(gzip.compress(page)) == page


def test_a_bomb_is_refused_long_before_it_is_unpacked() -> None:
    with pytest.raises(DocumentError, match="250 times its size") as caught:
        unpack(gzip.compress(bytes(HUGE)))
    assert (caught.value.rule, caught.value.document) == ("input.bomb", "news.gz")


def test_a_stream_over_the_limit_is_refused() -> None:
    with pytest.raises(DocumentError, match="more than 1,000 bytes") as caught:
        unpack(gzip.compress(bytes(range(256)) * 8), most=1000)
    assert caught.value.rule == "input.oversize"


def test_a_stream_just_within_the_limit_is_whole() -> None:
    assert len(unpack(gzip.compress(bytes(1000)), most=1000)) == 1000
