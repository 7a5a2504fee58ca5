"""Held keys: terminals report no release, so repeats are told from presses by their pace."""

from __future__ import annotations

from dataclasses import dataclass

REPEAT = 0.060
"""Seconds: the same key again within this is one press."""

REPEAT_DELAY = 0.7
"""Seconds a keyboard may wait before it repeats a key that is held down (X11: 0.66)."""

SETTLE = 0.250
"""Seconds for which a dialog that just opened takes no key."""


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

    def note(self, key: str, time: float) -> KeyPress:
        """A key has come, and is acted on unless `press` is set to another."""
        self.clicked = False
        pause = time - self._latest.at if key == self._latest.key else float("inf")
        goes_on = pause < REPEAT_DELAY
        began = self._latest.began if goes_on else time
        repeats = pause < REPEAT
        self.pressed += not repeats
        self._latest = KeyPress(key, time, repeats, goes_on, began, self.pressed)
        self.press = self._latest
        return self.press

    def note_click(self) -> None:
        """The mouse was pressed: what it does is not the doing of a key held down before."""
        self.clicked = True
        self.pressed += 1
        self.press = KeyPress(number=self.pressed)

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
