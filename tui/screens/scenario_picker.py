"""The scenario picker: which lesson to give."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.safe_text import for_display
from core.training.library import shipped_scenarios
from core.training.scenario import Scenario


class ScenarioPicker(ModalScreen[Scenario | None]):
    """Pick a scenario; answers with it, or None for leaving it as it is."""

    DEFAULT_CSS = """
    ScenarioPicker { align: center middle; }
    ScenarioPicker #picker {
        width: 76; max-width: 95%; height: auto; max-height: 90%;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    ScenarioPicker #picker-title { text-style: bold; margin-bottom: 1; height: auto; }
    ScenarioPicker OptionList { height: auto; max-height: 100%; border: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="scenario_picker.leave"),
        Binding("j", "move(1)", "Down", show=False, id="scenario_picker.down"),
        Binding("k", "move(-1)", "Up", show=False, id="scenario_picker.up"),
    ]

    def __init__(self, chosen: str | None = None) -> None:
        super().__init__()
        self._scenarios = shipped_scenarios()
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Build the list, one entry a scenario, with what it teaches."""
        with Vertical(id="picker") as panel:
            panel.border_subtitle = "enter begins · esc goes back"
            yield Static("What do you want to show?", id="picker-title", markup=False)
            yield OptionList(
                *(Option(_entry(one), id=one.name) for one in self._scenarios),
                markup=False,
                compact=True,
            )

    def on_mount(self) -> None:
        """Stand on the scenario that is open now."""
        names = [one.name for one in self._scenarios]
        index = names.index(self._chosen) if self._chosen in names else 0
        self.query_one(OptionList).highlighted = index

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._scenarios[event.option_index])

    def action_move(self, by: int) -> None:
        """Move the cursor, for hands that know vim."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


def _entry(scenario: Scenario) -> Content:
    return Content.assemble(
        (for_display(scenario.title), "bold"), f"\n{for_display(scenario.about)}\n"
    )
