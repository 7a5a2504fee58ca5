"""The Info tab: who this is, what pressing Opt Out will do now, what is known besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual import events
from textual.message import Message

from core.domain import Behavior, Direction
from core.safe_text import for_display, for_line
from core.views import ConversationView, OptedOutView, OptOutPreview
from tui.widgets.labels import name_words, number_words
from tui.widgets.panel_view import MAX_CHARACTERS, Line, PanelView, Part, wrapped
from tui.widgets.when import moment_words

if TYPE_CHECKING:
    from core.views_beside import ContactFacts, HoursView, PastConversation

BEHAVIORS: dict[Behavior, str] = {
    Behavior.TYPE_1: "Provider type 1",
    Behavior.TYPE_2: "Provider type 2",
}
MAX_FIELDS = 60
MAX_NOTES = 20
MAX_LAST = 90
"""Characters shown of the latest text in another campaign."""


class InfoView(PanelView):
    """Information on the open conversation, a paragraph below the other.

    The box around the statement on Opt Out is open to the right: a border there would
    stand to the right of words whose width no two terminals agree on.
    """

    @dataclass
    class PastChosen(Message):
        """A conversation in another campaign was clicked, to be read."""

        conversation_id: int

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.zone: tzinfo | None = None
        """The zone that times are shown in; None is the computer's own."""
        self._view: ConversationView | None = None
        self._facts: ContactFacts | None = None
        self._past: dict[int, int] = {}
        """The conversation that each line about another campaign is of."""

    def show(self, view: ConversationView | None) -> None:
        """Show a conversation, or nothing."""
        other = view is None or self._view is None or view.id != self._view.id
        self._view = view
        if other:
            self._facts = None
        self.lay_out()
        if other:
            self.scroll_to_line(0)

    def show_facts(self, facts: ContactFacts) -> None:
        """Show what else is known of the contact, if it is the one that is shown."""
        if self._view is not None and self._view.id == facts.conversation_id:
            self._facts = facts
            self.lay_out()

    def on_click(self, event: events.Click) -> None:
        """Read the conversation in another campaign that is under the pointer."""
        offset = event.get_content_offset(self)
        chosen = None if offset is None else self._past.get(self.line_at(offset.y))
        if chosen is not None:
            event.stop()
            self.post_message(self.PastChosen(chosen))

    def lines_for(self, width: int) -> list[Line]:
        """The contact, the statement on Opt Out, and what else is known."""
        self._past = {}
        if (view := self._view) is None:
            return []
        lines = wrapped(self._contact(view), width)
        box = self._record(view.opted_out) if view.opted_out else self._preview(view.preview)
        lines += [[], [("╭" + "─" * (width - 1), "side--box")]]
        for line in wrapped(box, width - 2):
            lines.append([("│ ", "side--box"), *line])
        lines += [[("╰" + "─" * (width - 1), "side--box")], []]
        facts = self._facts
        if facts is not None:
            lines += wrapped(_tags(facts) + self._notes(facts) + _answers(facts), width)
        lines += wrapped(self._fields(view.custom), width)
        if facts is not None and facts.history:
            lines += [[], [("Other campaigns (e reads)", "side--heading")]]
            for one in facts.history:
                first = len(lines)
                lines += wrapped(self._other_campaign(one), width)
                self._past |= dict.fromkeys(range(first, len(lines)), one.conversation_id)
        return lines

    def _notes(self, facts: ContactFacts) -> list[Part]:
        if not facts.notes:
            return []
        parts = [("Notes", "side--heading")]
        for note in facts.notes[:MAX_NOTES]:
            parts.append((for_display(note.body[:MAX_CHARACTERS], multiline=True), "side--text"))
            about = f"{for_display(note.author)}, {moment_words(note.at, self.zone)}"
            parts.append((about, "side--muted"))
        if len(facts.notes) > MAX_NOTES:
            parts.append((f"… {len(facts.notes) - MAX_NOTES:,} more", "side--muted"))
        return [*parts, ("", "side--text")]

    def _other_campaign(self, one: PastConversation) -> list[Part]:
        parts = [(" · ".join(past_words(one, self.zone)), "side--text")]
        if one.last_at is not None:
            who = "" if one.last_direction is Direction.INBOUND else "we: "
            parts.append((f"  {who}{for_line(one.last, MAX_LAST)}", "side--muted"))
        return parts

    def _contact(self, view: ConversationView) -> list[Part]:
        parts = [(name_words(view.name, view.number), "side--heading")]
        if view.name.strip():
            parts.append((number_words(view.number), "side--text"))
        if self._facts is not None:
            parts += [(words, "side--text") for words in hours_words(self._facts.hours)]
        if view.campaign.strip():
            parts.append(_field("Campaign", view.campaign))
        if view.organization.strip():
            parts.append(_field("Organization", view.organization))
        return parts

    def _preview(self, preview: OptOutPreview) -> list[Part]:
        parts = [
            (BEHAVIORS[preview.behavior], "side--heading"),
            (for_display(preview.explanation), "side--text"),
        ]
        if preview.sends:
            parts += [
                ("", "side--text"),
                ("The message:", "side--heading"),
                (for_display(preview.message[:MAX_CHARACTERS], multiline=True), "side--text"),
            ]
        return parts

    def _record(self, record: OptedOutView) -> list[Part]:
        parts = [
            (record.words, "side--heading"),
            (moment_words(record.at, self.zone), "side--text"),
            _field("By", f"{record.by} ({record.source})" if record.by else record.source),
            (for_display(record.explanation), "side--text"),
        ]
        if record.confirmation.strip():
            parts.append(_field("Message", record.confirmation))
        return parts

    def _fields(self, custom: dict[str, str]) -> list[Part]:
        parts = [_field(key, value) for key, value in list(custom.items())[:MAX_FIELDS]]
        if len(custom) > MAX_FIELDS:
            parts.append((f"… {len(custom) - MAX_FIELDS:,} more", "side--text"))
        return parts


