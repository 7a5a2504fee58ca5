"""The Survey tab: the campaign's questions, and what this contact answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from core.safe_text import for_display
from tui.widgets.panel_view import Line, PanelView, wrapped

if TYPE_CHECKING:
    from core.views_beside import AskedQuestion, ContactSurvey

ACTIVE = "▸ "
"""Before the question that the number keys answer."""
CHOSEN = "✓ "
"""Before an answer that stands."""
INDENT = "  "

Target = tuple[int, int | None]
"""A question by its place, and one of its answers by its place."""


class SurveyView(PanelView):
    """Questions with their answers, a number before each that can be given now."""

    @dataclass
    class AnswerChosen(Message):
        """An answer was clicked. It is not shown as given before it is recorded."""

        conversation_id: int
        question_id: int
        option_id: int

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._survey: ContactSurvey | None = None
        self._at: int | None = None
        """The place of the question that number keys answer."""
        self._targets: list[Target | None] = []
        """What a click on each line is for."""

    @property
    def survey(self) -> ContactSurvey | None:
        """What is shown."""
        return self._survey

    @property
    def question(self) -> AskedQuestion | None:
        """The question that number keys answer; None where none is left open."""
        if self._survey is None or self._at is None:
            return None
        return self._survey.asked[self._at]

    def show(self, survey: ContactSurvey | None) -> None:
        """Show a survey, or nothing; of the same contact, from where the texter was."""
        before = self.question
        same = (
            self._survey is not None
            and survey is not None
            and self._survey.conversation_id == survey.conversation_id
        )
        self._survey = survey
        self._at = None if survey is None else survey.next
        if survey is not None and same and before is not None:
            stays = [one.question.id for one in survey.asked]
            if before.question.id in stays:
                self._at = stays.index(before.question.id)
        self._lay_out_at_question()
        if not same:
            self.scroll_to_line(0)

    def answered(self, survey: ContactSurvey, question_id: int) -> None:
        """Show a survey in which a question was just answered: go on to the next open one."""
        self._survey = survey
        places = [place for place, one in enumerate(survey.asked) if one.answer is None]
        asked = [one.question.id for one in survey.asked]
        here = asked.index(question_id) if question_id in asked else -1
        self._at = next((place for place in places if place > here), survey.next)
        self._lay_out_at_question()

    def go(self, by: int) -> None:
        """Go to the next question or the one before, answered or not."""
        if self._survey is None or not self._survey.asked:
            return
        count = len(self._survey.asked)
        if self._at is None:
            self._at = 0 if by > 0 else count - 1
        else:
            self._at = (self._at + by) % count
        self._lay_out_at_question()

    def _lay_out_at_question(self) -> None:
        self.lay_out()
        lines = [
            line for line, target in enumerate(self._targets) if target and target[0] == self._at
        ]
        if not lines or not self.display or not self.size.height:
            return
        top = round(self.scroll_y)
        if lines[0] < top or lines[-1] >= top + self.size.height:
            self.scroll_to_line(lines[0])

    def lines_for(self, width: int) -> list[Line]:
        """The questions that are asked, in order, each with its answers."""
        self._targets = []
        lines: list[Line] = []
        if self._survey is None:
            return lines
        if not self._survey.asked:
            return wrapped([("This campaign has no survey.", "side--muted")], width)
        for words in self._state(self._survey):
            lines += wrapped([(words, "side--muted")], width)
        self._targets += [None] * len(lines)
        for place, asked in enumerate(self._survey.asked):
            lines.append([])
            self._targets.append(None)
            for line, target in self._question(place, asked, width):
                lines.append(line)
                self._targets.append(target)
        return lines

    def _state(self, survey: ContactSurvey) -> list[str]:
        count = len(survey.asked)
        if self._at is None:
            return ["All answered. Nothing is left to ask."]
        return [f"{survey.answered} of {count} answered"]

    def _question(self, place: int, asked: AskedQuestion, width: int) -> list[tuple[Line, Target]]:
        active = place == self._at
        prompt = for_display(asked.question.prompt)
        lines: list[tuple[Line, Target]] = _set_in(
            ACTIVE if active else INDENT, prompt, "side--heading" if active else "side--text",
            width, (place, None),
        )  # fmt: skip
        options = asked.question.options
        for number, option in enumerate(options):
            chosen = asked.answer is not None and asked.answer.id == option.id
            if asked.answer is not None and not active and not chosen:
                continue
            mark = CHOSEN if chosen else INDENT
            key = f"{number + 1} " if active else "" if chosen else "· "
            more = " + reply" if option.reply.strip() and active else ""
            lines += _set_in(
                f"{INDENT}{mark}{key}", for_display(option.label) + more,
                "side--heading" if chosen else "side--text", width, (place, number),
            )  # fmt: skip
        if asked.answer is not None and asked.answer.id not in {one.id for one in options}:
            words = f"{for_display(asked.answer.label)} (no longer offered)"
            lines += _set_in(INDENT + CHOSEN, words, "side--text", width, (place, None))
        return lines

    def on_click(self, event: events.Click) -> None:
        """Give the answer under the pointer, or go to the question under it."""
        offset = event.get_content_offset(self)
        survey = self._survey
        line = -1 if offset is None else self.line_at(offset.y)
        target = self._targets[line] if 0 <= line < len(self._targets) else None
        if survey is None or target is None:
            return
        event.stop()
        place, number = target
        question = survey.asked[place].question
        if number is None:
            self._at = place
            self.lay_out()
        else:
            self.post_message(
                self.AnswerChosen(survey.conversation_id, question.id, question.options[number].id)
            )


def _set_in(
    before: str, words: str, style: str, width: int, target: Target
) -> list[tuple[Line, Target]]:
    """Words in lines that are set in by what stands before the first of them."""
    lines = wrapped([(words, style)], max(1, width - len(before)))
    return [
        ([(before if number == 0 else " " * len(before), style), *line], target)
        for number, line in enumerate(lines)
    ]
