"""Twilio's webhook signature: HMAC-SHA1 with the auth token, in X-Twilio-Signature.

What is signed is the address as it was called, and after it each field of a form, name and
value, sorted; a value that is there twice counts once. A body that is no form is covered by
its SHA-256 in the query of the address. Whether the address is signed with its port depends
on who called, so that both are accepted, as Twilio's own validator does.
Source: twilio.com/docs/usage/security and the tests of Twilio's Python library.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from typing import Final

from core.errors import SignatureInvalid
from core.providers.webhook import same_secret
from core.providers.wire import form_pairs

HEADER: Final = "X-Twilio-Signature"
BODY_HASH: Final = "bodySHA256"

_URL: Final = re.compile(r"(https?)://([^/?#]*?)(:[0-9]+)?((?:[/?#].*)?)", re.DOTALL)


def sign(auth_token: str, url: str, params: Iterable[tuple[str, str]] = ()) -> str:
    """The signature of a call of `url` with the fields of a form."""
    return _mac(auth_token, url, _signed_fields(params))


def with_body_hash(url: str, body: bytes) -> str:
    """The address under which a body that is no form is sent."""
    return f"{url}{'&' if '?' in url else '?'}{BODY_HASH}={hashlib.sha256(body).hexdigest()}"


def verify(
    auth_token: str,
    url: str,
    signature: str,
    params: Iterable[tuple[str, str]] = (),
    *,
    body: bytes | None = None,
) -> None:
    """Check the signature of a call.

    Args:
        auth_token: The account's.
        url: The public address that was called.
        signature: The header.
        params: The fields of a form.
        body: What was sent, if it is no form; None if nothing was.

    Raises:
        SignatureInvalid: It is not Twilio's.
    """
    if not auth_token or not signature:
        raise SignatureInvalid("The call carries no signature of Twilio.")
    fields = _signed_fields(params)
    try:
        ways = [_mac(auth_token, way, fields) for way in _ways_of_writing(url)]
        hashed = body is None or _hash_in(url) == hashlib.sha256(body).hexdigest()
    except ValueError:
        raise SignatureInvalid("The address or a field cannot have been signed.") from None
    right = [same_secret(way, signature) for way in ways]
    if not any(right) or not hashed:
        raise SignatureInvalid("The signature is not Twilio's for this address and this body.")


def _signed_fields(params: Iterable[tuple[str, str]]) -> str:
    return "".join([f"{name}{value}" for name, value in sorted(set(params))])


def _mac(auth_token: str, url: str, fields: str) -> str:
    mac = hmac.digest(auth_token.encode(), f"{url}{fields}".encode(), "sha1")
    return base64.b64encode(mac).decode()


def _ways_of_writing(url: str) -> list[str]:
    """The address without a port, and with one: the default where it has none."""
    parts = _URL.fullmatch(url)
    if parts is None:
        return [url]
    scheme, host, port, rest = parts.groups()
    default = ":443" if scheme == "https" else ":80"
    return [f"{scheme}://{host}{rest}", f"{scheme}://{host}{port or default}{rest}"]


def _hash_in(url: str) -> str | None:
    return dict(form_pairs(url.partition("#")[0].partition("?")[2])).get(BODY_HASH)
