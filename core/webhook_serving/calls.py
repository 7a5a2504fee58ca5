"""A call as it comes in: its body within limits, its public address, its answer on the way out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from core.providers.webhook import WebhookAnswer

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_BODY: Final = 256 * 1024
"""Bytes of a body: no provider sends a tenth of it."""

MOST_HEADERS: Final = 16 * 1024
"""Bytes of a request line and headers, together; the server stops reading there."""

BODY_SECONDS: Final = 10.0
"""So long a body may take to arrive."""


class TooLarge(Exception):
    """The body is longer than any that a provider sends."""


class TooSlow(Exception):
    """The body did not arrive in time, or its sender hung up."""


async def read_body(headers: Mapping[str, str], receive: Receive) -> bytes:
    """The body of a call, as far as it is within limits; what is over them is not read.

    Args:
        headers: By their small names.
        receive: Its body.

    Raises:
        TooLarge: It is too long, or says that it will be.
        TooSlow: It did not arrive.
    """
    said = headers.get("content-length", "0")
    if not said.isdecimal() or int(said) > MOST_BODY:
        raise TooLarge
    try:
        # Even the first part: it is there only when some of the body is, which may be never.
        async with asyncio.timeout(BODY_SECONDS):
            return await _whole(receive)
    except TimeoutError:
        raise TooSlow from None


async def _whole(receive: Receive) -> bytes:
    parts = bytearray()
    while (message := await receive())["type"] == "http.request":
        parts += message.get("body", b"")
        if len(parts) > MOST_BODY:
            raise TooLarge
        if not message.get("more_body"):
            return bytes(parts)
    raise TooSlow


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers of a call by their small names; one that is there twice is both, joined."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """The address that providers call us at: what they sign is made of it."""

    base: str = ""
    """Scheme, host and, where there is one, a path; empty is as the call itself says."""
    trust_forwarded: bool = False
    """Whether a proxy in front says how it was called, and can be believed."""

    def url_of(self, scope: Scope, headers: dict[str, str], account_base: str = "") -> str:
        """The address that was called, with its query.

        Args:
            scope: The call.
            headers: Its headers.
            account_base: What the account's settings say of the base.
        """
        path = scope["raw_path"].decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        base = self.base or account_base or self._base_of(scope, headers)
        return f"{base}{path}?{query}" if query else f"{base}{path}"

    def _base_of(self, scope: Scope, headers: dict[str, str]) -> str:
        scheme, host = scope["scheme"], headers.get("host", "")
        if self.trust_forwarded:
            scheme = _first(headers.get("x-forwarded-proto", "")) or scheme
            host = _first(headers.get("x-forwarded-host", "")) or host
        return f"{scheme}://{host}"


def _first(value: str) -> str:
    return value.partition(",")[0].strip()


async def answer(
    send: Send, reply: WebhookAnswer, more: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    """Send an answer."""
    headers = [*_about(reply), *more]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


@lru_cache(maxsize=64)
def _about(reply: WebhookAnswer) -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"content-type", reply.media_type.encode("latin-1")),
        (b"content-length", str(len(reply.body)).encode()),
    )
