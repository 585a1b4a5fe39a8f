"""Scores a file of readings against a folder of gold and says the figures, as the contract's scorer does."""

from collections import defaultdict
from pathlib import Path

from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.evaluate.events import score_events
from riwaya.evaluate.gold import Gold, load_clusters, load_gold
from riwaya.evaluate.incidents import score_incidents
from riwaya.evaluate.judged import Finding, Judged
from riwaya.evaluate.names import score_names
from riwaya.evaluate.predicted import Given, Predicted, PredictedIncident, given_text, load_rows
from riwaya.evaluate.statements import score_statements
from riwaya.evaluate.tally import Figures, Tallies, Tally
from riwaya.evaluate.times import score_times


class Report(Struct, frozen=True):
    """Figures by measure, in the order of the contract's scorer, every difference in words, and the ids of what was compared."""

    measures: dict[str, Figures]
    findings: tuple[Finding, ...]
    gold: tuple[str, ...]
    readings: tuple[str, ...]


def evaluate(gold: Path, readings: Path, *, source: Path | None = None, incidents: Path | None = None, clusters: Path | None = None) -> Report:
    """Score readings against gold; `source` is the input that was read, whose texts the readings must keep.

    Incidents are scored where both `incidents` and `clusters` are given. Raises `DataFileError` for a file that cannot be
    used, two readings of one document, and a reading whose text is not its source's.
    """
    by_name = _by_name(readings)
    if source:
        _check_texts(by_name, source, readings)
    tallies: Tallies = defaultdict(Tally)
    findings: list[Finding] = []
    documents: dict[str, Judged] = {}
    wanted = load_gold(gold)
    for item in wanted:
        reading = by_name.get(item.document)
        tallies["documents"].add(reading is not None, reading is not None, 1)
        if reading is None:
            findings.append(Finding(item.document, "documents", "no reading of it"))
            _charge_missing(item, tallies)
            continue
        documents[item.document] = doc = Judged(item, reading)
        _score_document(doc, tallies)
        findings += doc.findings
    extra: dict[str, Figures] = {}
    if incidents and clusters:
        rows = load_rows(incidents, PredictedIncident)
        extra, more = score_incidents(documents, tallies, incidents=rows, clusters=load_clusters(clusters))
        findings += more
    measures = {name: tally.figures() for name, tally in tallies.items()} | extra
    return Report(measures, tuple(findings), gold=tuple(item.document for item in wanted), readings=tuple(by_name))


def lines_of(report: Report) -> list[str]:
    """The figures as lines of text, one a measure."""
    return [
        f"{name:20} " + "  ".join(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items())
        for name, figures in report.measures.items()
    ]


def _by_name(path: Path) -> dict[str, Predicted]:
    found: dict[str, Predicted] = {}
    for reading in load_rows(path, Predicted):
        if found.setdefault(reading.document.id, reading) is not reading:
            raise DataFileError(f"two readings of {reading.document.id}", path=path)
    return found


def _check_texts(readings: dict[str, Predicted], source: Path, path: Path) -> None:
    for given in load_rows(source, Given):
        reading = readings.get(given.id)
        if reading and reading.document.text != given_text(given, source):
            raise DataFileError(f"{given.id}: document.text is not the text of {source}", path=path)


def _score_document(doc: Judged, tallies: Tallies) -> None:
    published, wanted = doc.reading.document.published, doc.gold.published
    tallies["published"].add(published is not None and published == wanted, published is not None, wanted is not None)
    if published != wanted:
        doc.note("published", f"is of {wanted or 'no day that the text settles'}, read as of {published or 'no day'}")
    stories = len({p.story for p in doc.reading.passages or []} - {None})
    tallies["stories"].add(stories == doc.gold.stories, 1, 1)
    if stories != doc.gold.stories:
        doc.note("stories", f"has {doc.gold.stories}, read as {stories}")
    score_times(doc, tallies)
    score_statements(doc, tallies)
    score_events(doc, tallies)
    score_names(doc, tallies)


def _charge_missing(gold: Gold, tallies: Tallies) -> None:
    tallies["published"].add(0, 0, gold.published is not None)
    tallies["stories"].add(0, 0, 1)
    tallies["time"].add(0, 0, sum(not x.optional for x in gold.times))
    tallies["statement"].add(0, 0, sum(not x.optional for x in gold.statements))
    for name in ("event", "event_any_kind"):
        tallies[name].add(0, 0, sum(not x.optional for x in gold.events))
