"""Clearing 500 requests, both provider types mixed, with few and with very many waiting.

python -m benchmarks.triage [--sizes 1000,100000] [--runs 1] [--data FOLDER]

Core: a session of triage on an event loop, as the screen has one: an act, then the next brought to
hand. 90 of 100 are opted out, 6 kept, 4 wrong numbers. Bare: the rows of an opt-out and of its
decision with sqlite3, same durability. Afterwards the undo window goes by, and every confirmation
is looked for on the simulated phones.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from benchmarks.figures import aim, finish, machine, spread
from benchmarks.figures import percentile as at
from benchmarks.opt_out import Bare
from benchmarks.seed import TEXTER, arguments, sizes_of
from benchmarks.triage_seed import forget, is_told, line_of, number_of, seeded
from core.clock import utc_now
from core.desk import Desk
from core.domain import Texter
from core.providers.simulator import Simulator
from core.triage import TriageSession, open_triage
from core.views_triage import TriageItem, TriageOutcome

KEYS = 500
AT_HAND = 3
"""What is before the texter, and what comes next."""
MESSAGE = "You are now opted-out and will receive no further messages."
MANY = 1_000


async def act(session: TriageSession, item: TriageItem, place: int) -> TriageOutcome:
    """What a texter decides of the request at this place."""
    if place % 100 < 6:
        await session.not_an_opt_out(item)
        return TriageOutcome.NOT_OPT_OUT
    if place % 100 < 10:
        await session.wrong_number(item)
        return TriageOutcome.WRONG_NUMBER
    await session.opt_out(item)
    return TriageOutcome.OPT_OUT


async def clear(path: Path, waiting: int) -> dict[int, TriageOutcome]:
    """Decide `KEYS` requests, one key each, and print how long a key takes."""
    decided: dict[int, TriageOutcome] = {}
    acts, nexts = [], []
    async with Desk(path, Texter(TEXTER)) as desk, open_triage(desk) as session:
        await desk.database()
        at_hand = await session.next(AT_HAND)
        began = time.perf_counter()
        for place in range(min(KEYS, waiting)):
            item = at_hand.pop(0)
            pressed = time.perf_counter()
            decided[item.conversation_id] = await act(session, item, place)
            acted = time.perf_counter()
            at_hand += await session.next(1, [one.conversation_id for one in at_hand])
            acts.append((acted - pressed) * 1_000)
            nexts.append((time.perf_counter() - acted) * 1_000)
        took = time.perf_counter() - began
        print(f"  {len(decided)} requests, {len(decided)} keys: {took:.2f} s")
        print(f"  act   {spread(acts)}")
        print(f"  next  {spread(nexts)}   (behind the key: {AT_HAND} are at hand)")
        aim(f"an act p99 with {waiting:,} waiting", at(acts, 99), 5, "ms")
        await beside(path, acts)
        await reading(session)
    return decided


async def beside(path: Path, acts: list[float]) -> None:
    """The same rows in bare SQLite, on conversations of Type 1 that wait last."""
    bare, taken = Bare(path), []
    ids = [
        row[0]
        for row in bare.connection.execute(
            "SELECT id FROM conversation WHERE listed AND wants_out AND line_id = 1 "
            "ORDER BY id DESC LIMIT 250"
        )
    ]
    for one in ids:
        now = time.time_ns() // 1_000
        decision = (
            "INSERT INTO triage_decision (conversation_id, text_id, outcome, author, at, "
            "operation_id, opt_out_id, read_to, kind, rule, confidence, language) VALUES "
            "(?1, ?1, 'opt_out', ?2, ?3, ?4, (SELECT max(id) FROM opt_out), ?1, 'request', '', "
            "900, 'en')",
            (one, TEXTER, now, uuid4().hex),
        )
        freed = ("DELETE FROM triage_claim WHERE conversation_id = ?", (one,))
        begin = time.perf_counter()
        bare.opt_out(one, now, (decision, freed))
        taken.append((time.perf_counter() - begin) * 1_000)
    bare.connection.close()
    ratio = at(acts, 50) / at(taken, 50)
    print(f"  bare  {spread(taken)}   ratio of the p50s {ratio:.2f}")


async def reading(session: TriageSession) -> None:
    """What the screen asks besides."""
    begin = time.perf_counter()
    first: float | None = None
    ids: list[int] = []
    async for some, _ in session.order():
        first = first or time.perf_counter() - begin
        ids += some
    took = time.perf_counter() - begin
    print(
        f"  the whole order of {len(ids):,}: {took * 1_000:.0f} ms, first {(first or 0) * 1e3:.0f}"
    )
    times: Counter[str] = Counter()
    for _ in range(5):
        for name, work in (
            ("counts", session.counts()),
            ("60 rows", session.rows(ids[:60])),
            ("changes", session.changes(await session.mark())),
        ):
            begin = time.perf_counter()
            await work
            times[name] += int((time.perf_counter() - begin) * 1e6)
    print("  " + ", ".join(f"{name} {spent / 5_000:.1f} ms" for name, spent in times.items()))
    begin = time.perf_counter()
    found = await session.matching('is:optout -is:told text:"list"')
    print(f"  a pattern over all: {(time.perf_counter() - begin) * 1_000:.0f} ms, {len(found):,}")


async def many(path: Path) -> None:
    """Opt many out at once while another window of the texter goes on one by one."""
    singles: list[float] = []
    async with Desk(path, Texter(TEXTER)) as desk, open_triage(desk) as session:
        await desk.database()
        order = [one async for ids, _ in session.order() for one in ids]
        marked, rest = order[:MANY], order[MANY:]
        if len(marked) < MANY or len(rest) < 50:
            return
        begin = time.perf_counter()
        batch = asyncio.create_task(session.opt_out_many(marked, (await session.mark()).text_id))
        for one in rest:
            if batch.done():
                break
            item = await session.take(one)
            pressed = time.perf_counter()
            await session.opt_out(item)
            singles.append((time.perf_counter() - pressed) * 1_000)
        done = await batch
        took = time.perf_counter() - begin
        assert done.opted_out == MANY, done
        print(
            f"  {MANY:,} at once: {took:.2f} s, {MANY / took:,.0f} a second; "
            f"a press meanwhile {spread(singles)}   ({len(singles)})"
        )


async def account(path: Path, decided: dict[int, TriageOutcome]) -> None:
    """Every confirmation is on its phone once, and none where there should be none."""
    async with Desk(path, Texter(TEXTER), lambda: utc_now() + timedelta(seconds=10)) as desk:
        await (await desk.worker()).send_due()
        simulator = (await desk.gateways()).named("simulator")
        assert isinstance(simulator, Simulator)
        found: Counter[str] = Counter()
        for one, outcome in decided.items():
            phone = await simulator.phone(number_of(one), line_of(one))
            messages = sum(text.body == MESSAGE for text in phone)
            sends = outcome is TriageOutcome.OPT_OUT and not is_told(one)
            assert messages == sends, (one, outcome, messages)
            found[f"{outcome}, {'told by the provider' if is_told(one) else 'not told'}"] += 1
            found["confirmations on the phones"] += messages
    for words, number in sorted(found.items()):
        print(f"    {words}: {number}")


def main() -> int:
    """Measure at every size."""
    given = arguments(__doc__, "1000,100000", 1).parse_args()
    print(f"Triage; {machine()}")
    for size in sizes_of(given):
        for _ in range(given.runs):
            path = seeded(size, given.data)
            print(f"\n{size:,} waiting, {path.stat().st_size >> 20} MiB")
            decided = asyncio.run(clear(path, size))
            asyncio.run(account(path, decided))
            asyncio.run(many(path))
            forget(path)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
