"""The vendors' own SDKs, each loaded when it is first used.

That takes a second or two, and whoever collects tests reads all of their files.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

SDKS = {
    "bandwidth": "bandwidth",
    "plivo": "plivo",
    "telnyx": "telnyx",
    "twilio_exceptions": "twilio.base.exceptions",
    "twilio_rest": "twilio.rest",
    "twilio_validator": "twilio.request_validator",
    "vonage": "vonage",
    "vonage_http_client": "vonage_http_client",
    "vonage_messages": "vonage_messages",
    "vonage_sms": "vonage_sms",
}


def __getattr__(name: str) -> Any:
    if name in SDKS:
        return import_module(SDKS[name])
    raise AttributeError(name)
