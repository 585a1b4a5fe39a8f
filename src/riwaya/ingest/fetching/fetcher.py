"""Gets addresses one after another: asks robots.txt first, waits between requests, follows redirections with every check anew, tries again.

Sources: RFC 9110, sections 13 (conditional requests), 15.4 (redirections), 10.2.3 (Retry-After); RFC 9309 (robots.txt).
"""

import io
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from riwaya.errors import DocumentError
from riwaya.ingest.fetching.addresses import Address, find_ways, parse_address
from riwaya.ingest.fetching.exchange import Answer, BrokenError, ask
from riwaya.ingest.fetching.manners import Manners
from riwaya.ingest.fetching.robots import MOST_BYTES, REDIRECTS, Rules, rules_of

UNCHANGED = 304
_MOVED = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 503))
_AGAIN = frozenset((408, 500, 502, 504, *_BUSY))
_WANTED = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_TO_SAVE = "save the page yourself and name the file"


class Validator(Struct, frozen=True):
    """What tells a server which version of a page is here already; empty where it gave none."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        return {name: value for name, value in (("If-None-Match", self.etag), ("If-Modified-Since", self.modified)) if value}


class Fetched(Struct, frozen=True, kw_only=True):
    """An answer of success or 304, the address that gave it in the end, and those that led there."""

    answer: Answer
    url: str
    via: tuple[str, ...] = ()


class Fetcher:
    """One run's requests; it remembers the rules of every site and when each was last asked."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._rules: dict[str, Rules] = {}
        self._next: dict[str, float] = {}

    def fetch(self, url: str, *, into: BinaryIO, known: Mapping[str, Validator] | None = None) -> Fetched:
        """Get an address into a file; `known` are the versions that are here already, by the addresses that gave them.

        Raises `DocumentError` for whatever keeps it from being had (`input.address`, `input.private`, `input.robots`, `input.status`,
        `input.redirect`, `input.unreachable`, and those of `ask`).
        """
        address, via = parse_address(url), list[str]()
        while True:
            self._check_rules(address)
            condition = (known or {}).get(address.url, Validator()).headers()
            answer = self._insist(address, into=into, headers={"Accept": _WANTED, **condition})
            if answer.status not in _MOVED or "location" not in answer.headers:
                break
            via.append(address.url)
            address = self._next_of(address, answer.headers["location"], via=via, most=self.manners.redirects)
        if (answer.status == UNCHANGED and condition) or answer.status in (200, 203):
            return Fetched(answer=answer, url=address.url, via=tuple(via))
        raise DocumentError(_refusal(answer), document=url, rule="input.status")

    def _next_of(self, address: Address, location: str, *, via: list[str], most: int) -> Address:
        """Where a redirection leads, every check to be made anew there."""
        try:
            found = parse_address(_utf8(location), base=address.url)
        except DocumentError as error:
            raise DocumentError(f"redirected to what {error.reason}", document=address.url, rule="input.redirect") from error
        if found.url in via:
            raise DocumentError(f"redirected in a circle, back to {found.url}", document=via[0], rule="input.redirect")
        if len(via) > most:
            raise DocumentError(f"redirected more than {most} times, lastly to {found.url}", document=via[0], rule="input.redirect")
        if address.scheme == "https" and found.scheme == "http":
            message = f"redirected from HTTPS to {found.url}, which anybody on the way could change; name that address if it is meant"
            raise DocumentError(message, document=address.url, rule="input.redirect")
        return found

    def _check_rules(self, address: Address) -> None:
        rules = self._rules_of(address)
        if rules.shut is not None:
            message = f"the rules of the site cannot be had ({rules.shut}: {address.site}/robots.txt), so nothing may be fetched; try again later"
            raise DocumentError(message, document=address.url, rule="input.robots")
        if not rules.allow(address.url):
            message = f"the site does not let programs fetch it ({address.site}/robots.txt); {_TO_SAVE}"
            raise DocumentError(message, document=address.url, rule="input.robots")
        if rules.pause_s() > self.manners.longest_pause_s:
            message = (
                f"the site wants {rules.pause_s():g} seconds between two requests ({address.site}/robots.txt), which is not waited for; {_TO_SAVE}"
            )
            raise DocumentError(message, document=address.url, rule="input.robots")

    def _rules_of(self, address: Address) -> Rules:
        if address.site not in self._rules:
            self._rules[address.site] = self._fetch_rules(address)
        return self._rules[address.site]

    def _fetch_rules(self, address: Address) -> Rules:
        here, via = parse_address(f"{address.site}/robots.txt"), list[str]()
        limits = replace(self.manners, most_bytes=2 * MOST_BYTES)
        while True:
            body = _Bounded(MOST_BYTES)
            try:
                answer = self._insist(here, into=body, headers={"Accept": "text/plain,*/*;q=0.5"}, limits=limits)
                if answer.status not in _MOVED or "location" not in answer.headers:
                    return rules_of(answer.status, body.getvalue())
                via.append(here.url)
                here = self._next_of(here, answer.headers["location"], via=via, most=REDIRECTS)
            except DocumentError as error:
                if error.rule in ("input.private", "input.certificate") or (error.rule == "input.unreachable" and not via):
                    raise DocumentError(error.reason, document=address.url, rule=error.rule) from error
                # More redirections than are followed count as a file that is not there (RFC 9309, 2.3.1.2)
                return Rules() if error.rule == "input.redirect" else Rules(shut=error.reason)

    def _insist(self, address: Address, *, into: BinaryIO, headers: Mapping[str, str], limits: Manners | None = None) -> Answer:
        """Ask until there is an answer that another try would not better; raises `DocumentError` (`input.unreachable`) where none comes."""
        manners = limits or self.manners
        ways = find_ways(address, allow_private=manners.allow_private)
        wrong = ""
        for number in range(manners.tries):
            self._wait_for(address)
            into.seek(0)
            into.truncate()
            wait_s = manners.backoff_s * 2**number
            try:
                answer = ask(address, ways, headers=headers, manners=manners, into=into)
            except BrokenError as error:
                wrong = str(error)
            else:
                if answer.status not in _AGAIN:
                    return answer
                asked_s = _seconds(answer.headers.get("retry-after", "")) if answer.status in _BUSY else None
                if number + 1 == manners.tries or (asked_s or 0) > manners.longest_wait_s:
                    return answer
                wait_s = wait_s if asked_s is None else asked_s
            finally:
                self._next[address.site] = time.monotonic() + self._pause_s(address)
            if number + 1 < manners.tries:
                time.sleep(min(wait_s, manners.longest_wait_s))
        message = f"{wrong}, {manners.tries} times; check the address and the network, or try again later"
        raise DocumentError(message, document=address.url, rule="input.unreachable")

    def _wait_for(self, address: Address) -> None:
        """Sleep until the site may be asked again."""
        left = self._next.get(address.site, 0.0) - time.monotonic()
        if left > 0:
            time.sleep(left)

    def _pause_s(self, address: Address) -> float:
        rules = self._rules.get(address.site)
        return max(self.manners.pause_s, rules.pause_s() if rules else 0.0)


class _Bounded(io.BytesIO):
    """Keeps the first bytes that are written, drops the rest."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: bytes) -> int:  # type: ignore[override]
        super().write(data[: max(0, self._most - self.tell())])
        return len(data)


def _seconds(retry_after: str) -> float | None:
    """How long a busy server wants to be left alone; None where it does not say.

    >>> _seconds("7"), _seconds("soon"), _seconds("Wed, 21 Oct 2015 07:28:00 GMT")
    (7.0, None, 0.0)
    """
    said = retry_after.strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
        until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None


def _refusal(answer: Answer) -> str:
    told = f"the server answers {answer.status} {answer.reason}".rstrip()
    if answer.status in _BUSY:
        after = answer.headers.get("retry-after")
        return f"{told}{f' and asks to wait ({after})' if after else ''}; try again later"
    if answer.status in (404, 410):
        return f"{told}: there is no such page"
    return f"{told}; {'try again later' if answer.status >= 500 else _TO_SAVE}"


def _utf8(header: str) -> str:
    """A header in which a server wrote letters beyond ASCII: as UTF-8 where it is that."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
