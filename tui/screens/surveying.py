"""Recording what a contact answers to the campaign's survey."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from core.views import ConversationView
from tui.screens.answering import AnsweringScreen
from tui.screens.telling import told
from tui.widgets.composer import ReplyInput
from tui.widgets.side_panel import SidePanel, Tab
from tui.widgets.survey_view import SurveyView

if TYPE_CHECKING:
    from core.views_beside import ContactSurvey, SurveyOption

FROM_SURVEY = 0
"""The id of a reply that is none of those at hand: it comes with an answer."""


class SurveyingScreen(AnsweringScreen):
    """Records survey answers, one key each."""

    BINDING_GROUP_TITLE = "The survey"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,f10", "survey", "Survey", id="messenger.survey",
                tooltip="Show the survey; number keys answer it, s again goes to another question"),
        Binding("backspace,shift+f10,f22", "survey_back", "Back in survey",
                id="messenger.survey_back", show=False,
                tooltip="Go back to the question before; there, take its answer back"),
    ]  # fmt: skip

    _recording = False
    """Whether an answer is being recorded: until it is, number keys wait for the next question."""

    @property
    def _survey_view(self) -> SurveyView:
        return self.query_one(SurveyView)

    def _survey_is_seen(self) -> bool:
        """Whether the Survey tab is on the screen."""
        side = self.query_one(SidePanel)
        return side.display and side.active is Tab.SURVEY

    def _survey_takes_numbers(self) -> bool:
        """Whether the Survey tab is seen and asks something, or may do once it is loaded."""
        survey = self._survey_view.survey
        known = survey is not None and survey.conversation_id == self._in_hand
        return self._survey_is_seen() and (not known or bool(survey and survey.asked))

    def _asks_on(self) -> bool:
        """Whether the survey on the screen has a question open for who is written to."""
        survey = self._survey_view.survey
        if survey is None or survey.conversation_id != self._in_hand:
            return False
        return self._survey_is_seen() and self._survey_view.question is not None

    async def _beside(self, view: ConversationView) -> None:
        """Load the survey where its tab is looked at."""
        if self.query_one(SidePanel).active is Tab.SURVEY:
            await self._load_survey(view.id)
        await super()._beside(view)

    async def _load_survey(self, conversation_id: int) -> None:
        survey: ContactSurvey | None = None
        try:
            from core.surveys import survey_of

            survey = await survey_of(self._desk, conversation_id)
        finally:
            if self._shown is not None and self._shown.id == conversation_id:
                self._survey_view.show(survey)

    def _show_nothing(self) -> None:
        super()._show_nothing()
        self._survey_view.show(None)

    @on(SidePanel.TabChosen)
    def _survey_chosen(self, event: SidePanel.TabChosen) -> None:
        """Load the survey once its tab is chosen."""
        if event.tab is Tab.SURVEY and self._shown is not None:
            self._show_beside(self._shown)

    def action_survey(self) -> None:
        """Show the survey; where it is shown, go on to the next question."""
        if self._survey_is_seen():
            self._survey_view.go(1)
            return
        self.query_one(SidePanel).choose(Tab.SURVEY)
        self._unfold_side()

    def action_survey_back(self) -> None:
        """Go back to the question before; from an answered one, take its answer back."""
        if not self._survey_is_seen() or not self._app.held_keys.may_act():
            return
        view = self._survey_view
        if view.question is None or view.question.answer is None:
            view.go(-1)
        elif view.survey is not None and view.survey.conversation_id == self._in_hand:
            self._clear_answer(view.survey.conversation_id, view.question.question.id)

    def _answer_survey(self, number: int, key: str) -> None:
        """Record the answer of this number, from 1, to the question that stands open."""
        survey, asked = self._survey_view.survey, self._survey_view.question
        if not self._survey_is_seen() or survey is None:
            return
        if survey.conversation_id != self._in_hand or self._app.held_keys.repeats:
            return
        if not self._app.held_keys.may_act():
            self._notice.say("A held key answers once: let it go for a moment, then press it.")
        elif asked is None:
            if survey.asked:
                self._notice.say("Every question has its answer. s goes through them again.")
        elif number > len(asked.question.options):
            self._notice.say(f"This question has no answer {number}.")
        else:
            option = asked.question.options[number - 1]
            self._record_answer(survey.conversation_id, asked.question.id, option, key)

    @on(SurveyView.AnswerChosen)
    def _answer_clicked(self, event: SurveyView.AnswerChosen) -> None:
        survey = self._survey_view.survey
        if survey is None or survey.conversation_id != event.conversation_id:
            return
        for asked in survey.asked:
            for option in asked.question.options:
                if (asked.question.id, option.id) == (event.question_id, event.option_id):
                    self._record_answer(survey.conversation_id, asked.question.id, option)

    @work(group="writing")
    @told
    async def _record_answer(
        self, conversation_id: int, question_id: int, option: SurveyOption, key: str = ""
    ) -> None:
        """Record it; only when that is durable is it shown."""
        if self._recording:
            return
        self._recording = True
        try:
            from core.surveys import record_answer

            survey = await record_answer(self._desk, conversation_id, question_id, option.id)
        finally:
            self._recording = False
        self._show_survey(survey, question_id)
        if option.reply.strip():
            await self._put_script(conversation_id, option, key)

    @work(group="writing")
    @told
    async def _clear_answer(self, conversation_id: int, question_id: int) -> None:
        from core.surveys import clear_answer

        survey = await clear_answer(self._desk, conversation_id, question_id)
        if self._shown is not None and self._shown.id == survey.conversation_id:
            self._survey_view.show(survey)

    def _show_survey(self, survey: ContactSurvey, question_id: int) -> None:
        if self._shown is not None and self._shown.id == survey.conversation_id:
            self._survey_view.answered(survey, question_id)

    async def _put_script(self, conversation_id: int, option: SurveyOption, key: str) -> None:
        """Put what is to be answered into the composer, filled for this contact."""
        from core.replies import ReplyView, at_hand, contact_fields
        from core.views_beside import ReplyScope

        script = ReplyView(FROM_SURVEY, ReplyScope.CAMPAIGN, option.label, option.reply)
        values = await contact_fields(self._desk, conversation_id)
        if self._shown is not None and self._shown.id == conversation_id == self._in_hand:
            keys = self._number_keys()
            if self._take(conversation_id, at_hand(script, values), key):
                # A number that follows is the next answer, and no part of the reply.
                self.query_one(ReplyInput).hand_on(keys, self._asks_on)

    @on(ReplyInput.HandedOn)
    def _number_handed_on(self, event: ReplyInput.HandedOn) -> None:
        self._answer_survey(event.place, event.key)
