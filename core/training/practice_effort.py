"""How long each conversation was in hand, and how many keys were pressed for it."""

from __future__ import annotations

from dataclasses import dataclass

READ = 1.0
"""Seconds in hand after which a conversation counts as opened: a cursor passes over many."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What one conversation took."""

    seconds: float = 0.0
    keys: int = 0
    """Keys pressed and clicks made while it was in hand, those of dialogs, too."""

    @property
    def opened(self) -> bool:
        """Whether it was looked at, rather than passed over."""
        return self.seconds >= READ


class EffortLog:
    """Adds up what is done while one conversation after the other is in hand."""

    def __init__(self) -> None:
        self._efforts: dict[str, Effort] = {}
        self._in_hand: str | None = None
        self._since = 0.0
        self._keys_before = 0

    @property
    def in_hand(self) -> str | None:
        """The number of the contact who is in hand and waits."""
        return self._in_hand

    def turn_to(self, number: str | None, now: float, keys: int) -> None:
        """Take another conversation in hand, or none that waits for anything.

        Args:
            number: The contact's number; None is nobody.
            now: Seconds from any start.
            keys: How many keys were pressed since any start.
        """
        if number == self._in_hand:
            return
        self._add(now, keys)
        self._in_hand, self._since, self._keys_before = number, now, keys

    def efforts(self, now: float, keys: int) -> dict[str, Effort]:
        """What each conversation took until now, by the contact's number."""
        self._add(now, keys)
        self._since, self._keys_before = now, keys
        return dict(self._efforts)

    def _add(self, now: float, keys: int) -> None:
        if self._in_hand is not None:
            before = self._efforts.get(self._in_hand, Effort())
            self._efforts[self._in_hand] = Effort(
                before.seconds + now - self._since, before.keys + keys - self._keys_before
            )
