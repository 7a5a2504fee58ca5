"""What a contact's phone shows: threads of texts, as the phone widget draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.providers.simulator_phones import PhoneText


@dataclass(frozen=True, slots=True)
class PhoneThread:
    """What was said between this phone and one sending number."""

    line: str
    """The sending number, E.164."""
    texts: tuple[PhoneText, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class PhoneView:
    """One contact's phone."""

    name: str
    """Whose phone it is, as it arrived."""
    number: str
    """Its own number, E.164."""
    threads: tuple[PhoneThread, ...] = ()
    """The one that matters now first, then those with the latest texts."""


def phone_view(
    name: str, number: str, texts: Sequence[PhoneText], line: str | None = None
) -> PhoneView:
    """Sort what a phone holds into threads.

    Args:
        name: Whose phone it is.
        number: Its own number, E.164.
        texts: Everything on it, oldest first, as the simulator says.
        line: Whose thread matters now; by default the one with the latest text.
    """
    threads: dict[str, list[PhoneText]] = {}
    for text in texts:
        # What is texted moves its thread to the end, so that the latest comes last.
        thread = threads.pop(text.line, [])
        threads[text.line] = [*thread, text]
    if line in threads:
        threads[line] = threads.pop(line)
    return PhoneView(
        name,
        number,
        tuple(PhoneThread(line, tuple(said)) for line, said in reversed(threads.items())),
    )
