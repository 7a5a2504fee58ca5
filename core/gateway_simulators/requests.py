"""What customers send: forms, JSON and credentials, read without trust."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_BYTES = 1_000_000


async def read_body(request: Request) -> bytes:
    """The body; no more than `MOST_BYTES` of it."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return b""
    return body


async def read_pairs(request: Request) -> list[tuple[str, str]]:
    """The fields of a form, in their order."""
    text = (await read_body(request)).decode("utf-8", "replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        return []


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form; of one given twice, the last."""
    return dict(await read_pairs(request))


async def read_json(request: Request) -> dict[str, Any] | None:
    """The object that the body is; None if it is none."""
    try:
        value = json.loads(await read_body(request))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def text_field(values: dict[str, Any], name: str) -> str:
    """A field that must be text; empty if it is not there, or something else."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def has_basic(request: Request, user: str, password: str) -> bool:
    """Whether the request carries these credentials."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "basic":
        return False
    try:
        said = base64.b64decode(given.strip(), validate=True)
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(said, f"{user}:{password}".encode())


def bearer_token(request: Request) -> str:
    """The token that the request carries; empty if none."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.casefold() == "bearer" else ""


def whole_number(text: str | None, default: int, most: int) -> int:
    """A count from a query."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return min(int(text), most)
