"""Mishaps on request: what goes wrong between a customer and a gateway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from core.errors import BadInput


class Fault(StrEnum):
    """One kind of mishap."""

    API_ERROR = "api_error"
    """The API answers a send with `error_status`; the text was not taken."""
    API_ERROR_AFTER = "api_error_after"
    """The same, but the text was taken."""
    RESET_BEFORE = "reset_before"
    """The connection is reset; the text was not taken."""
    RESET_AFTER = "reset_after"
    """The connection is reset once the text was taken: the answer is lost."""
    SLOW = "slow"
    """The answer comes `slow_seconds` after the text was taken."""
    DUPLICATE = "duplicate"
    """A webhook is called once more after it was acknowledged."""
    REORDER = "reorder"
    """A webhook is held back for up to `reorder_seconds`: others overtake it."""
    LOSE = "lose"
    """A webhook is never called."""
    LOSE_REPORT = "lose_report"
    """A report is never handed over; what contacts write still is."""


@dataclass(slots=True)
class _Chance:
    next: int = 0
    """So many of the next ones."""
    rate: float = 0.0
    """This share of the others, from 0 to 1."""


_AMOUNTS = {
    "seed": 0,
    "error_status": 500,
    "retry_after": 0.0,
    "slow_seconds": 2.0,
    "delay_seconds": 0.0,
    "reorder_seconds": 0.5,
}
"""What else can be set, and what it is until then. `delay_seconds` holds back every webhook;
`retry_after` is sent with an `error_status` unless it is 0."""


class Faults:
    """The mishaps of one gateway. None happens until it is asked for; a restart forgets them."""

    def __init__(self) -> None:
        self._chances = {fault: _Chance() for fault in Fault}
        self._amounts: dict[str, float] = dict(_AMOUNTS)
        self._draws = 0

    def falls(self, fault: Fault) -> bool:
        """Whether this mishap happens now. The same seed draws the same."""
        chance = self._chances[fault]
        if chance.next > 0:
            chance.next -= 1
            return True
        return chance.rate > 0 and self.draw() < chance.rate

    def draw(self) -> float:
        """A number from 0 to 1, without 1."""
        self._draws += 1
        text = f"{self._amounts['seed']}:{self._draws}".encode()
        return int.from_bytes(blake2b(text, digest_size=6).digest(), "big") / 2**48

    def amount(self, name: str) -> float:
        """How much of something: one of the names in the shape below besides the faults."""
        return self._amounts[name]

    def shape(self) -> dict[str, Any]:
        """Everything that is set, as JSON has it."""
        chances = {
            fault.value: {"next": chance.next, "rate": chance.rate}
            for fault, chance in self._chances.items()
        }
        return {**chances, **self._amounts}

    def change(self, changes: Mapping[str, Any]) -> None:
        """Set some of it, in the form of `shape`, and leave the rest.

        Raises:
            BadInput: There is no such fault, or not so; nothing was changed.
        """
        chances = dict(self._chances)
        amounts = dict(self._amounts)
        for name, value in changes.items():
            if name in _AMOUNTS:
                amounts[name] = _checked(name, value)
            elif name in set(Fault):
                if not isinstance(value, Mapping) or set(value) - {"next", "rate"}:
                    raise BadInput(f'{name} is set as {{"next": 1}} or {{"rate": 0.1}}.')
                rate = _checked(f"{name}: rate", value.get("rate", 0.0))
                if rate > 1:
                    raise BadInput(f"{name}: a rate is from 0 to 1.")
                chances[Fault(name)] = _Chance(
                    int(_checked(f"{name}: next", value.get("next", 0))), rate
                )
            else:
                known = ", ".join([*Fault, *_AMOUNTS])
                raise BadInput(f"There is no fault {name}. There are: {known}.")
        status = amounts["error_status"]
        if not 400 <= status <= 599:
            raise BadInput("error_status is from 400 to 599.")
        if changes.get("seed") is not None:
            self._draws = 0
        self._chances, self._amounts = chances, amounts


def _checked(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise BadInput(f"{name} is a number from 0.")
    return value
