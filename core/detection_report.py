"""How good detection is here, by what texters decided: precision, and the texts it got wrong.

Counted is what was decided in triage and not taken back, and opt-outs that were pressed in the
messenger. Where such an opt-out has no request, detection has missed the contact's latest text.
Nothing leaves this machine but by `--export`, and that without phone numbers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime

from core.domain import RequestKind
from core.reader import Reader, Row
from core.stored import FOREVER, body_from, instant, microseconds
from core.triage_order import SUREST
from core.views_detection import DetectionReport, JudgedText, Judgement, Tally
from core.views_triage import TriageOutcome

_DECIDED = """
    SELECT t.id, t.body, d.kind, d.rule, d.confidence, d.language, d.outcome, d.at
    FROM triage_decision d JOIN text t ON t.id = d.text_id
    JOIN conversation c ON c.id = d.conversation_id
    LEFT JOIN opt_out_press p ON p.operation_id = d.operation_id
    WHERE p.withdrawn_at IS NULL AND d.id IN (
        SELECT max(e.id) FROM triage_decision e
        WHERE e.at >= :since AND e.at < :until AND e.withdrawn_at IS NULL
        AND e.outcome != 'replied' GROUP BY e.text_id)
    AND (:campaign IS NULL OR c.campaign_id = :campaign)
    AND (:organization IS NULL OR c.organization_id = :organization)
    ORDER BY d.id
"""
_PRESSED = """
    SELECT t.id, t.body, t.request, t.rule, t.confidence, t.language, 'opt_out', o.at
    FROM opt_out o JOIN text t ON t.id = coalesce(o.text_id, (
        SELECT s.id FROM text s WHERE s.conversation_id = o.conversation_id
        AND s.kind = 'inbound' AND s.at <= o.at ORDER BY s.at DESC, s.id DESC LIMIT 1))
    WHERE o.at >= :since AND o.at < :until
    AND (:campaign IS NULL OR o.campaign_id = :campaign)
    AND (:organization IS NULL OR o.organization_id = :organization)
    AND o.source IN ('texter', 'administrator') AND t.kind = 'inbound'
    AND coalesce(o.ended_how, '') != 'undo' AND NOT EXISTS (
        SELECT 1 FROM triage_decision d
        WHERE d.conversation_id = o.conversation_id AND d.opt_out_id = o.id)
    ORDER BY o.id
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """Which decisions are meant; by default all of them."""

    since: datetime | None = None
    until: datetime | None = None
    """When they were made, `until` excluded; None is without end."""
    organization_id: int | None = None
    campaign_id: int | None = None


EVERY = Judged()
"""All that was ever decided."""


async def judged_texts(reader: Reader, which: Judged = EVERY) -> AsyncIterator[JudgedText]:
    """Every text that was decided about."""
    given = {
        "since": 0 if which.since is None else microseconds(which.since),
        "until": FOREVER if which.until is None else microseconds(which.until),
        "organization": which.organization_id,
        "campaign": which.campaign_id,
    }
    for sql in (_DECIDED, _PRESSED):
        async for rows in reader.stream(sql, given):
            for row in rows:
                yield _judged(row)


def _judged(row: Row) -> JudgedText:
    return JudgedText(
        text_id=row[0],
        body=body_from(row[1]),
        read_as=RequestKind(row[2]),
        rule=row[3],
        confidence=row[4] / SUREST,
        language=row[5],
        outcome=TriageOutcome(row[6]),
        at=instant(row[7]),
    )


async def detection_report(
    reader: Reader, which: Judged = EVERY, wrong: int = 100
) -> DetectionReport:
    """What texters decided, by rule and by language.

    Args:
        reader: The open database.
        which: Which decisions.
        wrong: How many of the texts it got wrong to bring, the latest.
    """
    total = Tally("")
    rules: dict[str, Tally] = {}
    languages: dict[str, Tally] = {}
    mistakes: list[JudgedText] = []
    async for text in judged_texts(reader, which):
        total.add(text)
        if text.judgement is not Judgement.MISSED:
            rules.setdefault(text.rule, Tally(text.rule)).add(text)
        languages.setdefault(text.language, Tally(text.language)).add(text)
        if text.judgement is not Judgement.RIGHT:
            mistakes.append(text)
    mistakes.sort(key=lambda text: text.at)
    return DetectionReport(
        which.since,
        total,
        _most_first(rules.values()),
        _most_first(languages.values()),
        tuple(mistakes[-wrong:] if wrong else ()),
    )


def _most_first(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    return tuple(sorted(tallies, key=lambda one: (-one.decided, -one.missed, one.name)))
