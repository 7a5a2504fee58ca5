"""One provider's API over HTTP: each request is made once, and its answer read with care.

What happened is told apart by one question: may the provider have taken the text? Where the
connection was not made it has not; where it broke after that, it may have, and only the
provider can say. Nothing here is ever sent twice.
"""

from __future__ import annotations

import asyncio
import math
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

import httpx

from core.clock import Clock
from core.providers.base import AccountCheck, Outcome, Refusal, SendResult
from core.providers.wire import Json, json_in

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 15.0
WHOLE_SECONDS: Final = 20.0
"""So long a request and its answer take at most, however slowly the answer trickles."""

KEPT_SECONDS: Final = 3.0
"""So long a connection that is not used is kept: less than servers do, so that none is
closed from the other side at the moment it is used again."""

MOST_CONNECTIONS: Final = 256
"""More than texts are on the wire at once: one that waited for another here would time out
without having left, and count as perhaps sent."""

LARGEST_ANSWER: Final = 256 * 1024
"""Bytes of an answer that are read; a longer one is no answer."""

LONGEST_WAIT: Final = 86_400.0
"""Seconds; a provider that asks for more is asked again after so many."""

NO_CERTIFICATES: Final = "The certificates that SSL_CERT_FILE names cannot be read."
UNREACHABLE: Final = "The provider cannot be reached."

# Raised before a byte of the request has left. Certificates that fail are connect errors, too.
_NOT_CONNECTED: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A provider's answer to one request."""

    status: int
    content: Json = field(default=None, repr=False)
    """What its JSON says; None where it holds none."""
    retry_after: float | None = None
    """Seconds."""

    @property
    def is_success(self) -> bool:
        """Whether the status says that the request was carried out."""
        return 200 <= self.status < 300


Meaning = tuple[Outcome, Refusal | None]
"""What one of a provider's error codes comes to."""

OPTED_OUT: Final[Meaning] = (Outcome.OPTED_OUT, Refusal.BLOCKED)
BUSY: Final[Meaning] = (Outcome.RETRYABLE, Refusal.RATE_LIMITED)
NO_MONEY: Final[Meaning] = (Outcome.REFUSED, Refusal.OUT_OF_MONEY)
SUSPENDED: Final[Meaning] = (Outcome.REFUSED, Refusal.SUSPENDED)
NO_ENTRY: Final[Meaning] = (Outcome.REFUSED, Refusal.BAD_CREDENTIALS)
DENIED: Final[Meaning] = (Outcome.REFUSED, Refusal.DENIED)
NOT_OUR_LINE: Final[Meaning] = (Outcome.REFUSED, Refusal.LINE_DENIED)
NO_SUCH_LINE: Final[Meaning] = (Outcome.REFUSED, Refusal.UNKNOWN_LINE)
NO_SUCH_NUMBER: Final[Meaning] = (Outcome.REFUSED, Refusal.UNKNOWN_NUMBER)
UNFIT: Final[Meaning] = (Outcome.REFUSED, Refusal.INVALID)
OTHERWISE: Final[Meaning] = (Outcome.REFUSED, Refusal.OTHER)
MAYBE: Final[Meaning] = (Outcome.AMBIGUOUS, None)


class HttpClient:
    """A provider's API.

    Args:
        base_url: Scheme, host and port.
        headers: Of every request; they hold the credentials.
        clock: The time now, for dates in answers.
        client: Makes the connections, and is closed by who made it. If none is given, one is
            made when it is first needed.
    """

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str],
        clock: Clock,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        # Nothing compressed: a small answer could hide a huge one.
        self._headers = {
            "accept": "application/json",
            "accept-encoding": "identity",
            "user-agent": "textbank",
            **headers,
        }
        self._clock = clock
        self._given = client
        self._own: httpx.AsyncClient | None = None
        self.server_date: datetime | None = None
        """The time by the provider's clock when it last answered, where it said so."""

    async def get(
        self, path: str, params: Mapping[str, str] | None = None
    ) -> HttpAnswer | SendResult:
        """Ask for something; a failure is a result."""
        return await self._request("GET", path, params=params)

    async def post(
        self,
        path: str,
        *,
        form: Mapping[str, str | list[str]] | None = None,
        json: Mapping[str, Json] | None = None,
        base_url: str | None = None,
    ) -> HttpAnswer | SendResult:
        """Hand something over, once; a failure is a result.

        Args:
            path: Below the base.
            form: The body, as a form.
            json: The body, as JSON.
            base_url: Another host of the same provider.
        """
        return await self._request("POST", path, form=form, json=json, base_url=base_url)

    async def close(self) -> None:
        """Let go of the connections. A later request makes new ones."""
        own, self._own = self._own, None
        if own is not None:
            await own.aclose()

    async def _request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str | list[str]] | None = None,
        json: Mapping[str, Json] | None = None,
        base_url: str | None = None,
    ) -> HttpAnswer | SendResult:
        url = f"{(base_url or self._base_url).rstrip('/')}{path}"
        try:
            client = self._client()
        except OSError:
            # No file, no right to read it, or no certificate in it.
            return SendResult(
                Outcome.RETRYABLE, detail=NO_CERTIFICATES, refusal=Refusal.UNREACHABLE
            )
        try:
            async with (
                asyncio.timeout(WHOLE_SECONDS),
                client.stream(
                    method,
                    url,
                    headers=self._headers,
                    params=params,
                    data=form,
                    json=json,
                    follow_redirects=False,
                    timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
                ) as response,
            ):
                self.server_date = _date(response.headers.get("date", ""))
                return HttpAnswer(
                    response.status_code,
                    await _content(response),
                    _seconds(response.headers.get("retry-after"), self._clock()),
                )
        except _NOT_CONNECTED as error:
            # Only the kind of error: its words may hold a header that could not be sent.
            return SendResult(
                Outcome.RETRYABLE, detail=type(error).__name__, refusal=Refusal.UNREACHABLE
            )
        except (httpx.HTTPError, OSError) as error:
            return SendResult(Outcome.AMBIGUOUS, detail=type(error).__name__)
        except UnicodeEncodeError:
            return SendResult(
                Outcome.REFUSED, detail="no UTF-8 for this text", refusal=Refusal.INVALID
            )

    def _client(self) -> httpx.AsyncClient:
        if self._given is not None:
            return self._given
        if self._own is None:
            self._own = httpx.AsyncClient(
                verify=_certificates(os.environ.get("SSL_CERT_FILE")),
                limits=httpx.Limits(
                    max_connections=MOST_CONNECTIONS, keepalive_expiry=KEPT_SECONDS
                ),
                trust_env=False,
            )
        return self._own


