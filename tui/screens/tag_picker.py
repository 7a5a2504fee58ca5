"""The tag picker: a number puts a tag on the conversation, or takes it off, and is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from core.safe_text import for_display
from core.tags import TagChoice
from tui.held_keys import REPEAT_DELAY

if TYPE_CHECKING:
    from tui.app import TextbankApp

NO_TAGS = (
    "Your organization has no tags yet.\n"
    "An administrator adds them: textbank tags add NAME --administrator"
)

Wanted = Mapping[int, bool]
"""For each tag to change, by its id, whether the conversation is to carry it."""


class TagFilter(Input):
    """What is typed narrows the list; a number picks while nothing is typed."""

    def __init__(self, opened_by: str) -> None:
        super().__init__(placeholder="type to narrow", id="tags-filter", compact=True)
        self._still_down = opened_by
        """The key that opened this, while it may be held."""
        self._seen_at = monotonic()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == self._still_down and event.time - self._seen_at < REPEAT_DELAY:
            self._seen_at = event.time
        else:
            self._still_down = ""
            if not cast("TagPicker", self.screen).takes(event.key):
                return
        event.stop()
        event.prevent_default()


class TagPicker(ModalScreen[Wanted | None]):
    """Pick tags; answers with what is to change, or None for leaving it as it is."""

    DEFAULT_CSS = """
    TagPicker { align: center middle; }
    TagPicker #tags {
        width: 52; max-width: 95%; height: auto; max-height: 90%;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    TagPicker Static { width: 100%; height: auto; }
    TagPicker #tags-title {
        height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
    }
    TagPicker Input {
        border: none; padding: 0; height: 1; background: $centre-background; color: $centre-text;
    }
    TagPicker OptionList {
        height: auto; max-height: 14; border: none; background: $centre-background;
        color: $centre-text;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="tags.leave"),
        Binding("enter", "done", "Apply", id="tags.apply", priority=True,
                tooltip="Put the tag on, or take it off"),
        Binding("up", "move(-1)", "Up", show=False, id="tags.up", priority=True),
        Binding("down", "move(1)", "Down", show=False, id="tags.down", priority=True),
    ]  # fmt: skip

    def __init__(self, choices: Sequence[TagChoice], name: str, opened_by: str) -> None:
        super().__init__()
        self._choices = list(choices)
        self._opened_by = opened_by
        self._who = name
        """The contact, safe to draw."""
        self._on = {choice.id: choice.on for choice in choices}
        self._opened = 0.0

    def compose(self) -> ComposeResult:
        """Build the list, the first nine with a number."""
        with Vertical(id="tags") as panel:
            panel.border_subtitle = "number or enter · space marks · esc back"
            yield Static(f"Tags on {self._who}", id="tags-title", markup=False)
            if self._choices:
                yield TagFilter(self._opened_by)
                yield OptionList(markup=False, compact=True)
            else:
                yield Static(NO_TAGS, markup=False)

    def on_mount(self) -> None:
        """Show them all."""
        self._opened = monotonic()
        if self._choices:
            self.query_one(OptionList).can_focus = False
            self._show()

    @property
    def _found(self) -> list[TagChoice]:
        """The tags that match what is typed."""
        words = self.query_one(TagFilter).value.casefold().split()
        return [
            choice
            for choice in self._choices
            if all(word in choice.name.casefold() for word in words)
        ]

    def _show(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        numbered = not self.query_one(TagFilter).value
        found = self._found
        options.clear_options()
        options.add_options(
            Option(self._words(choice, place if numbered else 0))
            for place, choice in enumerate(found, 1)
        )
        options.highlighted = min(at, len(found) - 1) if found else None

    def _words(self, choice: TagChoice, number: int) -> Content:
        key = f"{number} " if 1 <= number <= 9 else "  "
        mark = "✓ " if self._on[choice.id] else "  "
        style = "bold" if self._on[choice.id] else ""
        return Content.assemble(key, (f"{mark}{for_display(choice.name)}", style))

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def takes(self, key: str) -> bool:
        """Whether a key is for the picker, not to be typed; then it is done."""
        if self.query_one(TagFilter).value:
            return False
        if key == "space":
            self._toggle(self.query_one(OptionList).highlighted)
            return True
        if key.isdecimal() and key != "0":
            place = int(key) - 1
            if place < len(self._choices):
                self._toggle(place)
                self._finish()
            return True
        return False

    def _toggle(self, place: int | None) -> None:
        found = self._found
        if place is not None and place < len(found):
            tag_id = found[place].id
            self._on[tag_id] = not self._on[tag_id]
            self._show()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._toggle(event.option_index)
        self._finish()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        if self._choices:
            options = self.query_one(OptionList)
            options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_done(self) -> None:
        """Apply what was marked; where nothing was, the tag under the cursor."""
        keys = cast("TextbankApp", self.app).held_keys
        if not keys.began_after(self._opened, monotonic()):
            return
        if self._choices and not self._wanted():
            self._toggle(self.query_one(OptionList).highlighted)
        self._finish()

    def _wanted(self) -> dict[int, bool]:
        return {
            choice.id: self._on[choice.id]
            for choice in self._choices
            if self._on[choice.id] != choice.on
        }

    def _finish(self) -> None:
        self.dismiss(self._wanted() or None)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
