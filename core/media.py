"""Pictures and the like that came with a text: kept as links, never fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable

MOST = 20
"""Links kept of one text: providers take at most ten."""

LONGEST = 2_000
"""Characters of a link that is kept."""


def stored_media(links: Iterable[str]) -> str:
    """Links as a column keeps them: JSON, or empty where there is none.

    What is no web address, or a very long one, is left out.
    """
    kept = [one for one in links if _is_link(one)][:MOST]
    return json.dumps(kept) if kept else ""


def media_from(stored: str) -> tuple[str, ...]:
    """The links that a column keeps, as they arrived."""
    return tuple(json.loads(stored)) if stored else ()


def _is_link(link: str) -> bool:
    # A scheme is the same in large letters (RFC 3986, 3.1).
    return len(link) <= LONGEST and link[:8].lower().startswith(("https://", "http://"))
