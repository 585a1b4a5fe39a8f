"""How a command ends that is stopped: by Ctrl-C, or by the signal with which systems ask a program to end."""

import signal
from types import FrameType
from typing import NoReturn

INTERRUPTED, TERMINATED = 130, 143
"""Exit statuses, as shells know them: 128 and the signal's number."""


class Terminated(KeyboardInterrupt):
    """The program was asked to end; whatever takes Ctrl-C takes this too."""


def take_termination() -> None:
    """From now on, let the signal of termination end the program as Ctrl-C does."""
    signal.signal(signal.SIGTERM, _terminate)


def stopped(how: KeyboardInterrupt) -> tuple[str, int]:
    """How the program was stopped, in a word, and the exit status that says so."""
    return ("terminated", TERMINATED) if isinstance(how, Terminated) else ("interrupted", INTERRUPTED)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated
