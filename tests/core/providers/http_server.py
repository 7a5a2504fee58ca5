"""A web server on loopback that answers as it is told, badly too, and keeps what it was sent."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Reply = Callable[["Connection"], Awaitable[None]]
"""What the server does with one connection's next request."""


@dataclass(frozen=True)
class Sent:
    """One request as it came."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Server:
    """What runs: where it is, what it does, and what it was sent."""

    reply: Reply
    url: str = ""
    requests: list[Sent] = field(default_factory=list)
    connections: int = 0


class Connection:
    """One connection to the server."""

    def __init__(
        self, server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer

    async def read(self) -> Sent:
        """Read the whole request."""
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines)}
        body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        method, target, _ = first.split(" ")
        sent = Sent(method, target, headers, body)
        self._server.requests.append(sent)
        return sent

    async def write(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def until_gone(self) -> None:
        """Wait until the client has hung up."""
        while await self._reader.read(1024):
            pass

    def reset(self) -> None:
        """Break the connection so that the client is told of it at once."""
        connection: socket.socket = self._writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


def answer(status: int, content: Any = b"", headers: Mapping[str, str] | None = None) -> Reply:
    """Read the request and answer it: bytes as they are, all else as JSON."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    head = {"content-type": "application/json", "content-length": str(len(body)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())

    async def reply(connection: Connection) -> None:
        await connection.read()
        await connection.write(f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body)

    return reply


@asynccontextmanager
async def serving(reply: Reply, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """A server that does this with each request, until the block ends."""
    server = Server(reply)
    served: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(server, reader, writer)
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError):
                while not writer.is_closing():
                    await server.reply(connection)
        finally:
            writer.close()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        served.add(asyncio.create_task(serve(reader, writer)))

    listening = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield server
    finally:
        listening.close()
        for task in served:
            task.cancel()
        await asyncio.gather(*served, return_exceptions=True)
        await listening.wait_closed()
