"""The JSON of the commands: the shapes that docs/commands.md promises.

Times are ISO 8601 in UTC with a `Z`; ids are integers; closed sets are their words. Bodies
and names are exactly as stored.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from core.organizations import OrganizationView
from core.providers.simulator_phones import PhoneText
from core.texting_hours import TextingHours
from core.views import (
    AssignmentView,
    ConversationRow,
    ConversationView,
    OptOutResult,
    TextView,
    UndoResult,
)

if TYPE_CHECKING:
    from core.campaign_plan import CampaignPlan
    from core.exporting import OptOutRecord
    from core.importing import ImportSummary
    from core.unmatched_requests import UnmatchedRequest
    from core.views_search import SearchHit

Shape = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """A time, to the microsecond."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def assignment(view: AssignmentView) -> Shape:
    """One assignment."""
    return {
        "id": view.id,
        "campaign": view.campaign,
        "description": view.description,
        "organization": view.organization,
        "behavior": view.behavior.value,
        "line": view.line,
        "conversations": view.conversations,
        "unsent": view.unsent,
        "replies": view.replies,
        "requests": view.requests,
    }


def conversation_row(row: ConversationRow, assignment_id: int) -> Shape:
    """One conversation of a list."""
    return {
        "id": row.id,
        "assignment_id": assignment_id,
        "name": row.name,
        "number": row.number,
        "needs_reply": row.needs_reply,
        "unread": row.unread,
        "request": row.request.value,
        "blocked": row.blocked,
        "failed": row.failed,
        "preview": row.preview,
        "preview_direction": None if row.at is None else row.preview_direction.value,
        "at": moment(row.at),
    }


def search_hit(hit: SearchHit, row: ConversationRow) -> Shape:
    """One conversation that was found."""
    return {
        "conversation": conversation_row(row, hit.assignment_id),
        "opted_out": row.opted_out,
        "closing": None if row.closing is None else row.closing.value,
        "kind": hit.kind.value,
        "text_id": hit.text_id,
        "snippet": hit.snippet,
        "span": None if hit.span is None else {"start": hit.span.start, "end": hit.span.end},
        "at": moment(hit.at),
    }


def text(view: TextView) -> Shape:
    """One text of a transcript."""
    return {
        "id": view.id,
        "kind": view.kind.value,
        "direction": view.direction.value,
        "body": view.body,
        "at": moment(view.at),
        "state": view.state.value,
        "author": view.author,
        "request": view.request.value,
        "span": None if view.span is None else {"start": view.span.start, "end": view.span.end},
        "reason": view.reason,
        "media": list(view.media),
    }


def conversation(view: ConversationView) -> Shape:
    """One conversation, whole."""
    preview, record = view.preview, view.opted_out
    return {
        "id": view.id,
        "assignment_id": view.assignment_id,
        "campaign": view.campaign,
        "organization": view.organization,
        "name": view.name,
        "number": view.number,
        "line": view.line,
        "behavior": preview.behavior.value,
        "request": preview.asked.value,
        "blocked": preview.blocked,
        "block_evidence": None if view.block is None else view.block.value,
        "closing": None if view.closing is None else view.closing.value,
        "draft": view.draft,
        "custom": view.custom,
        "opt_out_now": None
        if record is not None
        else {
            "sends": preview.sends,
            "explanation": preview.explanation,
            "message": preview.message,
        },
        "opted_out": None
        if record is None
        else {
            "id": record.id,
            "at": moment(record.at),
            "by": record.by,
            "source": record.source,
            "confirmation": record.confirmation,
            "explanation": record.explanation,
        },
        "older": view.older,
        "texts": [text(one) for one in view.texts],
    }


def opt_out(result: OptOutResult) -> Shape:
    """What a press of Opt Out did."""
    return {
        "opt_out_id": result.opt_out_id,
        "conversation_id": result.conversation_id,
        "number": result.number,
        "name": result.name,
        "already": result.already,
        "sends": result.sends,
        "undo_until": moment(result.undo_until),
    }


def opt_out_record(record: OptOutRecord) -> Shape:
    """One opt-out on record."""
    return {
        "organization": record.organization,
        "number": record.number,
        "campaign": record.campaign,
        "conversation": record.conversation,
        "who": record.who,
        "source": record.source,
        "also_by": list(record.also_by),
        "message": record.message,
        "behavior": record.behavior,
        "confirmation": record.confirmation,
        "confirmation_reason": record.confirmation_reason,
        "at": moment(record.at),
        "confirmed_at": moment(record.confirmed_at),
        "ended_at": moment(record.ended_at),
        "ended_how": record.ended_how,
        "ended_by": record.ended_by,
        "ended_reason": record.ended_reason,
        "opt_in_requested_at": moment(record.opt_in_requested_at),
    }


def unmatched_request(one: UnmatchedRequest) -> Shape:
    """A request to opt out that belongs to no conversation."""
    return {
        "organization": one.organization,
        "number": one.number,
        "line": one.line,
        "message": one.message,
        "at": moment(one.at),
        "conversation": one.conversation,
    }


def undo(result: UndoResult) -> Shape:
    """What an undo did."""
    return {
        "undone": result.undone,
        "restored": result.restored,
        "explanation": result.explanation,
        "conversation_id": result.conversation_id,
        "name": result.name,
    }


def organization(view: OrganizationView) -> Shape:
    """An organization and its settings."""
    return {
        "id": view.id,
        "name": view.name,
        "opt_out_message": view.opt_out_message,
        "confirm_unblocked_type_2": view.confirm_unblocked_type_2,
        "undo_seconds": view.undo_seconds,
        "opt_outs": view.opt_outs,
        "opt_in_requests": view.opt_in_requests,
        "hours": hours_words(view.hours),
        "hold_confirmations": view.hold_confirmations,
        "automatic_opt_out": view.automatic_opt_out,
        "automatic_words": list(view.automatic_words),
        "request_words": list(view.request_words),
    }


def hours_words(hours: TextingHours | None) -> str | None:
    """Texting hours as `--hours` takes them; None is at any time."""
    if hours is None or hours.all_day:
        return None
    start, end = (
        f"{minute // 60}:{minute % 60:02}" for minute in (hours.start_minute, hours.end_minute)
    )
    return f"{start}-{end}"


def phone_text(text: PhoneText) -> Shape:
    """One text as a phone shows it."""
    return {
        "line": text.line,
        "from_contact": text.from_contact,
        "body": text.body,
        "at": moment(text.at),
        "state": text.state.value,
        "kind": text.kind.value,
    }


def imported(summary: ImportSummary, plan: CampaignPlan) -> Shape:
    """What became of the rows of a contact list."""
    report = summary.report_path
    return {
        "organization": plan.organization,
        "campaign": plan.campaign,
        "behavior": plan.behavior.value,
        "line": summary.line,
        "assignment_id": summary.assignment_id,
        "rows": summary.rows,
        "imported": summary.imported,
        "already_there": summary.already_there,
        "updated": summary.updated,
        "elsewhere": summary.elsewhere,
        "duplicates": summary.duplicates,
        "bad": summary.bad,
        "opted_out": summary.opted_out,
        "asking": summary.asking,
        "rejected": None if report is None else str(report),
    }
