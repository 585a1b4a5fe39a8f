"""Work over several processes, in order and with bounded look-ahead, so that a run holds few documents at a time."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

from riwaya.errors import RiwayaError
from riwaya.ingest.raw import Raw
from riwaya.model import Page, Problem, Reading

CHUNK = 8
"""Documents handed to a worker at once."""

_AHEAD = 3
"""Chunks under way for each worker."""

Work = Callable[[Raw | Page, Any], Reading | Problem]
Item = TypeVar("Item")


class _Worker:
    """What a worker process keeps between chunks: set once when it starts, read by every chunk."""

    shared: Any = None


def map_chunks(work: Work, items: Iterable[Raw | Page | Problem], *, shared: Any, workers: int) -> Generator[Reading | Problem, None, None]:
    """`work(document, shared)` for every document, problems passed through, in the order of `items`.

    `work` stands at the top of a module; `shared` is inherited by the workers, or pickled once for each where processes
    are not forked. Raises `RiwayaError` where a worker process is killed.
    """
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(shared,))
    waiting: deque[Future[list[Reading | Problem]]] = deque()
    try:
        for chunk in _chunks(items):
            waiting.append(pool.submit(_run, work, chunk))
            if len(waiting) > workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise RiwayaError("a worker process was killed, perhaps for want of memory; try fewer --workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _start(shared: Any) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not as the command takes it
    _Worker.shared = shared


def _end_with_parent() -> None:
    """End this worker when the run is killed: nothing else would tell it, and it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(work: Work, chunk: list[Raw | Page | Problem]) -> list[Reading | Problem]:
    return [item if isinstance(item, Problem) else work(item, _Worker.shared) for item in chunk]
