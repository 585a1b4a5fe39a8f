"""What a site lets Riwaya fetch, and how slowly: its robots.txt.

Source: RFC 9309: a file that is not there (4xx) forbids nothing, one that cannot be had (5xx, no connection) forbids all, redirections are
followed, at least 500 KiB are read, and nothing is remembered longer than a day (here: a run).
"""

from protego import Protego

from riwaya.ingest.fetching.manners import PRODUCT

MOST_BYTES = 512 * 1024
REDIRECTS = 5


class Rules:
    """The rules of one site for Riwaya; `shut` says why nothing may be fetched, `None` where the rules decide."""

    def __init__(self, text: str = "", *, shut: str | None = None) -> None:
        self.shut = shut
        self._robots = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched."""
        return self.shut is None and bool(self._robots.can_fetch(url, PRODUCT))

    def pause_s(self) -> float:
        """The seconds that the site wants between two requests; 0 where it does not say."""
        delay = self._robots.crawl_delay(PRODUCT) or 0.0
        rate = self._robots.request_rate(PRODUCT)
        return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)


def rules_of(status: int, body: bytes) -> Rules:
    """The rules that an answer to a request for robots.txt makes.

    >>> rules_of(404, b"").allow("https://example.com/a"), rules_of(503, b"").allow("https://example.com/a")
    (True, False)
    >>> rules_of(200, b"User-agent: *\\nDisallow: /a").allow("https://example.com/a")
    False
    """
    if 200 <= status < 300:
        return Rules(body[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
    if 400 <= status < 500:
        return Rules()
    return Rules(shut=f"the server answers {status}")
