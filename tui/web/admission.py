"""Who may come in: tokens that work once, the cookies they are exchanged for, the right names."""

from __future__ import annotations

import re
import secrets
import socket
from collections.abc import Iterable
from ipaddress import ip_address

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:@/\[\]]+))(?::\d{1,5})?")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens at a name or number."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class Admission:
    """The lock of one running server: nothing it gives out outlives the server."""

    def __init__(self, host: str) -> None:
        """Make a lock that nothing opens yet.

        Args:
            host: The name or number the server listens at.
        """
        self._remote = not is_loopback(host)
        self._names = {"localhost"}
        if self._remote:
            self._names |= {host.lower(), socket.gethostname().lower()}
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

        A page that points its own name at this machine (DNS rebinding) is asked for by that
        name; a number cannot be pointed elsewhere. The port may be that of a tunnel.
        """
        match = _HOST.fullmatch(host.lower())
        if match is None:
            return False
        name = match[1] or match[2]
        if name in self._names:
            return True
        try:
            number = ip_address(name)
        except ValueError:
            return False
        return self._remote or number.is_loopback

    @staticmethod
    def is_same_origin(origin: str | None, host: str) -> bool:
        """Whether an Origin header is that of a page served at this Host."""
        return origin is not None and origin.lower() == f"http://{host.lower()}"


def _found(secret: str, known: Iterable[str]) -> str | None:
    """The known secret that is equal to this one, compared in constant time."""
    given = secret.encode("utf-8", "surrogatepass")
    equal = [one for one in known if secrets.compare_digest(one.encode(), given)]
    return equal[0] if equal else None
