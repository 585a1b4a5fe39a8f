"""`riwaya search`: words in the texts of a ledger."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
from rich.text import Text

from riwaya.cli.options import ledger_option
from riwaya.cli.output import open_output, print_lines
from riwaya.cli.passage_text import context_of, lit_lines
from riwaya.cli.terminal import clean, isolate
from riwaya.ledger.store import Hit, Ledger, open_ledger
from riwaya.model import Event, Span


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
@ledger_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many passages.")
@click.option("--format", "output_format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="Form of the output.")
def command(*, words: tuple[str, ...], ledger: Path, limit: int, output_format: str) -> None:
    """Find the passages that hold every word, whatever their spelling and clitics: الهدنة finds بالهدنة and هدنة.

    A phrase in quotes must stand as it is. Beneath the words stand the events that their sentences tell, with the incidents. jsonl gives
    one passage a line: its document, `start` and `end`, and the spans of the words.

    \b
    Example:
      riwaya search الهدنة '"وزارة الدفاع"' --ledger war.db
    """
    with open_ledger(ledger) as opened, open_output(Path("-")) as stream:
        hits = opened.search(" ".join(words), limit=limit)
        if output_format == "jsonl":
            for hit in hits:
                stream.write(msgspec.json.encode(hit) + b"\n")
        else:
            total = len(hits) if len(hits) < limit else opened.count_hits(" ".join(words))
            print_lines(stream, lambda width: _lines(hits, opened, width=width, total=total))


def _lines(hits: list[Hit], ledger: Ledger, *, width: int, total: int) -> Iterator[Text]:
    fused = ledger.fused_key() is not None
    for hit in hits:
        reading = ledger.reading(hit.document)
        if reading is None:
            continue
        document = reading.document
        about = [document.outlet or "", document.published.isoformat() if document.published else "day unknown"]
        yield Text.assemble(isolate(Text(clean(hit.document), style="bold")), "  ", "  ".join(filter(None, [about[1]])), "  ", isolate(about[0]))
        start, end = context_of(document.text, hit.spans[0], within=(hit.start, hit.end))
        end = max(end, context_of(document.text, hit.spans[-1], within=(hit.start, hit.end))[1]) if len(hit.spans) < 4 else end
        yield from lit_lines(document.text, (start, end), hit.spans, width=width)
        for event in reading.events:
            if any(event.evidence[0] < until and since < event.evidence[1] for since, until in _sentences(document.text, hit)):
                yield from _event_lines(event, document.id, ledger=ledger if fused else None)
        yield Text()
    if not hits:
        yield Text("Nothing found: no passage holds all these words.")
    else:
        found = f"{total:,} passage{'' if total == 1 else 's'}"
        yield Text(found if total == len(hits) else f"{found}, of which {len(hits):,} are shown; --limit shows more")


def _sentences(text: str, hit: Hit) -> set[Span]:
    """The sentences of a hit in which the words stand."""
    return {context_of(text, span, within=(hit.start, hit.end)) for span in hit.spans}


def _event_lines(event: Event, document: str, *, ledger: Ledger | None) -> Iterator[Text]:
    """The event that a sentence tells, and its incident where the ledger is fused."""
    incident = ledger.incident_of(document, event.id) if ledger else None
    told = f"  of incident {incident.id}, {incident.standing}" if incident else ""
    yield Text.assemble("     ", isolate(clean(f"{document}#{event.id}")), f"  {event.kind}, {event.status}{told}", style="dim")
