"""Surveys in the database: setting one up, and recording what contacts answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from core.conversations import next_revision
from core.domain import Texter
from core.errors import BadInput, NotAllowed, NotFound
from core.models import campaigns, conversations
from core.models_work import survey_answers, survey_options, survey_questions
from core.opt_out import audit
from core.survey_plan import PlannedOption, SurveyPlan, check_plan
from core.surveys import questions_asked
from core.views_beside import SurveyQuestion

_STANDING = survey_answers.c.replaced_at.is_(None)

_CAMPAIGN = select(conversations.c.campaign_id).where(
    conversations.c.id == bindparam("conversation_id")
)
_QUESTIONS = (
    select(survey_questions.c.id, survey_questions.c.prompt, survey_questions.c.after_option_id)
    .where(
        survey_questions.c.campaign_id == bindparam("campaign_id"),
        survey_questions.c.removed_at.is_(None),
    )
    .order_by(survey_questions.c.position, survey_questions.c.id)
)
_OPTIONS = (
    select(survey_options.c.id, survey_options.c.label)
    .where(
        survey_options.c.question_id == bindparam("question_id"),
        survey_options.c.removed_at.is_(None),
    )
    .order_by(survey_options.c.position, survey_options.c.id)
)
_ANSWERS = select(survey_answers.c.question_id, survey_answers.c.option_id).where(
    survey_answers.c.conversation_id == bindparam("conversation_id"), _STANDING
)
_REPLACE = (
    update(survey_answers)
    .where(
        survey_answers.c.conversation_id == bindparam("talk"),
        survey_answers.c.question_id == bindparam("question"),
        _STANDING,
    )
    .values(replaced_at=bindparam("now"))
)
_BUMP = (
    update(conversations)
    .where(conversations.c.id == bindparam("talk"))
    .values(revision=next_revision())
)


def record_answer(
    connection: Connection,
    conversation_id: int,
    question_id: int,
    option_id: int,
    author: str,
    now: datetime,
) -> bool:
    """Record an answer; the one before is kept, marked as replaced.

    Returns:
        Whether it is new: the same answer again is one answer.

    Raises:
        NotFound: There is no such conversation, question or answer in its campaign.
        BadInput: The question is not asked of this contact.
    """
    chosen = _answers(connection, conversation_id)
    questions = _questions(connection, conversation_id)
    if question_id not in {question.id for question in questions}:
        raise NotFound(f"The survey of this campaign has no question {question_id} any more.")
    offered = connection.execute(_OPTIONS, {"question_id": question_id}).scalars().all()
    if option_id not in offered:
        raise NotFound("The survey does not offer this answer any more.")
    if question_id not in {question.id for question in questions_asked(questions, chosen)}:
        raise BadInput("This question is asked only after another answer. Nothing was recorded.")
    if chosen.get(question_id) == option_id:
        return False
    connection.execute(_REPLACE, {"talk": conversation_id, "question": question_id, "now": now})
    connection.execute(
        survey_answers.insert().values(
            conversation_id=conversation_id,
            question_id=question_id,
            option_id=option_id,
            author=author,
            at=now,
        )
    )
    connection.execute(_BUMP, {"talk": conversation_id})
    return True


def clear_answer(
    connection: Connection, conversation_id: int, question_id: int, author: str, now: datetime
) -> bool:
    """Take an answer back; it stays on record, marked as replaced, and who did it is kept.

    Returns:
        Whether there was one.

    Raises:
        NotFound: There is no such conversation.
    """
    if question_id not in _answers(connection, conversation_id):
        return False
    connection.execute(_REPLACE, {"talk": conversation_id, "question": question_id, "now": now})
    connection.execute(_BUMP, {"talk": conversation_id})
    organization_id = connection.execute(
        select(conversations.c.organization_id).where(conversations.c.id == conversation_id)
    ).scalar_one()
    audit(
        connection,
        organization_id,
        None,
        "survey_answer_cleared",
        author,
        "texter",
        f"conversation {conversation_id}, question {question_id}",
        now,
    )
    return True


def _answers(connection: Connection, conversation_id: int) -> dict[int, int]:
    rows = connection.execute(_ANSWERS, {"conversation_id": conversation_id})
    return {row.question_id: row.option_id for row in rows}


def _questions(connection: Connection, conversation_id: int) -> list[SurveyQuestion]:
    """The questions of a conversation's campaign, without their options."""
    campaign_id = connection.execute(_CAMPAIGN, {"conversation_id": conversation_id}).scalar()
    if campaign_id is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    return [
        SurveyQuestion(row.id, row.prompt, (), row.after_option_id)
        for row in connection.execute(_QUESTIONS, {"campaign_id": campaign_id})
    ]


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """What setting a survey up changed."""

    asked: int
    """Questions it has now."""
    added: int
    """Of these, how many it did not have before."""
    removed: int
    """Questions that are no longer asked; their answers are kept."""


