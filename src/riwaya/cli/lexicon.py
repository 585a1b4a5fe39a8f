"""`riwaya lexicon`: checks the data files and the examples that their entries carry."""

from functools import partial
from pathlib import Path

import click

from riwaya.cli.options import data_option
from riwaya.engine.lexicons import LANGUAGES, load_lexicons
from riwaya.engine.local import read_item
from riwaya.engine.tools import Tools
from riwaya.evaluate.examples import check_examples, example_page, words_of
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.load import load_entries
from riwaya.model import Problem, Reading
from riwaya.ontology.load import load_ontology


@click.group("lexicon")
def command() -> None:
    """Look after the lexicon: the words by which Riwaya reads.

    \b
    Example:
      riwaya lexicon check
    """


@command.command("check")
@data_option
@click.pass_context
def check(ctx: click.Context, *, data: Path | None) -> None:
    """Load every data file, then read the hits and misses of every entry.

    A broken file ends the check with status 2, its file and line; a failed example gives a line and status 1.

    \b
    Example:
      riwaya lexicon check --data src/riwaya/data
    """
    folder = data or DATA
    ontology = load_ontology(folder)
    located = {language: load_entries(folder, language, ontology=ontology) for language in LANGUAGES}
    lexicons = load_lexicons(folder)
    read = partial(_read_sentence, tools=Tools(lexicons))
    failed = 0
    for language, entries in located.items():
        outcome = check_examples(entries, read, partial(words_of, lexicon=lexicons[language]))
        for failure in outcome.failures:
            click.echo(str(failure))
        failed += len(outcome.failures)
        counts = f"entries {outcome.entries}, hits {outcome.hits}, misses {outcome.misses}, failed {len(outcome.failures)}"
        if outcome.hard:
            counts += f"; of {outcome.hard} hard ones {outcome.hard_passed} are read right"
        click.echo(f"{language}: {counts}")
    ctx.exit(1 if failed else 0)


def _read_sentence(sentence: str, *, tools: Tools) -> Reading | Problem:
    return read_item(example_page(sentence), tools)
