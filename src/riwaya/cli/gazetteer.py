"""`riwaya gazetteer`: gazetteers of the user's own, kept in the user's data folder, and what the whole base knows under a name."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec
from rich.text import Text

from riwaya.cli.options import one_line
from riwaya.cli.output import open_output, print_lines
from riwaya.cli.terminal import row
from riwaya.errors import RiwayaError, UsageError
from riwaya.lexicon.compiled import DATA
from riwaya.link import Base, load_base
from riwaya.link.base import cache_folder
from riwaya.link.facts import Fact
from riwaya.link.own.adding import FORMS, Added, add_files
from riwaya.link.own.fetching import ADDRESS, ENVIRONMENT, fetch_country
from riwaya.link.own.joining import SHIPPED
from riwaya.link.own.kept import LICENCES, Kept, changing, kept_gazetteers, remove_gazetteer
from riwaya.link.sources import LANGUAGES

_TYPES = ("place", "person", "organization")
_NEAREST = 5
"""Names spelled alike that are told where nothing bears a name."""
_MOST_KINDS = 8
MOST_BAD = 0.01
"""The share of bad lines from which what was downloaded is taken for another file."""
_languages_option = click.option(
    "--languages", default=",".join(LANGUAGES), show_default=True, help="Languages of names to take from alternate names and OpenStreetMap."
)


@click.group("gazetteer")
def command() -> None:
    """Add persons, bodies and places of your own to what linking knows, and look up what it knows.

    They are kept in your data folder, or where RIWAYA_GAZETTEERS says, and every command that links uses them.

    \b
    Example:
      riwaya gazetteer show Kharkiv
    """


@command.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="Name of the gazetteer; without it, each file's stem.")
@click.option("--form", type=click.Choice(["auto", *FORMS]), default="auto", show_default=True, help="What the files are.")
@_languages_option
@click.pass_context
def add(ctx: click.Context, *, files: tuple[Path, ...], name: str | None, form: str, languages: str) -> None:
    """Add files: dumps of GeoNames with their alternate names, tables of OpenStreetMap, lists of your own (TSV or TOML).

    Plain, zip or gz. A name that is kept already is replaced. Of a list with a bad row nothing is taken, and the exit status is 2; of a dump
    bad lines are counted and told, the others taken, and the exit status is 1. The columns stand in docs/linking.md.

    \b
    Example:
      riwaya gazetteer add UA.zip alternatenames/UA.zip
    """
    added = add_files(files, name=name, form=None if form == "auto" else form, languages=_codes(languages))
    ctx.exit(tell_added(added))


def tell_added(added: Sequence[Added]) -> int:
    """Tell what was added, compile the base with it, and return the exit status: 1 where lines were bad."""
    for one in added:
        kept = one.kept
        done = "replaced" if one.replaced else "added"
        click.echo(f"{kept.name}: {done}, {_count(kept.rows, 'entry', 'entries')} of {', '.join(map(one_line, kept.sources))}")
        if one.tally.left_out:
            kinds = ", ".join(f"{one_line(kind)} {number:,}" for kind, number in one.tally.left_out.most_common(_MOST_KINDS))
            more = ", …" if len(one.tally.left_out) > _MOST_KINDS else ""
            click.echo(f"  left out, of kinds that linking does not use: {kept.left_out:,} ({kinds}{more})")
        if LICENCES[kept.form][1]:
            click.echo(f"  data of {LICENCES[kept.form][1]}, {LICENCES[kept.form][0]}: name it where you publish what rests on it")
        for told in one.tally.told:
            click.echo(f"riwaya: {one_line(told)}", err=True)
        if kept.bad:
            click.echo(f"riwaya: {kept.name}: {_count(kept.bad, 'bad line', 'bad lines')} left out", err=True)
    load_base(DATA, own=kept_gazetteers())
    return 1 if any(one.kept.bad for one in added) else 0


@command.command("fetch")
@click.argument("countries", nargs=-1, required=True, metavar="COUNTRY…")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Folder for what is downloaded; without it, one in the cache folder.")
@click.option("--from", "address", default=ADDRESS, show_default=True, envvar=ENVIRONMENT, help="Address of the server, such as a mirror's.")
@_languages_option
@click.pass_context
def fetch(ctx: click.Context, *, countries: tuple[str, ...], to: Path | None, address: str, languages: str) -> None:
    """Download countries of GeoNames with their alternate names, check them, and add them. COUNTRY is an ISO code.

    It opens a connection to that server alone. A download that breaks off goes on from there with the same command; what has not
    changed since is not sent again. Countries that cannot be had are told, the others added, and the exit status is 1.

    \b
    Example:
      riwaya gazetteer fetch UA SD
    """
    folder = to or cache_folder() / "geonames"
    status = 0
    with changing(folder):
        for country in dict.fromkeys(code.upper() for code in countries):
            try:
                files = fetch_country(country, to=folder, address=address, tell=lambda line: click.echo(line, err=True))
                added = add_files(files, name=country, country=country, languages=_codes(languages), most_bad=MOST_BAD)
            except UsageError:
                raise
            except RiwayaError as error:
                click.echo(f"riwaya: {one_line(str(error))}", err=True)
                status = 1
                continue
            status |= tell_added(added)
    ctx.exit(status)


def _codes(languages: str) -> list[str]:
    return [language.strip() for language in languages.split(",") if language.strip()]


@command.command("list")
@click.option("--format", "output_format", type=click.Choice(["table", "jsonl"]), default="table", show_default=True, help="Form of the output.")
def list_them(*, output_format: str) -> None:
    """List your gazetteers: name, entries, form, files, licence, when each was added.

    \b
    Example:
      riwaya gazetteer list
    """
    gazetteers = kept_gazetteers()
    with open_output(Path("-")) as stream:
        if output_format == "jsonl":
            for kept in gazetteers:
                record = {"name": kept.name, "entries": kept.rows, "left_out": kept.left_out, "bad": kept.bad, "form": kept.form}
                record |= {"files": kept.sources, "licence": LICENCES[kept.form][0], "attribution": LICENCES[kept.form][1], "added": kept.added}
                stream.write(msgspec.json.encode(record) + b"\n")
        else:
            print_lines(stream, lambda width: _list_lines(gazetteers))


def _list_lines(gazetteers: Sequence[Kept]) -> Iterator[Text]:
    if not gazetteers:
        yield Text("No gazetteers of your own; `riwaya gazetteer add FILE` adds one.")
        return
    yield Text(f"{'name':16} {'entries':>10} {'form':9} {'licence':10} {'added (UTC)':16}  files", style="bold")
    for kept in gazetteers:
        files = ", ".join(map(one_line, kept.sources))
        yield Text(f"{kept.name:16} {kept.rows:>10,} {kept.form:9} {LICENCES[kept.form][0]:10} {kept.added:%Y-%m-%d %H:%M}  {files}")
    for owed in dict.fromkeys(LICENCES[kept.form] for kept in gazetteers):
        if owed[1]:
            yield Text(f"{owed[0]}: {owed[1]}")


@command.command("remove")
@click.argument("name")
def remove(*, name: str) -> None:
    """Take a gazetteer of yours away.

    \b
    Example:
      riwaya gazetteer remove ua
    """
    kept = remove_gazetteer(name)
    click.echo(f"{kept.name}: removed, {_count(kept.rows, 'entry', 'entries')}")


@command.command("show")
@click.argument("name")
@click.option("--format", "output_format", type=click.Choice(["table", "jsonl"]), default="table", show_default=True, help="Form of the output.")
@click.pass_context
def show(ctx: click.Context, *, name: str, output_format: str) -> None:
    """Show all that linking knows under a name, in any of its languages, or under an id of the base; exit status 1 where that is nothing.

    \b
    Example:
      riwaya gazetteer show خيرسون
    """
    base = load_base(DATA, own=kept_gazetteers())
    facts = known_under(name, base)
    with open_output(Path("-")) as stream:
        if output_format == "jsonl":
            for fact in facts:
                stream.write(msgspec.json.encode(record_of(fact, base)) + b"\n")
        else:
            print_lines(stream, lambda width: _fact_lines(facts, base, width=width))
    if not facts:
        alike = ", ".join(f"{spelled.fact.id} ({spelled.fact.labels.get('en', name)})" for spelled in base.spelled_anywhere(name)[:_NEAREST])
        click.echo(f"riwaya: nothing is known under {one_line(name)}" + (f"; spelled alike are {alike}" if alike else ""), err=True)
        ctx.exit(1)


def known_under(name: str, base: Base) -> list[Fact]:
    """What bears a name or an id: what Riwaya brings along and the user's lists first, then by inhabitants."""
    found = {fact.id: fact for type in _TYPES for fact in base.named(name, type=type)}
    if not found and (fact := base.get(name)) is not None:
        found = {fact.id: fact}
    order = {type: number for number, type in enumerate((*_TYPES, "medium"))}
    return sorted(found.values(), key=lambda fact: (order[fact.type], not fact.listed, -fact.population))


