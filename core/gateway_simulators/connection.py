"""A connection that can be reset in the middle of a request, as those of real networks are."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_KEY = "textbank.transport"
_HARD = struct.pack("ii", 1, 0)
"""Linger for no time: what was not read is thrown away, and the other side sees a reset."""


class ResettableConnection(H11Protocol):
    """HTTP/1.1 that tells the application which connection a request came by."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        application = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            scope[_KEY] = self.transport
            await application(scope, receive, send)

        self.app = with_transport

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, and send what is written at once.

        asyncio sees to that only where a socket names its protocol, and an accepted one does
        not: without this each answer waits 40 ms for the other side's acknowledgement.
        """
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)

    def shutdown(self) -> None:
        """Close the connection once nothing is under way; under TLS, without waiting."""
        idle = self.cycle is None or self.cycle.response_complete
        if idle and self.transport.get_extra_info("sslcontext"):
            # Its other side would have to agree, and may be asleep.
            self.transport.abort()
        else:
            super().shutdown()


class NoAnswer(Response):
    """The answer that never comes: the connection is reset."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reset the connection and wait until it is gone."""
        transport = scope[_KEY]
        connection = transport.get_extra_info("socket")
        # It is closed where the other side has hung up already.
        with suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _HARD)
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


def is_from_this_machine(request: Request) -> bool:
    """Whether a request was made here, and for here: a browser may be led to name others."""
    client = request.client.host if request.client else ""
    host = request.url.hostname or ""
    return client in _LOOPBACK and host in {*_LOOPBACK, "localhost"}


_LOOPBACK = {"127.0.0.1", "::1"}
