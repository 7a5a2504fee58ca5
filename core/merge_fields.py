"""Merge fields: the words in braces that stand for something about the contact."""

from __future__ import annotations

DEFAULT_OPT_OUT_MESSAGE = "You are now opted-out and will receive no further messages."
"""The global opt-out message of an organization that has not written its own."""


def opt_out_message(
    message: str, *, first_name: str, last_name: str, organization: str, campaign: str
) -> str:
    """The organization's opt-out message with its merge fields filled for one contact.

    Known fields are {firstName}, {lastName}, {organization} and {campaign}. Any other brace
    is left as it is: an opt-out message must always be able to leave.
    """
    for name, value in (
        ("{firstName}", first_name),
        ("{lastName}", last_name),
        ("{organization}", organization),
        ("{campaign}", campaign),
    ):
        message = message.replace(name, value)
    return message
