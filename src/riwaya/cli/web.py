"""The options of commands that may go to the web, and the manners that they give."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec.structs import replace

from riwaya.ingest.fetching.manners import Manners, Web
from riwaya.ingest.opening import Opening

Command = TypeVar("Command", bound=Callable[..., Any])

_MANNERS, _WEB = Manners(), Web()
_OPTIONS = (
    click.option("--contact", envvar="RIWAYA_CONTACT", help="A mail or web address of yours, told to every site in the User-Agent."),
    click.option("--offline", is_flag=True, help="Ask nobody: open what was fetched before from these addresses again."),
    click.option("--allow-private", is_flag=True, help="Fetch from hosts in private networks and from this machine too."),
    click.option(
        "--max-download", type=click.IntRange(min=1), default=_MANNERS.most_bytes, show_default=True,
        help="Leave out what is larger than this at an address, in bytes.",
    ),
    click.option(
        "--pause", type=click.FloatRange(min=0), default=_MANNERS.pause_s, show_default=True,
        help="Seconds between two requests to a site; where it asks for more, that is kept to.",
    ),
    click.option(
        "--most", type=click.IntRange(min=0), default=_WEB.most, show_default=True,
        help="How many of the pages that a feed or sitemap at an address names are fetched.",
    ),
    click.option(
        "--keep", type=click.Path(file_okay=False, path_type=Path),
        help="Keep the raw bytes of all documents in this folder, under their hashes.",
    ),
)  # fmt: skip


def web_options(command: Command) -> Command:
    """`--keep`, `--most`, `--pause`, `--max-download`, `--allow-private`, `--offline`, `--contact`, put into the command's `opening`."""

    @wraps(command)
    def opened(
        *args: Any,
        opening: Opening,
        keep: Path | None,
        most: int,
        pause: float,
        max_download: int,
        allow_private: bool,
        contact: str | None,
        offline: bool,
        **options: Any,
    ) -> Any:
        manners = Manners(contact=_said(contact), allow_private=allow_private, pause_s=pause, most_bytes=max_download)
        return command(*args, opening=replace(opening, keep=keep, web=Web(manners=manners, keep=keep, most=most, offline=offline)), **options)

    decorated: Any = opened
    for option in _OPTIONS:
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


def _said(contact: str | None) -> str | None:
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise click.BadParameter("letters beyond ASCII cannot be told to a site", param_hint="--contact")
    return contact or None
