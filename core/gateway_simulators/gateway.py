"""One provider's gateway, served over HTTP, with everything behind it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette

from core.clock import utc_now
from core.errors import BadInput
from core.gateway_simulators.connection import ResettableConnection
from core.gateway_simulators.control import Control
from core.gateway_simulators.deliverer import Deliverer
from core.gateway_simulators.faults import Faults
from core.gateway_simulators.names import Vendor
from core.gateway_simulators.network import GatewayNetwork
from core.gateway_simulators.replying import ReplyingPhones
from core.gateway_simulators.serving_alone import served_alone
from core.gateway_simulators.vendor import Account, VendorSimulator

_CLASSES: Final[Mapping[Vendor, str]] = {
    Vendor.TWILIO: "TwilioSimulator",
    Vendor.TELNYX: "TelnyxSimulator",
    Vendor.BANDWIDTH: "BandwidthSimulator",
    Vendor.VONAGE: "VonageSimulator",
    Vendor.PLIVO: "PlivoSimulator",
}
"""Each in the module of its name."""

LEAVING_SECONDS: Final = 2
"""How long requests under way may take when the gateway is closed."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a gateway is reached: an open socket, and the certificate if it speaks https."""

    at: socket.socket
    certificate: Path | None = None
    key: Path | None = None

    @classmethod
    def locally(cls, port: int = 0) -> Listening:
        """On this machine only; port 0 takes a free one."""
        return cls(socket.create_server(("127.0.0.1", port)))


class GatewaySimulator:
    """A gateway that runs as long as its `async with`.

    Args:
        vendor: Which provider; its name will do.
        state: The file that keeps phones, blocks, credentials and what was not handed over yet.
        account: The customer's numbers and choices.
        listening: Where it is reached.
        credentials: Those of the customer; None are those in the file, new ones if it has none.
        phones: So many of the contacts that are texted reply by themselves.
        clock: The time now, aware, in UTC.

    Raises:
        BadInput: There is no such provider, or the account has no number.
    """

    def __init__(
        self,
        vendor: str,
        state: Path,
        account: Account,
        listening: Listening,
        *,
        credentials: Mapping[str, str] | None = None,
        phones: int = 0,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        if vendor not in set(Vendor):
            raise BadInput(f"{vendor} is none of: {', '.join(Vendor)}.")
        if not account.numbers:
            raise BadInput("A gateway needs a number to text from.")
        module = import_module(f"core.gateway_simulators.{vendor}")
        self._kind: type[VendorSimulator] = getattr(module, _CLASSES[Vendor(vendor)])
        self._state = state
        self.network = GatewayNetwork(state, clock=clock)
        self.faults = Faults()
        self._account = account
        self._listening = listening
        self._given = credentials
        self._phones = ReplyingPhones(self.network, phones)
        self._work = contextlib.AsyncExitStack()
        self.vendor: VendorSimulator
        self.deliverer: Deliverer

    @property
    def url(self) -> str:
        """The address of its API."""
        host, port = self._listening.at.getsockname()[:2]
        scheme = "https" if self._listening.certificate else "http"
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"

    @property
    def credentials(self) -> Mapping[str, str]:
        """What the customer signs in with, and checks webhooks with."""
        return self.vendor.credentials

    async def __aenter__(self) -> GatewaySimulator:
        """Start serving, and hand over what an earlier run left.

        Raises:
            BadInput: Another gateway serves the file, or another provider's made it.
            DatabaseError: The file cannot be used.
        """
        self._work.enter_context(served_alone(self._state))
        self._work.push_async_callback(self.network.close)
        try:
            await self.network.open()
            await self._check_vendor()
            self.vendor = self._kind(
                self.network, self._account, await self._credentials(), self.faults
            )
            await self.vendor.provision()
            self.deliverer = Deliverer(self.network, self.vendor, self.faults)
            self.vendor.taken.append(self._phones.texted)
            self._work.push_async_callback(self._phones.close)
            await self._serve()
            self._start(self.deliverer.run())
        except BaseException:
            await self._work.aclose()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; what was not handed over stays in the file."""
        await self._work.aclose()

    async def _check_vendor(self) -> None:
        """Refuse another provider's network: its lines would take on what this one does."""
        made_by = await self.network.remembered("vendor", lambda: self._kind.name)
        if made_by != self._kind.name:
            raise BadInput(
                f"{self._state} is the network of a simulated {made_by}. Name another file for "
                f"{self._kind.title}."
            )

    async def _credentials(self) -> Mapping[str, str]:
        if self._given is not None:
            return self._given
        known = await self.network.remembered(
            f"credentials {self._kind.name}", lambda: json.dumps(self._kind.new_credentials())
        )
        credentials: dict[str, str] = json.loads(known)
        return credentials

    async def _serve(self) -> None:
        control = Control(self.vendor, self.deliverer, self.faults)
        application = Starlette(routes=[*control.routes(), *self.vendor.routes()])
        config = uvicorn.Config(
            application,
            http=ResettableConnection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LEAVING_SECONDS,
        )
        config.load()
        if self._listening.certificate is not None:
            config.ssl = _tls(self._listening.certificate, self._listening.key)
        server = _Server(config)
        task = asyncio.create_task(server.serve([self._listening.at]))

        async def stop() -> None:
            server.should_exit = True
            await task

        self._work.push_async_callback(stop)

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)

        async def stop() -> None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

        self._work.push_async_callback(stop)


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever runs the gateway."""
        yield


def _tls(certificate: Path, key: Path | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise BadInput(f"The certificate {certificate} and its key cannot be used.") from error
    return context
