"""What can differ between the two types at one moment of a scenario, as facts to be compared."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from core.domain import Confirmation, Direction, TextKind, TextState
from core.providers.simulator_phones import PhoneKind, PhoneState, PhoneText
from core.training.phone_view import PhoneView
from core.views import ConversationView, TextView


class Told(StrEnum):
    """Who has told the contact that they are opted out."""

    NOBODY = "nobody"
    PROVIDER = "provider"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with one contact under one type."""

    arrived: bool
    """Whether the latest text between the contact and a texter got to the other end."""
    blocked: bool
    """Whether the provider is known to have blocked the line."""
    told: Told
    opted_out: bool
    listed: bool
    """Whether the conversation is on the assignment list."""


def standing_of(view: ConversationView, phone: PhoneView, *, listed: bool) -> Standing:
    """How things stand with a contact.

    Args:
        view: The conversation, as the messenger shows it.
        phone: The contact's phone at the same moment.
        listed: Whether the conversation is on the assignment list.
    """
    return Standing(
        _latest_arrived(view, phone),
        view.preview.blocked,
        _told(view),
        view.opted_out is not None,
        listed,
    )


def differences(one: Standing, other: Standing) -> tuple[str, ...]:
    """The names of the facts in which two differ."""
    names = [fact.name for fact in fields(Standing)]
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def _told(view: ConversationView) -> Told:
    # What an opt-out found, or did, was on the line of another campaign perhaps.
    became = None if view.opted_out is None else view.opted_out.confirmation
    if became == Confirmation.SENT:
        return Told.ORGANIZATION
    return Told.PROVIDER if became == Confirmation.TOLD or view.preview.told else Told.NOBODY


def _latest_arrived(view: ConversationView, phone: PhoneView) -> bool:
    written = [
        text
        for thread in phone.threads
        if thread.line == view.line
        for text in thread.texts
        if text.from_contact and text.kind is PhoneKind.TEXT
    ]
    sent = [
        text
        for text in view.texts
        if text.direction is Direction.OUTBOUND
        and text.kind not in (TextKind.CONFIRMATION, TextKind.PROVIDER_NOTICE)
        and text.state not in (TextState.QUEUED, TextState.SENDING)
    ]
    latest: list[PhoneText | TextView] = [*written[-1:], *sent[-1:]]
    if not latest:
        return True
    newest = max(latest, key=lambda text: text.at)
    return newest.state in (PhoneState.DELIVERED, TextState.SENT, TextState.DELIVERED)
