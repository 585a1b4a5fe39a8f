"""The closing tables: contacts, sources and documents."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from riwaya.export.report.accounts import denies
from riwaya.export.report.archive import UNNAMED, Archive, Cast, Source
from riwaya.export.report.cards import anchor_of, tie_of
from riwaya.export.report.labels import Labels, word
from riwaya.export.report.views import Cell, ContactRow, DayEvidence, DocumentRow, SourceRow
from riwaya.export.report.words import Name, clean, said_day, said_days
from riwaya.model import Account, Contact, Document, Evidence, Incident, Reading, Span, Story

_LINE = re.compile(r"\S.*")
_BARS = 2
_LONGEST = 120
"""Letters of a line that stand for a title, at most."""


class _Telling(Struct):
    """What one source has told so far."""

    source: Source
    accounts: int
    outlets: dict[str, None]
    acts: Counter[str]
    claims: dict[str, None]
    denied: dict[str, None]


def contact_rows(contacts: Iterable[Contact], archive: Archive, *, labels: Labels, all_of: Mapping[str, Incident]) -> tuple[ContactRow, ...]:
    """The contacts in the order given."""
    rows = []
    for contact in contacts:
        incident = all_of.get(contact.incident)
        cast = Cast(incident, archive) if incident else None
        parties = [(cast.name(key) if cast else None) or Name(clean(name)) for key, name in zip(contact.pair, contact.names, strict=True)]
        seekers = [(cast.name(key) if cast else None) or Name(clean(key)) for key in contact.initiative]
        rows.append(
            ContactRow(
                day=said_days(contact.when.from_, contact.when.to) if contact.when else "",
                kind=word(labels.kinds, contact.kind),
                status="" if contact.status == "happened" else word(labels.statuses, contact.status),
                parties=(parties[0], parties[1]),
                initiative=tuple(seekers),
                gap="" if contact.gap_days is None else _said_gap(contact.gap_days),
                anchor=anchor_of(contact.incident) if incident else "",
                previous=anchor_of(contact.previous) if contact.previous in all_of and contact.previous else "",
            )
        )
    return tuple(rows)


def source_rows(incidents: Iterable[Incident], archive: Archive, *, labels: Labels, all_of: Mapping[str, Incident]) -> tuple[SourceRow, ...]:
    """Everyone who vouches, the most heard first; copies count for nothing."""
    heard: dict[str, _Telling] = {}
    for incident in incidents:
        _hear(incident, Cast(incident, archive), heard)
    ordered = sorted(heard.values(), key=lambda t: (-t.accounts, t.source.name.text, t.source.key))
    return tuple(
        SourceRow(
            source=telling.source,
            type=word(labels.entity_types, telling.source.type) if telling.source.type else "",
            accounts=telling.accounts,
            outlets=tuple(telling.outlets),
            acts=tuple((act, word(labels.acts, act), count) for act, count in sorted(telling.acts.items(), key=lambda a: (-a[1], a[0]))),
            claims=len(telling.claims),
            denied=tuple(tie_of(key, archive, labels=labels, all_of=all_of) for key in telling.denied),
        )
        for telling in ordered
    )


def document_rows(archive: Archive) -> tuple[DocumentRow, ...]:
    """The documents by day, those without one last, then by id."""
    ordered = sorted(archive.readings, key=lambda r: (r.document.published is None, r.document.published or 0, r.document.id))
    return tuple(
        DocumentRow(
            id=reading.document.id,
            anchor=f"document-{archive.position[reading.document.id]}",
            title=_title(reading, archive),
            outlet=clean(reading.document.outlet or ""),
            url=web_address(reading.document.url),
            language=reading.document.language or "",
            events=len(reading.events),
            stories=tuple(_story_day(story, reading.document, archive) for story in reading.stories)
            or (_story_day(reading.document, reading.document, archive),),
        )
        for reading in ordered
    )


def web_address(url: str | None) -> str:
    """An address that a browser may follow, else empty: a page's own claims are no reason to run `javascript:`."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def _hear(incident: Incident, cast: Cast, heard: dict[str, _Telling]) -> None:
    fresh = [account for at, account in enumerate(incident.accounts) if at not in set(incident.copies)]
    deniers = {source.key for account in fresh if denies(account) for source in cast.teller(account)}
    for account in fresh:
        for source in cast.teller(account):
            # nobody can tell one unnamed source from another: they share a row, though none of them denies himself
            telling = heard.setdefault(source.key if source.type else UNNAMED.text, _Telling(source, 0, {}, Counter(), {}, {}))
            telling.accounts += 1
            telling.outlets[clean(account.outlet or account.document)] = None
            telling.acts[account.act] += 1
            if _claims(account):
                telling.claims[incident.id] = None
                if deniers - {source.key}:
                    telling.denied[incident.id] = None


def _claims(account: Account) -> bool:
    return account.event is not None and account.act != "unverified" and not denies(account)


def _said_gap(days: int) -> str:
    return "the same day" if days == 0 else "1 day later" if days == 1 else f"{days:,} days later"


def _title(reading: Reading, archive: Archive) -> Cell:
    """What a document is called: its title, else its headline, else its first line, with the words where the text holds them.

    A title or a line that bars cut in pieces leads about the site and names no story: it is passed over.
    """
    document, text = reading.document, reading.document.text
    headlines = ((p.start, p.end) for p in reading.passages if p.role == "headline")
    span = next((h for h in headlines if not _is_navigation(text[slice(*h)])), None) or _first_line(text)
    given = (document.title, *(story.title for story in reading.stories[:1]))
    title = clean(next((t for t in given if t and not _is_navigation(t)), None) or text[slice(*span)])
    words = archive.words(document.id, span, near=span, cell="") if span[1] > span[0] else None
    return Cell(name=Name(title or document.id), words=words)


def _is_navigation(line: str) -> bool:
    return line.count("|") >= _BARS


def _first_line(text: str) -> Span:
    """The first line that holds words and no bar, the first that holds words where every one has bars."""
    lines = [(m.start(), m.start() + len(m[0].rstrip()[:_LONGEST])) for m in _LINE.finditer(text)]
    return next((span for span in lines if "|" not in text[slice(*span)]), lines[0] if lines else (0, 0))


def _story_day(story: Story | Document, document: Document, archive: Archive) -> tuple[str, tuple[DayEvidence, ...]]:
    if story.published:
        said = said_day(story.published)
    elif story.published_range and (story.published_range.from_ or story.published_range.to):
        said = f"not settled: {said_days(story.published_range.from_, story.published_range.to)}"
    else:
        said = "not settled"
    if story.published and not story.published_evidence:
        return said, (DayEvidence("given with the document", "", "", None),)
    return said, tuple(_day_evidence(evidence, document, archive) for evidence in story.published_evidence)


def _day_evidence(evidence: Evidence, document: Document, archive: Archive) -> DayEvidence:
    if evidence.span is None:
        return DayEvidence(clean(evidence.says), clean(evidence.why), "", None)
    words = archive.words(document.id, evidence.span, near=evidence.span, cell="published")
    return DayEvidence(clean(evidence.says), clean(evidence.why), archive.printed(document.id, evidence.span), words)
