"""Entities of a ledger as lines for the terminal and as rows for a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from riwaya.cli.csv_names import csv_line
from riwaya.cli.terminal import field, isolate
from riwaya.engine.entities import Doubt
from riwaya.model import EntityJudgement, LedgerEntity, label_of

COLUMNS = (
    "id", "type", "en", "ar", "wikidata", "geonames", "latitude", "longitude", "precision", "radius_km", "confidence", "documents",
    "form", "mentions", "form_documents", "first_document", "start", "end",
)  # fmt: skip
"""The columns of the flat form, one row for each printed form of an entity."""
_SHOWN_FORMS = 12


def csv_rows(entities: Iterable[LedgerEntity]) -> Iterator[bytes]:
    """A header, then one line for each printed form, as UTF-8 CSV."""
    yield csv_line(COLUMNS)
    for entity in entities:
        known = (entity.wikidata, entity.geonames, entity.latitude, entity.longitude, entity.precision, entity.radius_km, entity.confidence)
        own = (entity.id, entity.type, entity.labels.get("en"), entity.labels.get("ar"), *known, _documents(entity))
        for form in entity.forms:
            cells = (*own, form.text, form.mentions, form.documents, form.document, *form.span)
            yield csv_line(tuple("" if cell is None else str(cell) for cell in cells))


def table_rows(entities: Sequence[LedgerEntity], *, width: int) -> Iterator[Text]:
    """A line an entity: in how many documents it stands, its type, English label, id and name as printed."""
    for entity in entities:
        yield Text.assemble(
            f"{_documents(entity):>5}  {entity.type:13}", (label_of(entity), "bold"), "  ", (entity.id, "dim"), "  ", isolate(entity.name)
        )
    yield Text(f"{len(entities)} entit{'y' if len(entities) == 1 else 'ies'}" if entities else "No entities fit.")


def shown_lines(entity: LedgerEntity, judgements: Sequence[EntityJudgement], *, width: int) -> Iterator[Text]:
    """Everything that the ledger knows of an entity, a field a line."""
    yield Text.assemble((label_of(entity), "bold"), f"  {entity.type}  ", (entity.id, "dim"))
    for language, label in entity.labels.items():
        yield from field(language, printed=label, width=width)
    if entity.known is not None:
        ids = [f"Wikidata {entity.wikidata}" if entity.wikidata else "", f"GeoNames {entity.geonames}" if entity.geonames else ""]
        sure = f"confidence {entity.confidence}" if entity.confidence is not None else ""
        yield from field("known", said=", ".join(filter(None, (entity.known, *ids, sure))), width=width)
    if entity.latitude is not None:
        yield from field("where", said=f"{entity.latitude}, {entity.longitude} ({entity.precision}, within {entity.radius_km} km)", width=width)
    for form in entity.forms[:_SHOWN_FORMS]:
        told = f"{form.mentions} in {form.documents}, first in {form.document} at {form.span[0]}"
        yield from field("named", said=told, printed=form.text, width=width)
    if len(entity.forms) > _SHOWN_FORMS:
        yield from field("", said=f"and {len(entity.forms) - _SHOWN_FORMS} forms more", width=width)
    for judgement in judgements:
        yield from field("judged", said=said_judgement(judgement), width=width)


def doubt_lines(doubt: Doubt, number: int, total: int, *, width: int) -> Iterator[Text]:
    """A doubtful pair: both sides with their names and where these stand first, and why they may be one."""
    yield Text(f"{number} of {total}", style="bold")
    for side, key, entity in (("left", doubt.judgement.left, doubt.left), ("right", doubt.judgement.right, doubt.right)):
        yield from field(side, said=f"{label_of(entity)} ({entity.type}, {_documents(entity)} documents)", printed=key, width=width)
        for form in entity.forms[:3]:
            yield from field("", said=f"{form.mentions} in {form.documents}, first in {form.document}", printed=form.text, width=width)
    yield from field("score", said=f"{doubt.judgement.score}", printed=doubt.judgement.reason, width=width)


def said_judgement(judgement: EntityJudgement) -> str:
    """A judgement in words: the two keys, the verdict, who, when and why."""
    when = f" on {judgement.at:%Y-%m-%d}" if judgement.at is not None else ""
    why = f": {judgement.reason}" if judgement.reason else ""
    return f"{judgement.verdict} ({judgement.score}) {judgement.left} and {judgement.right}, by {judgement.by}{when}{why}"


def _documents(entity: LedgerEntity) -> int:
    return len({member.rpartition("#")[0] for member in entity.members})
