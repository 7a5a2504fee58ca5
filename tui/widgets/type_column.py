"""One provider type beside the other: its messenger at a glance, and the contact's phone."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from core.domain import Behavior
from core.training.contrast import Standing, Told
from core.training.phone_view import PhoneView
from tui.widgets.messenger_glance import Glance, MessengerGlance, list_words
from tui.widgets.phone import Phone
from tui.widgets.side_panel import outcome_words

HEADINGS = {
    Behavior.TYPE_1: "Type 1 · most U.S. campaigns",
    Behavior.TYPE_2: "Type 2 · U.K., Canada, some U.S.",
}
_TOLD = {
    Told.NOBODY: "nobody told",
    Told.PROVIDER: "told by provider",
    Told.ORGANIZATION: "told by organization",
}


@dataclass(frozen=True, slots=True)
class TypeMoment:
    """One moment under one type."""

    glance: Glance
    phone: PhoneView
    standing: Standing


class TypeHeading(Static):
    """Which type this is, and in what it differs now; a click puts it in front."""

    class Clicked(Message):
        """This type is to be in front."""

        def __init__(self, behavior: Behavior) -> None:
            super().__init__()
            self.behavior = behavior

    def __init__(self, behavior: Behavior) -> None:
        super().__init__("", markup=False)
        self._behavior = behavior
        self._differences: tuple[str, ...] | None = None
        self._front = False

    def show(self, differences: tuple[str, ...]) -> None:
        """Say in these words what is otherwise under the other type."""
        self._differences = differences
        self._write()

    def put_in_front(self, front: bool) -> None:
        """Mark it as the one in front, or as the other."""
        self._front = front
        self._write()

    def on_resize(self) -> None:
        """Say it in one line or in two."""
        self._write()

    def _write(self) -> None:
        words = ""
        if self._differences:
            words = f"≠ {' · '.join(self._differences)}"
        elif self._differences is not None:
            words = "= no difference"
        mark, name = "▸ " if self._front else "  ", HEADINGS[self._behavior]
        between = "\n  "
        if self.size.height == 1:
            between = "   "
            if cell_len(f"{mark}{name}{between}{words}") > self.size.width:
                name = name.partition(" · ")[0]
        self.update(Content.assemble((f"{mark}{name}", "bold"), between, words), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Put this type in front."""
        event.stop()
        self.post_message(self.Clicked(self._behavior))


class TypeColumn(Vertical):
    """A heading, what Opt Out will do, who is on the list, and both screens of the conversation."""

    def __init__(self, behavior: Behavior) -> None:
        super().__init__(id=f"column-{behavior.value}")
        self.behavior = behavior

    def compose(self) -> ComposeResult:
        """Build it, empty."""
        yield TypeHeading(self.behavior)
        with Vertical(classes="column--body"):
            yield Static("", classes="column--outcome", markup=False)
            yield Static("", classes="column--list", markup=False)
            with Horizontal(classes="column--panes"):
                yield MessengerGlance()
                yield Phone()

    def show(self, moment: TypeMoment, differences: tuple[str, ...], longest: int) -> None:
        """Show a moment.

        Args:
            moment: What is to be seen under this type.
            differences: The facts that differ under the other one, by name.
            longest: The most conversations that the list ever holds.
        """
        facts = standing_words(moment.standing)
        self.query_one(TypeHeading).show(tuple(facts[name] for name in differences))
        glance = moment.glance
        outcome, words = self.query_one(".column--outcome", Static), outcome_words(glance.view)
        if outcome.content != words:
            outcome.update(words)
        self.query_one(".column--list", Static).update(list_words(glance), layout=False)
        self.query_one(MessengerGlance).show(glance, longest)
        self.query_one(Phone).show(moment.phone)

    @property
    def outcome_lines(self) -> int:
        """Lines that what Opt Out will do takes; 0 where it is not shown."""
        outcome = self.query_one(".column--outcome", Static)
        width = outcome.content_size.width
        return outcome.get_content_height(outcome.size, self.app.size, width) if width else 0

    def level(self, lines: int) -> None:
        """Keep so many lines for it, so that what is beneath stands level in both columns."""
        self.query_one(".column--outcome", Static).styles.min_height = lines


def standing_words(standing: Standing) -> dict[str, str]:
    """Each fact by its name, in words."""
    return {
        "arrived": "delivered" if standing.arrived else "not delivered",
        "blocked": "⊘ blocked" if standing.blocked else "no block",
        "told": _TOLD[standing.told],
        "opted_out": "opted out" if standing.opted_out else "not opted out",
        "listed": "on the list" if standing.listed else "off the list",
    }
