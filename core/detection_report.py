"""How good detection is here, by what texters decided: precision, and the texts it got wrong.

Counted is each text once, by the last decision in triage or press in the messenger that was not
taken back. Where an opt-out has no request, detection has missed the contact's latest text, unless
a gateway's block was the reason.
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
from core.views_detection import DetectionReport, JudgedText, Judgement, JudgementTally
from core.views_triage import TriageOutcome

_STANDS = """
    d.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM opt_out_press q
        WHERE q.operation_id = d.operation_id AND q.withdrawn_at IS NOT NULL)
"""
"""SQL: the decision `d` was not taken back, in triage or in the messenger."""

# Of a text that was decided more than once, the last that stands. An opt-out is here by its
# presses where no decision of its own stands: another's press supports it, or it was made in the
# messenger. One without a request, of somebody who is blocked, says nothing of any text; and who
# was read as a wrong number was not passed over.
_JUDGED = f"""
    WITH decided AS (
        SELECT max(d.id) AS id FROM triage_decision d
        WHERE d.at >= :since AND d.at < :until AND d.outcome != 'replied' AND {_STANDS}
        GROUP BY d.text_id
    ), judged AS (
        SELECT t.id, t.body, d.kind, d.rule, d.confidence, d.language, d.outcome, d.at
        FROM decided JOIN triage_decision d ON d.id = decided.id
        JOIN text t ON t.id = d.text_id JOIN conversation c ON c.id = d.conversation_id
        WHERE (:campaign IS NULL OR c.campaign_id = :campaign)
        AND (:organization IS NULL OR c.organization_id = :organization)
        UNION ALL
        SELECT t.id, t.body, t.request, t.rule, t.confidence, t.language, 'opt_out', o.at
        FROM opt_out o JOIN text t ON t.id = coalesce(o.text_id, (
            SELECT s.id FROM text s WHERE s.conversation_id = o.conversation_id
            AND s.kind = 'inbound' AND s.at <= o.at ORDER BY s.at DESC, s.id DESC LIMIT 1))
        LEFT JOIN block b ON b.line_id = o.line_id AND b.number = o.number AND b.since <= o.at
            AND (b.lifted_at IS NULL OR b.lifted_at > o.at)
        WHERE o.at >= :since AND o.at < :until
        AND (:campaign IS NULL OR o.campaign_id = :campaign)
        AND (:organization IS NULL OR o.organization_id = :organization)
        AND o.source IN ('texter', 'administrator')
        AND t.kind = 'inbound' AND t.request != 'wrong_number'
        AND (o.text_id IS NOT NULL OR b.id IS NULL)
        AND EXISTS (SELECT 1 FROM opt_out_press p WHERE p.opt_out_id = o.id
            AND p.withdrawn_at IS NULL AND p.source IN ('texter', 'administrator')
            AND NOT EXISTS (SELECT 1 FROM triage_decision d
                WHERE d.conversation_id IN (o.conversation_id, p.conversation_id)
                AND d.opt_out_id = o.id AND {_STANDS}))
    )
    SELECT id, body, kind, rule, confidence, language, outcome, max(at) FROM judged
    GROUP BY id ORDER BY max(at), id
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
    """Every text that was decided about, once; oldest decision first."""
    given = {
        "since": 0 if which.since is None else microseconds(which.since),
        "until": FOREVER if which.until is None else microseconds(which.until),
        "organization": which.organization_id,
        "campaign": which.campaign_id,
    }
    async for rows in reader.stream(_JUDGED, given):
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
    total = JudgementTally("")
    rules: dict[str, JudgementTally] = {}
    languages: dict[str, JudgementTally] = {}
    mistakes: list[JudgedText] = []
    async for text in judged_texts(reader, which):
        total.add(text)
        if text.judgement is not Judgement.MISSED:
            rules.setdefault(text.rule, JudgementTally(text.rule)).add(text)
        languages.setdefault(text.language, JudgementTally(text.language)).add(text)
        if text.judgement is not Judgement.RIGHT:
            mistakes.append(text)
    everything = which.organization_id is None and which.campaign_id is None
    organizations = await reader.row("SELECT count(*) FROM organization") if everything else (1,)
    return DetectionReport(
        which.since,
        total,
        _most_first(rules.values()),
        _most_first(languages.values()),
        tuple(mistakes[-wrong:] if wrong else ()),
        organizations=int(organizations[0]) if organizations else 0,
    )


def _most_first(tallies: Iterable[JudgementTally]) -> tuple[JudgementTally, ...]:
    return tuple(sorted(tallies, key=lambda one: (-one.decided, -one.missed, one.name)))
