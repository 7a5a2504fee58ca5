"""Bandwidth's webhooks carry no signature: they sign in with a name and a password of ours.

They are set for each application, as `InboundCallbackCreds` and `OutboundCallbackCreds`, and
come as HTTP Basic (RFC 7617).
"""

from __future__ import annotations

import base64
from typing import Final

from core.errors import SignatureInvalid
from core.providers.webhook import same_secret

HEADER: Final = "Authorization"


def sign(user: str, password: str) -> str:
    """The header of a call."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def verify(user: str, password: str, authorization: str) -> None:
    """Check the header of a call, in a time that tells nothing of the password.

    Raises:
        SignatureInvalid: It is another.
    """
    right = same_secret(sign(user, password), authorization)
    if not user or not password or not right:
        raise SignatureInvalid("The call does not sign in as Bandwidth.")
