"""Exports of Telegram Desktop (`result.json`, of one chat or of all): each message with text is a document, read as the stream goes by."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

import ijson
from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.days import day_printed
from riwaya.ingest.opening import Found, Opening, Source, check_size
from riwaya.ingest.raw import TEXT, Known, Raw
from riwaya.model import Problem, Witness

POST = "post"

_MESSAGE = ".messages.item"
_PUBLIC = ("public_channel", "public_supergroup")
_CHANNELS = (*_PUBLIC, "private_channel")


class Chat(Struct, frozen=True):
    """A chat of an export: its name, kind and number, `None` where the export does not tell."""

    name: str | None = None
    kind: str | None = None
    number: str | None = None


def open_telegram(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The messages of an export that hold text; at the end, as one problem, how many without text were left out.

    Raises `DocumentError` (`input.telegram`) where the export breaks off or is none.
    """
    count = silent = 0
    try:
        for chat, message in _messages(stream):
            count += 1
            text = text_of(message.get("text"))
            if message.get("type") != "message" or not text.strip():
                silent += message.get("type") == "message"
                continue
            yield from _document(text, message, chat=chat, source=source, opening=opening)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        message_text = f"breaks off or is no JSON behind {count:,} messages ({str(error).splitlines()[0][:80]}); export it again"
        raise DocumentError(message_text, document=source.place, rule="input.telegram") from error
    if not count:
        raise DocumentError("an export without messages", document=source.place, rule="input.telegram")
    if silent:
        message_text = f"{silent:,} of {count:,} messages hold pictures, recordings or the like and no text; left out"
        yield source.place, Problem("ingest", source.place, "input.no_text", message_text)


def text_of(value: object) -> str:
    """The text of a message, which is a string or a list of strings and of objects with a `text` (links, bold words).

    >>> text_of(["قال ", {"type": "bold", "text": "الوزير"}, "."])
    'قال الوزير.'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(text_of(item) for item in value)
    return text_of(value.get("text")) if isinstance(value, dict) else ""


def _document(text: str, message: Mapping[str, Any], *, chat: Chat, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    number = message.get("id")
    place = f"{source.place}:{chat.number or ''}{'/' if chat.number else ''}{number}"
    raw = text.encode("utf-8", "replace")
    try:
        check_size(raw, max_bytes=opening.max_bytes, place=place)
    except DocumentError as error:
        yield place, Problem(error.stage, place, error.rule, error.reason)
        return
    day = _day_of(message)
    witnesses = [Witness("export", day, str(message.get("date")))] if day else []
    changed = day_printed(str(message.get("edited") or ""))
    if changed and changed != day:
        witnesses.append(Witness("modified", changed, str(message.get("edited"))))
    yield (
        place,
        Raw(
            id=f"t.me/c/{chat.number}/{number}" if chat.number else f"{source.identity}/{number}",
            place=place,
            form=TEXT,
            raw=raw,
            known=Known(url=_address(chat, number), outlet=_outlet(message, chat), published=day),
            told=POST,
            charset="utf-8",
            container=source.path.name if source.path else source.place,
            record=str(number),
            witnesses=tuple(witnesses),
        ),
    )


def _messages(stream: BinaryIO) -> Iterator[tuple[Chat, Mapping[str, Any]]]:
    """Each message with the chat that it stands in, one at a time."""
    builder: Any = None
    about: dict[str, str] = {}
    for prefix, event, value in ijson.parse(stream, use_float=True):
        at = f".{prefix}"
        if builder is None and at.endswith(_MESSAGE) and event == "start_map":
            builder = ijson.ObjectBuilder()
        if builder is not None:
            builder.event(event, value)
            if event == "end_map" and at.endswith(_MESSAGE):
                yield Chat(about.get("name"), about.get("type"), about.get("id")), builder.value
                builder = None
        elif event in ("string", "number") and prefix.rpartition(".")[2] in ("name", "type", "id"):
            about[prefix.rpartition(".")[2]] = str(value)
        elif event == "start_map" and prefix.endswith("list.item"):
            about = {}


def _day_of(message: Mapping[str, Any]) -> date | None:
    """The day of a message as the export prints it, in the zone of whoever exported."""
    return day_printed(str(message.get("date") or ""))


def _outlet(message: Mapping[str, Any], chat: Chat) -> str | None:
    """The channel; in a group the sender, who is the one that writes."""
    sender = message.get("from")
    if chat.kind in _CHANNELS or chat.kind is None:
        return chat.name or (sender if isinstance(sender, str) else None)
    return sender if isinstance(sender, str) else chat.name


def _address(chat: Chat, number: object) -> str | None:
    """The address of a message by its channel's number, which works for those who may see the channel; None for private chats."""
    if chat.number is None or chat.kind not in (*_CHANNELS, "private_supergroup"):
        return None
    return f"https://t.me/c/{chat.number}/{number}"
