"""Records to the rows of the tables; `verify` makes the rows again and compares."""

import codecs
import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.ledger.search import index_words
from riwaya.model import Copy, Correction, Document, EntityJudgement, Incident, Judgement, LedgerEntity, Problem, Reading, label_of
from riwaya.versions.address import page_of

Row = dict[str, Any]

_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
           (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))  # fmt: skip


class Stored(Struct, frozen=True):
    """A reading as it is kept; `input` is an opaque key of what it was made from, so that a run can tell what is new."""

    reading: Reading
    input: str


def body_of(record: Struct) -> str:
    """A record as JSON, the same text that is written to JSON Lines."""
    return msgspec.json.encode(record).decode("utf-8")


def digest_of(*parts: str) -> str:
    """The SHA-256 of a body (and of what is kept beside it)."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def document_row(item: Stored) -> Row:
    """The row of `documents`."""
    document, body = item.reading.document, body_of(item.reading)
    return {
        "id": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "url": document.url,
        "page": page_of(document.url),
        "fetched": document.fetched,
        "sha256": document.sha256,
        "kept": document.custody is not None and document.custody.kept,
        "plain": is_plain(document),
        "events": len(item.reading.events),
        "input": item.input,
        "digest": digest_of(body, item.input),
        "body": body,
    }


def is_plain(document: Document) -> bool:
    """Whether `sha256` is that of the text itself: as UTF-8, or in an encoding that its byte-order mark names."""
    if hashlib.sha256(document.text.encode("utf-8")).hexdigest() == document.sha256:
        return True
    return any(hashlib.sha256(mark + document.text.encode(name)).hexdigest() == document.sha256 for mark, name in _MARKED)


def passage_rows(reading: Reading) -> list[Row]:
    """The rows of `passages`, but for their ids, which mean nothing outside the database."""
    text = reading.document.text
    return [
        {"document": reading.document.id, "start": passage.start, "end": passage.end, "words": index_words(text[passage.start : passage.end])}
        for passage in reading.passages
    ]


def incident_row(incident: Incident) -> Row:
    """The row of `incidents`."""
    body = body_of(incident)
    return {
        "id": incident.id,
        "day": day_of(incident),
        "kind": incident.kind,
        "status": incident.status,
        "standing": incident.standing,
        "digest": digest_of(body),
        "body": body,
    }


def day_of(incident: Incident) -> date | None:
    """The day by which an incident is put in order: its first one, else its last; None where neither is known."""
    return None if incident.when is None else incident.when.from_ or incident.when.to


def account_rows(incident: Incident) -> list[Row]:
    """The rows of `accounts`, in order."""
    return [
        {
            "incident": incident.id,
            "position": position,
            "document": account.document,
            "event": account.event,
            "statement": account.statement,
            "outlet": account.outlet,
            "act": account.act,
        }
        for position, account in enumerate(incident.accounts)
    ]


def correction_row(correction: Correction) -> Row:
    """The row of `corrections`."""
    body = body_of(correction)
    return {"document": correction.document, "story": correction.story, "day": correction.day, "digest": digest_of(body), "body": body}


def judgement_row(judgement: Judgement) -> Row:
    """The row of `judgements`."""
    body = body_of(judgement)
    return {
        "left": judgement.left,
        "right": judgement.right,
        "by": judgement.by,
        "verdict": judgement.verdict,
        "digest": digest_of(body),
        "body": body,
    }


def copy_row(copy: Copy) -> Row:
    """The row of `copies`."""
    body = body_of(copy)
    plain = {name: getattr(copy, name) for name in ("document", "story", "of", "of_story", "kind")}
    return {**plain, "digest": digest_of(body), "body": body}


def entity_row(entity: LedgerEntity) -> Row:
    """The row of `entities`."""
    body = body_of(entity)
    return {
        "id": entity.id,
        "type": entity.type,
        "label": label_of(entity),
        "documents": len({member.rpartition("#")[0] for member in entity.members}),
        "digest": digest_of(body),
        "body": body,
    }


def entity_judgement_row(judgement: EntityJudgement) -> Row:
    """The row of `entity_judgements`."""
    body = body_of(judgement)
    return {
        "left": judgement.left,
        "right": judgement.right,
        "by": judgement.by,
        "verdict": judgement.verdict,
        "digest": digest_of(body),
        "body": body,
    }


def problem_row(problem: Problem) -> Row:
    """The row of `problems`; equal problems have equal rows."""
    body = body_of(problem)
    return {"digest": digest_of(body), "stage": problem.stage, "document": problem.document, "rule": problem.rule, "body": body}


def differing(row: Mapping[str, Any], kept: Mapping[str, Any]) -> list[str]:
    """The columns in which a kept row is not what its record makes of it; a kept day may be text.

    >>> differing({"kind": "strike", "day": date(2024, 5, 1)}, {"kind": "siege", "day": "2024-05-01", "id": 7})
    ['kind']
    """
    return [name for name, value in row.items() if kept[name] != (str(value) if isinstance(value, date) else value)]
