"""The foot of the list counts, chooses, and says quietly what is new."""

from __future__ import annotations

import pytest

from core.domain import ListFilter, ListSort
from core.views import ListCounts
from tests.tui.harness import HarnessApp
from tui.widgets.list_status import ListStatus, short

COUNTS = ListCounts(all=48, reply=3, opt_out=1, unread=2, awaiting=40)
MANY = ListCounts(1_000_000, 333_333, 20_000, 12_345, 666_667)


def lines(status: ListStatus) -> list[str]:
    return str(status.render()).split("\n")


@pytest.mark.parametrize(
    ("counts", "chosen", "words"),
    [
        (COUNTS, ListFilter.ALL, "[All 48] Reply 3 Opt-out 1 …"),
        (COUNTS, ListFilter.REPLY, "All 48 [Reply 3] Opt-out 1 …"),
        (COUNTS, ListFilter.AWAITING, "[Awaiting 40] Reply 3 Out 1 …"),
        (MANY, ListFilter.UNREAD, "[Unread 12k] …"),
    ],
)
async def test_the_filter_in_use_is_named_and_all_fit_in_the_list(
    counts: ListCounts, chosen: ListFilter, words: str
) -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        status = app.screen.query_one(ListStatus)
        status.show(counts, chosen)
        await pilot.pause()
        assert lines(status)[0] == words
        assert len(words) <= status.content_region.width == 32


async def test_every_filter_is_chosen_by_a_click() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        status = app.screen.query_one(ListStatus)
        for before, words, wanted in (
            (ListFilter.ALL, "Reply 3", ListFilter.REPLY),
            (ListFilter.REPLY, "Opt-out 1", ListFilter.OPT_OUT),
            (ListFilter.OPT_OUT, "…", ListFilter.UNREAD),
            (ListFilter.UNREAD, "…", ListFilter.AWAITING),
            (ListFilter.AWAITING, "…", ListFilter.ALL),
        ):
            status.show(COUNTS, before)
            await pilot.pause()
            await pilot.click(ListStatus, offset=(lines(status)[0].index(words) + 1, 0))
            assert app.said(ListStatus.FilterChosen)[-1].filter is wanted


async def test_where_there_is_room_every_filter_is_named_and_counted() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        status = app.screen.query_one(ListStatus)
        status.show(ListCounts(all=4, reply=3, opt_out=1, unread=2, awaiting=1), ListFilter.ALL)
        status.styles.width = 60
        await pilot.pause()
        assert lines(status)[0] == "[All 4] Reply 3 Opt-out 1 Unread 2 Awaiting 1"


async def test_the_order_is_named_and_new_texts_out_of_sight_take_its_place() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        status = app.screen.query_one(ListStatus)
        status.show(COUNTS, ListFilter.ALL, ListSort.NAME)
        await pilot.pause()
        assert lines(status)[1].split("  ")[0] == "↕ by name"
        status.show_arrivals(3, 1)
        assert lines(status)[1] == "3 new above ↑ · 1 below ↓"
        status.show_arrivals(0, 12_000)
        assert lines(status)[1] == "12k new below ↓"
        status.show_arrivals(0, 0)
        assert lines(status)[1].split("  ")[0] == "↕ by name"


async def test_replies_behind_the_first_messages_are_told() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        status = app.screen.query_one(ListStatus)
        status.show(ListCounts(all=48, held_back=7), ListFilter.ALL)
        await pilot.pause()
        assert lines(status)[1] == "7 replies wait for first texts"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0"), (9_999, "9,999"), (10_000, "10k"), (999_999, "999k"), (1_250_000, "1.2M")],
)
def test_a_long_number_is_said_in_five_letters(count: int, words: str) -> None:
    assert short(count) == words
