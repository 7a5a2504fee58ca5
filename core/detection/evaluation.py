"""How good detection is on labelled texts: rates, what it missed, and precision by rule."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from core.detection.baselines import BASELINES
from core.detection.labelled import (
    KEYWORD,
    LABELS,
    NOT_OPT_OUT,
    ORDINARY,
    REQUEST,
    WRONG_NUMBER,
    LabelledText,
)
from core.detection.reading import detect
from core.domain import Detection, RequestKind

AIMS: Final = {KEYWORD: 0.97, REQUEST: 0.92, WRONG_NUMBER: 0.90, NOT_OPT_OUT: 0.02, ORDINARY: 0.001}
"""At least so many caught; of the last two, at most so many read as something."""

_TELL_EVERY: Final = 500
"""In texts."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text that was read otherwise than it is labelled."""

    labelled: LabelledText
    detection: Detection


@dataclass(frozen=True, slots=True)
class LabelScore:
    """The texts of one label."""

    label: str
    count: int
    hits: int
    """Caught; for texts that ask nothing, read as something all the same."""

    @property
    def rate(self) -> float:
        """`hits` as a part of `count`."""
        return self.hits / self.count

    @property
    def reached(self) -> bool:
        """Whether that is what is aimed at."""
        if self.label in (NOT_OPT_OUT, ORDINARY):
            return self.rate <= AIMS[self.label]
        return self.rate >= AIMS[self.label]


@dataclass(frozen=True, slots=True)
class RuleScore:
    """The texts that one rule read."""

    rule: str
    count: int
    right: int

    @property
    def precision(self) -> float:
        """What part of them are labelled so."""
        return self.right / self.count


@dataclass(frozen=True, slots=True)
class BaselineScore:
    """A published way on the same texts: how many of each label it takes for a request."""

    name: str
    source: str
    hits: dict[str, int]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything measured on one file."""

    labels: tuple[LabelScore, ...]
    rules: tuple[RuleScore, ...]
    baselines: tuple[BaselineScore, ...]
    mistakes: tuple[Mistake, ...]
    texts_per_second: float


def evaluate(
    texts: Sequence[LabelledText], on_progress: Callable[[int], None] | None = None
) -> Evaluation:
    """Read every text, and compare with its label.

    A request counts as caught where it is read as a keyword or a request: a texter is shown
    both. A wrong number counts where it is told apart from requests.

    Args:
        texts: What to read.
        on_progress: Told the number of texts read, now and then.
    """
    detect("stop texting me")  # The rules are made ready before the clock runs.
    found: list[Detection] = []
    seconds = 0.0
    for start in range(0, len(texts), _TELL_EVERY):
        part = texts[start : start + _TELL_EVERY]
        began = time.perf_counter()
        found += [detect(one.text) for one in part]
        seconds += time.perf_counter() - began
        if on_progress is not None:
            on_progress(len(found))
    pairs = list(zip(texts, found, strict=True))
    return Evaluation(
        labels=_labels(pairs),
        rules=_rules(pairs),
        baselines=tuple(
            BaselineScore(one.name, one.source, _asked(texts, one.asks)) for one in BASELINES
        ),
        mistakes=tuple(Mistake(one, read) for one, read in pairs if not is_right(one, read)),
        texts_per_second=len(texts) / seconds if seconds else 0.0,
    )


def is_right(labelled: LabelledText, detection: Detection) -> bool:
    """Whether a text is read as it is labelled."""
    asks = detection.kind.asks_to_opt_out
    if labelled.label in (KEYWORD, REQUEST):
        return asks
    if labelled.label == WRONG_NUMBER:
        return detection.kind is RequestKind.WRONG_NUMBER
    return not asks and detection.kind is not RequestKind.WRONG_NUMBER


def _labels(pairs: Sequence[tuple[LabelledText, Detection]]) -> tuple[LabelScore, ...]:
    counts = Counter(one.label for one, _ in pairs)
    hits = Counter(
        one.label
        for one, read in pairs
        if is_right(one, read) != (one.label in (NOT_OPT_OUT, ORDINARY))
    )
    return tuple(LabelScore(label, counts[label], hits[label]) for label in LABELS if counts[label])


def _rules(pairs: Sequence[tuple[LabelledText, Detection]]) -> tuple[RuleScore, ...]:
    """Only rules that ask for something of a texter; the least precise first."""
    said = [
        (read.rule, is_right(one, read))
        for one, read in pairs
        if read.kind.asks_to_opt_out or read.kind is RequestKind.WRONG_NUMBER
    ]
    counts = Counter(rule for rule, _ in said)
    right = Counter(rule for rule, is_so in said if is_so)
    scores = [RuleScore(rule, count, right[rule]) for rule, count in counts.items()]
    return tuple(sorted(scores, key=lambda one: (one.precision, -one.count, one.rule)))


def _asked(texts: Iterable[LabelledText], asks: Callable[[str], bool]) -> dict[str, int]:
    hits = Counter(one.label for one in texts if asks(one.text))
    labels = {one.label for one in texts}
    return {label: hits[label] for label in LABELS if label in labels}
