"""Webhooks: how a provider calls us, and what reads it.

The call's signature is checked before anything in it is read; only then is it turned into
events. Who serves the webhook answers with 2xx when the events are stored, and not before.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable
from urllib.parse import urlencode

from core.providers.base import Event

REFERENCE = "reference"
"""The query parameter that carries our reference in the address a report is sent to."""


@dataclass(frozen=True, slots=True)
class WebhookRequest:
    """One call of a webhook. What it holds stays out of its repr."""

    method: str
    url: str = field(repr=False)
    """The public address that the provider called, with its query: behind a proxy not ours."""
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    received_at: datetime

    def header(self, name: str) -> str:
        """A header's value, whatever the case of its name; empty where it is missing."""
        wanted = name.lower()
        if wanted in self.headers:
            return self.headers[wanted]
        return next((value for key, value in self.headers.items() if key.lower() == wanted), "")

    @property
    def media_type(self) -> str:
        """The body's media type, in small letters, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def query(self) -> str:
        """The query of the address, as it was written."""
        return self.url.partition("#")[0].partition("?")[2]


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What a provider is told when its call is dealt with."""

    status: int = 200
    media_type: str = "text/plain"
    body: bytes = b""


@runtime_checkable
class WebhookReader(Protocol):
    """A gateway that is called back."""

    def verify(self, request: WebhookRequest) -> None:
        """Check that the provider made this call. Always before `read`.

        Raises:
            SignatureInvalid: Nothing shows that it did.
        """

    def read(self, request: WebhookRequest) -> list[Event]:
        """What a call says, oldest first; nothing where it says what we have no use for.

        Raises:
            WebhookUnreadable: It is not what this provider sends.
        """

    def answer(self) -> WebhookAnswer:
        """What the provider wants to hear once the events are stored."""


def same_secret(one: str, other: str) -> bool:
    """Whether two texts are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(
        one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    )


def with_reference(url: str, reference: str) -> str:
    """The address for the reports of one text: the webhook's, with our reference in its query."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode({REFERENCE: reference})}"