def record_of(fact: Fact, base: Base) -> dict[str, object]:
    """A fact as a record with named values, without those that are not known."""
    record: dict[str, object] = {"id": fact.id, "type": fact.type, "level": fact.level, "names": fact.names, "country": base.country(fact)}
    record |= {"region": region_of(fact, base), "of": fact.of, "role": fact.role, "latitude": fact.latitude, "longitude": fact.longitude}
    record |= {"precision": fact.precision, "radius_km": fact.radius_km, "population": fact.population or None, "geonames": fact.geonames}
    record |= {"wikidata": fact.wikidata, "source": sources_of(fact)}
    return {key: value for key, value in record.items() if value not in (None, "", {})}


def region_of(fact: Fact, base: Base) -> str:
    """The English name of the first-order region that a place lies in, where that is known."""
    held = next((c for c in base.containers(fact) if c.level == "region"), None)
    return fact.region or (held.labels.get("en", "") if held is not None else "")


def sources_of(fact: Fact) -> list[str]:
    """Where a fact comes from: Riwaya, the user's gazetteers, or both."""
    return fact.source.split() or [SHIPPED]


def _fact_lines(facts: Iterable[Fact], base: Base, *, width: int) -> Iterator[Text]:
    for fact in facts:
        yield Text(f"{fact.labels.get('en') or fact.id}  [{fact.id}]", style="bold")
        at = "" if fact.latitude is None else f"{fact.latitude:.4f}, {fact.longitude:.4f} ({fact.precision}, within {fact.radius_km:g} km)"
        parts = [fact.level or fact.type, region_of(fact, base), base.country(fact), at]
        parts += [f"population {fact.population:,}" if fact.population else "", fact.role, f"of {fact.of}" if fact.of else ""]
        parts += [f"geonames {fact.geonames}" if fact.geonames else "", fact.wikidata or "", f"source {' '.join(sources_of(fact))}"]
        yield Text(f"  {', '.join(filter(None, parts))}")
        for language, names in sorted(fact.names.items()):
            yield from row(f"  {language:3}", names, width=width)


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
