"""The keys of where you are, made from the bindings that are live there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen, Screen
from textual.widgets import Static


class KeysScreen(ModalScreen[None]):
    """Shows every key that works on the screen beneath."""

    DEFAULT_CSS = """
    KeysScreen { align: center middle; }
    KeysScreen #keys {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        border: round $button-live-background; border-title-style: bold; padding: 0 1;
        background: $centre-background; color: $centre-text;
    }
    KeysScreen Static { width: 100%; height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "leave", "Back", id="keys.leave"),
    ]

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._live = bindings

    def compose(self) -> ComposeResult:
        """Build the table: the keys of an action, then what it does."""
        with VerticalScroll(id="keys") as panel:
            panel.border_title = "Keys"
            panel.border_subtitle = "ctrl+p finds every action by name · esc closes this"
            yield Static(keys_table(self._live), markup=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def keys_table(bindings: Mapping[str, ActiveBinding]) -> Content:
    """One line for each action that has an id, its keys first; the screen's own actions lead."""
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for active in sorted(bindings.values(), key=lambda one: not isinstance(one.node, Screen)):
        binding = active.binding
        if binding.id and binding.description and active.enabled:
            keys.setdefault(binding.id, []).append(_name(binding.key))
            words[binding.id] = binding.tooltip or binding.description
    lines = []
    for identity, names in keys.items():
        shown = " ".join(dict.fromkeys(names))
        lines.append(Content.assemble((f"{shown:<10} ", "bold"), words[identity]))
    return Content("\n").join(lines)


def _name(key: str) -> str:
    names = {"question_mark": "?", "pageup": "PgUp", "pagedown": "PgDn", "enter": "enter"}
    return names.get(key) or format_key(key)
