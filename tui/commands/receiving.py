"""The command that receives what providers call: texts of contacts, and delivery reports."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from core.accounts import ADDING
from core.extras import GATEWAYS, missing
from core.safe_text import for_display
from tui.commands.failures import keep_faults
from tui.commands.listening import listening, stop_when_asked
from tui.commands.running import Run, add_command
from tui.web.admission import is_loopback

if TYPE_CHECKING:
    from core.webhook_serving.served import ServedAccounts

PORT = 8766
"""Where calls are answered unless another port is named."""


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "serve",
        "textbank serve --public-url https://texts.example.org",
        "textbank serve --port 8080 --no-sending",
        has_json=False,
    )(serve)


async def serve(
    run: Run,
    host: Annotated[
        str, typer.Option(metavar="NAME", help="Where to listen: a name or number of this machine.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes a free one.")
    ] = PORT,
    public_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where providers reach it; else as the accounts say."),
    ] = None,
    trust_proxy: Annotated[
        bool,
        typer.Option(
            "--trust-proxy",
            help="Believe X-Forwarded-Proto and -Host, where no public address is known.",
        ),
    ] = False,
    sending: Annotated[
        bool,
        typer.Option("--sending/--no-sending", help="Whether it carries the outbox, too."),
    ] = True,
    access_log: Annotated[
        bool,
        typer.Option(
            "--access-log/--no-access-log", help="Whether each call is a line on standard error."
        ),
    ] = True,
) -> None:
    """Receive the texts of contacts and delivery reports from providers, until Ctrl-C.

    An account's webhook is /webhooks/NAME below the public address. Each call's signature is
    checked before it is read, and it is answered once what it says is stored. The outbox is
    carried, too. /health and /metrics are for whoever watches it; let a proxy in front pass
    /webhooks/ only. Nothing is encrypted here: the proxy does that.
    """
    try:
        from core.webhook_serving.calls import PublicAddress
        from core.webhook_serving.open_files import raise_limit
        from core.webhook_serving.serving import Receiver, Receiving
    except ModuleNotFoundError as error:
        raise missing("`textbank serve` needs", GATEWAYS) from error
    base = "" if public_url is None else _address(public_url)
    keep_faults()
    _log(access_log)
    raise_limit()
    async with run.desk() as desk:
        with listening(host, port, "serve") as at:
            how = Receiving(PublicAddress(base, trust_proxy), sending, on_trouble=_tell_trouble)
            receiver = Receiver(desk, at, how)
            # What is listened at is in use: 0 has become a number.
            taken = at.getsockname()[1]

            def tell(served: ServedAccounts) -> None:
                if not is_loopback(host):
                    _say("Warning: nothing is encrypted here. Put a proxy in front that does.")
                _say(f"Receiving at http://{host}:{taken}. Ctrl-C ends it.")
                for name in served.names:
                    _say(f"Account {name}: /webhooks/{name}")
                if not served.names and not served.failed:
                    _say(f"There is no account yet. {ADDING}")

            stop_when_asked(receiver.stop)
            await receiver.serve(tell)


def _address(url: str) -> str:
    from core.web_addresses import checked_public_address

    return checked_public_address(url, "public address")


def _log(access_log: bool) -> None:
    """Lines for whoever runs it: warnings, and each call if wanted."""
    root = logging.getLogger()
    shown = logging.StreamHandler(sys.stderr)
    shown.setLevel(logging.INFO)
    shown.setFormatter(_Plain("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    root.addHandler(shown)
    logging.getLogger("textbank.access").setLevel(logging.INFO if access_log else logging.WARNING)
    # What a stranger's broken request says is no news.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)


class _Plain(logging.Formatter):
    """One safe line, and no trace: messages of errors quote what people wrote."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_info = record.exc_text = None
        return for_display(super().format(record))


def _tell_trouble(error: Exception) -> None:
    logging.getLogger(__name__).warning("%s", error)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
