"""The list: virtual, lazily filled, and its cursor a conversation rather than a place."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from textual.geometry import Region

from core.domain import Direction, RequestKind
from core.views import Changes
from tests.tui.harness import HarnessApp, drawn, sample_order, sample_row
from tui.widgets.conversation_list import ConversationList


def screen_line(app: HarnessApp) -> int:
    """How far down the list the cursor's row is drawn."""
    return app.conversations.cursor_index * 2 - round(app.conversations.scroll_y)


async def test_a_row_shows_who_how_long_ago_and_what() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        lines = drawn(app.conversations)
        assert lines[2].split() == ["●", "8m", "Sam", "Okafor"]
        assert lines[3].split() == ["who", "is", "this"]


async def test_a_request_and_a_block_have_marks_and_words_beyond_color() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        lines = drawn(app.conversations)
        assert "⊘ Maria Lopez" in lines[0]
        assert lines[1].startswith(" ▌opt out: STOP")
        app.conversations.put_rows([sample_row(2, blocked=True, request=RequestKind.NONE)])
        assert "blocked: who is this" in drawn(app.conversations)[3]
        app.conversations.put_rows([sample_row(2, request=RequestKind.WRONG_NUMBER)])
        assert "▌wrong number: who" in drawn(app.conversations)[3]


async def test_a_text_of_ours_is_told_from_the_contacts() -> None:
    app = HarnessApp(1)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        row = sample_row(1, preview_direction=Direction.OUTBOUND, request=RequestKind.NONE)
        app.conversations.put_rows([row])
        assert "You: STOP" in drawn(app.conversations)[1]
        app.conversations.put_rows([replace(row, request=RequestKind.WRONG_NUMBER)])
        assert drawn(app.conversations)[1].startswith(" ▌wrong number · You: STOP")


async def test_the_row_under_the_cursor_has_a_mark() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j")
        assert [line[0] for line in drawn(app.conversations)[::2][:8]] == list(" >      ")


async def test_rows_are_asked_for_when_they_come_into_sight_with_a_page_each_way() -> None:
    app = HarnessApp(1000)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        page = -(-app.conversations.size.height // 2)
        assert app.said(ConversationList.RowsWanted)[0].ids == list(range(1, 2 * page + 1))
        app.heard.clear()
        await pilot.press("G")
        await pilot.pause()
        assert app.said(ConversationList.RowsWanted)[0].ids == list(range(1001 - 2 * page, 1001))


async def test_rows_in_sight_are_asked_for_once() -> None:
    app = HarnessApp(1000, serve=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        for _ in range(3):
            app.conversations.refresh()
            await pilot.pause()
        assert len(app.said(ConversationList.RowsWanted)) == 1


async def test_a_request_for_rows_names_all_that_are_missing() -> None:
    """So that a loader may drop the request before it."""
    app = HarnessApp(1000, serve=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.pause()
        first, last = app.said(ConversationList.RowsWanted)
        assert set(first.ids) < set(last.ids)


async def test_a_missing_row_is_blank_and_a_stale_one_stays_until_the_new_one_is_there() -> None:
    app = HarnessApp(8, serve=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert drawn(app.conversations)[2].strip() == ""
        app.conversations.put_rows([sample_row(2)])
        app.conversations.drop_rows([2])
        assert "Sam" in drawn(app.conversations)[2]
        await pilot.pause()
        assert 2 in app.said(ConversationList.RowsWanted)[-1].ids
        app.conversations.put_rows([sample_row(2, name="Samuel Okafor")])
        assert "Samuel" in drawn(app.conversations)[2]


async def test_memory_holds_a_bounded_number_of_rows() -> None:
    app = HarnessApp(10_000)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.conversations.put_rows(sample_row(i) for i in range(1, 5000))
        assert app.conversations.row(1) is None
        assert app.conversations.row(4999) is not None


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["j"], 2),
        (["down", "down", "up"], 2),
        (["j", "k", "k"], 1),
        (["G"], 100),
        (["end", "home"], 1),
        (["G", "g"], 1),
        (["pagedown"], 10),
        (["pagedown", "pageup"], 1),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], at: int) -> None:
    app = HarnessApp(100)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*keys)
        assert app.conversations.cursor_id == at
        assert 0 <= screen_line(app) <= app.conversations.size.height - 2


async def test_a_cursor_that_moves_tells_where_it_is() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "j")
        moved = [event.conversation_id for event in app.said(ConversationList.Highlighted)]
        assert moved == [1, 2, 3]
        app.heard.clear()
        await pilot.press("home", "up")
        assert len(app.said(ConversationList.Highlighted)) == 1


async def test_enter_opens() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "enter")
        assert app.said(ConversationList.Opened)[0].conversation_id == 2


async def test_a_click_selects_and_a_double_click_opens() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.click(ConversationList, offset=(5, 5))
        assert app.conversations.cursor_id == 3
        assert not app.said(ConversationList.Opened)
        await pilot.double_click(ConversationList, offset=(5, 7))
        assert app.said(ConversationList.Opened)[0].conversation_id == 4


async def test_a_click_below_the_last_row_selects_nothing() -> None:
    app = HarnessApp(2)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.click(ConversationList, offset=(5, 9))
        assert app.conversations.cursor_id == 1


