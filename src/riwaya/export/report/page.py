"""The page as a whole: views into the template, with style, script and texts inside it."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from msgspec import Struct

from riwaya.export.report.archive import Archive
from riwaya.export.report.cards import card_of
from riwaya.export.report.days import days_of, index_of, said_order
from riwaya.export.report.labels import load_labels, word
from riwaya.export.report.tables import contact_rows, document_rows, source_rows, web_address
from riwaya.export.report.views import Card
from riwaya.export.report.words import clean, said_day, said_days
from riwaya.model import Contact, Incident, Problem, Reading
from riwaya.text.direction import is_arabic

_HERE = Path(__file__).parent
_COUNTED = ("contested", "corroborated", "unverified", "uncontested")
_AHEAD = ("planned", "hypothetical")
_MONTH_DAYS = 31


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
    last_told = _last_told(archive, incidents)
    days = days_of(cards, last_told=last_told)
    style, script = _part("report.css"), _part("report.js")
    return _template().render(
        title=clean(title) or "Riwaya",
        ledger=clean(ledger),
        head=_head(cards, archive, period=_period(incidents, last_told=last_told)),
        choices=_choices(cards),
        days=days,
        order=said_order(days),
        index=index_of(days),
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


def _head(cards: Sequence[Card], archive: Archive, *, period: str) -> _Head:
    outlets = {clean(reading.document.outlet) for reading in archive.readings if reading.document.outlet}
    counts = {standing: sum(card.standing == standing for card in cards) for standing in _COUNTED}
    labels = load_labels()
    return _Head(
        figures=(("documents", len(archive.readings)), *([("outlets", len(outlets))] if outlets else []), ("incidents", len(cards))),
        standings=tuple((standing, word(labels.standings, standing), count) for standing, count in counts.items()),
        period=period,
    )


def _last_told(archive: Archive, incidents: Sequence[Incident]) -> date | None:
    """The day of the last report; where no document has a day, that of the last account; None where none has one either."""
    published = [reading.document.published for reading in archive.readings if reading.document.published]
    return max(published or [account.told for incident in incidents for account in incident.accounts if account.told], default=None)


def _period(incidents: Sequence[Incident], *, last_told: date | None) -> str:
    """The days that the incidents cover: of those that a text dates to a month or closer, and that had come when they were last told of."""
    spans = [(i.when.from_, i.when.to) for i in incidents if i.when and i.status not in _AHEAD]
    days = [day for start, end in spans if start and end and (end - start).days < _MONTH_DAYS for day in (start, end)]
    days = [day for day in days if last_told is None or day <= last_told]
    return said_days(min(days), max(days)) if days else ""


def _choices(cards: Sequence[Card]) -> _Choices:
    return _Choices(
        kinds=_counted([(card.kind, card.kind_label) for card in cards]),
        standings=_counted([(card.standing, card.standing_label) for card in cards]),
        places=_counted([(card.place, card.place) for card in cards if card.place]),
    )


def _counted(values: Sequence[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((key, label, count) for (key, label), count in sorted(Counter(values).items(), key=lambda c: c[0][1]))


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