def not_taken(
    answer: HttpAnswer, code: str = "", meanings: Mapping[str, Meaning] | None = None
) -> SendResult:
    """What an answer comes to that does not say that the text was taken.

    A code that the provider documents decides; but a server's own failure is never read as
    more than that, save for an opt-out, which needs no server to stay true. It may have taken
    the text, even where it asks for patience (503): whoever answered may only stand before it.

    Args:
        answer: The provider's.
        code: Its own error code, if it gave one.
        meanings: What its codes mean.
    """
    meaning = (meanings or {}).get(code)
    if meaning is None or (answer.status >= 500 and meaning is not OPTED_OUT):
        meaning = _meaning_of(answer)
    if meaning is DENIED and answer.status == 401:
        meaning = NO_ENTRY  # Never about one text: RFC 9110, section 15.5.2.
    outcome, refusal = meaning
    return SendResult(
        outcome,
        code=code,
        detail=f"HTTP {answer.status}",
        refusal=refusal,
        retry_after=answer.retry_after,
    )


def checked(answer: HttpAnswer | SendResult, works: str) -> AccountCheck:
    """What an answer to a question about the account comes to.

    Args:
        answer: The provider's.
        works: What an administrator reads if it is a good one.
    """
    if isinstance(answer, SendResult):
        words = answer.detail if answer.detail == NO_CERTIFICATES else UNREACHABLE
        return AccountCheck(False, words, Refusal.UNREACHABLE)
    if answer.is_success and isinstance(answer.content, dict):
        return AccountCheck(True, works)
    failing = answer.status >= 500 or answer.status == 408
    refusal = Refusal.OUTAGE if failing else not_taken(answer).refusal or Refusal.OTHER
    if refusal is Refusal.DENIED:
        refusal = Refusal.BAD_CREDENTIALS
    words = _CHECKED.get(refusal, "The provider's answer was not understood (HTTP {}).")
    return AccountCheck(False, words.format(answer.status), refusal)


_CHECKED: Final[Mapping[Refusal, str]] = {
    Refusal.BAD_CREDENTIALS: "The provider does not accept the credentials.",
    Refusal.OUT_OF_MONEY: "The account at the provider has no money left.",
    Refusal.RATE_LIMITED: "The provider was asked too often and wants to be left alone a while.",
    Refusal.OUTAGE: "The provider's servers cannot answer now (HTTP {}).",
    Refusal.INVALID: "The provider knows nothing of what it was asked about (HTTP {}).",
}


def _meaning_of(answer: HttpAnswer) -> Meaning:
    match answer.status:
        case 401:
            return NO_ENTRY
        case 403:
            # The credentials, or the country, the line, the number: the account is asked.
            return DENIED
        case 402:
            return NO_MONEY
        case 429:
            return BUSY
        case 408:
            return MAYBE
        case status if 400 <= status < 500:
            return UNFIT
        case status if 300 <= status < 400:
            return OTHERWISE
        case _:
            return MAYBE


@lru_cache(maxsize=4)
def _certificates(file: str | None) -> ssl.SSLContext:
    """Whom to trust: read once, for reading it takes longer than a text."""
    return ssl.create_default_context(cafile=file) if file else httpx.create_ssl_context()


async def _content(response: httpx.Response) -> Json:
    """What the JSON of an answer says; None where it is too long, or none."""
    read = bytearray()
    async for piece in response.aiter_bytes():
        read += piece
        if len(read) > LARGEST_ANSWER:
            return None
    try:
        return json_in(bytes(read))
    except ValueError:
        return None


def _seconds(retry_after: str | None, now: datetime) -> float | None:
    """How long Retry-After says to wait: RFC 9110, section 10.2.3, seconds or a date."""
    if retry_after is None:
        return None
    word = retry_after.strip()
    if word.isascii() and word.isdigit():
        return min(float(word[:20]), LONGEST_WAIT)
    until = _date(word)
    if until is None:
        return None
    wait = (until - now).total_seconds()
    return min(max(wait, 0.0), LONGEST_WAIT) if math.isfinite(wait) else None


def _date(value: str) -> datetime | None:
    """The date of a header, aware: RFC 9110, section 5.6.7."""
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
