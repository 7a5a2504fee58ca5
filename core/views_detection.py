"""How good detection is, by what texters decided: plain, read-only pictures of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.domain import RequestKind
from core.views_triage import TriageOutcome


class Judgement(StrEnum):
    """Whether detection was right about a text, and if not, how."""

    RIGHT = "right"
    FALSE_ALARM = "false_alarm"
    """It read a request, and the texter kept the contact."""
    MISSED = "missed"
    """It read none, no gateway blocked the contact, and a texter opted them out."""
    WRONG_NUMBER = "wrong_number"
    """It read a request, and it was the wrong number."""


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text that a texter has decided about."""

    text_id: int
    body: str
    """As it arrived."""
    read_as: RequestKind
    rule: str
    confidence: float
    language: str
    """As it was read; empty where it was not."""
    outcome: TriageOutcome
    at: datetime
    """When it was decided."""

    @property
    def judgement(self) -> Judgement:
        """Whether detection was right."""
        if self.outcome is TriageOutcome.WRONG_NUMBER:
            return Judgement.WRONG_NUMBER
        if self.outcome is TriageOutcome.NOT_OPT_OUT:
            return Judgement.FALSE_ALARM
        return Judgement.RIGHT if self.read_as.asks_to_opt_out else Judgement.MISSED

    @property
    def label(self) -> str:
        """What it is, in the words of the labelled sets."""
        if self.outcome is TriageOutcome.WRONG_NUMBER:
            return "wrong_number"
        if self.outcome is TriageOutcome.NOT_OPT_OUT:
            return "not_opt_out"
        keyword = self.read_as is RequestKind.KEYWORD
        return "opt_out_keyword" if keyword else "opt_out_request"


@dataclass(slots=True)
class JudgementTally:
    """What became of the texts that one rule, or all in one language, brought to texters."""

    name: str
    decided: int = 0
    opted_out: int = 0
    kept: int = 0
    wrong_numbers: int = 0
    missed: int = 0
    """Opted out though nothing was read; not among the decided."""

    @property
    def precision(self) -> float | None:
        """What part of those that were read as requests were opted out; None where none was."""
        return self.opted_out / self.decided if self.decided else None

    def add(self, text: JudgedText) -> None:
        """Count one text."""
        if text.judgement is Judgement.MISSED:
            self.missed += 1
            return
        self.decided += 1
        self.opted_out += text.judgement is Judgement.RIGHT
        self.kept += text.judgement is Judgement.FALSE_ALARM
        self.wrong_numbers += text.judgement is Judgement.WRONG_NUMBER


@dataclass(frozen=True, slots=True)
class DetectionReport:
    """What texters' decisions say of detection."""

    since: datetime | None
    total: JudgementTally
    rules: tuple[JudgementTally, ...]
    """Those that were decided most often first."""
    languages: tuple[JudgementTally, ...]
    wrong: tuple[JudgedText, ...] = field(default=())
    """The texts it got wrong, oldest first, at most as many as were asked for."""
    organizations: int = 1
    """Of how many organizations these decisions may be."""
