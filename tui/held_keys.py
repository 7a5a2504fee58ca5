"""Held keys: terminals report no release, so repeats are told from presses by their pace."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

REPEAT = 0.060
"""Seconds: the same key again within this is one press."""

REPEAT_DELAY = 0.7
"""Seconds a keyboard may wait before it repeats a key that is held down (X11: 0.66)."""

SETTLE = 0.250
"""Seconds for which a dialog that just opened takes no key."""

NEXT_REPEAT = 0.120
"""Seconds within which a held key that repeats comes again (a Linux console: 0.092)."""

FIRST_REPEAT = 0.220
"""Seconds that every keyboard waits at least before it repeats a key (macOS: 0.225)."""

STALL = 0.350
"""Seconds that a slow line may hold up the repeats of a key that is known to be held."""


class Pace(Enum):
    """What the time since the same key came last says of a press.

    For a key that is pressed again and again on purpose, where waiting for `REPEAT_DELAY`
    would hold up the hand.
    """

    PRESS = "press"
    """Pressed: another key came before, or this one too soon, or too late, for a repeat."""
    UNSURE = "unsure"
    """Pressed, or the first repeat: it was pressed if nothing follows within `NEXT_REPEAT`."""
    HELD = "held"
    """A repeat of a key that is held down."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key as it came from the terminal."""

    key: str = ""
    at: float = float("-inf")
    """When it came, in seconds from any start: not when its turn came, which may be later."""
    repeats: bool = False
    """Whether it is the key before, again within `REPEAT`."""
    goes_on: bool = False
    """Whether it may be the key before, still held down."""
    began: float = float("-inf")
    """When it was first pressed, if it is being held down; else when it came."""
    number: int = 0
    """How many keys and clicks there had been with it; a key that is held down is one."""
    pace: Pace = Pace.PRESS
    """Whether it was pressed on purpose, as far as can be told when it comes."""


class HeldKeys:
    """Which key is being acted on, and whether it is being held down."""

    def __init__(self) -> None:
        self._latest = KeyPress()
        self.press = self._latest
        """The key being acted on; others may have come after it."""
        self.clicked = False
        """Whether the mouse was pressed after the last key."""
        self.pressed = 0
        """How many keys and clicks have come; a key that is held down is one."""
        self.not_before = float("-inf")
        """Keys that came before this moment are for what is gone: they do nothing."""

    def note(self, key: str, time: float) -> KeyPress:
        """A key has come, and is acted on unless `press` is set to another."""
        self.clicked = False
        pause = time - self._latest.at if key == self._latest.key else float("inf")
        goes_on = pause < REPEAT_DELAY
        began = self._latest.began if goes_on else time
        repeats = pause < REPEAT
        self.pressed += not repeats
        pace = self._pace(pause)
        self._latest = KeyPress(key, time, repeats, goes_on, began, self.pressed, pace)
        self.press = self._latest
        return self.press

    def _pace(self, pause: float) -> Pace:
        """Tell a press from a repeat by the time since the same key came last."""
        if pause >= REPEAT_DELAY:
            return Pace.PRESS
        if pause < (STALL if self._latest.pace is Pace.HELD else NEXT_REPEAT):
            return Pace.HELD
        # Too slow for a repeat, too soon for the first one: nothing but a hand does that.
        in_time = self._latest.pace is Pace.PRESS and pause < FIRST_REPEAT
        return Pace.PRESS if in_time else Pace.UNSURE

    def note_click(self) -> None:
        """The mouse was pressed: what it does is not the doing of a key held down before."""
        self.clicked = True
        self.pressed += 1
        self.press = KeyPress(number=self.pressed)

    def is_latest(self, press: KeyPress) -> bool:
        """Whether nothing was pressed or clicked since: what was unsure was pressed on purpose."""
        return press is self._latest and not self.clicked

    def began_after(self, moment: float, now: float) -> bool:
        """Whether what is acted on began after a moment: a key held since before did not.

        Args:
            moment: In the seconds of key events.
            now: The present moment, in the same seconds: when the mouse was pressed.
        """
        return (self.press.began if self.press.key else now) >= moment

    @property
    def repeats(self) -> bool:
        """Whether it is the one before, held down."""
        return self.press.repeats

    def may_act(self) -> bool:
        """Whether it may do something that is not asked about first.

        True once for a key that is held down, whatever its repeat delay and however
        unevenly its repeats arrive, and again after another key or a pause.
        """
        return not self.press.goes_on
