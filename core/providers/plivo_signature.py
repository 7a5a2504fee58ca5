"""Plivo's webhook signatures, V3 and V2: HMAC-SHA256 with the auth token and a nonce.

V3 covers the method, the address with its query, and the fields of a form. V2 covers the
address without its query, and nothing of the body: it shows that Plivo once called this
address, no more. Where a call carries both, V3 alone counts, or taking it away would help.
Sources: plivo.com/docs, validating requests; the tests of Plivo's Go and Python libraries.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from core.errors import SignatureInvalid
from core.providers.webhook import same_secret
from core.providers.wire import form_pairs

V3_HEADER: Final = "X-Plivo-Signature-V3"
V3_NONCE_HEADER: Final = "X-Plivo-Signature-V3-Nonce"
V2_HEADER: Final = "X-Plivo-Signature-V2"
V2_NONCE_HEADER: Final = "X-Plivo-Signature-V2-Nonce"

Pairs = Iterable[tuple[str, str]]


def sign_v3(auth_token: str, method: str, url: str, params: Pairs, nonce: str) -> str:
    """The V3 signature of a call.

    Args:
        auth_token: The account's.
        method: GET or POST.
        url: The address that is called.
        params: The fields of a form; with GET, what is not in the query already.
        nonce: Any text, another one for each call.
    """
    fields = list(params)
    query = form_pairs(urlsplit(url).query)
    if method.upper() == "GET":
        in_query = {name for name, _ in query}
        query += [(name, value) for name, value in fields if name not in in_query]
        fields = []
    signed = _without_query(url)
    if query or fields:
        signed += "?" + "&".join(f"{name}={value}" for name, value in sorted(query))
    if query and fields:
        signed += "."
    signed += "".join(f"{name}{value}" for name, value in sorted(fields))
    return _hmac(auth_token, f"{signed}.{nonce}")


def sign_v2(auth_token: str, url: str, nonce: str) -> str:
    """The V2 signature of a call."""
    return _hmac(auth_token, f"{_without_query(url)}{nonce}")


def verify_v3(
    auth_token: str, method: str, url: str, params: Pairs, nonce: str, signatures: str
) -> None:
    """Check that one of the signatures of a call, separated by commas, is right.

    Raises:
        SignatureInvalid: None is.
    """
    try:
        right = sign_v3(auth_token, method, url, params, nonce)
    except ValueError:
        raise SignatureInvalid("The address or a field cannot have been signed.") from None
    _one_of(signatures.split(","), right, auth_token, nonce)


def verify_v2(auth_token: str, url: str, nonce: str, signature: str) -> None:
    """Check the V2 signature of a call.

    Raises:
        SignatureInvalid: It is another.
    """
    try:
        right = sign_v2(auth_token, url, nonce)
    except ValueError:
        raise SignatureInvalid("The address cannot have been signed.") from None
    _one_of([signature], right, auth_token, nonce)


def _one_of(given: list[str], right: str, auth_token: str, nonce: str) -> None:
    found = [same_secret(one.strip(), right) for one in given]
    if not auth_token or not nonce or not any(found):
        raise SignatureInvalid("The signature is not Plivo's for this call.")


def _hmac(auth_token: str, signed: str) -> str:
    mac = hmac.new(auth_token.encode(), signed.encode(), hashlib.sha256)
    return base64.b64encode(mac.digest()).decode()


def _without_query(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]
