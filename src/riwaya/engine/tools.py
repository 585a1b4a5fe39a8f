"""What a run reads with: the lexicon of every language, and the knowledge base that entities are linked to."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from riwaya.engine.lexicons import Lexicons, load_lexicons
from riwaya.lexicon.compiled import DATA
from riwaya.link import Base, load_base
from riwaya.link.own.kept import Kept, kept_gazetteers


class Tools(Struct, frozen=True):
    """The lexicons, and the knowledge base; without one, entities stay as they were read. `own` are the user's gazetteers in the base."""

    lexicons: Lexicons
    base: Base | None = None
    own: tuple[Kept, ...] = ()


def load_tools(data: Path = DATA, *, own: Sequence[Kept] | None = None, compiling: Callable[[], None] | None = None) -> Tools:
    """The tools of a data folder and the user's `own` gazetteers (None: those that are kept); raises `DataFileError` on a bad file.

    `compiling` is called before the knowledge base is compiled, which takes some seconds and happens once.
    """
    kept = kept_gazetteers() if own is None else tuple(own)
    return Tools(load_lexicons(data), load_base(data, own=kept, compiling=compiling), kept)
