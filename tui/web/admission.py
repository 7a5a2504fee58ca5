"""Who may come in: tokens that work once, the cookies they are exchanged for, the right names."""

from __future__ import annotations

import re
import secrets
import socket
from collections.abc import Iterable
from ipaddress import ip_address

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:@/\[\]]+))(?::\d{1,5})?")


class Admission:
    """The lock of one running server: nothing it gives out outlives the server."""

    def __init__(self, host: str, *, remote: bool = False) -> None:
        """Make a lock that nothing opens yet.

        Args:
            host: The name or number the server listens at.
            remote: Whether it is asked for from other machines, too.
        """
        self._remote = remote
        self._names = {"localhost"} | ({host.lower(), socket.gethostname().lower()} & _names(host))
        self._tokens: list[str] = []
        self._cookies: list[str] = []

    def new_token(self) -> str:
        """A token for one address, good for one visit."""
        self._tokens.append(secrets.token_urlsafe(32))
        return self._tokens[-1]

    def exchange(self, token: str) -> str | None:
        """Take a token in and return the value of a session cookie; None if it is not good."""
        found = _found(token, self._tokens)
        if found is None:
            return None
        self._tokens.remove(found)
        self._cookies.append(secrets.token_urlsafe(32))
        return self._cookies[-1]

    def knows(self, cookie: str) -> bool:
        """Whether a cookie was given out by this server."""
        return _found(cookie, self._cookies) is not None

    def is_ours(self, host: str) -> bool:
        """Whether a Host header names this server.

        A page that points its own name at this machine (DNS rebinding) sends that name; a
        number cannot be pointed anywhere else. The port may be another: that of a tunnel.
        """
        match = _HOST.fullmatch(host.lower())
        if match is None:
            return False
        name = match[1] or match[2]
        try:
            return self._remote or ip_address(name).is_loopback if is_number(name) else (
                name in self._names
            )
        except ValueError:
            return False
