"""`riwaya explain`: why a cell is there."""

from pathlib import Path

import click
import msgspec

from riwaya.cli.explained_lines import explained_lines
from riwaya.cli.options import check_fused, data_option, ledger_option
from riwaya.cli.output import open_output, print_lines
from riwaya.engine.explain import explain
from riwaya.ledger.store import open_ledger
from riwaya.lexicon.compiled import DATA


@click.command("explain")
@click.argument("cell", metavar="CELL")
@ledger_option
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the output.")
@click.option("--why", is_flag=True, help="Also tell what joined the accounts of an incident: each pair of events, and what was weighed.")
@data_option
def command(*, cell: str, ledger: Path, output_format: str, why: bool, data: Path | None) -> None:
    """Explain a cell: its words in context, the rule that found it, the chain of sources, the incident that it stands in and how
    other accounts give the same field.

    A CELL is an event (DOCUMENT#e3), a statement (#s2), an entity (#x3) or a mention (#m4) of a document, one of their fields
    (DOCUMENT#e3.when, DOCUMENT#e3.killed, DOCUMENT#s2.sources), a document or its day (DOCUMENT.published), or an incident
    or one of its fields, by the id that `riwaya incidents` gives (i0123456789ab, i0123456789ab.killed). A DOCUMENT is its id, or
    the path of the file that it was read from.

    \b
    Example:
      riwaya explain 'nahr-01#e0.when' --ledger war.db
    """
    with open_ledger(ledger) as opened, open_output(Path("-")) as stream:
        check_fused(opened)
        found = explain(cell, opened, data=data or DATA)
        if output_format == "json":
            stream.write(msgspec.json.encode(found) + b"\n")
            return
        texts = {document: reading.document.text for document in found.documents() if (reading := opened.reading(document))}
        print_lines(stream, lambda width: explained_lines(found, texts, width=width, why=why))
