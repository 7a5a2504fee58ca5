"""Merge fields: the words in braces that stand for something about the contact."""

from __future__ import annotations

import re
from bisect import bisect_right

from core.errors import BadInput

DEFAULT_OPT_OUT_MESSAGE = "You are now opted-out and will receive no further messages."
"""The global opt-out message of an organization that has not written its own."""

LONGEST_OPT_OUT_MESSAGE = 1_600
"""Characters: Twilio takes no more in one message (docs/api/errors/21617)."""

FIELDS = ("{firstName}", "{lastName}", "{organization}", "{campaign}")
"""The merge fields of an opt-out message."""

_FIELD = re.compile("|".join(map(re.escape, FIELDS)))


def unknown_fields(message: str) -> list[str]:
    """What stands in braces in a message and is no merge field: a slip, most likely."""
    return [field for field in re.findall(r"\{[A-Za-z][\w ]*\}", message) if field not in FIELDS]


def check_opt_out_message(message: str) -> None:
    """See that contacts can be told with this, where it is set: at Opt Out it leaves as it is.

    Raises:
        BadInput: It is empty, longer than a provider takes, or has an unknown merge field.
    """
    if not message.strip():
        raise BadInput("The opt-out message cannot be empty: contacts are told with it.")
    if len(message) > LONGEST_OPT_OUT_MESSAGE:
        raise BadInput(
            f"An opt-out message has at most {LONGEST_OPT_OUT_MESSAGE:,} characters; this has "
            f"{len(message):,}. No provider would carry it: shorten it."
        )
    if unknown := unknown_fields(message):
        raise BadInput(
            f"{', '.join(unknown)}: there is no such merge field. Known are {', '.join(FIELDS)}."
        )


def opt_out_message(
    message: str, *, first_name: str, last_name: str, organization: str, campaign: str
) -> str:
    """The organization's opt-out message with its merge fields filled for one contact.

    Any other brace is left as it is: an opt-out message must always be able to leave. So what
    is filled in is cut short where the whole would be longer than a provider takes.
    """
    values = dict(zip(FIELDS, (first_name, last_name, organization, campaign), strict=True))

    def filled(most: int) -> str:
        return _FIELD.sub(lambda field: values[field[0]][:most], message)

    longest = max(map(len, values.values()))
    # So much of each fits; nothing is cut where all of it does.
    fits = bisect_right(
        range(1, longest + 1), LONGEST_OPT_OUT_MESSAGE, key=lambda most: len(filled(most))
    )
    return filled(fits)
