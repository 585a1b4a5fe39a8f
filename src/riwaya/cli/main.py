"""The `riwaya` command: its subcommands, loaded when called, and how errors leave it."""

import errno
import io
import logging
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from riwaya.cli.stopping import stopped, take_termination
from riwaya.errors import DataFileError, RiwayaError, UsageError

COMMANDS = {
    "run": ("riwaya.cli.run", "Read documents into a ledger, and fuse them into incidents."),
    "read": ("riwaya.cli.read", "Read documents: one reading a line, as JSON."),
    "show": ("riwaya.cli.show", "Show the reading of documents in the terminal."),
    "incidents": ("riwaya.cli.incidents", "List incidents: what happened, as told by all accounts."),
    "explain": ("riwaya.cli.explain", "Explain a cell: its words, its rule, its sources."),
    "source": ("riwaya.cli.source", "Tell whence a document came; give its raw bytes again."),
    "versions": ("riwaya.cli.versions", "List a page's versions, and what changed between them."),
    "search": ("riwaya.cli.search", "Search the texts of a ledger."),
    "verify": ("riwaya.cli.verify", "Check that a ledger is whole."),
    "load": ("riwaya.cli.load", "Store readings made before in a ledger, and fuse them."),
    "date": ("riwaya.cli.date", "Correct the day on which a document was published."),
    "remove": ("riwaya.cli.remove", "Take documents out of a ledger, and fuse the others again."),
    "report": ("riwaya.cli.report", "Write a ledger as one HTML page: its incidents, their accounts side by side."),
    "contacts": ("riwaya.cli.contacts", "Show who spoke or met with whom, when and on whose initiative."),
    "copies": ("riwaya.cli.copies", "List which texts reprint others, and who copied from whom."),
    "entities": ("riwaya.cli.entities", "Look at who and what a ledger names, and judge which names are one."),
    "evaluate": ("riwaya.cli.evaluate", "Score readings against gold."),
    "gazetteer": ("riwaya.cli.gazetteer", "Add persons, bodies and places of your own to what linking knows; look names up."),
    "lexicon": ("riwaya.cli.lexicon", "Check the lexicon and its examples."),
}
"""Name to the module that holds `command`, and the line that the help gives it."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called; errors of Riwaya's own end with their status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except RiwayaError as error:
            click.echo(f"riwaya: {error}", err=True)
            ctx.exit(2 if isinstance(error, (DataFileError, UsageError)) else 1)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            click.echo(f"riwaya: {error.filename or 'cannot write'}: {(error.strerror or str(error)).lower()}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt as error:
            how, status = stopped(error)
            click.echo(f"riwaya: {how}; what was written so far is whole lines", err=True)
            ctx.exit(status)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="riwaya", prog_name="riwaya", message="%(prog)s %(version)s")
def cli() -> None:
    """Riwaya reads war and diplomacy news in Arabic: who says that what happened, where and when, and through whom.

    Exit status: 0 done; 1 done with problems (each told on standard error), or failed on the way (a ledger that is busy or damaged, a
    full disk); 2 not done: wrong options, a path or a cell that is not there, a file that cannot be used or written, a broken data
    file; 130 interrupted (Ctrl-C); 143 terminated.

    \b
    Example:
      riwaya read news/ --format jsonl > readings.jsonl
    """


def main() -> None:
    """Run the command line."""
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Arabic goes out as UTF-8 whatever the locale: no other encoding could hold it
            stream.reconfigure(encoding="utf-8", errors="replace")
    take_termination()
    try:
        cli(prog_name="riwaya")
    except OSError as error:
        # click writes help and version before any command is invoked; a closed pipe it ends itself, silently
        click.echo(f"riwaya: {error.filename or 'cannot write'}: {(error.strerror or str(error)).lower()}", err=True)
        _drop_output()
        sys.exit(1)


def _drop_output() -> None:
    """Let what is still buffered go nowhere: the interpreter would fail on it again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
