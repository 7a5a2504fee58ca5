"""Which providers can be simulated. Light: nothing of HTTP is loaded for it."""

from __future__ import annotations

from enum import StrEnum


class Vendor(StrEnum):
    """A provider with a simulator of its own."""

    TWILIO = "twilio"
    TELNYX = "telnyx"
    BANDWIDTH = "bandwidth"
    VONAGE = "vonage"
    PLIVO = "plivo"
