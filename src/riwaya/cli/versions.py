"""`riwaya versions`: a page at different times, and what changed."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
from rich.text import Text

from riwaya.cli.options import ledger_option
from riwaya.cli.output import open_output, print_lines
from riwaya.cli.terminal import clean, field, isolate, said_field
from riwaya.engine.versions import History, Version, history_of
from riwaya.ledger.store import open_ledger


@click.command("versions")
@click.argument("name", metavar="URL|DOCUMENT")
@ledger_option
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the output.")
def command(*, name: str, ledger: Path, output_format: str) -> None:
    """List the versions of a page that a ledger has, the oldest first, and the words that each changed of the one before.

    The page is named by an address, or by a document that is one of its versions. Addresses that differ in scheme, `www.`, a
    telephone's host, AMP, marks of whence a reader came, or a slash at the end name one page.

    \b
    Example:
      riwaya versions https://example.com/news/1 --ledger war.db
    """
    with open_ledger(ledger) as opened:
        found = history_of(name, opened)
    with open_output(Path("-")) as stream:
        if output_format == "json":
            stream.write(msgspec.json.encode(found) + b"\n")
        else:
            print_lines(stream, lambda width: _lines(found, width=width))


def _lines(found: History, *, width: int) -> Iterator[Text]:
    count = len(found.versions)
    yield Text.assemble(isolate(Text(clean(found.page), style="bold")), f"  {count} version{'' if count == 1 else 's'}")
    for number, version in enumerate(found.versions, 1):
        yield Text()
        newest = "  (the newest)" if 1 < number == count else ""
        yield Text.assemble(f"{number}  ", isolate(clean(version.document)), newest)
        yield from _version_lines(version, width=width)


def _version_lines(version: Version, *, width: int) -> Iterator[Text]:
    yield from said_field("fetched", version.fetched or "unknown", width=width)
    yield from said_field("published", version.published.isoformat() if version.published else "unknown", width=width)
    if version.title:
        yield from said_field("title", version.title, width=width)
    yield from said_field("sha256", version.sha256 + ("  kept" if version.kept else ""), width=width)
    if version.edits == ():
        yield from said_field("changed", "nothing of its text", width=width)
    for edit in version.edits or ():
        if edit.removed:
            yield from field("- before", said=f"[{edit.before[0]}, {edit.before[1]})", printed=edit.removed, width=width, style="red")
        if edit.added:
            yield from field("+ now", said=f"[{edit.after[0]}, {edit.after[1]})", printed=edit.added, width=width, style="green")
