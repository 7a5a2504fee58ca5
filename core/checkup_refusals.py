"""Looking over what providers refused for certain: on which line, why, and what to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from core.findings import Finding, Level, counted
from core.reader import Reader
from core.refusals import is_refused, texted_since

MOST: Final = 10
"""So many lines and reasons are told of."""

_REFUSED: Final = f"""
SELECT l.id, l.number, l.provider, t.reason, count(*), max(t.id)
FROM conversation c JOIN text t ON t.id = c.last_text_id JOIN line l ON l.id = t.line_id
WHERE {is_refused("t")} AND NOT {texted_since("t")}
GROUP BY l.id, t.reason ORDER BY count(*) DESC LIMIT {MOST}
"""
_TAKEN_SINCE: Final = (
    "SELECT 1 FROM text WHERE id > ? AND line_id = ? AND state IN ('sent', 'delivered') LIMIT 1"
)


async def look_at_refusals(reader: Reader) -> AsyncIterator[Finding]:
    """Conversations whose latest text was refused: trouble where the line has taken none since."""
    for line_id, number, provider, reason, count, last in await reader.bulk(_REFUSED):
        since = await reader.row(_TAKEN_SINCE, (last, line_id))
        refused = counted(count, "conversation ends", "conversations end")
        words = f"{refused} with a text that “{provider}” refused on {number}. {reason}"
        advice = (
            "`textbank send-first --refused` sends first messages again (where a campaign does not "
            "allow QuickSend, `textbank send-first CONVERSATION`); `textbank conversations` marks "
            "all of them."
        )
        if since is None:
            advice = (
                "See that the line is the account's and may text (the provider's console); where "
                f"it is a wrong one, import the list into another campaign. Else {advice}"
            )
        yield Finding("outbox", Level.NOTE if since else Level.TROUBLE, words, advice)
