"""How Riwaya asks: who it says it is, how slowly, how long, how much."""

from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

PRODUCT = "Riwaya"
"""The name that robots.txt may speak to."""


class Manners(Struct, frozen=True, kw_only=True):
    """Limits of every request. Seconds: `pause_s` at least between two requests to a site, `longest_pause_s` the longest that a site's own
    `Crawl-delay` is obeyed, `longest_wait_s` that a busy site is waited for, `connect_s`, `read_s` (silence) and `total_s` of one request,
    `backoff_s` before the second try, doubled after. `most_bytes` is the largest answer, unpacked; `contact` an address of whoever asks.
    """

    contact: str | None = None
    allow_private: bool = False
    pause_s: float = 1.0
    longest_pause_s: float = 60.0
    longest_wait_s: float = 120.0
    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 120.0
    backoff_s: float = 1.0
    tries: int = 4
    redirects: int = 8
    most_bytes: int = 100_000_000

    @property
    def agent(self) -> str:
        """The User-Agent: the truth.

        >>> Manners(contact="desk@example.org").agent.partition("/")[2].partition(" ")[2]
        '(reads news pages that its user names; desk@example.org)'
        """
        contact = f"; {self.contact}" if self.contact else ""
        return f"{PRODUCT}/{version('riwaya')} (reads news pages that its user names{contact})"


class Web(Struct, frozen=True, kw_only=True):
    """How a run goes to the web: its manners, the folder that keeps what comes (None: one for this run), and how many of the pages that a
    feed or sitemap names are fetched. `offline`: nobody is asked, and what was fetched before is opened again.
    """

    manners: Manners = Manners()
    keep: Path | None = None
    most: int = 100
    offline: bool = False
