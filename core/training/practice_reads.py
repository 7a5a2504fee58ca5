"""What stands in a practice session's database: what was done with each conversation."""

from __future__ import annotations

from core.reader import Reader
from core.training.practice_standing import Done, Standing


async def standings(reader: Reader) -> dict[str, Standing]:
    """How every conversation stands whose contact has replied, by the contact's number.

    What was undone was not done.
    """
    rows = await reader.rows(_STANDINGS)
    return {row[0]: Standing(row[0], _done(*row[1:4]), bool(row[4])) for row in rows}


def _done(opted_out: bool, closing: str | None, replied: bool) -> Done:
    if opted_out:
        return Done.OPTED_OUT
    if closing is not None:
        return Done(closing)
    return Done.REPLIED if replied else Done.NOTHING


_STANDINGS = """
SELECT c.number, c.opt_out_id IS NOT NULL, c.closing,
       EXISTS (SELECT 1 FROM text t WHERE t.conversation_id = c.id AND t.direction = 'out'
               AND t.kind = 'reply' AND t.id > said.first AND t.state != 'cancelled'),
       c.listed AND (c.needs_reply OR c.wants_out)
FROM conversation c
JOIN (SELECT conversation_id, min(id) AS first FROM text WHERE direction = 'in'
      AND kind = 'inbound' GROUP BY conversation_id) said ON said.conversation_id = c.id
"""
