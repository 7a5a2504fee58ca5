"""The server that a browser asks: it lets in who may come, and gives each a messenger."""

from __future__ import annotations

import asyncio
import html
import logging
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files

from aiohttp import WSCloseCode, web
from textual_serve.server import Server as TextualServe
from textual_serve.server import to_int

from tui.web.admission import Admission
from tui.web.session import PATIENCE, Session

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "token"
"""The query field of a one-time address."""

LEAVING = 1.0
"""Seconds in which a messenger whose page was closed has usually left."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Seats:
    """At most so many messengers at once."""

    def __init__(self, most: int) -> None:
        """Make that many, all free."""
        self._free = asyncio.Semaphore(most)
        self._held: Counter[str] = Counter()

    async def are_taken(self, cookie: str) -> bool:
        """Whether all are taken, none of them by this cookie's browser.

        A page that is loaded again gives its seat back only once it has been answered.
        """
        if self._held[cookie]:
            return False
        is_free = await self._acquire(LEAVING)
        if is_free:
            self._free.release()
        return not is_free

    async def take(self, cookie: str) -> bool:
        """Take a seat, if one becomes free within the time any messenger needs to leave."""
        is_free = await self._acquire(PATIENCE)
        self._held[cookie] += is_free
        return is_free

    async def _acquire(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._free.acquire()
        except TimeoutError:
            return False

    def give_back(self, cookie: str) -> None:
        """Give a seat back that was taken."""
        self._held[cookie] -= 1
        self._free.release()


class MessengerServer:
    """Messengers behind one lock, at one listening socket."""

    def __init__(
        self, command: Sequence[str], listening: socket.socket, *, host: str, sessions: int
    ) -> None:
        """Prepare it; `serve` runs it.

        Args:
            command: What starts a messenger.
            listening: Where browsers come, bound and listening.
            host: The name or number that browsers ask for.
            sessions: How many messengers there may be at once.
        """
        self.command = command
        self.listening = listening
        self.host = host
        self.port: int = listening.getsockname()[1]
        self.admission = Admission(host)
        self.sessions = sessions
        # Cookies are shared between the ports of a machine: another server's must not be lost.
        self._cookie = f"textbank-{self.port}"
        self._textual = TextualServe("textbank")
        self._seats = Seats(sessions)
        self._stopped = asyncio.Event()
        self._open: set[web.WebSocketResponse] = set()

    def new_address(self) -> str:
        """An address that lets one browser in, once."""
        host = self.host
        if host in ("0.0.0.0", "::"):
            host = socket.gethostname()
        elif ":" in host:
            host = f"[{host}]"
        return f"http://{host}:{self.port}/?{TOKEN}={self.admission.new_token()}"

    def stop(self) -> None:
        """Have `serve` end."""
        self._stopped.set()

    async def serve(self, ready: Callable[[], None]) -> None:
        """Serve until stopped; then end every messenger.

        Args:
            ready: Called once browsers are answered.
        """
        # Neither addresses with a token nor anything else that is asked for is written down.
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=3 * PATIENCE)
        await runner.setup()
        try:
            await web.SockSite(runner, self.listening).start()
            ready()
            await self._stopped.wait()
        finally:
            await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[_answer_faults, self._guard])
        app.router.add_get("/", self._page, allow_head=False)
        app.router.add_get("/ws", self._websocket, allow_head=False)
        app.router.add_get("/download/{key}", self._textual.handle_download, allow_head=False)
        app.router.add_static("/static", self._textual.statics_path)
        app.router.add_static("/page", str(files("tui.web") / "page"))
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._close_all)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who has a cookie, or a token to exchange for one."""
        if not self.admission.is_ours(request.headers.get("Host", "")):
            return _refusal(
                403,
                "This is not the address of textbank",
                "Open the address that <code>textbank web</code> printed.",
            )
        if self.admission.knows(request.cookies.get(self._cookie, "")):
            if request.path == "/" and request.query_string:
                raise web.HTTPSeeOther("/")
            return await handler(request)
        if request.path == "/" and TOKEN in request.query and request.method == "GET":
            cookie = self.admission.exchange(request.query[TOKEN])
            if cookie is not None:
                entering = web.HTTPSeeOther("/")
                entering.set_cookie(self._cookie, cookie, httponly=True, samesite="Strict")
                raise entering
            return _refusal(
                403,
                "This address does not work (any more)",
                "Each address that <code>textbank web</code> prints works once, in one browser. "
                "Start <code>textbank web</code> again for a new one.",
            )
        return _refusal(
            403,
            "Open the address that textbank printed",
            "This browser has not been let in yet, or textbank was started again since. "
            "Open the whole address that <code>textbank web</code> printed, with its token.",
            'Have you been here just now? <a href="/">Try again</a>.',
        )

    async def _page(self, request: web.Request) -> web.StreamResponse:
        if await self._seats.are_taken(request.cookies[self._cookie]):
            return self._full()
        return web.FileResponse(str(files("tui.web") / "page" / "index.html"))

    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        if not self.admission.is_same_origin(request.headers.get("Origin"), request.host):
            return _refusal(
                403,
                "Another page asked for the messenger",
                "Only the page of textbank itself may do that.",
            )
        cookie = request.cookies[self._cookie]
        if not await self._seats.take(cookie):
            return self._full()
        try:
            # A browser that vanished without a word is noticed in half a minute.
            browser = web.WebSocketResponse(heartbeat=20, timeout=2, compress=False)
            await browser.prepare(request)
            self._open.add(browser)
            width = to_int(request.query.get("width", ""), 80)
            height = to_int(request.query.get("height", ""), 24)
            session = Session(self.command, browser, self._textual.download_manager)
            try:
                await session.serve(width, height)
            finally:
                self._open.discard(browser)
        finally:
            self._seats.give_back(cookie)
        return browser

    def _full(self) -> web.Response:
        many = "A messenger is" if self.sessions == 1 else f"{self.sessions} messengers are"
        return _refusal(
            503,
            "Too many messengers",
            f"{many} open already. Close one, or start <code>textbank web</code> with a larger "
            "<code>--sessions</code>.",
            '<a href="/">Try again</a>',
        )

    async def _close_all(self, app: web.Application) -> None:
        closing = [
            browser.close(code=WSCloseCode.GOING_AWAY, message=b"textbank has ended")
            for browser in self._open
        ]
        await asyncio.gather(*closing)


@web.middleware
async def _answer_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception:
        log.critical("a request could not be answered", exc_info=True)
        return _refusal(500, "A fault of textbank's own", "What was confirmed is saved.")


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
    fixed = request.path.startswith(("/static/", "/page/"))
    response.headers["Cache-Control"] = "no-cache" if fixed else "no-store"


def _refusal(status: int, title: str, *paragraphs: str) -> web.Response:
    """A short plain page; the paragraphs are HTML."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<link rel="icon" href="data:,"><h1>{html.escape(title)}</h1>{body}</html>\n'
    )
    return web.Response(status=status, text=page, content_type="text/html")
