"""A customer's webhook: a real HTTP server on loopback that keeps what it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Told:
    """One call of the webhook."""

    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The body as a form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Receiver:
    """What was told, in order; `answers` says what the next calls are answered with."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_address[1]}/webhooks/x"
        self.told: list[Told] = []
        self.answers: list[int] = []
        self.answer: Callable[[], int] = lambda: self.answers.pop(0) if self.answers else 200

    @property
    def forms(self) -> list[dict[str, str]]:
        """Everything told so far, as forms."""
        return [one.form for one in self.told]

    @property
    def jsons(self) -> list[Any]:
        """Everything told so far, as JSON."""
        return [one.json for one in self.told]


@contextmanager
def receiving(port: int = 0) -> Iterator[Receiver]:
    """A receiver that listens on this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            url = f"http://{self.headers['host']}{self.path}"
            receiver.told.append(Told(url, dict(self.headers.items()), body))
            self.send_response(receiver.answer())
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    receiver = Receiver(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
