"""A server of files on this machine that can do what servers do: send a part, break off, have something else by now, be slow."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Files(ThreadingHTTPServer):
    """Serves `content` by path. `breaks` says after how many bytes the next answers break off; `asked` are the requests' headers.

    `ranges` false: a server that always sends the whole; `status` answers in place of every file; `etags` false: it gives days only.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content: dict[str, bytes] = {}
        self.breaks: list[int] = []
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ranges, self.etags, self.tagged = True, True, True
        self.status = 0
        self.silent = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def asked_for(self, header: str) -> list[str | None]:
        """What each request had in a header."""
        return [headers.get(header) for _, headers in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Files
    timeout = 10

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        server = self.server
        server.asked.append((self.path, dict(self.headers)))
        body = server.content.get(self.path)
        if server.silent.is_set():
            server.silent.wait(0.1)
            threading.Event().wait(1)
            return
        if body is None or server.status:
            self.send_error(server.status or 404)
            return
        etag, day = f'"{hash(body)}"', f"Mon, 01 Jan 2024 00:00:{len(body) % 60:02} GMT"
        if self.headers.get("If-None-Match") == etag or (not server.etags and self.headers.get("If-Modified-Since") == day):
            self.send_response(304)
            self.end_headers()
            return
        start = self._start(body, etag, day)
        if start is not None and start >= len(body):
            self.send_error(416)
            return
        self.send_response(200 if start is None else 206)
        if start is not None:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        rest = body[start or 0 :]
        self.send_header("Content-Length", str(len(rest)))
        if server.tagged:
            self.send_header("ETag" if server.etags else "Last-Modified", etag if server.etags else day)
        self.end_headers()
        self.wfile.write(rest[: server.breaks.pop(0)] if server.breaks else rest)

    def _start(self, body: bytes, etag: str, day: str) -> int | None:
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked is None or not self.server.ranges or self.headers.get("If-Range") not in (etag, day):
            return None
        return int(asked[1])


@contextmanager
def serving() -> Iterator[Files]:
    """A server that runs while its block does."""
    with Files() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
