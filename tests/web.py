"""A real web server on this machine, whose pages a test writes: what each answers, how slowly, and what it was asked."""

import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from riwaya.ingest.fetching.manners import Manners

QUICK = Manners(allow_private=True, pause_s=0.0, backoff_s=0.01, connect_s=2.0, read_s=2.0, total_s=5.0)


@dataclass
class Served:
    """One answer: `drip_s` waits before each of its bytes, `cut` ends it before so many bytes are sent, `unsized` tells no length."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip_s: float = 0.0
    cut: int | None = None
    unsized: bool = False


Page = Served | Callable[["Asked"], Served]


@dataclass
class Asked:
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Site:
    """A site: its pages by their paths (without `/robots.txt` it has none), and what it was asked."""

    url: str
    pages: dict[str, Page]
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths that were asked for, without that of the rules."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


def html(text: str, *, title: str = "خبر", head: str = "") -> bytes:
    """A page with an article of that text, a paragraph a line."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    page = f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    return f"{page}<body><nav>القائمة</nav><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


@contextmanager
def serving(pages: dict[str, Page] | None = None, *, certificate: tuple[Path, Path] | None = None) -> Iterator[Site]:
    """A site while a test lasts; of HTTPS where it has a certificate and its key."""
    site = Site("", pages if pages is not None else {})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
            site.asked.append(asked)
            page = site.pages.get(self.path, Served(b"gone", 404))
            _send(self, page(asked) if callable(page) else page)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    site.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """The address of a server that answers every request with these bytes, after one for the rules, which it has not."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            request = self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n" if b"/robots.txt" in request else answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, served: Served) -> None:
    headers = {"Content-Type": "text/html; charset=utf-8", "Connection": "close", **served.headers}
    if not served.unsized:
        headers.setdefault("Content-Length", str(len(served.body)))
    try:
        handler.send_response(served.status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        body = served.body if served.cut is None else served.body[: served.cut]
        if not served.drip_s:
            handler.wfile.write(body)
        for byte in body if served.drip_s else b"":
            handler.wfile.write(bytes([byte]))
            time.sleep(served.drip_s)
    except OSError:
        pass  # whoever asked went away
    handler.close_connection = True
