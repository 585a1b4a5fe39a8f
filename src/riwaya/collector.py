"""The collector of cyclic garbage, paused where much is made that counting alone frees."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Look for no garbage meanwhile; counting still frees what is not in a cycle, and what is in one waits for the end.

    A lexicon is a million small objects that live on, a page is read within milliseconds: the search costs a quarter of the one
    and a twelfth of the other.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
