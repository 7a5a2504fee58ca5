"""What came over the wire, read with care: nothing of it is believed to have its shape.

A provider signs what it sends; what is in it was written by strangers all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import unquote

from core.errors import WebhookUnreadable
from core.providers.webhook import REFERENCE, WebhookRequest

MOST_FIELDS: Final = 1_000
"""So many fields a form has at most."""

MOST_LINKS: Final = 20
LONGEST_LINK: Final = 2_000

FORM: Final = "application/x-www-form-urlencoded"

_IDENTIFIER: Final = re.compile(r"[\x21-\x7e]{1,200}")
_CODE: Final = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_PHONE: Final = re.compile(r"\+?([0-9]{3,15})")
_LINK: Final = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)
_SHORTEST_NUMBER: Final = 7
"""Shorter ones are short codes: they have no country, and no plus."""
_EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)

Json = object
"""What JSON says, of any shape."""


def form_pairs(encoded: str | bytes) -> list[tuple[str, str]]:
    """The fields of a form or a query, in their order.

    Raises:
        ValueError: It is no UTF-8, or has too many fields.
    """
    text = encoded.decode() if isinstance(encoded, bytes) else encoded
    if text.count("&") >= MOST_FIELDS:
        raise ValueError("more fields than any form has")
    # What `parse_qsl` does, in a third of its time: each call is read twice.
    fields = [one.partition("=") for one in text.split("&") if one]
    return [(_unquoted(name), _unquoted(value)) for name, _, value in fields]


def _unquoted(written: str) -> str:
    plain = written.replace("+", " ")
    return unquote(plain, errors="strict") if "%" in plain else plain


def signed_pairs(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form whose names and values were signed one after the other.

    Each must have its `=`: else `a=b`, cut in two as `a&b`, would be signed alike.

    Raises:
        ValueError: It is no such form.
    """
    if any(b"=" not in one for one in body.split(b"&")) and body:
        raise ValueError("a field without a value")
    return form_pairs(body)


def form(encoded: str | bytes) -> dict[str, str]:
    """The fields of a form or a query; of one that is there twice the first.

    Raises:
        WebhookUnreadable: It is none.
    """
    try:
        return dict(reversed(form_pairs(encoded)))
    except ValueError:
        raise WebhookUnreadable("The form is not encoded as UTF-8.") from None


def json_in(body: bytes) -> Json:
    """What a body of JSON says.

    Raises:
        ValueError: It is none.
    """
    try:
        found: Json = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return found


def json_of(request: WebhookRequest) -> Json:
    """What a call's body of JSON says.

    Raises:
        WebhookUnreadable: It is none.
    """
    try:
        return json_in(request.body)
    except ValueError:
        raise WebhookUnreadable("The body is no JSON.") from None


def within(value: Json, *path: str | int) -> Json:
    """What stands at a path of keys and places; None where nothing does."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(value: Json) -> list[Json]:
    """The items of a list; none where it is no list."""
    return value if isinstance(value, list) else []


def text(value: Json, what: str) -> str:
    """A text as it is; empty where it is missing.

    Raises:
        WebhookUnreadable: It is something else.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise WebhookUnreadable(f"The {what} is no text.")
    return value


def is_identifier(value: Json) -> bool:
    """Whether a value can be a provider's name for a message."""
    return isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None


def identifier(value: Json) -> str:
    """The provider's name for a message.

    Raises:
        WebhookUnreadable: It is none.
    """
    if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
        raise WebhookUnreadable("The message has no usable id.")
    return value


def phone(value: Json) -> str | None:
    """A number as E.164, or a short code as its digits; None for a sender that is neither.

    Raises:
        WebhookUnreadable: There is none.
    """
    if not isinstance(value, str) or not value.strip():
        raise WebhookUnreadable("A phone number is missing.")
    found = _PHONE.fullmatch(value.strip())
    if found is None:
        return None
    return f"+{found[1]}" if len(found[1]) >= _SHORTEST_NUMBER else found[1]


def code(value: Json) -> str:
    """A provider's error code as text; empty where there is none that can be shown."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    try:
        word = str(value).strip()
    except ValueError:  # A number of thousands of digits.
        return ""
    return word if _CODE.fullmatch(word) else ""


def moment(value: Json, received_at: datetime) -> datetime:
    """A provider's time in UTC; ours where it has none, or one that cannot be.

    Times without a zone are UTC. What has not happened yet by our clock happens now.
    """
    if not isinstance(value, str):
        return received_at
    try:
        found = datetime.fromisoformat(value)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return received_at
    return found if _EARLIEST <= found <= received_at else received_at


def links(values: Iterable[Json]) -> tuple[str, ...]:
    """Those of the values that are links, without repeats."""
    found: dict[str, None] = {}
    for value in values:
        if isinstance(value, str) and len(value) <= LONGEST_LINK and _LINK.fullmatch(value):
            found[value] = None
    return tuple(found)[:MOST_LINKS]


def numbered(fields: Mapping[str, str], name: re.Pattern[str]) -> list[str]:
    """The values of fields that are numbered, in the order of their numbers.

    Args:
        fields: A form.
        name: Matches the fields; its first group is the number.
    """
    found = [
        (int(match[1]), value) for key, value in fields.items() if (match := name.fullmatch(key))
    ]
    return [value for _, value in sorted(found)]


def reference(value: Json) -> str:
    """Our reference as it comes back; empty where it cannot be one."""
    return value if isinstance(value, str) and _IDENTIFIER.fullmatch(value) else ""


def reference_in(request: WebhookRequest) -> str:
    """Our reference in the query of the address that was called; empty where there is none."""
    try:
        return reference(dict(form_pairs(request.query)).get(REFERENCE))
    except ValueError:
        return ""
