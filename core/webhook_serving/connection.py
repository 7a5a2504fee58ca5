"""One connection of a caller: whoever says nothing, or says it very slowly, is let go."""

from __future__ import annotations

import asyncio
import socket
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS: Final = 15.0
"""So long the head of a request may take, from the first byte of it or from the connection."""


class BoundedConnection(H11Protocol):
    """uvicorn's connection, which waits for the head of a request for a while and not for ever."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        # asyncio sets it only on sockets that name their protocol; without it the second part of
        # an answer waits 40 ms for the caller to acknowledge the first.
        connection: socket.socket = transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; where it is no whole head yet, wait on."""
        super().data_received(data)
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
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(HEADER_SECONDS, self.transport.close)
