"""Texts that a provider refused: in which words, how many one after another, what to do.

A refusal is certain: the provider did not take the text, and nobody has it. Only such a first
message may be sent again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain import TextState
from core.providers.base import Refusal
from core.scripted import elsewhere

if TYPE_CHECKING:
    from core.reader import Reader

REFUSED = "The provider refused it"
"""How the reason of a refused text begins."""

IN_A_ROW = 3
"""So many refusals for one reason, one after another, are the line's and not the contacts'."""

_WHY = {
    Refusal.UNKNOWN_LINE: "the sending number is none that this account can text from",
    Refusal.UNKNOWN_NUMBER: "the contact's number is none that can be texted",
    Refusal.INVALID: "it cannot use the text, its number or its line",
}

_LOOKED_AT = 2_000
"""So many of the latest texts are looked through for those whose fate is known."""


def refused_words(refusal: Refusal | None, code: str) -> str:
    """Why a text failed that the provider refused, in plain words, with the provider's code."""
    why = "" if refusal not in _WHY else f": {_WHY[refusal]}"
    return f"{REFUSED}{why}{f' ({code})' if code else ''}."


def is_refused(text: str) -> str:
    """SQL for whether a provider refused a text for certain.

    Args:
        text: What the query calls the text's row.
    """
    return (
        f"({text}.state = '{TextState.FAILED}' AND {text}.provider_message_id IS NULL "
        f"AND {text}.reason LIKE '{REFUSED}%')"
    )


def texted_since(text: str) -> str:
    """SQL for whether the contact of `c` was texted in another campaign after a text.

    Args:
        text: What the query calls the text's row.
    """
    return elsewhere(f"o.texted_at > {text}.at")


AGAIN = "`textbank send-first --refused` sends those again that were refused: nobody has them."
"""What may be done about refused first messages, once the line is in order."""


def stopped_words(refusal: str) -> str:
    """Why no more is sent after `IN_A_ROW` refusals, and what to do.

    Args:
        refusal: The reason of each.
    """
    why = refusal.removeprefix(REFUSED).rstrip(".")
    return (
        f"Stopped: the provider refused the last {IN_A_ROW}{why}. "
        "The rest is not sent. An administrator must see that the line is the account's and may "
        "text (`textbank providers list`, the provider's console), then the rest can be sent; "
        "where the line is a wrong one, import the list into another campaign."
    )


IN_BULK = "kind IN ('initial', 'follow_up')"
"""SQL for a text of those that many contacts get."""

_LATEST = f"""
SELECT reason, refused FROM (
  SELECT id, state, reason, {is_refused("text")} AS refused FROM text
  WHERE id > ? AND line_id = ? AND {IN_BULK} ORDER BY id DESC LIMIT {_LOOKED_AT}
) WHERE state IN ('sent', 'delivered', 'unknown', 'failed') ORDER BY id DESC LIMIT {IN_A_ROW}
"""

_OUTCOMES = f"""
SELECT t.state, t.reason, {is_refused("t")}, count(*)
FROM text t JOIN conversation c ON c.id = t.conversation_id
WHERE t.id > ? AND t.line_id = ? AND t.kind = ? AND t.author = ? AND c.assignment_id = ?
GROUP BY 1, 2, 3 ORDER BY 4 DESC
"""


async def latest_text(reader: Reader) -> int:
    """The id of the latest text there is: what comes behind it is new."""
    row = await reader.row("SELECT coalesce(max(id), 0) FROM text")
    return int(row[0]) if row else 0


async def line_of(reader: Reader, assignment_id: int) -> int:
    """The line that carries an assignment's texts; 0 where there is no such assignment."""
    row = await reader.row(
        "SELECT c.line_id FROM assignment a JOIN campaign c ON c.id = a.campaign_id WHERE a.id = ?",
        (assignment_id,),
    )
    return int(row[0]) if row else 0


async def refused_in_a_row(reader: Reader, line_id: int, after: int) -> str:
    """Why the provider refused the last few texts of a line; empty where it did not.

    Args:
        reader: The open database.
        line_id: The line.
        after: Only texts behind this one count.
    """
    rows = await reader.rows(_LATEST, (after, line_id))
    reasons = {reason for reason, refused in rows if refused}
    if len(rows) < IN_A_ROW or not all(refused for _, refused in rows) or len(reasons) > 1:
        return ""
    reason = str(reasons.pop())
    # Landlines one after another are a matter of the list: the next contact may have a telephone.
    return "" if _WHY[Refusal.UNKNOWN_NUMBER] in reason else reason


@dataclass(slots=True)
class Outcomes:
    """What became of the texts that a run queued."""

    sent: int = 0
    """The provider took them (or may have)."""
    waiting: int = 0
    """In the outbox, or on the wire."""
    refused: int = 0
    """The provider refused them: nobody has them, and they may be sent again."""
    failed: int = 0
    """Not delivered for another reason, or blocked."""
    cancelled: int = 0
    """The contact opted out meanwhile."""
    refusals: tuple[str, ...] = ()
    """Why they were refused, the most frequent first."""
    waits: str = ""
    """Why most of those waiting do, where they say it."""


async def outcomes_of(
    reader: Reader, assignment_id: int, line_id: int, kind: str, author: str, after: int
) -> Outcomes:
    """What became of the texts of one kind that somebody sent in an assignment behind a text."""
    found = Outcomes()
    refusals: list[str] = []
    for state, reason, refused, count in await reader.bulk(
        _OUTCOMES, (after, line_id, kind, author, assignment_id)
    ):
        match TextState(state):
            case TextState.SENT | TextState.DELIVERED | TextState.UNKNOWN:
                found.sent += count
            case TextState.QUEUED | TextState.SENDING:
                found.waiting += count
                found.waits = found.waits or reason
            case TextState.CANCELLED:
                found.cancelled += count
            case _ if refused:
                found.refused += count
                refusals.append(reason)
            case _:
                found.failed += count
    found.refusals = tuple(refusals)
    return found
