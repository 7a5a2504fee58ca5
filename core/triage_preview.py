"""What opting out a whole batch will do, counted before it is asked about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from core.domain import Behavior, Confirmation
from core.providers.behaviors import decide_opt_out, known_of
from core.reader import Reader
from core.views_triage import BulkPart, BulkPreview

AT_ONCE = 1_000
"""So many rows are looked at between two turns of whoever else wants to do something."""


async def preview_many(reader: Reader, ids: Sequence[int]) -> BulkPreview:
    """What opting all of these out will do now, behavior by behavior."""
    counts: Mapping[Behavior, dict[str, int]] = {
        one: {"conversations": 0, "confirmations": 0, "told": 0, "opted_out": 0} for one in Behavior
    }
    numbers: set[tuple[int, str]] = set()
    contacts: set[tuple[int, str]] = set()
    gone = len(ids)
    for start in range(0, len(ids), AT_ONCE):
        rows = await reader.bulk(
            """
            SELECT c.organization_id, c.number, l.behavior, o.confirm_unblocked_type_2, b.evidence,
                c.opt_out_id IS NOT NULL
            FROM json_each(?) j JOIN conversation c ON c.id = j.value
            JOIN line l ON l.id = c.line_id
            JOIN organization o ON o.id = c.organization_id
            LEFT JOIN block b ON b.line_id = c.line_id AND b.number = c.number
                AND b.lifted_at IS NULL
            WHERE c.wants_out AND (c.closing IS NULL OR c.opt_out_id IS NOT NULL)
            """,
            (json.dumps(list(ids[start : start + AT_ONCE])),),
        )
        for organization_id, number, behavior, confirms, evidence, opted_out in rows:
            gone -= 1
            contacts.add((organization_id, number))
            count = counts[Behavior(behavior)]
            count["conversations"] += 1
            if opted_out or (organization_id, number) in numbers:
                count["opted_out"] += 1
                continue
            numbers.add((organization_id, number))
            facts = known_of(Behavior(behavior), evidence)
            decision = decide_opt_out(facts, confirm_unblocked_type_2=bool(confirms))
            count["confirmations"] += decision.sends
            count["told"] += decision.confirmation is Confirmation.TOLD
    parts = tuple(
        BulkPart(behavior=behavior, **count)
        for behavior, count in counts.items()
        if count["conversations"]
    )
    return BulkPreview(
        conversations=sum(part.conversations for part in parts),
        contacts=len(contacts),
        confirmations=sum(part.confirmations for part in parts),
        parts=parts,
        gone=gone,
    )
