"""One connection of a caller: whoever says nothing, too much, or it very slowly, is let go."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, Final, cast

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from core.webhook_serving.calls import MOST_BODY, MOST_HEADERS

HEADER_SECONDS: Final = 15.0
"""So long the head of a request may take, from the first byte of it or from the connection."""

MOST_BYTES: Final = 4 * MOST_BODY
"""Bytes of a whole call on the wire: its body, however it was cut, and what stands between."""


TURNED_AWAY: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Length: 0\r\n\r\n"
)


class _TooLong(Exception):
    """The head, or what follows the body, is longer than any that a provider sends."""


class _Together:
    """A transport that sends what is written in one go together: head and body of an answer."""

    __slots__ = ("_loop", "_transport", "_waiting")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Have this sent before anything else is waited for."""
        if not self._waiting:
            self._loop.call_soon(self._send)
        self._waiting.append(data)

    def close(self) -> None:
        """Close it when everything is sent."""
        self._send()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _send(self) -> None:
        if self._waiting:
            self._transport.write(b"".join(self._waiting))
            self._waiting.clear()


class Crowd:
    """The connections of a receiver: no more than there are files for.

    Args:
        most: So many at once. For one more the one is closed that has been silent for longest,
            or, where none is, the one whose body is awaited for longest.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.silent: dict[BoundedConnection, None] = {}
        """Those that no call has come by yet, or since the last; who began first is first."""
        self.unfinished: dict[BoundedConnection, None] = {}
        """Those by which the head of a call has come, and not yet the whole of its body."""

    def forget(self, connection: BoundedConnection) -> None:
        """It has a call, or is gone: it is not let go."""
        self.silent.pop(connection, None)
        self.unfinished.pop(connection, None)

    def let_one_go(self) -> bool:
        """Close the one that has been waited for longest; False where all have a whole call."""
        longest = next(iter(self.silent or self.unfinished), None)
        if longest is None:
            return False
        self.forget(longest)
        longest.transport.abort()
        return True


class BoundedConnection(HttpToolsProtocol):
    """uvicorn's connection, which reads a head within limits, and waits for it for a while.

    The parser itself keeps what it is given, however much that is, until it has a whole field.
    """

    _deadline: asyncio.TimerHandle | None = None
    _in_head = True
    _read = 0
    """Bytes since the last head or the last call was complete."""
    _fields = 0
    """Bytes of the fields of this call."""

    def __init__(
        self,
        crowd: Crowd,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._crowd = crowd

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self.transport = cast(asyncio.Transport, _Together(transport, self.loop))
        # asyncio sets it only on sockets that name their protocol; without it the second part of
        # an answer waits 40 ms for the caller to acknowledge the first.
        connection: socket.socket = transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > self._crowd.most and not self._crowd.let_one_go():
            self.transport.write(TURNED_AWAY)
            self.transport.close()
            return
        self._crowd.silent[self] = None
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; where it is no whole head yet, wait on."""
        self._read += len(data)
        self._unset_keepalive_if_required()
        self._feed(data)
        if self._read > (MOST_HEADERS if self._in_head else MOST_BYTES):
            self._refuse()
        if self.cycle is None or self.cycle.response_complete:
            if self._deadline is None:
                self._wait()
        elif self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def connection_lost(self, exc: Exception | None) -> None:
        """There is nothing to wait for any more."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._crowd.forget(self)
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Count anew."""
        super().on_message_begin()
        self._fields = 0

    def on_url(self, url: bytes) -> None:
        """Take the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field of the head, or one that follows the body."""
        self._count(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """What follows is the body."""
        if self.parser.should_upgrade():
            return  # It is read anew.
        self._in_head, self._read = False, 0
        self._crowd.forget(self)
        if self.cycle is None or self.cycle.response_complete:
            self._crowd.unfinished[self] = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """What follows is the next call."""
        if self.parser.should_upgrade():
            return
        self._in_head, self._read = True, 0
        self._crowd.unfinished.pop(self, None)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next call, where none came in the meantime."""
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if self.cycle.response_complete:
            self._crowd.forget(self)
            self._crowd.silent[self] = None
        elif self.cycle.more_body and not self.pipeline:
            self._crowd.unfinished[self] = None

    def _feed(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._stay(data[upgrade.args[0] :])
        except httptools.HttpParserError:
            self.send_400_response("This is no HTTP.")

    def _stay(self, rest: bytes) -> None:
        """Go on with HTTP/1.1 where another protocol was offered, as RFC 9110 (7.8) allows.

        The parser reads no body there: it is given the head anew, without the offer.
        """
        method = self.parser.get_method()
        if method == b"CONNECT":
            self.send_400_response("This is no proxy.")
            return
        kept = [(n, value) for n, value in self.headers if n not in (b"connection", b"upgrade")]
        fields = b"".join(b"%b: %b\r\n" % one for one in kept)
        self.parser = httptools.HttpRequestParser(self)
        self._feed(b"%b %b HTTP/1.1\r\n%b\r\n%b" % (method, self.url, fields, rest))

    def _count(self, more: int) -> None:
        self._fields += more
        if self._fields > MOST_HEADERS:
            # The parser lets go of the call, and it is answered with 400.
            raise _TooLong

    def _refuse(self) -> None:
        if self.transport.is_closing():
            return
        if self._in_head and (self.cycle is None or self.cycle.response_complete):
            self.send_400_response("The head is too long.")
        else:
            self.transport.close()

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(HEADER_SECONDS, self.transport.close)
