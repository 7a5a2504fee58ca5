"""The command that opens the messenger in a browser."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from core.errors import BadInput
from core.extras import WEB, missing
from core.settings import Settings
from tui.commands.failures import keep_faults
from tui.commands.listening import listening, stop_when_asked
from tui.commands.running import Run, add_command
from tui.web.admission import is_loopback


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "web",
        "textbank web",
        "textbank web --texter jo --port 0",
        "textbank web --sessions 3",
        "textbank web --host 192.0.2.7 --allow-remote",
        has_json=False,
    )(web)


async def web(
    run: Run,
    host: Annotated[
        str, typer.Option(metavar="NAME", help="Where to listen: a name or number of this machine.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes a free one.")
    ] = 8765,
    sessions: Annotated[
        int, typer.Option(min=1, max=50, help="How many messengers may be open at once.")
    ] = 1,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let other machines reach --host; see above.")
    ] = False,
) -> None:
    """Open the messenger in a browser on this machine, until Ctrl-C.

    Prints one address for each session. An address works once: it lets in the browser that
    opens it, for as long as textbank web runs. Whoever comes in acts as the same texter.

    Only this machine can reach it. Another --host is refused without --allow-remote: there is
    no encryption, so others on the network could read the texts and take the session over.
    From another machine, a tunnel is safer: ssh -L 8765:127.0.0.1:8765 THIS-MACHINE
    """
    if not (allow_remote or is_loopback(host)):
        raise BadInput(
            f"{host} can be reached from other machines, and nothing would be encrypted. "
            "Safer: ssh -L (see `textbank web --help`). If you mean it, add --allow-remote."
        )
    try:
        from tui.web.server import MessengerServer
    except ModuleNotFoundError as error:
        raise missing("The messenger in a browser needs", WEB) from error
    keep_faults()
    with listening(host, port, "web") as at:
        server = MessengerServer(_messenger(run.settings), at, host=host, sessions=sessions)

        def tell() -> None:
            if not is_loopback(host):
                _say(
                    "Warning: nothing is encrypted. Anyone on the network between can read the "
                    "texts and numbers, and take the session over."
                )
            _say("Open in your browser; each address works once. Ctrl-C ends it.")
            for _ in range(sessions):
                print(server.new_address(), flush=True)

        stop_when_asked(server.stop)
        await server.serve(tell)


def _messenger(settings: Settings) -> list[str]:
    """The program and arguments that open the same messenger."""
    # -P: what lies in the current folder must not stand in for the program.
    words = [sys.executable, "-P", "-m", "tui"]
    words += [f"--texter={settings.texter.name}", f"--database={settings.database}"]
    return [*words, "--administrator"] if settings.texter.administrator else words


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
