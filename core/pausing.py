"""How long an account, or one of its lines, is left alone after what its provider said.

A pause grows while the trouble lasts and ends with its first good answer. When it is over, one
text is tried before the rest: it alone meets what may still be wrong. So it is after a lost
answer, and where nobody knows how the account is. What was on the wire when a pause began
neither lengthens nor ends it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from math import inf
from time import monotonic
from typing import Final

from core.pending import WAITING
from core.providers.base import Outcome, Refusal, SendResult

log = logging.getLogger(__name__)

LONGEST_ASKED: Final = 3_600.0
"""Seconds that a provider which asks for patience is given at most."""

QUIET: Final = 60.0
"""Seconds after its last good answer from which nobody knows how an account is."""

MOST_LOST: Final = 3
"""So many answers in a row are lost before an account is left alone: each is a text that
nobody can say of whether it arrived."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How trouble that is not about the text is waited for."""

    first: float
    """Seconds of the first pause; each that follows in a row takes twice as long."""
    longest: float
    """Seconds of the longest."""
    words: str
    """What a text says that waits meanwhile."""
    of_line: bool = False
    """Whether it is the line's trouble: other lines of the account go on."""

    def pause(self, times: int) -> float:
        """Seconds of so manieth a pause in a row."""
        return min(self.first * 2.0 ** min(times - 1, 30), self.longest)

    def wait(self, attempts: int, asked: float | None) -> float:
        """Seconds after which a text is tried again that met it.

        Twice the pause: if it is about this text after all, another goes before it.

        Args:
            attempts: How often the text was tried.
            asked: Seconds that the provider asked for.
        """
        return max(2 * self.pause(attempts), min(asked or 0.0, LONGEST_ASKED))


PATIENCE: Final[Mapping[Refusal | None, Patience]] = {
    Refusal.BAD_CREDENTIALS: Patience(
        5.0, 300.0, "Waiting: the provider does not accept our credentials."
    ),
    Refusal.OUT_OF_MONEY: Patience(
        5.0, 300.0, "Waiting: the account at the provider has no money left."
    ),
    Refusal.SUSPENDED: Patience(5.0, 300.0, "Waiting: the account at the provider is suspended."),
    Refusal.DENIED: Patience(
        5.0, 300.0, "Waiting: the provider does not allow it, and does not say why."
    ),
    Refusal.LINE_DENIED: Patience(
        5.0, 300.0, "Waiting: the provider does not let our account use this line.", of_line=True
    ),
    Refusal.RATE_LIMITED: Patience(
        1.0, 300.0, "Waiting: the provider takes fewer texts at a time.", of_line=True
    ),
    Refusal.UNREACHABLE: Patience(2.0, 60.0, "Waiting: the provider cannot be reached."),
}
"""Refusals that are not about the text."""

_LOST: Final = Patience(2.0, 300.0, "")
"""An outage: no text waits for it, for what was lost is not sent again."""

Place = tuple[str, int | None]
"""An account, or one of its lines."""


def places_of(account: str, line_id: int | None) -> set[Place]:
    """The account and the line that a text leaves by."""
    return {(account, None), (account, line_id)}


@dataclass(frozen=True, slots=True, eq=False)
class Leaving:
    """A text on the wire."""

    account: str
    line_id: int | None
    order: int
    """Before or after a pause began."""


@dataclass(slots=True)
class _Trouble:
    until: float = 0.0
    since: int = -1
    """What left before says nothing of how it is now."""
    times: int = 0
    """Pauses in a row."""
    lost: int = 0
    """Answers in a row."""
    tried: Leaving | None = None
    """The one text that goes before the rest."""


