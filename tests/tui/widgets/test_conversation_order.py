"""The order of a list: highest rank first, lowest id among equals, whatever comes and goes."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.conversation_order import ConversationOrder

rows = st.dictionaries(st.integers(1, 40), st.integers(-3, 12), max_size=40)


def order_of(ranks: dict[int, int]) -> ConversationOrder:
    ordered = sorted(ranks.items(), key=lambda row: (-row[1], row[0]))
    order = ConversationOrder()
    order.replace(array("q", [i for i, _ in ordered]), array("q", [r for _, r in ordered]))
    return order


def listed(order: ConversationOrder) -> list[tuple[int, int]]:
    return list(zip(order.ids, order.ranks, strict=True))


@given(rows, rows, st.sets(st.integers(1, 45), max_size=30))
def test_rows_put_in_moved_and_taken_out_stand_as_if_sorted(
    before: dict[int, int], put: dict[int, int], out: set[int]
) -> None:
    order = order_of(before)
    order.take_out(out)
    order.put(list(put.items()), near=3)
    wanted = {i: r for i, r in before.items() if i not in out} | put
    assert listed(order) == listed(order_of(wanted))


@given(rows, st.integers(1, 45), st.integers(-5, 50))
def test_a_row_is_found_where_it_is(ranks: dict[int, int], conversation_id: int, near: int) -> None:
    order = order_of(ranks)
    expected = list(order.ids).index(conversation_id) if conversation_id in ranks else None
    assert order.find(conversation_id, near=max(near, 0)) == expected
    assert order.find(conversation_id, rank=ranks.get(conversation_id, 0)) == expected


def test_a_far_row_of_a_long_list_is_found() -> None:
    order = ConversationOrder()
    order.replace(array("q", range(100_000)), array("q", range(100_000, 0, -1)))
    assert order.find(99_998, near=5) == 99_998
    assert order.find(100_000, near=5) is None


def test_an_id_is_not_found_across_the_bytes_of_two_others() -> None:
    order = ConversationOrder()
    # Seen as bytes, 1 << 32 beside 0 holds the bytes of 1 at an odd place.
    order.replace(array("q", [1 << 32, 0, *range(5_000, 10_000)]), array("q", [0] * 5_002))
    assert order.find(1, near=4_000) is None


def test_every_id_has_one_rank() -> None:
    order = ConversationOrder()
    with pytest.raises(ValueError, match="2 ids with 1 ranks"):
        order.replace(array("q", [1, 2]), array("q", [1]))
    with pytest.raises(ValueError, match="1 ids with 0 ranks"):
        order.extend(array("q", [1]), array("q"))