def _field(label: str, value: str) -> Part:
    shown = for_display(value[:MAX_CHARACTERS]) if value.strip() else "–"
    return f"{for_display(label[:100])}: {shown}", "side--text"


def hours_words(hours: HoursView) -> list[str]:
    """The contact's time of day, and the texting hours where they are closed there now."""
    words = []
    if hours.local_time is not None:
        zone = hours.local_time.tzinfo
        place = zone.key.rpartition("/")[2].replace("_", " ") if isinstance(zone, ZoneInfo) else ""
        words.append(f"{hours.local_time:%H:%M} there" + (f" ({place})" if place else ""))
    else:
        words.append("Their time of day is not certain")
    if hours.hours is not None and hours.held is not None:
        from core.texting_hours import describe

        words.append(f"Outside texting hours ({describe(hours.hours)})")
    return words


def past_words(one: PastConversation, zone: tzinfo | None = None) -> list[str]:
    """A conversation in another campaign, in a few words each."""
    texts = "1 text" if one.texts == 1 else f"{one.texts:,} texts"
    words = [for_line(one.campaign, 60), texts if one.texts else "not texted yet"]
    if one.last_at is not None:
        words.append(moment_words(one.last_at, zone))
    if one.outcome.words:
        words.append(one.outcome.words)
    return words


def _tags(facts: ContactFacts) -> list[Part]:
    if not facts.tags:
        return []
    return [(f"Tags: {for_display(', '.join(facts.tags))}", "side--text"), ("", "side--text")]


def _answers(facts: ContactFacts) -> list[Part]:
    """The survey in short: what was answered."""
    survey = facts.survey
    if not survey.answered:
        return []
    parts = [(f"Survey ({survey.answered} of {len(survey.asked)})", "side--heading")]
    for one in survey.asked:
        if one.answer is not None:
            words = f"{for_display(one.question.prompt)} {for_display(one.answer.label)}"
            parts.append((words, "side--text"))
    return [*parts, ("", "side--text")]
