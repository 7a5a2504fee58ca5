"""What was read in a request, and what Opt Out will do now: above its transcript."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from core.domain import RequestKind
from core.safe_text import for_display, for_line
from core.views_triage import TriageItem
from tui.widgets.info_view import BEHAVIORS
from tui.widgets.labels import REQUESTS

LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "ru": "Russian",
    "zh": "Chinese",
    "vi": "Vietnamese",
    "tl": "Tagalog",
}
"""Languages by their codes."""

BLOCKED = "The line is blocked"
GONE = "No longer waits: it was decided, or the contact took it back. Any key goes on."


class TriageReading(Static):
    """How the text was read, why, how surely, in which language; then behavior and outcome."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    TriageReading {
        width: 100%; height: 6; padding: 0 1;
        background: $side-background; color: $side-text;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)

    def show(self, item: TriageItem | None, *, gone: bool = False) -> None:
        """Show what was read in a request, or nothing."""
        self.update(reading_words(item, gone=gone), layout=False)


def reading_words(item: TriageItem | None, *, gone: bool = False) -> Content:
    """What was read, and what Opt Out will do."""
    if item is None:
        return Content("")
    if gone:
        return Content.styled(GONE, "bold")
    asks = item.asked is not RequestKind.NONE
    kind = REQUESTS[item.asked].capitalize() if asks else BLOCKED
    facts = [f"{item.confidence:.0%} sure"] if asks else []
    if item.language not in ("", "en"):
        facts.append(LANGUAGES.get(item.language, for_line(item.language, 20)))
    return Content.assemble(
        ("▌ ", "bold"),
        (" · ".join([kind, *facts]), "bold"),
        f"\n{for_display(item.why)}\n",
        (f"{BEHAVIORS[item.behavior]}. ", "bold"),
        for_display(item.preview.explanation),
    )
