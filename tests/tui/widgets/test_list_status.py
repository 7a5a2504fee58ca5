"""The foot of the list counts, and chooses."""

from __future__ import annotations

from core.domain import ListFilter
from core.views import ListCounts
from tests.tui.harness import HarnessApp
from tui.widgets.list_status import ListStatus


async def test_it_counts_each_filter_and_marks_the_one_in_use() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        status = app.screen.query_one(ListStatus)
        status.show(ListCounts(48, 3, 1), ListFilter.REPLY)
        await pilot.pause()
        assert str(status.render()) == "All 48 [Reply 3] Opt-out 1"


async def test_a_click_chooses_a_filter() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        app.screen.query_one(ListStatus).show(ListCounts(48, 3, 1), ListFilter.ALL)
        await pilot.pause()
        await pilot.click(ListStatus, offset=(20, 0))
        await pilot.click(ListStatus, offset=(2, 0))
        chosen = [event.filter for event in app.said(ListStatus.FilterChosen)]
        assert chosen == [ListFilter.OPT_OUT, ListFilter.ALL]
