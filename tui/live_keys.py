"""The keys that do something here, as they are now: words on the screen follow them."""

from __future__ import annotations

from textual.dom import DOMNode

from tui.key_names import key_words, shown_keys


def live_keys(node: DOMNode, action_id: str) -> list[str]:
    """The keys of an action of the screen that a widget is on, as people read them.

    Args:
        node: The screen, or something on it.
        action_id: Such as `messenger.undo`.
    """
    screen = node.screen
    keys = [key for key, binding in screen._bindings if binding.id == action_id]
    return [key_words(key) for key in shown_keys(keys)]


def live_key(node: DOMNode, action_id: str) -> str:
    """The first of these."""
    return next(iter(live_keys(node, action_id)), action_id)