def set_survey(
    connection: Connection, campaign_id: int, plan: SurveyPlan, texter: Texter, now: datetime
) -> SurveyChange:
    """Make this the survey of a campaign. Answers on record stay, whatever changes.

    A question with the same words (or whose words were what the plan says they `were`) is the
    same question, and so with its answers. What the plan leaves out is no longer asked; its
    answers are kept, and count again if it comes back.

    Raises:
        NotAllowed: The texter is not an administrator.
        NotFound: There is no such campaign.
        BadInput: The plan cannot be asked.
    """
    if not texter.administrator:
        raise NotAllowed("Only an administrator may set up a survey.")
    check_plan(plan)
    organization_id = connection.execute(
        select(campaigns.c.organization_id).where(campaigns.c.id == campaign_id)
    ).scalar()
    if organization_id is None:
        raise NotFound(f"There is no campaign {campaign_id}.")
    rows = connection.execute(
        survey_questions.select()
        .where(survey_questions.c.campaign_id == campaign_id)
        .order_by(survey_questions.c.id)
    ).all()
    there = {row.prompt: row.id for row in rows}
    standing = {row.id for row in rows if row.removed_at is None}
    kept: set[int] = set()
    placed: list[list[int]] = []
    """The ids of each question's options, in order."""
    for position, question in enumerate(plan):
        after = None if question.after is None else placed[question.after[0]][question.after[1]]
        values = {
            "prompt": question.prompt,
            "position": position,
            "after_option_id": after,
            "removed_at": None,
        }
        known = there.get(question.prompt) or there.get(question.was)
        if known is None or known in kept:
            added = survey_questions.insert().values(campaign_id=campaign_id, **values)
            known = int(connection.execute(added.returning(survey_questions.c.id)).scalar_one())
        else:
            connection.execute(
                update(survey_questions).where(survey_questions.c.id == known).values(values)
            )
        kept.add(known)
        placed.append(_set_options(connection, known, question.options, now))
    gone = standing - kept
    connection.execute(
        update(survey_questions).where(survey_questions.c.id.in_(gone)).values(removed_at=now)
    )
    audit(
        connection, organization_id, None, "survey_changed", texter.name, "administrator",
        f"campaign {campaign_id}: {len(plan)} questions", now,
    )  # fmt: skip
    return SurveyChange(len(plan), len(kept - standing), len(gone))


def _set_options(
    connection: Connection, question_id: int, options: tuple[PlannedOption, ...], now: datetime
) -> list[int]:
    rows = connection.execute(
        survey_options.select().where(survey_options.c.question_id == question_id)
    ).all()
    there = {row.label: row.id for row in rows}
    placed: list[int] = []
    for position, option in enumerate(options):
        values = {
            "label": option.label,
            "reply": option.reply,
            "position": position,
            "removed_at": None,
        }
        known = there.get(option.label) or there.get(option.was)
        if known is None or known in placed:
            added = survey_options.insert().values(question_id=question_id, **values)
            known = int(connection.execute(added.returning(survey_options.c.id)).scalar_one())
        else:
            connection.execute(
                update(survey_options).where(survey_options.c.id == known).values(values)
            )
        placed.append(known)
    connection.execute(
        update(survey_options)
        .where(
            survey_options.c.question_id == question_id,
            survey_options.c.id.not_in(placed),
            survey_options.c.removed_at.is_(None),
        )
        .values(removed_at=now)
    )
    return placed
