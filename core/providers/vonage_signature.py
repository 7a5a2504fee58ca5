"""Vonage's two webhook signatures: `sig` of its SMS API, and a token of its Messages API.

`sig` is made of the parameters, sorted, each as `&name=value`, with `&` and `=` in values
replaced by `_`. An account chooses one of five methods. The default, "MD5 hash", is the MD5
of that text with the secret after it; the other four are HMACs keyed with the secret. The
trap: what Vonage's Python library calls md5 is the HMAC, never the default.

The token is a JWT signed with the same secret (HS256), and holds the SHA-256 of the body.
Sources: developer.vonage.com, signing messages and webhooks; the tests of its Python library.
"""

from __future__ import annotations

import hashlib
import hmac
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import jwt
from jwt.warnings import InsecureKeyLengthWarning

from core.errors import SignatureInvalid
from core.providers.webhook import same_secret

PARAMETER: Final = "sig"
HEADER: Final = "Authorization"
BEARER: Final = "Bearer "
LEEWAY_SECONDS: Final = 300
"""So far may the clocks differ where a token holds times."""

_SEPARATORS: Final = str.maketrans("&=", "__")


class SignatureMethod(StrEnum):
    """How an account signs the webhooks of the SMS API."""

    MD5_HASH = "md5hash"
    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"
    SHA512 = "sha512"


def sign(secret: str, params: Mapping[str, str], method: SignatureMethod) -> str:
    """The `sig` of parameters, in small hexadecimal digits.

    Args:
        secret: The account's signature secret.
        params: All others.
        method: The account's.
    """
    signed = "".join(
        f"&{name}={value.translate(_SEPARATORS)}"
        for name, value in sorted(params.items())
        if name != PARAMETER
    )
    if method is SignatureMethod.MD5_HASH:
        return hashlib.md5(f"{signed}{secret}".encode(), usedforsecurity=False).hexdigest()
    return hmac.new(secret.encode(), signed.encode(), method.value).hexdigest()


def verify(secret: str, params: Mapping[str, str], method: SignatureMethod) -> None:
    """Check the `sig` among parameters.

    Raises:
        SignatureInvalid: It is not Vonage's.
    """
    given = params.get(PARAMETER, "")
    if not secret or not given:
        raise SignatureInvalid("The call carries no signature of Vonage.")
    if any(sign in name for name in params for sign in "&="):
        # Such a name could pass for several parameters.
        raise SignatureInvalid("A parameter has a name that cannot be signed.")
    try:
        right = sign(secret, params, method)
    except ValueError:
        raise SignatureInvalid("A parameter cannot have been signed.") from None
    if not same_secret(given if given != given.upper() else given.lower(), right):
        raise SignatureInvalid("The signature is not Vonage's for these parameters.")


def sign_body(secret: str, body: bytes, issued_at: datetime, **claims: str) -> str:
    """The token for a body.

    Args:
        secret: The account's signature secret.
        body: As it is sent.
        issued_at: The present moment.
        claims: What else it holds, such as `api_key` and `jti`.
    """
    payload = {
        "iss": "Vonage",
        "iat": int(issued_at.timestamp()),
        "payload_hash": hashlib.sha256(body).hexdigest(),
        **claims,
    }
    with _any_length():
        return jwt.encode(payload, secret, algorithm="HS256")


def read_token(secret: str, token: str, now: datetime) -> dict[str, Any]:
    """What a token says, if Vonage signed it and it holds now.

    Raises:
        SignatureInvalid: It did not, or it does not.
    """
    if not secret or not token:
        raise SignatureInvalid("The call carries no token of Vonage.")
    try:
        with _any_length():
            claims: dict[str, Any] = _READER.decode(token, secret, algorithms=["HS256"])
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise SignatureInvalid("The token is not Vonage's.") from None
    seconds = now.timestamp()
    ends, begins = claims.get("exp"), claims.get("nbf")
    for bound, is_over in ((ends, True), (begins, False)):
        if bound is None:
            continue
        if isinstance(bound, bool) or not isinstance(bound, int | float):
            raise SignatureInvalid("The token's times cannot be read.")
        if (bound + LEEWAY_SECONDS < seconds) if is_over else (bound - LEEWAY_SECONDS > seconds):
            raise SignatureInvalid("The token does not hold now.")
    return claims


def verify_body(secret: str, token: str, body: bytes, now: datetime) -> None:
    """Check the token of a call, and that it is for this body.

    Raises:
        SignatureInvalid: It is not.
    """
    claims = read_token(secret, token, now)
    given = claims.get("payload_hash")
    if not isinstance(given, str) or not same_secret(given, hashlib.sha256(body).hexdigest()):
        raise SignatureInvalid("The token is for another body.")


# Its times are held against our clock, above.
_READER: Final = jwt.PyJWT(
    {
        "verify_exp": False,
        "verify_nbf": False,
        "verify_iat": False,
        "verify_aud": False,
        "verify_sub": False,
        "verify_jti": False,
    }
)


@contextmanager
def _any_length() -> Iterator[None]:
    """How long a signature secret is, is the account's affair: no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InsecureKeyLengthWarning)
        yield
