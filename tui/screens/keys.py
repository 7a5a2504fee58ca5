"""The keys of where you are, made from the bindings that are live there."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.bound_actions import bound_by
from tui.key_names import key_words

TWO_COLUMNS = 116
"""The width of a terminal that has room for two."""

INDENT = 11
"""Cells for the keys."""

OF_A_CONVERSATION = "This conversation"
ELSEWHERE = {
    "messenger.to_list": "Finding your way",
    "messenger.keys": "textbank",
    "messenger.quit": "textbank",
}
"""Where a key belongs that the class that binds it does not tell."""

OF_A_WIDGET = {
    "list": "On the list",
    "transcript": "In the transcript",
    "side": "In the panel on the right",
    "composer": "While you write",
}


class KeysScreen(ModalScreen[None]):
    """Shows every key that works on the screen beneath."""

    DEFAULT_CSS = """
    KeysScreen { align: center middle; }
    KeysScreen #keys {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        border: round $button-live-background; border-title-style: bold; padding: 0 1;
        background: $centre-background; color: $centre-text;
    }
    KeysScreen.-two-columns #keys { width: 114; }
    KeysScreen #columns { width: 100%; height: auto; }
    KeysScreen Static { width: 1fr; height: auto; }
    KeysScreen #right { display: none; margin-left: 2; }
    KeysScreen.-two-columns #right { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "leave", "Back", id="keys.leave"),
        Binding("j,down", "scroll(1)", "Down", show=False, id="keys.down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="keys.up"),
    ]

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._sections = sections_of(bindings)

    def compose(self) -> ComposeResult:
        """Build the table: section by section, the keys of an action, then what it does."""
        with VerticalScroll(id="keys") as panel:
            panel.border_title = "Keys"
            panel.border_subtitle = "↑ ↓ scroll · ctrl+p finds every action by name · esc closes"
            with Horizontal(id="columns"):
                yield Static("", id="left", markup=False)
                yield Static("", id="right", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Use the width there is."""
        two = event.size.width >= TWO_COLUMNS
        self.set_class(two, "-two-columns")
        left, right = _halves(self._sections) if two else (self._sections, {})
        width = 53 if two else min(78, event.size.width) - 6
        self.query_one("#left", Static).update(keys_table(left, width))
        self.query_one("#right", Static).update(keys_table(right, width))

    def action_scroll(self, by: int) -> None:
        """Scroll a line, for hands that know vim."""
        self.query_one("#keys").scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


Entry = tuple[str, str]
"""The keys of an action, and what it does."""


def sections_of(bindings: Mapping[str, ActiveBinding]) -> dict[str, list[Entry]]:
    """The live keys of every action that has an id, by where they belong.

    What acts on the conversation leads; the keys of what has the focus come last.
    """
    keys: dict[str, list[str]] = {}
    first: dict[str, ActiveBinding] = {}
    for active in bindings.values():
        binding = active.binding
        if binding.id and binding.description and active.enabled:
            keys.setdefault(binding.id, []).append(key_words(binding.key))
            first.setdefault(binding.id, active)
    of_screen: dict[str, list[Entry]] = {OF_A_CONVERSATION: []}
    of_focus: dict[str, list[Entry]] = {}
    for identity, active in sorted(first.items(), key=lambda one: one[0] != "messenger.opt_out"):
        sections = of_screen if isinstance(active.node, Screen) else of_focus
        entry = (_together(list(dict.fromkeys(keys[identity]))), _does(active.binding))
        sections.setdefault(_title(active.node, identity), []).append(entry)
    return {title: entries for title, entries in {**of_screen, **of_focus}.items() if entries}


def _together(keys: list[str]) -> str:
    """Keys side by side; numbers in a row by the first and the last."""
    if len(keys) > 3 and "".join(keys) in "0123456789":
        return f"{keys[0]} to {keys[-1]}"
    return " ".join(keys)


def _does(binding: Binding) -> str:
    return binding.tooltip or binding.description


def _title(node: DOMNode, identity: str) -> str:
    """What the class that binds it says of itself, or where it is by its name."""
    own: str = bound_by(type(node), identity).__dict__.get("BINDING_GROUP_TITLE", "")
    own = ELSEWHERE.get(identity, own)
    if own:
        return own
    if isinstance(node, Screen):
        return OF_A_CONVERSATION
    place = identity.partition(".")[0]
    return OF_A_WIDGET.get(place, place.replace("_", " ").capitalize())


def keys_table(sections: Mapping[str, list[Entry]], width: int) -> Content:
    """A heading for each section, and an entry for each action, in lines of this width."""
    lines: list[Content] = []
    for title, entries in sections.items():
        lines += [Content("")] if lines else []
        lines.append(Content.assemble((title, "bold underline")))
        for keys, does in entries:
            wrapped = textwrap.wrap(does, max(20, width - INDENT))
            if len(keys) < INDENT:
                keys, first = f"{keys:<{INDENT}}", wrapped.pop(0)
                lines.append(Content.assemble((keys, "bold"), first))
            else:
                lines.append(Content.assemble((keys, "bold")))
            lines += [Content(" " * INDENT + line) for line in wrapped]
    return Content("\n").join(lines)


def _halves(
    sections: Mapping[str, list[Entry]],
) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """The sections in two columns, each whole, about as long as each other."""
    length = sum(len(entries) + 2 for entries in sections.values())
    left: dict[str, list[Entry]] = {}
    right: dict[str, list[Entry]] = {}
    taken = 0
    for title, entries in sections.items():
        column = left if not left or taken + (len(entries) + 2) / 2 <= length / 2 else right
        column = right if right else column
        column[title] = entries
        taken += len(entries) + 2
    return left, right
