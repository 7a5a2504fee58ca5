"""Web addresses that somebody types: those of a provider's API, and our own public one."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from core.account_gateways import WEBHOOKS
from core.errors import BadInput

_VISIBLE = re.compile(r"[\x21-\x7e]+")
_HOST = re.compile(r"[a-z0-9][a-z0-9._-]*|[0-9a-f:.]+")
_WEBHOOK = re.compile(rf"(.*){WEBHOOKS.rstrip('/')}(/[^/]*)?")


def checked_address(address: str, what: str) -> str:
    """A web address with nothing behind its path, which nobody on the way can read.

    Raises:
        BadInput: It is none. The address is not repeated: it may hold a password.
    """
    none = BadInput(f"The {what} is a web address, such as https://texts.example.org.")
    if not _VISIBLE.fullmatch(address):
        raise none
    try:
        parts = urlsplit(address)
    except ValueError:
        raise none from None
    if "@" in parts.netloc:
        raise BadInput(f"The {what} names nobody and holds no password: leave out what ends in @.")
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise none
    if parts.query or parts.fragment or "?" in address or "#" in address:
        raise none
    try:
        if parts.port == 0 or parts.netloc.endswith(":"):
            raise ValueError
    except ValueError:
        raise BadInput(f"The port of the {what} is a number from 1 to 65535.") from None
    if parts.scheme == "http" and not _is_loopback(host):
        raise BadInput(
            f"The {what} begins with https://. Only on this machine it may be http, such as "
            "http://127.0.0.1:8010."
        )
    return address.rstrip("/")


def checked_public_address(address: str, what: str) -> str:
    """The address that webhooks are below, such as https://texts.example.org.

    Raises:
        BadInput: It is none, or that of a webhook already.
    """
    checked = checked_address(address, what)
    webhook = _WEBHOOK.fullmatch(checked)
    if webhook is not None:
        raise BadInput(
            f"The {what} is what comes before {WEBHOOKS} in the address of a webhook: "
            f"give {webhook[1]}. `textbank providers list` then shows the whole address."
        )
    return checked


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
