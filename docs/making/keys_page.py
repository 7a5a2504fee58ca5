"""The table of all keys, made from the bindings themselves: docs/keys.md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tui.bound_actions import BoundAction, every_action, places
from tui.key_names import key_words, shown_keys
from tui.screens.keys import ELSEWHERE, OF_A_CONVERSATION
from tui.screens.messenger import MessengerScreen

KEYS_PAGE = Path(__file__).parent.parent / "keys.md"

HEAD = """\
# Every key

`?` shows the keys of where you are on the screen, `ctrl+p` finds every action by its name, and the
mouse does it all, too. The last column is the name for a [`keys.toml`](texting.md#keys-of-your-own)
of your own. This page is written by `python -m docs.make_pictures`, from the bindings of the app.
"""

ELSEWHERE_TITLES = {
    "list": "On the list",
    "transcript": "In the transcript",
    "side": "In the panel on the right",
    "composer": "While you write",
    "search": "While you search",
    "replies": "Looking for a reply (`p`)",
    "tags": "Tags (`l`)",
    "note": "Notes (`m`)",
    "past": "Earlier texts (`e`)",
    "confirm": "When Opt Out asks once more (`o`)",
    "first": "First messages and follow-ups (`b`)",
    "quick": "QuickSend (`Q`)",
    "triage": "Triage (`t`)",
    "matching": "Triage: marking by a pattern (`m`)",
    "batch": "Triage: opting out all that are marked (`O`)",
    "statistics": "The figures (`N`)",
    "picker": "Your assignments (`a`), the scenarios (`y`)",
    "begin": "The first run",
    "keys": "The keys (`?`)",
    "lesson": "The lesson",
    "SideBySideScreen": "Both types side by side (`d`)",
    "phone": "On the contact's phone",
    "PracticeScreen": "While you practise",
    "practice": "The report of a practice",
}
"""Where the actions are that are not the messenger's own, in the order of the page.

A screen by its name: what it does otherwise with actions of the messenger.
"""

WORDS_BEFORE = {
    "lesson": "`textbank train`. The messenger's keys work here, too, but for `r`, `t` and "
    "`backspace`.",
    "SideBySideScreen": "The lesson's keys work here, too; these are for both types at once.",
    "PracticeScreen": "`textbank practice`. Everything else is as in the messenger.",
}


def keys_page() -> str:
    """The whole page."""
    of_messenger: dict[str, list[BoundAction]] = {OF_A_CONVERSATION: []}
    others: dict[str, list[BoundAction]] = {place: [] for place in ELSEWHERE_TITLES}
    known = every_action()
    for action in known.values():
        place = action.id.partition(".")[0]
        if place == "messenger":
            of_messenger.setdefault(_title(action), []).append(action)
        else:
            others.setdefault(place, []).append(action)
    for screen in places():
        if screen.name in ELSEWHERE_TITLES:
            own = (one for one in screen.screen.values() if one.does != known[one.id].does)
            others[screen.name] += own
    # Opt Out leads, as on the screen.
    of_messenger[OF_A_CONVERSATION].sort(key=lambda one: one.id != "messenger.opt_out")
    sections = [_section(title, some) for title, some in of_messenger.items() if some]
    sections += [
        _section(ELSEWHERE_TITLES.get(place, place.capitalize()), some, WORDS_BEFORE.get(place))
        for place, some in others.items()
        if some
    ]
    return "\n".join([HEAD, *sections])


def keys_of(action: BoundAction) -> list[str]:
    """The keys of an action, as people read them."""
    return list(dict.fromkeys(key_words(key) for key in shown_keys(action.keys)))


def _title(action: BoundAction) -> str:
    owners = {kind.__name__: kind for kind in MessengerScreen.__mro__}
    own = owners[action.owner].__dict__.get("BINDING_GROUP_TITLE", OF_A_CONVERSATION)
    return ELSEWHERE.get(action.id, str(own))


def _section(title: str, actions: Iterable[BoundAction], before: str | None = None) -> str:
    rows = [
        f"| {_keys(keys_of(action))} | {_cell(action.does)} | `{action.id}` |" for action in actions
    ]
    above = [f"## {title}\n", *([f"{before}\n"] if before else [])]
    return "\n".join([*above, "| keys | | |", "|---|---|---|", *rows, ""])


def _keys(keys: list[str]) -> str:
    if len(keys) > 3 and "".join(keys) in "0123456789":
        return f"`{keys[0]}` to `{keys[-1]}`"
    return " ".join(f"`{key}`" for key in keys)


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
