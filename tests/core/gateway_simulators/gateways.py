"""A simulated gateway in a thread of its own, as a program beside a blocking SDK sees it."""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from core.domain import Behavior
from core.gateway_simulators.gateway import GatewaySimulator, Listening
from core.gateway_simulators.vendor import Account, RetryPlan

LINE = "+14155550100"
SECOND_LINE = "+14155550102"
MARIA = "+14155550134"
SAM = "+14155550135"
SOON = RetryPlan(attempts=8, first_seconds=0.02, longest_seconds=0.05)


class Gateway:
    """A running gateway, used from outside over HTTP only."""

    def __init__(self, url: str, credentials: dict[str, str], trust: Path | None) -> None:
        self.url = url
        self.credentials = credentials
        verify = ssl.create_default_context(cafile=trust) if trust else True
        self.http = httpx.Client(base_url=url, trust_env=False, verify=verify, timeout=20)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the other side of the gateway; the answer is a good one."""
        # Escaped, so that half a character passes, too.
        content, headers = json.dumps(body), {"content-type": "application/json"}
        answer = self.http.request(method, f"/simulator/{path}", content=content, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def say(self, body: str, number: str = MARIA, line: str = LINE) -> dict[str, Any]:
        """A phone texts the line; back when everything was handed over."""
        said = self.control("POST", "say", {"number": number, "text": body, "line": line})
        self.idle()
        return said

    def idle(self) -> None:
        """Wait until everything was handed over."""
        assert self.control("POST", "idle?seconds=20") == {"idle": True}

    def shows(self, number: str = MARIA) -> list[tuple[str, str]]:
        """What a phone shows: who speaks, and the words."""
        return [
            ("contact" if text["from_contact"] else text["kind"], text["body"])
            for text in self.control("GET", f"phones/{number}")["texts"]
        ]

    def faults(self, **changes: Any) -> None:
        """Ask for mishaps."""
        self.control("PATCH", "faults", changes)


@contextmanager
def running(
    vendor: str,
    state: Path,
    *,
    webhook: str = "",
    numbers: tuple[str, ...] = (LINE,),
    behavior: Behavior | None = None,
    certificate: Path | None = None,
    credentials: dict[str, str] | None = None,
    trust: Path | None = None,
    **choices: Any,
) -> Iterator[Gateway]:
    """Run a gateway until the block ends."""
    account = Account(
        **{
            "numbers": numbers,
            "behavior": behavior,
            "webhook_url": webhook,
            "retries": SOON,
            **choices,
        }
    )
    started: Future[tuple[str, dict[str, str]]] = Future()
    loop = asyncio.new_event_loop()
    ended = asyncio.Event()

    async def serve() -> None:
        listening = Listening(Listening.locally().at, certificate)
        gateway = GatewaySimulator(vendor, state, account, listening, credentials=credentials)
        async with gateway:
            started.set_result((gateway.url, dict(gateway.credentials)))
            await ended.wait()

    def run() -> None:
        try:
            loop.run_until_complete(serve())
        except BaseException as error:
            if started.done():
                raise
            started.set_exception(error)
        finally:
            loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        url, known = started.result(timeout=20)
        gateway = Gateway(url, known, trust)
        with gateway.http:
            yield gateway
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(ended.set)
        thread.join()
