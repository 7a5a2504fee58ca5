"""Merge fields: the words in braces that stand for something about the contact."""

from __future__ import annotations

import re

DEFAULT_OPT_OUT_MESSAGE = "You are now opted-out and will receive no further messages."
"""The global opt-out message of an organization that has not written its own."""


FIELDS = ("{firstName}", "{lastName}", "{organization}", "{campaign}")
"""The merge fields of an opt-out message."""


def unknown_fields(message: str) -> list[str]:
    """What stands in braces in a message and is no merge field: a slip, most likely."""
    return [field for field in re.findall(r"\{[A-Za-z][\w ]*\}", message) if field not in FIELDS]


def opt_out_message(
    message: str, *, first_name: str, last_name: str, organization: str, campaign: str
) -> str:
    """The organization's opt-out message with its merge fields filled for one contact.

    Any other brace is left as it is: an opt-out message must always be able to leave.
    """
    values = (first_name, last_name, organization, campaign)
    for name, value in zip(FIELDS, values, strict=True):
        message = message.replace(name, value)
    return message
