"""Tests `ingest/telegram.py`: exports of Telegram Desktop."""

import io
import json
from datetime import date
from typing import Any

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.beginnings import begins_telegram
from riwaya.ingest.opening import Found, Opening, Source
from riwaya.ingest.telegram import open_telegram
from riwaya.model import Witness
from tests.articles import BRIDGE, MINISTER
from tests.forms import open_bytes, pages_of, problems_of, raws_of


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": number, "type": "message", "date": "2024-05-17T23:30:00", "date_unixtime": "1715977800", "from": "شبكة ضفاف",
        "from_id": "channel1500", "text": text, "text_entities": [], **more,
    }  # fmt: skip


MARKED = ["عاجل | ", {"type": "bold", "text": "الجيش"}, " يتقدم ", {"type": "link", "text": "https://x.example"}]
PERSON = {"name": "أحمد", "type": "personal_chat", "id": 77, "messages": [message(9, MINISTER, **{"from": "أحمد"})]}
CHAT = {
    "name": "شبكة ضفاف",
    "type": "public_channel",
    "id": 1500,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-05-01T00:00:00", "action": "create_channel", "text": ""},
        message(2, BRIDGE),
        message(
            3, ["عاجل | ", {"type": "bold", "text": "الجيش"}, " يتقدم ", {"type": "link", "text": "https://x.example"}], edited="2024-05-19T10:00:00"
        ),
        message(4, "", photo="photos/a.jpg"),
        message(5, "قصف على الميناء", photo="photos/b.jpg", forwarded_from="قناة أخرى", reply_to_message_id=2),
    ],
}
ALL = {
    "about": "Here is the data you requested.",
    "chats": {"about": "…", "list": [CHAT, PERSON]},
}


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def test_exports_are_known_by_their_beginning() -> None:
    assert begins_telegram(dumped(CHAT))
    assert begins_telegram(dumped(ALL))
    assert not begins_telegram(dumped([{"id": "a", "text": "b", "type": "c"}]))


def test_each_message_with_text_is_a_document() -> None:
    found = open_bytes(dumped(CHAT), "telegram", name="result.json")
    first, second, third = raws_of(found)
    assert (first.id, first.raw.decode()) == ("t.me/c/1500/2", BRIDGE)
    assert (first.known.url, first.known.outlet) == ("https://t.me/c/1500/2", "شبكة ضفاف")
    assert first.known.published == date(2024, 5, 17)
    assert first.witnesses == (Witness("export", date(2024, 5, 17), "2024-05-17T23:30:00"),)
    assert (first.told, first.record, first.container) == ("post", "2", "result.json")
    assert second.raw.decode() == "عاجل | الجيش يتقدم https://x.example"
    assert [witness.kind for witness in second.witnesses] == ["export", "modified"]
    assert third.raw.decode() == "قصف على الميناء"
    assert problems_of(found) == [("input.no_text", "1 of 5 messages hold pictures, recordings or the like and no text; left out")]
    assert pages_of(found)[0].document.text == BRIDGE


def test_an_export_of_all_chats() -> None:
    raws = raws_of(open_bytes(dumped(ALL), "telegram"))
    assert [raw.id for raw in raws] == ["t.me/c/1500/2", "t.me/c/1500/3", "t.me/c/1500/5", "t.me/c/77/9"]
    assert (raws[-1].known.outlet, raws[-1].known.url) == ("أحمد", None)


def test_an_export_that_breaks_off_gives_what_it_holds() -> None:
    raw = dumped(CHAT)
    found: list[tuple[str, Found]] = []
    opened = open_telegram(io.BytesIO(raw[: raw.index(b'"id": 5')]), Source(None, "r", "r", None), Opening())
    with pytest.raises(DocumentError, match="breaks off") as caught:
        found.extend(opened)
    assert caught.value.rule == "input.telegram"
    assert len(raws_of(found)) == 2


@pytest.mark.parametrize("raw", [b"{}", b'{"messages": []}', b"", b"\xff\xfe"])
def test_what_is_no_export_is_a_problem(raw: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        open_bytes(raw, "telegram")
    assert caught.value.rule == "input.telegram"


def test_a_message_over_the_limit_is_left_out() -> None:
    found = open_bytes(dumped(CHAT), "telegram", max_bytes=100)
    assert [rule for rule, _ in problems_of(found)] == ["input.oversize", "input.no_text"]
    assert len(raws_of(found)) == 2
