"""The page as a whole: views into the template, with style, script and texts inside it."""

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from msgspec import Struct

from riwaya.export.report.archive import Archive
from riwaya.export.report.cards import card_of, days_of
from riwaya.export.report.labels import load_labels, word
from riwaya.export.report.tables import contact_rows, document_rows, source_rows, web_address
from riwaya.export.report.views import Card
from riwaya.export.report.words import clean, is_arabic, said_day
from riwaya.model import Contact, Incident, Problem, Reading

_HERE = Path(__file__).parent
_COUNTED = ("contested", "corroborated", "unverified", "uncontested")
_AHEAD = ("planned", "hypothetical")


class _Head(Struct, frozen=True):
    """What the ledger holds, in figures: label and figure, and the days that it covers."""

    figures: tuple[tuple[str, int], ...]
    standings: tuple[tuple[str, str, int], ...]
    period: str


class _Choices(Struct, frozen=True):
    """What the filters offer: value, label and count."""

    kinds: tuple[tuple[str, str, int], ...]
    standings: tuple[tuple[str, str, int], ...]
    places: tuple[tuple[str, str, int], ...]


def render_report(
    *,
    incidents: Sequence[Incident],
    readings: Sequence[Reading],
    contacts: Sequence[Contact],
    problems: Sequence[Problem],
    title: str,
    ledger: str = "war.db",
) -> str:
    """One HTML page that holds everything and asks the network for nothing; equal records give equal pages, byte for byte.

    `readings` are those of the incidents' documents: a cell whose document is missing has no words to open. `ledger` is the
    file that the commands on the page name.
    """
    archive, labels = Archive(readings), load_labels()
    all_of = {incident.id: incident for incident in incidents}
    cards = [card_of(incident, archive, labels=labels, all_of=all_of) for incident in incidents]
    style, script = _part("report.css"), _part("report.js")
    return _template().render(
        title=clean(title) or "Riwaya",
        ledger=clean(ledger),
        head=_head(cards, archive, incidents=incidents),
        choices=_choices(cards),
        days=days_of(cards),
        contacts=contact_rows(contacts, archive, labels=labels, all_of=all_of),
        sources=source_rows(incidents, archive, labels=labels, all_of=all_of),
        documents=document_rows(archive),
        problems=[Problem(*(clean(part) for part in (p.stage, p.document, p.rule, p.message))) for p in problems],
        anchors={reading.document.id: f"document-{n}" for n, reading in enumerate(archive.readings)},
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        texts=Markup(_texts(archive, ledger)),
    )


def _head(cards: Sequence[Card], archive: Archive, *, incidents: Sequence[Incident]) -> _Head:
    outlets = {reading.document.outlet or reading.document.id for reading in archive.readings}
    counts = {standing: sum(card.standing == standing for card in cards) for standing in _COUNTED}
    labels = load_labels()
    days = [day for i in incidents if i.when and i.status not in _AHEAD for day in (i.when.from_, i.when.to) if day]
    return _Head(
        figures=(("documents", len(archive.readings)), ("outlets", len(outlets)), ("incidents", len(cards))),
        standings=tuple((standing, word(labels.standings, standing), count) for standing, count in counts.items()),
        period=_period(days),
    )


def _period(days: Sequence[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return said_day(first) if first == last else f"{said_day(first)} to {said_day(last)}"


def _choices(cards: Sequence[Card]) -> _Choices:
    places = {card.place: (card.place, card.place) for card in cards if card.place}
    return _Choices(
        kinds=_counted([(card.kind, card.kind_label) for card in cards]),
        standings=_counted([(card.standing, card.standing_label) for card in cards]),
        places=_counted([places[card.place] for card in cards if card.place]),
    )


def _counted(values: Sequence[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    counts = {value: values.count(value) for value in dict.fromkeys(values)}
    return tuple((key, label, count) for (key, label), count in sorted(counts.items(), key=lambda c: c[0][1]))


def _texts(archive: Archive, ledger: str) -> str:
    """The documents as JSON for a script element, in which `<` could end it: it is escaped, as JSON allows."""
    documents = [
        {
            "id": document.id,
            "outlet": clean(document.outlet or ""),
            "day": said_day(document.published) if document.published else "",
            "url": web_address(document.url),
            "text": document.text,
        }
        for document in (reading.document for reading in archive.readings)
    ]
    data = json.dumps({"ledger": ledger, "documents": documents}, ensure_ascii=False, separators=(",", ":"))
    return data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _policy(style: str, script: str) -> str:
    """The page's own security policy: its one style and its one script, and nothing from anywhere."""
    digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"lang": _language, "fragment": partial(quote, safe="")}
    return environment.get_template("template.html.j2")


def _language(text: str) -> Markup:
    """The attribute that gives Arabic words their voice and their typeface."""
    return Markup(' lang="ar"') if is_arabic(text) else Markup()


@lru_cache(maxsize=2)
def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
