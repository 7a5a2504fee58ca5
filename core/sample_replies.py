"""Replies that contacts might send: for the demo, and to measure detection on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class SampleReply:
    """One labelled reply."""

    text: str
    label: str
    """`opt_out_keyword`, `opt_out_request`, `wrong_number` or `not_opt_out`."""
    language: str
    """ISO 639-1 code."""
    tags: tuple[str, ...] = ()
    """What is special about it, e.g. `hard_negative`: it only looks like a request."""
    ambiguous: bool = False
    """Whether people may disagree about the label."""


@cache
def sample_replies() -> list[SampleReply]:
    """Return the replies shipped with the library, in the order of their file.

    The list is shared by all callers; do not change it.
    """
    lines = resources.files("core").joinpath("data", "replies.jsonl").read_text(encoding="utf-8")
    records = [json.loads(line) for line in lines.splitlines() if line]
    return [
        SampleReply(
            each["text"],
            each["label"],
            each["language"],
            tuple(each["tags"]),
            each["ambiguous"],
        )
        for each in records
    ]