async def test_rows_that_arrive_above_move_neither_cursor_nor_screen() -> None:
    app = HarnessApp(100)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "j", "j")
        await pilot.pause()
        before = screen_line(app)
        app.conversations.apply(Changes(2, listed=((900, 5000), (901, 6000), (50, 7000))))
        await pilot.pause()
        assert list(app.conversations.ids[:4]) == [50, 901, 900, 1]
        assert app.conversations.cursor_id == 4
        assert screen_line(app) == before


async def test_the_screen_stays_where_it_is_when_the_cursor_is_out_of_sight() -> None:
    app = HarnessApp(200)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.conversations.scroll_to(y=100, animate=False)
        await pilot.pause()
        app.conversations.apply(Changes(2, listed=((900, 5000),)))
        await pilot.pause()
        assert app.conversations.cursor_id == 1
        assert app.conversations.ids[round(app.conversations.scroll_y) // 2] == 51


async def test_the_cursor_follows_its_conversation_when_that_moves() -> None:
    app = HarnessApp(100)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*["j"] * 14)
        app.conversations.apply(Changes(2, listed=((15, 5000),)))
        await pilot.pause()
        assert (app.conversations.cursor_id, app.conversations.cursor_index) == (15, 0)
        assert screen_line(app) == 0


async def test_a_changed_row_is_asked_for_again() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.heard.clear()
        app.conversations.apply(Changes(2, listed=((3, 5000),)))
        await pilot.pause()
        assert app.said(ConversationList.RowsWanted)[0].ids == [3]


async def test_a_row_that_is_taken_out_leaves_the_cursor_on_the_next_in_the_same_place() -> None:
    app = HarnessApp(100)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "j")
        before = screen_line(app)
        assert app.conversations.take_out(3) == 4
        await pilot.pause()
        assert screen_line(app) == before
        assert app.said(ConversationList.Highlighted)[-1].conversation_id == 4


async def test_the_last_row_taken_out_leaves_the_cursor_on_the_one_before() -> None:
    app = HarnessApp(2)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("G")
        assert app.conversations.take_out(2) == 1
        assert app.conversations.take_out(1) is None
        await pilot.pause()
        assert app.said(ConversationList.Highlighted)[-1].conversation_id is None


async def test_another_row_taken_out_leaves_the_cursor_alone() -> None:
    app = HarnessApp(100)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*["j"] * 30)
        before = screen_line(app)
        assert app.conversations.take_out(5) == 31
        assert app.conversations.take_out(77) == 31
        await pilot.pause()
        assert screen_line(app) == before


async def test_the_cursor_stays_on_its_conversation_when_the_list_is_replaced() -> None:
    app = HarnessApp(100)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "j")
        app.conversations.set_ids(array("q", [7, 3, 5]), array("q", [9, 8, 7]))
        assert (app.conversations.cursor_id, app.conversations.cursor_index) == (3, 1)


async def test_the_cursor_stays_near_where_its_conversation_was_if_that_is_gone() -> None:
    app = HarnessApp(10)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "j")
        ids, ranks = sample_order(10)
        del ids[2], ranks[2]
        app.conversations.set_ids(ids, ranks)
        assert app.conversations.cursor_id == 4


async def test_a_list_may_come_in_parts() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ids, ranks = sample_order(500)
        app.conversations.set_ids(ids[:50], ranks[:50])
        await pilot.press("j")
        app.conversations.append_ids(ids[50:], ranks[50:])
        await pilot.pause()
        assert len(app.conversations) == 500
        assert app.conversations.cursor_id == 2
        await pilot.press("G")
        assert app.conversations.cursor_id == 500


async def test_an_empty_list_says_so() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.conversations.empty_text = "All done here."
        await pilot.pause()
        assert "All done here." in "\n".join(drawn(app.conversations))
        assert app.conversations.cursor_id is None
        await pilot.press("j", "G", "pagedown", "enter")
        assert app.heard == []


async def test_a_row_that_is_being_saved_says_so_until_it_is() -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.conversations.saving = {2}
        assert "saving…" in drawn(app.conversations)[3]
        app.conversations.saving = ()
        assert "who is this" in drawn(app.conversations)[3]


async def test_a_cursor_move_paints_two_rows_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    app = HarnessApp(100)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j")
        await pilot.pause()
        painted: list[Region] = []
        refresh = app.conversations.refresh

        def note(*regions: Region, **options: bool) -> ConversationList:
            painted.extend(regions or (app.conversations.region,))
            return refresh(*regions, **options)

        monkeypatch.setattr(app.conversations, "refresh", note)
        await pilot.press("j")
        assert sorted((region.y, region.height) for region in painted) == [(2, 2), (4, 2)]


async def test_a_long_name_and_a_long_preview_are_cut_at_the_edge() -> None:
    app = HarnessApp(1, serve=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.conversations.put_rows([sample_row(1, name="李" * 90, preview="x" * 3000)])
        await pilot.pause()
        first, second = drawn(app.conversations)[:2]
        assert first.rstrip().endswith("…")
        assert second.rstrip().endswith("…")


async def test_a_million_rows_cost_no_more_than_a_few() -> None:
    """Only what is in sight is drawn and asked for."""
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.conversations.set_ids(*sample_order(1_000_000))
        await pilot.press("G")
        await pilot.pause()
        assert app.conversations.cursor_id == 1_000_000
        assert sum(len(event.ids) for event in app.said(ConversationList.RowsWanted)) < 100
