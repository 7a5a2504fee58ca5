"""The texter's own keys: a TOML file beside the config file.

    [keys]
    "messenger.opt_out" = ["x", "f8"]
    hide = "shift+h"

A binding is named as `textbank keys` names it, or by its last part where only one binding
(or one of the messenger's) has it. A file with a mistake changes nothing: half a keymap
would put Opt Out where a hand expects Hide.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from core.safe_text import for_line
from core.toml_lines import TomlLines
from tui.bound_actions import (
    BoundAction,
    Place,
    every_action,
    places,
    taken_everywhere,
    taken_while_writing,
)
from tui.key_names import NoSuchKey, is_function_key, key_named, key_words, types_a_letter

OPT_OUT = "messenger.opt_out"
QUESTIONS = {
    OPT_OUT: ("confirm.yes", "confirm.wrong_number"),
    "triage.opt_out_marked": ("batch.all",),
}
"""What asks once more, and what answers it: never the same key."""
NEVER_WITHOUT_A_KEY = (OPT_OUT, "confirm.yes", "confirm.no", "batch.all", "batch.cancel")

GIVES_WAY = "lesson."
"""A lesson's keys give way to those that a texter chose for their work, as long as one is left."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keymap:
    """What the file asks for, if all of it can be done."""

    keys: Mapping[str, Keys] = field(default_factory=dict)
    """The keys of each action that was changed, by Textual's names."""
    problems: tuple[str, ...] = ()
    """What is wrong with the file, in words; then nothing is changed."""

    def keys_of(self, action: BoundAction) -> Keys:
        """The keys that an action has now."""
        return self.keys.get(action.id, action.keys)


def load_keymap(path: Path) -> Keymap:
    """Read a keymap; what is wrong with it is told in `problems`, never raised."""
    try:
        source = path.read_text("utf-8")
    except FileNotFoundError:
        return Keymap()
    except (OSError, UnicodeDecodeError) as error:
        return Keymap(problems=(f"{path} cannot be read ({error}).",))
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        return Keymap(problems=(f"{path} is not valid TOML: {error}.",))
    reading = _Reading(path, source)
    keys = reading.read(content)
    reading.find_clashes(keys)
    return Keymap(problems=tuple(reading.problems)) if reading.problems else Keymap(keys)


def rebind(node: DOMNode, keymap: Keymap) -> None:
    """Give a screen, a widget or the app the keys of this keymap.

    Its bindings themselves are changed: Textual's own keymap filters by the default keys
    where somebody is writing.
    """
    bound = list(node._bindings)
    if not any(binding.id in keymap.keys for _, binding in bound):
        return
    changed: dict[str, list[Binding]] = {}
    done: set[str] = set()
    for key, binding in bound:
        action = binding.id or ""
        if action not in keymap.keys:
            changed.setdefault(key, []).append(binding)
        elif action not in done:
            done.add(action)
            for new in keymap.keys[action]:
                own = replace(binding, key=new, key_display=None)
                changed.setdefault(new, []).append(own)
    for given in {key for action in done for key in keymap.keys[action]}:
        others = [one for one in changed[given] if not (one.id or "").startswith(GIVES_WAY)]
        changed[given] = others or changed[given]
    node._bindings = BindingsMap.from_keys(changed)


