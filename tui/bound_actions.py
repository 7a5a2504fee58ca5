"""Every action that has keys, collected from the classes that bind them.

A feature that adds a binding with an id is found here by itself: in the keymap, in
`textbank keys` and in the tests. Nothing is listed twice.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

import tui.screens
import tui.widgets
from tui.key_names import is_function_key


@dataclass(frozen=True, slots=True)
class BoundAction:
    """An action with the keys it has if nobody changes them."""

    id: str
    """What a keymap calls it, e.g. `messenger.opt_out`."""
    name: str
    does: str
    """A sentence for people."""
    keys: tuple[str, ...]
    """By Textual's names."""
    owner: str
    """The class that binds it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, with what its keys do and what the keys of the widgets on it do."""

    name: str
    screen: Mapping[str, BoundAction]
    widgets: tuple[Mapping[str, BoundAction], ...]


@cache
def every_action() -> Mapping[str, BoundAction]:
    """Every action by its id, in the order in which the classes bind them."""
    found: dict[str, BoundAction] = {}
    for kind in (*_screens(), *_widgets()):
        for action in _named(kind).values():
            found.setdefault(action.id, action)
    return found


@cache
def places() -> tuple[Place, ...]:
    """Every screen that can be shown."""
    return tuple(
        Place(
            screen.__name__,
            _named(screen),
            tuple(named for widget in _widgets_on(screen) if (named := _named(widget))),
        )
        for screen in _screens()
    )


@cache
def taken_while_writing() -> frozenset[str]:
    """The keys, besides letters, that a field of text takes for itself."""
    from textual.widgets import Input

    from tui.widgets.reply_input import NEW_LINE_KEYS, ReplyInput

    own = {key for kind in (Input, ReplyInput) for key, one in _bindings(kind) if not one.id}
    # F6 and F7 are left to us: see ReplyInput.
    return frozenset(key for key in own if not is_function_key(key)) | NEW_LINE_KEYS


@cache
def taken_everywhere() -> Mapping[str, str]:
    """The keys that mean the same on every screen, and what they do."""
    screen = {
        key: "copying" if "copy" in one.action else "moving on" for key, one in _bindings(Screen)
    }
    app = {key: "leaving" for key, one in _bindings(App) if one.priority}
    return {**app, **screen, App.COMMAND_PALETTE_BINDING: "the palette"}


def bound_by(kind: type[DOMNode], action_id: str) -> type[DOMNode]:
    """The class among the bases of `kind` that binds this action."""
    for base in kind.__mro__:
        for binding in base.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id == action_id:
                return base
    return kind


def _named(kind: type[DOMNode]) -> dict[str, BoundAction]:
    found: dict[str, BoundAction] = {}
    for key, binding in _bindings(kind):
        if binding.id:
            before = found.get(binding.id)
            found[binding.id] = BoundAction(
                id=binding.id,
                name=binding.description,
                does=binding.tooltip or binding.description,
                keys=(*(before.keys if before else ()), key),
                owner=bound_by(kind, binding.id).__name__,
            )
    return found


def _bindings(kind: type[DOMNode]) -> Iterator[tuple[str, Binding]]:
    return iter(kind._merged_bindings or ())


@cache
def _classes() -> tuple[type[Widget], ...]:
    for package in (tui.screens, tui.widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found: dict[type[Widget], None] = {}
    for name, module_ in sorted(sys.modules.items()):
        if name.startswith(("tui.screens.", "tui.widgets.")):
            for kind in vars(module_).values():
                if isinstance(kind, type) and issubclass(kind, Widget) and kind.__module__ == name:
                    found[kind] = None
    return tuple(found)


def _screens() -> Iterator[type[Screen[object]]]:
    """The screens that are shown: those that build what is on them, or that no other is made from.

    The rest are features that a screen is put together from.
    """
    for kind in _classes():
        if issubclass(kind, Screen) and (
            "compose" in vars(kind)
            or not any(other is not kind and issubclass(other, kind) for other in _classes())
        ):
            yield kind


def _widgets() -> Iterator[type[Widget]]:
    return (kind for kind in _classes() if not issubclass(kind, Screen))


def _widgets_on(screen: type[Screen[object]]) -> Iterator[type[Widget]]:
    """The widgets that can stand on a screen: those its modules, and theirs, know by name."""
    seen: set[str] = set()
    ahead = [base.__module__ for base in screen.__mro__]
    found: dict[type[Widget], None] = {}
    while ahead:
        name = ahead.pop()
        if name in seen or not name.startswith(("tui.screens.", "tui.widgets.")):
            continue
        seen.add(name)
        for kind in vars(sys.modules[name]).values():
            if isinstance(kind, type) and issubclass(kind, Widget):
                if issubclass(kind, Screen):
                    continue
                found[kind] = None
                ahead += [base.__module__ for base in kind.__mro__]
    return iter(found)
