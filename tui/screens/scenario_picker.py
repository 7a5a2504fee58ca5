"""The scenario picker: which lesson to give."""

from __future__ import annotations

from textual.content import Content

from core.safe_text import for_display
from core.training.library import shipped_scenarios
from core.training.scenario import Scenario
from tui.screens.picker import Picker


class ScenarioPicker(Picker[Scenario]):
    """Pick a scenario; answers with it, or None for leaving it as it is."""

    TITLE_WORDS = "What do you want to show?"
    HOW = "enter begins · esc goes back"

    def __init__(self, chosen: str | None = None) -> None:
        scenarios = shipped_scenarios()
        names = [one.name for one in scenarios]
        super().__init__(
            [(one, _entry(one)) for one in scenarios],
            names.index(chosen) if chosen in names else 0,
        )


def _entry(scenario: Scenario) -> Content:
    return Content.assemble(
        (for_display(scenario.title), "bold"), f"\n{for_display(scenario.about)}\n"
    )
