"""Two sessions of triage, a messenger, contacts and the clock, in any order.

No conversation has two holders, no text is decided twice while its decision stands, nobody is
told twice, and what the lists need follows from the records after every step.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core import blocks, inbox, sqlite_file
from core import triage_claims as claims
from core import triage_records as records
from core.conversations import load
from core.database import Database
from core.domain import Evidence
from core.errors import NotFound, NotWaiting, TakenByAnother
from core.gateways import network_path
from core.integrity import check
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import InboundMessage
from core.providers.simulator import Simulator
from core.stored import microseconds
from core.triage_bulk import Marked, opt_out_some
from core.triage_claims import Holder
from core.triage_queue import LEASE
from core.triage_records import Act
from core.triage_undo import Undoable, take_back
from core.undo import opt_in, undo
from core.views_triage import Skipped, TriageOutcome
from tests.core.rules_world import AMY, OwnClock
from tests.core.test_stateful import NUMBERS, OURS, TYPE_1_LINE, TYPE_2_LINE, template
from tests.core.world import ADMINISTRATOR, JO

THOROUGH = settings().max_examples > 1_000
CONVERSATIONS = range(1, 7)
"""1 to 3 are jo's, on a Type 1 line; 4 to 6 are amy's, with the same numbers, of Type 2."""
BODIES = ("STOP", "please stop texting me", "wrong number", "hello", "START")
WHO = st.sampled_from((0, 1))


@dataclass
class OneSession:
    holder: Holder
    held: dict[int, Act] = field(default_factory=dict)
    acts: list[list[Undoable]] = field(default_factory=list)


@cache
def empty() -> bytes:
    return (template() / "textbank.sqlite").read_bytes()


class TriageMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="textbank-triage-"))
        path = self.folder / "textbank.sqlite"
        path.write_bytes(empty())
        self.database = Database.open(path)
        self.simulator = Simulator(network_path(path))
        self.look = sqlite_file.connect(path, read_only=True)
        self.clock = OwnClock()
        self.ids = count(1)
        self.sessions = [OneSession(Holder("one", JO)), OneSession(Holder("two", ADMINISTRATOR))]

    @initialize()
    def three_ask(self) -> None:
        for number in NUMBERS:
            self.says(number, TYPE_1_LINE, "STOP", 0)

    # Contacts, gateways, other people, time

    @rule(
        number=st.sampled_from(NUMBERS),
        line=st.sampled_from((TYPE_1_LINE, TYPE_2_LINE)),
        body=st.sampled_from(BODIES),
        late=st.sampled_from((0, 0, 30)),
    )
    def says(self, number: str, line: str, body: str, late: int) -> None:
        at = self.clock() - timedelta(seconds=late)
        said = InboundMessage(f"m-{next(self.ids)}", line, number, body, at)
        for _ in range(2):
            self.database.transact(inbox.receive, self.simulator, said, self.clock())
        self.clock.pass_time(seconds=1)

    @rule(number=st.sampled_from(NUMBERS), line=st.sampled_from((1, 2)))
    def refused(self, number: str, line: int) -> None:
        now = self.clock()
        self.database.transact(blocks.record_block, line, number, Evidence.REFUSAL, now)

    @rule(conversation=st.sampled_from(CONVERSATIONS))
    def pressed_in_the_messenger(self, conversation: int) -> None:
        request = OptOutRequest(f"press-{next(self.ids)}", "amy", conversation_id=conversation)
        self.database.transact(opt_out, request, self.clock())

    @rule()
    def taken_back_in_the_messenger(self) -> None:
        self.database.transact(undo, AMY, self.clock())

    @rule(number=st.sampled_from(NUMBERS))
    def let_back_in(self, number: str) -> None:
        with suppress(NotFound):
            self.database.transact(
                opt_in, OURS, number, "asked by mail", ADMINISTRATOR, self.clock()
            )

    @rule(seconds=st.sampled_from((2, 10, LEASE.total_seconds() + 1)))
    def time_passes(self, seconds: float) -> None:
        self.clock.pass_time(seconds=seconds)

    # Texters

    @rule(who=WHO, wanted=st.sampled_from((1, 3)))
    def takes_the_next(self, who: int, wanted: int) -> None:
        session, theirs = self.sessions[who], self.live(1 - who)
        now = self.clock()
        ids = self.database.transact(claims.claim_next, session.holder, wanted, (), now)
        assert theirs.isdisjoint(ids), "handed out twice"
        for one in ids:
            session.held[one] = self.shown(session, one)

    @rule(who=WHO, conversation=st.sampled_from(CONVERSATIONS))
    def takes_this_one(self, who: int, conversation: int) -> None:
        session, theirs = self.sessions[who], self.live(1 - who)
        try:
            self.database.transact(claims.claim_one, session.holder, conversation, self.clock())
        except TakenByAnother:
            assert conversation in theirs
        except NotWaiting:
            pass
        else:
            assert conversation not in theirs, "handed out twice"
            session.held[conversation] = self.shown(session, conversation)

    @rule(who=WHO)
    def lets_go(self, who: int) -> None:
        session = self.sessions[who]
        self.database.transact(claims.release, session.holder.session)
        session.held.clear()

    @rule(who=WHO, outcome=st.sampled_from(TriageOutcome), again=st.booleans(), data=st.data())
    def decides(self, who: int, outcome: TriageOutcome, again: bool, data: st.DataObject) -> None:
        """A texter decides what they have before them, and may have it before them still."""
        session, theirs = self.sessions[who], self.live(1 - who)
        if not session.held:
            self.takes_the_next(who, 1)
        if not session.held:
            return
        one = data.draw(st.sampled_from(sorted(session.held)))
        act = replace(session.held[one], outcome=outcome, operation_id=f"act-{next(self.ids)}")
        if not again:
            del session.held[one]
        kept = act.block_id is None and self.value(
            "SELECT EXISTS (SELECT 1 FROM triage_decision WHERE text_id = ? "
            "AND outcome = 'not_opt_out' AND withdrawn_at IS NULL)",
            act.text_id,
        )
        try:
            for _ in range(2):
                decided = self.database.transact(records.decide, act, self.clock())
        except TakenByAnother:
            assert one in theirs
        except NotWaiting:
            pass
        else:
            assert one not in theirs, "decided though another held it"
            unread = self.value(
                "SELECT count(*) FROM text WHERE conversation_id = ? AND id > ? "
                "AND kind = 'inbound'",
                *(one, act.read_to),
            )
            assert not unread, "decided though the contact had written since"
            done = decided.done
            already = done.opt_out is not None and done.opt_out.already
            assert already or not kept, "decided again though it was kept"
            pressed = None if done.opt_out is None else done.opt_out.opt_out_id
            session.acts.append([Undoable(outcome, one, act.operation_id, pressed)])

    @rule(who=WHO)
    def opts_out_all_there_are(self, who: int) -> None:
        session, theirs = self.sessions[who], self.live(1 - who)
        seen = self.value("SELECT coalesce(max(id), 0) FROM text")
        marked = [Marked(one, seen) for one in CONVERSATIONS]
        operation = f"bulk-{next(self.ids)}"
        results = self.database.transact(
            opt_out_some, session.holder, marked, operation, self.clock()
        )
        decided = [one for one in results if not isinstance(one, Skipped)]
        assert theirs.isdisjoint(one.done.conversation_id for one in decided)
        session.acts.append(
            [
                Undoable(
                    one.done.outcome,
                    one.done.conversation_id,
                    one.operation_id,
                    one.done.opt_out.opt_out_id if one.done.opt_out else None,
                )
                for one in decided
            ]
        )

    @rule(who=WHO)
    def takes_back(self, who: int) -> None:
        session = self.sessions[who]
        for one in session.acts.pop() if session.acts else ():
            self.database.transact(take_back, one, session.holder.texter, self.clock())

    # What it is asked about

    def shown(self, session: OneSession, conversation: int) -> Act:
        """What a texter has before them now."""
        row = self.database.transact(load, conversation)
        block = self.look.execute(
            "SELECT id FROM block WHERE line_id = ? AND number = ? AND lifted_at IS NULL",
            (row["line_id"], row["number"]),
        ).fetchone()
        asks = row["request"] in ("keyword", "request")
        latest = "SELECT coalesce(max(id), 0) FROM text WHERE conversation_id = ?"
        return Act(
            holder=session.holder,
            conversation_id=conversation,
            text_id=row["request_text_id"] if asks else None,
            block_id=block[0] if block else None,
            read_to=self.value(latest, conversation),
            outcome=TriageOutcome.OPT_OUT,
            operation_id="",
        )

    def live(self, who: int) -> set[int]:
        """What this session holds by the clock."""
        return {
            row[0]
            for row in self.look.execute(
                "SELECT conversation_id FROM triage_claim WHERE session = ? AND until > ?",
                (self.sessions[who].holder.session, microseconds(self.clock())),
            )
        }

    def value(self, sql: str, *values: object) -> int:
        return int(self.look.execute(sql, values).fetchone()[0])

    # What holds at every moment

    @invariant()
    def what_the_lists_need_follows_from_the_records(self) -> None:
        assert self.database.transact(check) == []

    @invariant()
    def no_text_is_decided_twice(self) -> None:
        twice = self.look.execute(
            "SELECT d.text_id, count(*) FROM triage_decision d "
            "LEFT JOIN opt_out_press p ON p.operation_id = d.operation_id "
            "LEFT JOIN opt_out o ON o.id = d.opt_out_id "
            "WHERE d.text_id IS NOT NULL AND d.withdrawn_at IS NULL "
            "AND (d.outcome = 'not_opt_out' OR d.outcome = 'opt_out' "
            "AND p.withdrawn_at IS NULL AND o.ended_at IS NULL) "
            "GROUP BY d.text_id HAVING count(*) > 1"
        ).fetchall()
        assert twice == []

    @invariant()
    def nobody_is_told_twice_and_nobody_waits_who_is_opted_out(self) -> None:
        assert not self.value(
            "SELECT count(*) FROM (SELECT 1 FROM text WHERE kind = 'confirmation' "
            "GROUP BY opt_out_id HAVING count(*) > 1)"
        )
        assert not self.value(
            "SELECT count(*) FROM conversation WHERE listed AND opt_out_id IS NOT NULL"
        )

    def teardown(self) -> None:
        self.look.close()
        self.database.close_now()
        self.simulator._store.close()
        shutil.rmtree(self.folder)


def test_no_interleaving_hands_out_or_decides_twice() -> None:
    examples = 300 if THOROUGH else 20
    run_state_machine_as_test(
        TriageMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
