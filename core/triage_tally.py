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
    from core.triage_undo import Undoable


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

    def newest(self) -> list[Undoable]:
        """What undo is to take back: the newest act, whole; nothing where there is none."""
        from core.triage_undo import Undoable

        return [
            Undoable(
                one.done.outcome,
                one.done.conversation_id,
                one.operation_id,
                None if one.done.opt_out is None else one.done.opt_out.opt_out_id,
            )
            for one in (self._batches[-1] if self._batches else ())
        ]

    def take_back(self, undone: Sequence[TriageUndone]) -> TriageUndone:
        """The newest act was taken back, as far as it could be; say so in one."""
        batch = self._batches.pop()
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
        words = [f"{len(back):,} opt-outs are taken back." if back else "Nothing is taken back."]
        if late:
            words.append(f"For {late:,} it is too late: they stand.")
        if stand:
            words.append(f"{stand:,} stay opted out: somebody else opted them out, too.")
        return TriageUndone(
            bool(back), " ".join(words), None, TriageOutcome.OPT_OUT, back, restored=not stand
        )

    def counts(self, waiting: int, held: int) -> TriageCounts:
        """How much waits, and what this session has decided."""
        of = self._too_late + Counter(one.done.outcome for batch in self._batches for one in batch)
        return TriageCounts(
            waiting=waiting,
            held=held,
            decided=of.total(),
            opted_out=of[TriageOutcome.OPT_OUT],
            kept=of[TriageOutcome.NOT_OPT_OUT],
            wrong_numbers=of[TriageOutcome.WRONG_NUMBER],
        )


class BulkTally:
    """What opting out a batch has done so far."""

    def __init__(self, operation_id: str) -> None:
        self.operation_id = operation_id
        self.decided: list[Decided] = []
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
            undo_until=_earliest([result.undo_until for result in results]),
        )


def _earliest(moments: Sequence[datetime | None]) -> datetime | None:
    known = [one for one in moments if one is not None]
    return min(known) if known and len(known) == len(moments) else None
