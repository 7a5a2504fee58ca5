"""The receiver, put together and run: Starlette on uvicorn, and a worker beside it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import cast

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from core.account_gateways import WEBHOOKS
from core.carrying import carry
from core.desk import Desk
from core.detection import make_ready
from core.errors import TrainingOnly
from core.gateways import open_gateways
from core.keeping_on import Steps
from core.training.database import is_training_file
from core.webhook_serving.calls import PublicAddress, Receive, Scope, Send
from core.webhook_serving.connection import BoundedConnection, Crowd
from core.webhook_serving.endpoint import WebhookEndpoint
from core.webhook_serving.figures import Figures
from core.webhook_serving.health import Health
from core.webhook_serving.open_files import most_connections, quiet_accepting
from core.webhook_serving.remembering import Remembering
from core.webhook_serving.served import ServedAccounts
from core.webhook_serving.storing import Storing
from core.webhook_serving.watching import AccountWatch
from core.webhook_serving.writable import Writable
from core.worker import Worker

log = logging.getLogger(__name__)

Application = Callable[[Scope, Receive, Send], Awaitable[None]]
"""What answers a call, as the server asks for it (ASGI)."""

SHUTDOWN_SECONDS = 15
"""So long calls that are being answered may take when the receiver ends."""

ACCEPTED_AT_ONCE = 32
"""Connections that asyncio takes before it looks at any of them: over the limit all the same."""

QUEUE = 2_048
"""Connections that the system keeps for us meanwhile."""

IDLE_SECONDS = 30
"""So long a connection is kept open for the next call: providers use theirs again."""

SWITCH_SECONDS = 0.0001
"""How soon the thread that answers gets its turn while the one that stores computes."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """How a receiver is run."""

    address: PublicAddress = field(default_factory=PublicAddress)
    sending: bool = True
    """Whether it carries the outbox, too."""
    trying: bool = True
    """Whether it asks providers if they accept the credentials."""
    on_trouble: Callable[[Exception], None] = lambda error: log.warning("%s", error)


class _Server(uvicorn.Server):
    """uvicorn, without its own way with signals: whoever runs it stops it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for one in sockets or ():
            # asyncio has made its queue as short as what it accepts at once.
            one.listen(QUEUE)


class Receiver:
    """A receiver of webhooks at one listening socket.

    Args:
        desk: The database, open. Its texter does nothing.
        listening: Where calls come, bound and listening.
        how: How it is run.
    """

    def __init__(self, desk: Desk, listening: socket.socket, how: Receiving) -> None:
        self._desk = desk
        self._listening = listening
        self._how = how
        self._stopped = asyncio.Event()
        self._server: _Server | None = None

    def stop(self) -> None:
        """Have `serve` end: no new calls, those under way are seen through."""
        self._stopped.set()
        if self._server is not None:
            self._server.should_exit = True

    async def serve(self, ready: Callable[[ServedAccounts], None]) -> None:
        """Serve until stopped; then finish what is being stored and sent.

        Args:
            ready: Called once calls are answered.

        Raises:
            TrainingOnly: The database is for training.
            DatabaseError: It cannot be used.
        """
        desk, clock = self._desk, self._desk.now
        if is_training_file(desk.path):
            raise TrainingOnly(
                "This is a training database: no provider calls it. Choose your own with "
                "--database."
            )
        database = await desk.database()
        gateways = open_gateways(desk.path, clock, self._how.address.base)
        figures, served = Figures(), ServedAccounts(gateways)
        watch = AccountWatch(served, figures)
        before = sys.getswitchinterval()
        try:
            await served.look()
            # It reads its rules at the first text: not while that has the database to itself.
            await asyncio.to_thread(make_ready)
            worker = Worker(database, gateways, clock)
            carrying = Steps() if self._how.sending else None
            async with (
                # It ends last: what is refused until then is noted.
                Remembering(database, figures, clock),
                Storing(database, clock, figures) as storing,
                self._behind(worker, served, watch, carrying),
            ):
                address, writable = self._how.address, Writable(database, storing)
                endpoint = WebhookEndpoint(served, storing, figures, address, clock, watch)
                health = Health(
                    database,
                    desk.reader,
                    served,
                    figures,
                    clock,
                    carrying,
                    watch,
                    writable,
                    address.base,
                )
                crowd = Crowd(most_connections())
                self._server = _Server(_config(application(endpoint, health), crowd))
                if self._stopped.is_set():
                    self._server.should_exit = True
                sys.setswitchinterval(SWITCH_SECONDS)
                # Looking through all rules for garbage would hold up every call meanwhile.
                gc.freeze()
                ready(served)
                with quiet_accepting(asyncio.get_running_loop()):
                    await self._server.serve(sockets=[self._listening])
        finally:
            gc.unfreeze()
            sys.setswitchinterval(before)
            await gateways.close()

    @contextlib.asynccontextmanager
    async def _behind(
        self,
        worker: Worker,
        served: ServedAccounts,
        watch: AccountWatch,
        carrying: Steps | None,
    ) -> AsyncIterator[None]:
        """What goes on beside the answering; on the way out what is on the wire is seen through."""
        tasks = [asyncio.create_task(served.keep_looking())]
        if self._how.trying:
            tasks.append(asyncio.create_task(watch.keep_trying()))
        if carrying is not None:
            sending = carry(worker, self._desk.reader, self._how.on_trouble, carrying)
            tasks.append(asyncio.create_task(sending))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for done in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(done, Exception):
                    self._how.on_trouble(done)


def application(endpoint: WebhookEndpoint, health: Health) -> Application:
    """What answers calls: those of webhooks at once, all others by way of Starlette."""
    others = Starlette(
        routes=[
            Route(f"{WEBHOOKS}{{account}}", endpoint, methods=["GET", "POST"]),
            Route("/health", health.health, methods=["GET"]),
            Route("/metrics", health.metrics, methods=["GET"]),
        ]
    )

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        # Finding the way through Starlette takes as long as checking a signature.
        path: str = scope["path"]
        name = path[len(WEBHOOKS) :]
        if scope["method"] == "POST" and path.startswith(WEBHOOKS) and name and "/" not in name:
            await endpoint.take(name, scope, receive, send)
        else:
            await others(scope, receive, send)

    return answer


def _config(app: Application, crowd: Crowd) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        # It makes one of each connection, of a class or not.
        http=cast(type[asyncio.Protocol], partial(BoundedConnection, crowd)),
        ws="none",
        lifespan="off",
        interface="asgi3",
        backlog=ACCEPTED_AT_ONCE,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
    )
