"""The side panel: Survey, Replies and Info, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from enum import Enum

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from core.safe_text import for_display
from core.views import ConversationView
from tui.widgets.info_view import BEHAVIORS, InfoView
from tui.widgets.panel_view import PanelView
from tui.widgets.replies_view import RepliesView
from tui.widgets.survey_view import SurveyView


class Tab(Enum):
    """What the side panel can show, in the order of its tabs."""

    SURVEY = "Survey"
    REPLIES = "Replies"
    INFO = "Info"


_TABS = tuple(Tab)


class TabBar(Static):
    """The names of the tabs on one line; the one that shows is in brackets."""

    @dataclass
    class Clicked(Message):
        """A name was clicked."""

        tab: Tab

    def __init__(self) -> None:
        super().__init__("", id="side-tabs", markup=False)
        self._ends: list[tuple[int, Tab]] = []

    def show(self, active: Tab) -> None:
        """Mark a tab as the one that shows."""
        line = Content("")
        self._ends = []
        for tab in _TABS:
            if tab is active:
                line += Content.assemble("[", (tab.value, "bold underline"), "]")
            else:
                line += Content(f" {tab.value} ")
            self._ends.append((line.cell_length, tab))
        self.update(line, layout=False)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the pointer."""
        event.stop()
        at = event.get_content_offset(self)
        tab = next((tab for end, tab in self._ends if at is not None and at.x < end), None)
        if tab is not None:
            self.post_message(self.Clicked(tab))


class SidePanel(Vertical):
    """Three views of the open conversation under a line of tabs.

    A tab that the texter chose stays until they choose another. Before that the panel may
    be turned to what is most useful: see `suggest`.
    """

    DEFAULT_CSS = """
    SidePanel #side-tabs { width: 100%; height: 1; text-wrap: nowrap; }
    SidePanel PanelView { display: none; }
    SidePanel PanelView.-active { display: block; }
    SidePanel #side-outcome { display: none; width: 100%; height: auto; padding: 0 1; }
    """

    @dataclass
    class TabChosen(Message):
        """Another tab shows."""

        tab: Tab

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._active = Tab.INFO
        self._chosen = False

    def compose(self) -> ComposeResult:
        """Build the tabs."""
        yield TabBar()
        yield SurveyView(id="side-survey")
        yield RepliesView(id="side-replies")
        yield InfoView(id="side-info", classes="-active")
        yield Static("", id="side-outcome", classes="-empty", markup=False)

    def on_mount(self) -> None:
        """Mark the tab that shows first."""
        self.query_one(TabBar).show(self._active)

    @property
    def active(self) -> Tab:
        """The tab that shows, also where the panel is folded away."""
        return self._active

    @property
    def view(self) -> PanelView:
        """The view of the tab that shows."""
        return self._view_of(self._active)

    @property
    def zone(self) -> tzinfo | None:
        """The zone that times are shown in; None is the computer's own."""
        return self.query_one(InfoView).zone

    @zone.setter
    def zone(self, zone: tzinfo | None) -> None:
        self.query_one(InfoView).zone = zone

    def choose(self, tab: Tab) -> None:
        """Show a tab: the texter wants it."""
        self._chosen = True
        self._turn_to(tab)

    def choose_next(self, by: int) -> None:
        """Show the tab that is so many to the right; after the last one comes the first."""
        self.choose(_TABS[(_TABS.index(self._active) + by) % len(_TABS)])

    def suggest(self, tab: Tab) -> None:
        """Show a tab unless the texter chose one before."""
        if not self._chosen:
            self._turn_to(tab)

    def show(self, view: ConversationView | None) -> None:
        """Show a conversation, or nothing. What is loaded later is shown by its own view."""
        self.query_one(InfoView).show(view)
        outcome = self.query_one("#side-outcome", Static)
        outcome.update(outcome_words(view))
        outcome.set_class(view is None, "-empty")

    def _view_of(self, tab: Tab) -> PanelView:
        return self.query_one(f"#side-{tab.value.lower()}", PanelView)

    def _turn_to(self, tab: Tab) -> None:
        if tab is self._active:
            return
        before = self._view_of(self._active)
        self._active = tab
        focused = before.has_focus
        before.remove_class("-active")
        self.view.add_class("-active")
        if focused:
            self.view.focus()
        self.query_one(TabBar).show(tab)
        self.post_message(self.TabChosen(tab))

    def on_tab_bar_clicked(self, event: TabBar.Clicked) -> None:
        """Show the tab that was clicked."""
        event.stop()
        self.choose(event.tab)


def outcome_words(view: ConversationView | None) -> Content:
    """Which behavior applies and what Opt Out will do now: said wherever Info is not shown."""
    if view is None:
        return Content("")
    if view.opted_out is not None:
        record = view.opted_out
        told = Content(for_display(record.explanation))
        return Content.assemble((f"{record.words}. ", "bold"), told) if record.automatic else told
    return Content.assemble(
        (f"{BEHAVIORS[view.preview.behavior]}. ", "bold"), for_display(view.preview.explanation)
    )
