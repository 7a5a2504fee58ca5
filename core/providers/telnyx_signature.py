"""Telnyx's webhook signature: Ed25519 over `timestamp|body`, in two headers.

The time is part of what is signed, and a call that is more than 300 seconds off is refused.
Source: developers.telnyx.com, webhooks; the limit is that of Telnyx's Python library.
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from core.errors import SignatureInvalid
from core.providers.webhook import same_secret

SIGNATURE_HEADER: Final = "telnyx-signature-ed25519"
TIMESTAMP_HEADER: Final = "telnyx-timestamp"
WINDOW_SECONDS: Final = 300

_TIMESTAMP: Final = re.compile(r"[1-9][0-9]{0,11}")


def public_key(seed: bytes) -> str:
    """The public key of a private one's 32 bytes, as Telnyx shows it."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()


def sign(seed: bytes, timestamp: str, body: bytes) -> str:
    """The signature of a call.

    Args:
        seed: The private key, 32 bytes.
        timestamp: The time header: seconds since 1970.
        body: As it is sent.
    """
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return base64.b64encode(key.sign(_signed(timestamp, body))).decode()


def verify(key: str, timestamp: str, body: bytes, signature: str, now: datetime) -> None:
    """Check the signature of a call.

    Args:
        key: The account's public key, Base64.
        timestamp: The time header.
        body: As it came.
        signature: The signature header.
        now: The present moment.

    Raises:
        SignatureInvalid: It is not Telnyx's, or not of these minutes.
    """
    if not key or not signature or not _TIMESTAMP.fullmatch(timestamp):
        raise SignatureInvalid("The call carries no signature of Telnyx.")
    try:
        public = Ed25519PublicKey.from_public_bytes(_bytes(key))
        public.verify(_bytes(signature), _signed(timestamp, body))
    except (ValueError, InvalidSignature):
        raise SignatureInvalid("The signature is not Telnyx's for this body.") from None
    if abs(now.timestamp() - int(timestamp)) > WINDOW_SECONDS:
        raise SignatureInvalid("The signature is too old, or this computer's clock is wrong.")


def _signed(timestamp: str, body: bytes) -> bytes:
    return timestamp.encode() + b"|" + body


def _bytes(encoded: str) -> bytes:
    """Base64 decoded; only the one way of writing it counts, or a changed letter would pass."""
    try:
        found = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ValueError("no Base64") from error
    if not same_secret(base64.b64encode(found).decode(), encoded):
        raise ValueError("no canonical Base64")
    return found
