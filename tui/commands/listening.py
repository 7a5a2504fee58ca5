"""Listening for others on this machine, until told to end: what the serving commands share."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable

from core.errors import BadInput


def listening(host: str, port: int, command: str) -> socket.socket:
    """A socket that listens there.

    Args:
        host: A name or number of this machine.
        port: 0 takes a free one.
        command: Which command of textbank listens.

    Raises:
        BadInput: Nothing can be listened for there.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        at = socket.create_server(address, family=family)
        # What is accepted there inherits it: no answer waits for its first part to be acknowledged.
        at.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return at
    except socket.gaierror as error:
        raise BadInput(f"There is no machine by the name of {host}.") from error
    except OSError as error:
        match error.errno:
            case errno.EADDRINUSE:
                reason = (
                    f"Port {port} is taken by another program, or another `textbank {command}`. "
                    "Choose another with --port; 0 takes a free one."
                )
            case errno.EACCES:
                reason = f"Port {port} is not yours to take. Choose one from 1024 on with --port."
            case _:
                reason = f"{host} cannot be listened at: {error.strerror}. Choose another --host."
        raise BadInput(reason) from error


def stop_when_asked(stop: Callable[[], None]) -> None:
    """Stop at Ctrl-C, when told to end, and when the terminal goes away.

    Under `nohup` it stays, as it was asked to.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP.
        if number is None or (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
            continue
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:
            # Windows: there Ctrl-C cancels what runs, which ends it in order as well.
            break
