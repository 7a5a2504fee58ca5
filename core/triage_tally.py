"""What a session of triage has decided, newest last: for its counts, and for undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.views_triage import (
    BulkDone,
    Skipped,
    TriageCounts,
    TriageOutcome,
    TriageUndone,
)

if TYPE_CHECKING:
    from core.triage_records import Decided


class Tally:
    """The decisions of one session that stand, one by one or in batches."""

    def __init__(self) -> None:
        self._batches: list[list[Decided]] = []
        self._seen: set[str] = set()
        self._too_late: Counter[TriageOutcome] = Counter()
        """Of what can be taken back no more."""

    def add(self, decided: Sequence[Decided]) -> None:
        """Something was decided, as one act; what came of an act before is not counted twice."""
        new = [one for one in decided if one.operation_id not in self._seen]
        self._seen.update(one.operation_id for one in new)
        if new:
            self._batches.append(new)

    def newest(self) -> Sequence[Decided]:
        """What undo is to take back: the newest act, whole; nothing where there is none."""
        return self._batches[-1] if self._batches else ()

    def take_back(self, batch: Sequence[Decided], undone: Sequence[TriageUndone]) -> TriageUndone:
        """An act was taken back, as far as it could be; say so in one.

        Args:
            batch: The act, as `newest` gave it; others may have followed it since.
            undone: What became of each of it.
        """
        self._batches = [one for one in self._batches if one is not batch]
        self._too_late.update(
            one.done.outcome for one, was in zip(batch, undone, strict=True) if not was.undone
        )
        back = tuple(
            one.done.conversation_id for one, was in zip(batch, undone, strict=True) if was.undone
        )
        if len(batch) == 1:
            [only] = undone
            return TriageUndone(
                only.undone,
                only.explanation,
                only.conversation_id if only.undone else None,
                only.outcome,
                back,
                only.restored,
            )
        late = len(batch) - len(back)
        stand = sum(was.undone and not was.restored for was in undone)
        words = ["Nothing is taken back."]
        if back:
            words = [_counted(len(back), "opt-out is taken back.", "opt-outs are taken back.")]
        if late:
            stands = "it stands" if late == 1 else "they stand"
            words.append(f"For {late:,} it is too late: {stands}.")
        if stand:
            them = "stays opted out: somebody else opted them out, too."
            words.append(_counted(stand, them, them.replace("stays", "stay")))
        return TriageUndone(
            bool(back), " ".join(words), None, TriageOutcome.OPT_OUT, back, restored=not stand
        )

    def counts(self, waiting: int, held: int) -> TriageCounts:
        """How much waits, and what this session has decided."""
        of = self._too_late + Counter(one.done.outcome for batch in self._batches for one in batch)
        return TriageCounts(
            waiting=waiting,
            held=held,
            # Who was answered waits still.
            decided=of.total() - of[TriageOutcome.REPLIED],
            opted_out=of[TriageOutcome.OPT_OUT],
            kept=of[TriageOutcome.NOT_OPT_OUT],
            wrong_numbers=of[TriageOutcome.WRONG_NUMBER],
        )


class BulkTally:
    """What opting out a batch has done so far."""

    def __init__(self, operation_id: str) -> None:
        self.operation_id = operation_id
        self.decided: list[Decided] = []
        self.undo_until: datetime | None = None
        """Until when all of it can be taken back; known when it has ended."""
        self._skipped: list[Skipped] = []

    def add(self, done: Sequence[Decided | Skipped]) -> None:
        """Some more are done."""
        for one in done:
            if isinstance(one, Skipped):
                self._skipped.append(one)
            else:
                self.decided.append(one)

    def done(self) -> BulkDone:
        """What the batch did."""
        results = [one.done.opt_out for one in self.decided if one.done.opt_out is not None]
        already = sum(result.already for result in results)
        return BulkDone(
            opted_out=len(results) - already,
            already=already,
            skipped=tuple(self._skipped),
            undo=self.operation_id,
            confirmations=sum(result.sends for result in results),
            undo_until=self.undo_until,
        )

    @property
    def press_ids(self) -> list[int]:
        """The presses of everybody who was opted out."""
        return press_ids_of(self.decided)


def press_ids_of(decided: Sequence[Decided]) -> list[int]:
    """The presses among these decisions."""
    return [one.done.opt_out.press_id for one in decided if one.done.opt_out is not None]


def _counted(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