class Pauses:
    """Which accounts and lines are left alone, and until when.

    Args:
        seconds: A clock that nobody sets.
    """

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._troubles: dict[Place, _Trouble] = {}
        self._good: dict[str, float] = {}
        self._orders = count()

    def lets(self, account: str, line_id: int | None = None) -> bool:
        """Whether a text may leave through an account, and from this line of it."""
        return all(self._is_open(place) for place in places_of(account, line_id))

    @property
    def held_lines(self) -> list[tuple[str, int]]:
        """The lines that are left alone, with their accounts: those may not be."""
        return [
            (account, line_id)
            for account, line_id in self._troubles
            if line_id is not None and not self._is_open((account, line_id))
        ]

    def in_doubt(self, accounts: Iterable[str]) -> set[Place]:
        """Which of these accounts, and which lines, one text is tried of before the rest."""
        places = {*self._troubles, *((account, None) for account in accounts)}
        return {place for place in places if self._is_in_doubt(place)}

    def leaves(self, account: str, line_id: int | None = None) -> Leaving:
        """Say that a text goes on the wire; `heed` must follow, whatever becomes of it."""
        leaving = Leaving(account, line_id, next(self._orders))
        for place in places_of(leaving.account, leaving.line_id):
            if self._is_in_doubt(place):
                self._troubles.setdefault(place, _Trouble()).tried = leaving
        return leaving

    def heed(self, leaving: Leaving, result: SendResult) -> None:
        """Leave an account or its line alone for a while, or no longer, as its answer says."""
        for place in places_of(leaving.account, leaving.line_id):
            tried = self._troubles.get(place)
            if tried is not None and tried.tried is leaving:
                tried.tried = None
        patience = PATIENCE.get(result.refusal)
        if patience is not None:
            line_id = leaving.line_id if patience.of_line else None
            self._pause((leaving.account, line_id), leaving, patience, result)
        elif result.outcome is Outcome.AMBIGUOUS:
            self._lost(leaving, result)
        elif result.outcome is not Outcome.RETRYABLE:
            for place in places_of(leaving.account, leaving.line_id):
                known = self._troubles.get(place)
                if known is not None and leaving.order > known.since:
                    del self._troubles[place]
                    if known.times:
                        log.warning("%s: what waited is sent again", _named(place))
            self._good[leaving.account] = self._seconds()

    def forget(self, account: str) -> None:
        """Begin anew: the account was changed."""
        for place in [place for place in self._troubles if place[0] == account]:
            del self._troubles[place]
        self._good.pop(account, None)

    def _is_open(self, place: Place) -> bool:
        trouble = self._troubles.get(place)
        return trouble is None or (trouble.until <= self._seconds() and trouble.tried is None)

    def _is_in_doubt(self, place: Place) -> bool:
        trouble = self._troubles.get(place)
        if trouble is not None and (trouble.times or trouble.lost):
            return True
        account, line_id = place
        return line_id is None and self._seconds() - self._good.get(account, -inf) > QUIET

    def _lost(self, leaving: Leaving, result: SendResult) -> None:
        place = (leaving.account, None)
        trouble = self._troubles.setdefault(place, _Trouble())
        trouble.lost += 1
        # Who asks for patience is away already; who was away is tried with one text at a time.
        if trouble.times or trouble.lost >= MOST_LOST or result.retry_after is not None:
            self._pause(place, leaving, _LOST, result)

    def _pause(
        self, place: Place, leaving: Leaving, patience: Patience, result: SendResult
    ) -> None:
        trouble = self._troubles.setdefault(place, _Trouble())
        pause = min(result.retry_after or 0.0, LONGEST_ASKED)
        if leaving.order > trouble.since:
            trouble.times += 1
            trouble.since = next(self._orders)
            pause = max(pause, patience.pause(trouble.times))
            # Said once: what follows are tries of the same.
            log.log(
                logging.WARNING if trouble.times == 1 else logging.INFO,
                "%s: nothing is sent for now, and it is tried again by itself: %s",
                _named(place),
                patience.words.removeprefix(WAITING) or "answers of the provider are lost.",
            )
        trouble.until = max(trouble.until, self._seconds() + pause)


def _named(place: Place) -> str:
    """An account or a line for the log, which holds no numbers."""
    account, line_id = place
    return f"account {account}, {'all lines' if line_id is None else f'line {line_id}'}"
