"""Keys by name: as people write them, as Textual calls them, as a screen shows them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.keys import (
    KEY_NAME_REPLACEMENTS,
    KEY_TO_UNICODE_NAME,
    _character_to_key,
    format_key,
    key_to_character,
)

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(1, 25))
_MOVES = frozenset(("up", "down", "left", "right", "home", "end", "pageup", "pagedown"))
_NAMED = (
    _FUNCTION_KEYS
    | _MOVES
    | frozenset(("insert", "delete", "backspace", "tab", "enter", "escape", "space"))
)
_SIGNS = frozenset(KEY_TO_UNICODE_NAME) | frozenset(KEY_NAME_REPLACEMENTS.values())
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "del": "delete",
    "ins": "insert",
    "page_up": "pageup",
    "page_down": "pagedown",
}
_SAME_TO_A_TERMINAL = {
    "ctrl+i": "the tab key",
    "ctrl+m": "the enter key",
    "ctrl+h": "the backspace key",
    "ctrl+j": "a new line while writing",
    "ctrl+[": "the escape key",
}
_MODIFIERS = ("ctrl", "alt", "shift")


class NoSuchKey(ValueError):
    """What was written names no key that a terminal can send."""


def key_named(written: str) -> str:
    """Textual's name of the key that somebody wrote: `F8`, `ctrl+x`, `?`, `pgup`, `shift+g`.

    Raises:
        NoSuchKey: There is none; the message says why.
    """
    if len(written) == 1:
        if not written.isprintable() or written.isspace():
            raise NoSuchKey("it cannot be seen; write “space”, “tab” or “enter”")
        return _character_to_key(written)
    *modifiers, last = _parts(written)
    key = _ALIASES.get(last.lower(), last.lower())
    if not modifiers:
        if key in _NAMED or key in _SIGNS:
            return key
        raise NoSuchKey("there is no such key")
    if not key:
        raise NoSuchKey("there is no key after the +")
    return _with_modifiers([one.lower() for one in modifiers], key, last)


def _parts(written: str) -> list[str]:
    return ["+"] if written == "+" else [part.strip() for part in written.split("+")]


def _with_modifiers(modifiers: list[str], key: str, written: str) -> str:
    if len(set(modifiers)) != len(modifiers) or not set(modifiers) <= set(_MODIFIERS):
        raise NoSuchKey("before the + comes ctrl, alt or shift")
    if modifiers == ["shift"] and len(key) == 1 and key in _LETTERS:
        return key.upper()
    name = "+".join([*sorted(modifiers, key=_MODIFIERS.index), key])
    if name in _SAME_TO_A_TERMINAL:
        raise NoSuchKey(f"to a terminal it is {_SAME_TO_A_TERMINAL[name]}")
    letter = len(key) == 1 and key in _LETTERS
    sent = key in _FUNCTION_KEYS or key in _MOVES or key == "delete"
    if modifiers == ["alt"] and len(written) == 1 and written.isprintable():
        return f"alt+{_character_to_key(written)}"
    if sent or (modifiers == ["ctrl"] and letter) or name == "shift+tab":
        return name
    if key not in _NAMED and len(key) != 1:
        raise NoSuchKey("there is no such key")
    raise NoSuchKey("most terminals cannot send it")


def types_a_letter(key: str) -> bool:
    """Whether this key writes something where somebody is writing."""
    last = key.rpartition("+")[2]
    name = last if key.startswith("alt+") else key
    if name in KEY_NAME_REPLACEMENTS.values():  # `slash` and others that Textual does not know back
        return True
    character = key_to_character(name)
    return character is not None and character.isprintable()


def is_function_key(key: str) -> bool:
    """Whether it is F1 to F24, with or without ctrl, alt or shift."""
    return key.rpartition("+")[2] in _FUNCTION_KEYS


def shown_keys(keys: Iterable[str]) -> list[str]:
    """Keys without those that are only what terminals send for another: F13 is shift+F1."""
    found = list(keys)
    sent = {f"f{number + 12}" for number in range(1, 13) if f"shift+f{number}" in found}
    return [key for key in found if key not in sent]


def key_words(key: str) -> str:
    """A key as it is shown to people: `?`, `PgUp`, `f8`, `ctrl+x`."""
    *modifiers, last = key.split("+")
    names = {"pageup": "PgUp", "pagedown": "PgDn", "enter": "enter", "backspace": "backspace"}
    return "+".join([*modifiers, names.get(last) or format_key(last)])
