"""`riwaya entities`: who and what a ledger's documents name, and a person's judgement on names that may be one."""

import codecs
import getpass
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from riwaya.cli.entity_rows import csv_rows, doubt_lines, shown_lines, table_rows
from riwaya.cli.options import check_fused, ledger_option, wait_option
from riwaya.cli.output import OUT, check_not_read, open_output, print_lines
from riwaya.engine.entities import SCORES, find_doubts, find_entity, judge, settle
from riwaya.errors import UsageError
from riwaya.ledger.store import Ledger, open_ledger
from riwaya.model import LedgerEntity

TYPES = ("person", "organization", "medium", "place")
ANSWERS = {"s": "same", "d": "different", "u": "unsure", "n": "next", "q": "quit"}


_by_option = click.option("--by", envvar="RIWAYA_USER", help="Who judges; by default the name that you are logged in with.")


@click.group("entities")
def command() -> None:
    """Look at who and what the documents of a ledger name, and judge which names are one.

    An entity is one of the knowledge base (person.sergei_shoigu), or one that the base does not know, by its type and name
    (person:ايليا ييفلاش). Judgements can be taken back by judging again, and outlive a new reading of the documents.

    \b
    Example:
      riwaya entities review --ledger war.db
    """


@command.command("list")
@ledger_option
@click.option("--type", "types", type=click.Choice(TYPES), multiple=True, help="Only entities of this type; may be given several times.")
@click.option("--unknown", is_flag=True, help="Only those that the knowledge base does not know.")
@click.option("--out", type=OUT, default=Path("-"), help="Write to this file instead of standard output.")
def list_(*, ledger: Path, types: tuple[str, ...], unknown: bool, out: Path) -> None:
    """List the entities of a ledger, those that most documents name first.

    \b
    Example:
      riwaya entities list --ledger war.db --type person
    """
    check_not_read(out, [ledger])
    with open_ledger(ledger) as opened, open_output(out) as stream:
        check_fused(opened)
        found = list(_wanted(opened, types, unknown=unknown))
        print_lines(stream, lambda width: table_rows(found, width=width))


@command.command("show")
@click.argument("name", metavar="ID")
@ledger_option
def show(*, name: str, ledger: Path) -> None:
    """Show an entity: its names with where they stand, what the base knows of it, and the judgements that made it.

    ID is the id of an entity, or a name that one entity alone bears.

    \b
    Example:
      riwaya entities show person.sergei_shoigu --ledger war.db
    """
    with open_ledger(ledger) as opened, open_output(Path("-")) as stream:
        check_fused(opened)
        entity = find_entity(name, opened)
        keys = set(entity.keys)
        judgements = [j for j in opened.entity_judgements() if j.left in keys or j.right in keys]
        print_lines(stream, lambda width: shown_lines(entity, judgements, width=width))


@command.command("judge")
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice(tuple(SCORES)))
@click.option("--reason", default="", help="Why, in a few words.")
@_by_option
@ledger_option
@wait_option
def judge_(*, left: str, right: str, verdict: str, reason: str, by: str | None, ledger: Path, wait: bool) -> None:
    """Judge whether two names are one entity, and fuse the ledger anew.

    LEFT and RIGHT are ids of entities. With `DOCUMENT@` before it, an id means the name in that document alone.

    \b
    Example:
      riwaya entities judge 'person:سيرجي شويجو' person.sergei_shoigu same --ledger war.db
    """
    _check_there(ledger)
    with open_ledger(ledger, write=True, wait=wait) as opened:
        made = judge(left, right, verdict, by=by or getpass.getuser(), reason=reason, ledger=opened)
        settle(opened)
        click.echo(f"{made.left} and {made.right}: {made.verdict}, judged by {made.by}")


@command.command("review")
@_by_option
@ledger_option
@wait_option
def review(*, by: str | None, ledger: Path, wait: bool) -> None:
    """Walk through the pairs of names that Riwaya is not sure of, the likeliest first, and judge them one by one.

    Answers are s (same), d (different), u (unsure, do not ask again), n (next, decide later) and q (quit). Each judgement is kept at once;
    the incidents are fused anew at the end.

    \b
    Example:
      riwaya entities review --ledger war.db --by amal
    """
    _check_there(ledger)
    who = by or getpass.getuser()
    with open_ledger(ledger, write=True, wait=wait) as opened:
        check_fused(opened)
        doubts = find_doubts(opened)
        judged = 0
        for number, doubt in enumerate(doubts, 1):
            with open_output(Path("-")) as stream:
                print_lines(stream, lambda width, n=number, d=doubt: doubt_lines(d, n, len(doubts), width=width))  # type: ignore[misc]
            answer = _asked()
            if answer == "quit":
                break
            if answer in SCORES:
                judge(doubt.judgement.left, doubt.judgement.right, answer, by=who, reason="reviewed", ledger=opened)
                judged += 1
        settle(opened)
        left = len(find_doubts(opened))
        click.echo(f"{judged} judged; {left} doubtful pair{'' if left == 1 else 's'} left" if doubts else "no doubtful pairs")


@command.command("export")
@ledger_option
@click.option("--format", "output_format", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True, help="Form of the output.")
@click.option("--type", "types", type=click.Choice(TYPES), multiple=True, help="Only entities of this type; may be given several times.")
@click.option("--out", type=OUT, default=Path("-"), help="Write to this file instead of standard output.")
def export(*, ledger: Path, output_format: str, types: tuple[str, ...], out: Path) -> None:
    """Write the entities with their names, and where each name stands.

    jsonl gives one whole entity a line, csv one row for each printed form: id, type, English and Arabic label, Wikidata and GeoNames ids,
    coordinates with their precision, the form, how often it stands in how many documents, and where it stands first.

    \b
    Example:
      riwaya entities export --ledger war.db --format csv --out entities.csv
    """
    check_not_read(out, [ledger])
    with open_ledger(ledger) as opened, open_output(out) as stream:
        check_fused(opened)
        if output_format == "csv" and out.suffix.lower() == ".csv":
            stream.write(codecs.BOM_UTF8)
        found = _wanted(opened, types, unknown=False)
        for line in csv_rows(found) if output_format == "csv" else (msgspec.json.encode(entity) + b"\n" for entity in found):
            stream.write(line)


def _asked() -> str:
    """The answer of a person, by its first letter or in full; the end of the input quits."""
    while True:
        try:
            given = str(click.prompt("same, different, unsure, next, quit (s/d/u/n/q)", prompt_suffix=": ")).strip().casefold()
        except click.Abort:
            return "quit"
        for letter, answer in ANSWERS.items():
            if given in (letter, answer):
                return answer
        click.echo("answer with s, d, u, n or q")


def _wanted(ledger: Ledger, types: tuple[str, ...], *, unknown: bool) -> Iterator[LedgerEntity]:
    return (e for e in ledger.entities() if (not types or e.type in types) and not (unknown and e.known is not None))


def _check_there(ledger: Path) -> None:
    if not ledger.exists():
        raise UsageError(f"no ledger at {ledger}; make one with: riwaya run PATH… --ledger {ledger}")
