"""Type 1 and Type 2 as pure decisions: the table of the opt-out specification, in code.

Pressing Opt Out records the opt-out, and sends the organization's message exactly
when the provider has not already told the contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from core.domain import Behavior, Confirmation, RequestKind, Verdict

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is known, from the gateway alone, about one line and one contact."""

    behavior: Behavior
    told: bool = False
    """The provider has sent the contact its own opt-out message on this line."""
    blocked: bool = False
    """The provider refuses to carry texts between the line and the contact."""


def known_of(behavior: Behavior, block: str | None) -> LineFacts:
    """What a block that stands, or none, says: who is refused has been told.

    Args:
        behavior: The line's.
        block: The evidence of the block between the line and the contact, if one stands.
    """
    return LineFacts(behavior, told=block is not None, blocked=block is not None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a press of Opt Out does besides recording it, which it always does."""

    confirmation: Confirmation
    """PENDING where the organization's message is to be sent, else why it is not."""

    @property
    def sends(self) -> bool:
        """Whether the organization's message is queued."""
        return self.confirmation is Confirmation.PENDING


def decide_opt_out(facts: LineFacts, *, confirm_unblocked_type_2: bool = True) -> Decision:
    """What Opt Out does for a conversation, given what the gateway has shown.

    Args:
        facts: What is known about the conversation's line and contact.
        confirm_unblocked_type_2: The organization's switch for a Type 2 line that has
            blocked nothing (a request in the contact's own words).
    """
    if facts.told:
        return Decision(Confirmation.TOLD)
    if facts.behavior is Behavior.TYPE_2 and not confirm_unblocked_type_2:
        return Decision(Confirmation.SWITCHED_OFF)
    return Decision(Confirmation.PENDING)


def exact_word(body: str) -> str:
    """A text as it is held against the words that a gateway publishes.

    The case of ASCII letters does not matter, nor do spaces, tabs and line breaks around it:
    that much every gateway is known to pass over. Whatever else looks like a letter or a space
    makes it another text: in doubt the gateway has not acted, and the confirmation is sent.
    """
    return body.strip(" \t\r\n").translate(_SMALL)


def read_verdict(
    body: str,
    verdict: Verdict,
    behavior: Behavior,
    opt_out_keywords: frozenset[str],
    start_keywords: frozenset[str],
) -> Verdict:
    """What the gateway did about an inbound text: STOP, START or nothing.

    The gateway's own verdict is believed, whatever its line is set up as. Where it gives
    none, only an exact match with its own published words counts (`exact_word`), and a
    Type 1 line acts on no word but one that lifts a block. Our detection has no say here.
    """
    if verdict is not Verdict.SILENT:
        return verdict
    word = exact_word(body)
    if word in start_keywords:
        return Verdict.START
    if behavior is Behavior.TYPE_2 and word in opt_out_keywords:
        return Verdict.STOP
    return Verdict.NONE


def explain(facts: LineFacts, decision: Decision, asked: RequestKind) -> str:
    """What pressing Opt Out will do now, in the words a texter reads."""
    if decision.confirmation is Confirmation.TOLD:
        return (
            "The provider has already told this contact and blocked the line. "
            "Opting out records it; nothing is sent."
        )
    if decision.confirmation is Confirmation.SWITCHED_OFF:
        return (
            "The provider has not blocked this contact. Your organization sends no message "
            "here: opting out records it; nothing is sent."
        )
    if facts.behavior is Behavior.TYPE_1:
        return (
            "Nothing is blocked until you press Opt Out. "
            "Opting out records it and sends your organization's opt-out message."
        )
    if asked.asks_to_opt_out:
        return (
            "The provider did not recognize this request: nothing is blocked and nobody has "
            "told the contact. Opting out records it and sends your organization's opt-out message."
        )
    return (
        "The provider has blocked nothing for this contact. "
        "Opting out records it and sends your organization's opt-out message."
    )


_CONFIRMATION_WORDS = {
    Confirmation.PENDING: "Your organization's opt-out message is about to be sent.",
    Confirmation.SENT: "Your organization's opt-out message was sent.",
    Confirmation.TOLD: "Nothing was sent: the provider had already told this contact.",
    Confirmation.SWITCHED_OFF: (
        "Nothing was sent: your organization sends no message where the provider blocked nothing."
    ),
    Confirmation.NO_CONVERSATION: "Nothing was sent: there was no conversation to answer in.",
    Confirmation.WITHDRAWN: "Nothing was sent: the opt-out was taken back.",
    Confirmation.FAILED: "The opt-out stands, but its message could not be delivered.",
    Confirmation.EXPIRED: "The opt-out stands; its message could not leave within 24 hours.",
    Confirmation.UNKNOWN: (
        "The opt-out stands. Whether its message arrived is not known; it is not sent twice."
    ),
}


def describe_confirmation(
    confirmation: Confirmation, *, blocked: bool = False, waits: str = ""
) -> str:
    """What became of an opt-out's one confirmation, in the words a texter reads.

    Args:
        confirmation: What is on record of it.
        blocked: Whether the provider refuses to carry texts to the contact, which it tells them.
        waits: Why one that is pending has not left, where something keeps it.
    """
    if waits and confirmation is Confirmation.PENDING:
        return f"Your organization's opt-out message has not left yet. {waits}"
    if blocked and confirmation is Confirmation.NO_CONVERSATION:
        return (
            "Nothing was sent: there was no conversation to answer in; "
            "the provider has told this contact."
        )
    return _CONFIRMATION_WORDS[confirmation]
