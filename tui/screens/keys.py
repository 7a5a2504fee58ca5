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
from tui.key_names import key_words, shown_keys

TWO_COLUMNS = 116
"""The width of a terminal that has room for two."""

INDENT = 11
"""Cells for the keys."""

OF_A_CONVERSATION = "This conversation"
OF_THE_APP = "textbank"
ELSEWHERE = {
    "messenger.to_list": "Finding your way",
    "messenger.keys": OF_THE_APP,
    "messenger.quit": OF_THE_APP,
    "statistics.keys": OF_THE_APP,
    "statistics.quit": OF_THE_APP,
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
        width = 53 if two else min(78, event.size.width) - 6
        left, right = _halves(self._sections, width) if two else (self._sections, {})
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
            keys.setdefault(binding.id, []).append(binding.key)
            first.setdefault(binding.id, active)
    for active in bindings.values():
        # The app has a key of its own for leaving, and takes it before any screen does.
        action = f"app.{active.binding.action}"
        for identity, one in first.items():
            if not active.binding.id and one.binding.action == action:
                keys[identity].append(active.binding.key)
    of_screen: dict[str, list[Entry]] = {OF_A_CONVERSATION: []}
    of_app: dict[str, list[Entry]] = {}
    of_focus: dict[str, list[Entry]] = {}
    for identity, active in sorted(first.items(), key=lambda one: one[0] != "messenger.opt_out"):
        title = _title(active.node, identity)
        sections = of_screen if isinstance(active.node, Screen) else of_focus
        sections = of_app if title == OF_THE_APP else sections
        entry = (_together(keys[identity]), _does(active.binding))
        sections.setdefault(title, []).append(entry)
    found = {**of_screen, **of_app, **of_focus}
    return {title: entries for title, entries in found.items() if entries}


def _together(keys: list[str]) -> str:
    """Keys side by side; numbers in a row by the first and the last."""
    keys = list(dict.fromkeys(map(key_words, shown_keys(keys))))
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
    sections: Mapping[str, list[Entry]], width: int
) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """The sections in two columns of this width, each whole, the longer one as short as can be."""
    titles = list(sections)
    lines = [keys_table({title: sections[title]}, width).plain.count("\n") + 2 for title in titles]
    longest = [max(sum(lines[:at]), sum(lines[at:])) for at in range(len(titles) + 1)]
    at = longest.index(min(longest))
    return (
        {title: sections[title] for title in titles[:at]},
        {title: sections[title] for title in titles[at:]},
    )