class _Reading:
    """Turns the file's words into keys of actions, and keeps what is wrong with them."""

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self._lines = TomlLines(source)
        self.problems: list[str] = []
        self._written: dict[str, str] = {}
        """What the file calls each action."""

    def read(self, content: dict[str, Any]) -> dict[str, Keys]:
        table = content.pop("keys", {})
        for name in content:
            words = f"“{_shown(name)}” is not known here. Write bindings beneath [keys]."
            self._wrong(name, words, table="")
        if not isinstance(table, dict):
            self._wrong("keys", "[keys] must be a table of bindings.", table="")
            return {}
        found: dict[str, Keys] = {}
        for name, value in _flat(table):
            action = self._action(name)
            if action is None:
                continue
            if action.id in found:
                self._wrong(name, f"{_named(action)} is given keys twice.")
                continue
            self._written[action.id] = name
            keys = self._keys(name, action, value)
            if keys is not None:
                found[action.id] = keys
        return found

    def _wrong(self, name: str, words: str, table: str = "keys.") -> None:
        line = self._lines.named(f"{table}{name}")
        where = f"{self.path}, line {line}" if line else str(self.path)
        self.problems.append(f"{where}: {words}")

    def _action(self, name: str) -> BoundAction | None:
        known = every_action()
        if name in known:
            return known[name]
        meant = [one for one in known if one.rpartition(".")[2] == name]
        if f"messenger.{name}" in meant:
            return known[f"messenger.{name}"]
        if len(meant) == 1:
            return known[meant[0]]
        if meant:
            self._wrong(name, f"“{name}” may mean {_listed(meant, 'or')}. Write one of these.")
            return None
        # Where several have the same short name, the messenger's is meant.
        of_messenger = sorted(known, key=lambda one: one.startswith("messenger."))
        shorts = {one.rpartition(".")[2]: one for one in of_messenger}
        near = get_close_matches(name, known, 3, 0.6)
        near += [shorts[one] for one in get_close_matches(name, shorts, 2, 0.6)]
        hint = f" Did you mean {_listed(list(dict.fromkeys(near))[:3], 'or')}?" if near else ""
        self._wrong(
            name, f"there is no action “{_shown(name)}”.{hint} `textbank keys` lists them all."
        )
        return None

    def _keys(self, name: str, action: BoundAction, value: object) -> Keys | None:
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            self._wrong(name, f"the keys of {_named(action)} must be a text or a list of texts.")
            return None
        found: list[str] = []
        for one in written:
            try:
                key = key_named(one)
            except NoSuchKey as error:
                self._wrong(name, f"“{_shown(one)}” for {_named(action)}: {error}.")
                return None
            use = taken_everywhere().get(key)
            if use is not None and key not in action.keys:
                self._wrong(name, f"“{key_words(key)}” is kept for {use}, on every screen.")
                return None
            found.append(key)
        if not found and action.id in NEVER_WITHOUT_A_KEY:
            self._wrong(name, f"{_named(action)} cannot be left without a key.")
            return None
        return _with_one_for_writing(action, tuple(dict.fromkeys(found)))

    def find_clashes(self, changed: Mapping[str, Keys]) -> None:
        """Tell of every key that would do two things in one place, and of what must never be."""
        keymap, known = Keymap(changed), every_action()
        found: dict[str, str] = {}
        for place in places():
            for key, one, other in clashes_in(place, keymap):
                words = f"“{key_words(key)}” is given to both {_named(one)} and {_named(other)}."
                found[words] = one.id if one.id in changed else other.id
        for asks, answers in QUESTIONS.items():
            for key in keymap.keys_of(known[asks]):
                for answer in answers:
                    if key in keymap.keys_of(known[answer]):
                        words = (
                            f"“{key_words(key)}” would open the question of {_named(known[asks])} "
                            f"and answer it, as {answer}. They need different keys."
                        )
                        found[words] = asks if asks in changed else answer
        for words, action_id in found.items():
            self._wrong(self._written[action_id], words)


def _with_one_for_writing(action: BoundAction, keys: Keys) -> Keys:
    """What acts on a screen keeps its ctrl or F-key, unless it is given another for writing."""
    works = [key for key in keys if not types_a_letter(key) and key not in taken_while_writing()]
    if works or not keys:
        return keys
    stays = (key for key in action.keys if is_function_key(key) or key.startswith("ctrl+"))
    return tuple(dict.fromkeys([*keys, *stays]))


def clashes_in(place: Place, keymap: Keymap) -> Iterator[tuple[str, BoundAction, BoundAction]]:
    """Every key that means two things on a screen, with both.

    A widget may have a key of the screen's for itself only where both have it by default:
    Escape in the composer leaves the composer first.
    """
    for group in (place.screen, *place.widgets):
        holders: dict[str, BoundAction] = {}
        for action in group.values():
            for key in keymap.keys_of(action):
                other = holders.setdefault(key, action)
                if other is not action and not _one_gives_way(action, other, keymap):
                    yield key, other, action
    for widget in place.widgets:
        for action in widget.values():
            for key in keymap.keys_of(action):
                for other in place.screen.values():
                    by_default = key in action.keys and key in other.keys
                    yields = by_default or _one_gives_way(action, other, keymap)
                    if key in keymap.keys_of(other) and not yields:
                        yield key, other, action


def _one_gives_way(one: BoundAction, other: BoundAction, keymap: Keymap) -> bool:
    """Whether one of them is a lesson's, with its usual keys, and keeps another of them."""
    for lesson, work in ((one, other), (other, one)):
        usual = lesson.id.startswith(GIVES_WAY) and lesson.id not in keymap.keys
        if usual and not work.id.startswith(GIVES_WAY):
            return bool(set(lesson.keys) - set(keymap.keys_of(work)))
    return False


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The entries of a table, those of its tables too: `a.b = "x"` is the same as `"a.b" = "x"`."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _named(action: BoundAction) -> str:
    return f"{action.name} ({action.id})"


def _shown(written: str) -> str:
    return for_line(written, 40)


def _listed(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
