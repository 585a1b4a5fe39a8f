"""What a run reads with: the lexicon of every language, and the knowledge base that entities are linked to."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from riwaya.engine.lexicons import Lexicons, load_lexicons
from riwaya.lexicon.compiled import DATA
from riwaya.link import Base, load_base


class Tools(Struct, frozen=True):
    """The lexicons, and the knowledge base; without one, entities stay as they were read."""

    lexicons: Lexicons
    base: Base | None = None


def load_tools(data: Path = DATA, *, own: Sequence[Path] = ()) -> Tools:
    """The tools of a data folder and the user's own gazetteers; raises `DataFileError` on a bad file."""
    return Tools(load_lexicons(data), load_base(data, own=own))
