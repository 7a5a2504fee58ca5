"""Held keys: terminals report no release, so repeats are told from presses by their pace."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.world import DANA, MARIA, SAM
from tests.tui.driving import at_work, standing, until
from tui.held_keys import NEXT_REPEAT, REPEAT, REPEAT_DELAY, SETTLE, HeldKeys, Pace

DELAYS = st.floats(0.25, 0.66)
"""How long keyboards wait before they repeat: up to what X11 does unless told otherwise."""
PACES = st.floats(0.01, 0.12)
"""And how long between two repeats: 92 ms on a Linux console."""


def acts(keys: HeldKeys, presses: list[tuple[str, float]]) -> list[float]:
    """When those of the presses came that may act unasked."""
    acted = []
    for key, at in presses:
        keys.note(key, at)
        if keys.may_act():
            acted.append(at)
    return acted


@pytest.mark.parametrize(
    ("second", "pause", "repeats"),
    [
        ("o", 0.001, True),
        ("o", REPEAT - 0.001, True),
        ("o", REPEAT, False),
        ("o", 1.0, False),
        ("enter", 0.001, False),
    ],
)
def test_the_same_key_within_60_ms_is_one_press(second: str, pause: float, repeats: bool) -> None:
    keys = HeldKeys()
    keys.note("o", 10.0)
    assert not keys.repeats
    keys.note(second, 10.0 + pause)
    assert keys.repeats is repeats


@given(
    delay=DELAYS,
    pauses=st.lists(PACES | st.floats(0.01, REPEAT_DELAY - 0.02), max_size=60),
)
def test_a_held_key_acts_once_however_unevenly_its_repeats_arrive(
    delay: float, pauses: list[float]
) -> None:
    at = 100.0
    presses = [("o", at)]
    for pause in (delay, *pauses):
        at += pause
        presses.append(("o", at))
    assert acts(HeldKeys(), presses) == [100.0]


@given(delay=DELAYS, pace=PACES, other=st.sampled_from(["j", "down", "enter"]))
def test_another_key_or_a_pause_lets_it_act_again(delay: float, pace: float, other: str) -> None:
    held = [("o", 0.0), ("o", delay), ("o", delay + pace)]
    last = delay + pace
    assert acts(HeldKeys(), [*held, (other, last + 0.1), ("o", last + 0.2)]) == [
        0.0,
        last + 0.1,
        last + 0.2,
    ]
    assert acts(HeldKeys(), [*held, ("o", last + REPEAT_DELAY + 0.01)]) == [
        0.0,
        last + REPEAT_DELAY + 0.01,
    ]


def decides(presses: list[tuple[str, float]]) -> list[float]:
    """When those came that count by their pace: an unsure one where nothing follows in time."""
    keys, counted = HeldKeys(), []
    for place, (key, at) in enumerate(presses):
        pace = keys.note(key, at).pace
        follows = presses[place + 1][1] if place + 1 < len(presses) else float("inf")
        if pace is Pace.PRESS or (pace is Pace.UNSURE and follows >= at + NEXT_REPEAT):
            counted.append(at)
    return counted


@given(
    delay=st.floats(0.225, REPEAT_DELAY - 0.02),  # The jitter comes on top.
    pace=st.floats(0.005, 0.1),
    repeats=st.integers(2, 80),
    jitter=st.lists(st.floats(0, 0.015), min_size=80, max_size=80),
)
def test_by_its_pace_a_held_key_counts_once(
    delay: float, pace: float, repeats: int, jitter: list[float]
) -> None:
    later = [100 + delay + n * pace + jitter[n] for n in range(repeats)]
    assert decides([("o", 100.0), *(("o", at) for at in sorted(later))]) == [100.0]


@given(pauses=st.lists(st.floats(0.13, 2.0), max_size=60))
def test_by_its_pace_every_press_of_a_hand_counts(pauses: list[float]) -> None:
    at, presses = 100.0, [("o", 100.0)]
    for pause in pauses:
        at += pause
        presses.append(("o", at))
    assert decides(presses) == [at for _, at in presses]


@given(stall=st.floats(0.13, 0.34), before=st.integers(2, 10))
def test_a_slow_line_in_the_midst_of_the_repeats_makes_no_press(stall: float, before: int) -> None:
    times = [100.0, *(100.5 + n * 0.033 for n in range(before))]
    times += [times[-1] + stall + n * 0.033 for n in range(5)]
    assert decides([("o", at) for at in times]) == [100.0]


def test_a_bounce_is_passed_over_and_the_hand_goes_on() -> None:
    times = [100.0, 100.08, 100.5, 100.9]
    assert decides([("o", at) for at in times]) == [100.0, 100.5, 100.9]


def held(
    key: str, start: float, delay: float = 0.5, seconds: float = 1.5
) -> list[tuple[str, float]]:
    """The key events of a key that is held down from `start` on."""
    repeats = int((seconds - delay) / 0.033)
    return [(key, start), *((key, start + delay + n * 0.033) for n in range(repeats))]


async def test_a_held_o_asks_and_confirms_nothing(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        start = monotonic()
        await driven.post_keys(held("o", start))
        await until(lambda: driven.dialog is not None, "the dialog asks once more")
        assert await standing(world) == []
        await driven.press("escape")
        await until(lambda: driven.dialog is None, "it asks once only")
        assert await standing(world) == []


@pytest.mark.parametrize("key", ["enter", "w"])
async def test_no_key_answers_in_the_first_quarter_of_a_second(
    database_path: Path, key: str
) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.press("o")
        dialog = await until(lambda: driven.dialog, "the dialog asks once more")
        opened = dialog._opened
        # One that was pressed before the dialog came, but whose turn came after it, too.
        await driven.post_keys([(key, opened - 0.1), (key, opened + SETTLE - 0.01)])
        assert driven.dialog is dialog
        # Held down since then, it never answers.
        repeats = [(key, opened + SETTLE - 0.01 + n * 0.033) for n in range(1, 40)]
        await driven.post_keys(repeats)
        assert driven.dialog is dialog
        assert world.conversations[0] in driven.ids
        await driven.post_keys([(key, repeats[-1][1] + REPEAT_DELAY + 0.01)])
        await until(lambda: world.conversations[0] not in driven.ids, "a press of its own does")


@pytest.mark.parametrize("focused", [False, True])
async def test_an_enter_held_since_before_the_dialog_never_passes_it(
    database_path: Path, focused: bool
) -> None:
    """Its first repeat comes long after the quarter of a second, e.g. from the palette."""
    async with at_work(database_path) as (driven, world):
        await driven.press("o")
        dialog = await until(lambda: driven.dialog, "the dialog asks once more")
        if focused:
            dialog.set_focus(dialog.query_one("#opt-out"))
        driven.app.held_keys.note("enter", dialog._opened - 0.05)
        repeats = [("enter", dialog._opened + 0.5 + n * 0.033) for n in range(20)]
        await driven.post_keys(repeats)
        assert driven.dialog is dialog
        assert await standing(world) == []


async def test_a_key_that_waited_for_its_turn_counts_from_when_it_was_pressed(
    database_path: Path,
) -> None:
    """On a busy machine several keys are there before the first is acted on."""
    async with at_work(database_path) as (driven, world):
        await driven.press("o")
        dialog = await until(lambda: driven.dialog, "the dialog asks once more")
        opened = dialog._opened
        await driven.post_keys([("enter", opened + 0.1), ("x", opened + 0.4), ("x", opened + 0.8)])
        assert driven.dialog is dialog
        assert await standing(world) == []


async def test_escape_answers_at_once(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _):
        await driven.press("o")
        dialog = await until(lambda: driven.dialog, "the dialog asks once more")
        await driven.post_keys([("escape", dialog._opened + 0.01)])
        await until(lambda: driven.dialog is None, "the dialog goes")


async def test_a_mouse_answers_after_a_key_that_was_held(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.post_keys(held("k", monotonic() - 2))
        await driven.pilot.click("TopBar #opt-out")
        await until(lambda: driven.dialog is not None, "the dialog asks once more")
        await driven.dialog_settled()
        await driven.pilot.click("ConfirmOptOut #opt-out")
        await until(lambda: world.conversations[0] not in driven.ids, "the row leaves")


async def test_without_the_question_a_held_o_opts_out_exactly_one(database_path: Path) -> None:
    async with at_work(database_path, confirm=False) as (driven, world):
        first, *rest = held("o", monotonic())
        await driven.post_keys([first])
        await driven.opened(world.conversation_with(SAM))
        await driven.post_keys(rest)
        assert driven.dialog is None
        await driven.press("down")
        await driven.opened(world.conversation_with(DANA))
        assert await standing(world) == [(MARIA, "jo")]
        assert driven.ids == [world.conversation_with(SAM), world.conversation_with(DANA)]


async def test_without_the_question_two_presses_opt_out_two(database_path: Path) -> None:
    async with at_work(database_path, confirm=False) as (driven, world):
        start = monotonic()
        await driven.post_keys([("o", start)])
        await driven.opened(world.conversation_with(SAM))
        await driven.post_keys([("o", start + 1.5)])
        await driven.opened(world.conversation_with(DANA))
        assert await standing(world) == [(MARIA, "jo"), (SAM, "jo")]


async def test_a_conversation_that_was_not_shown_yet_is_always_asked_about(
    database_path: Path,
) -> None:
    async with at_work(database_path, confirm=False) as (driven, world):
        now = monotonic()
        await driven.post_keys([("down", now), ("down", now + 0.01), ("o", now + 0.02)])
        await until(lambda: driven.dialog is not None, "it asks after all")
        assert "Dana Fox" in driven.dialog_text()
        await driven.press("escape")
        assert await standing(world) == []
        assert len(driven.ids) == 3


async def test_a_held_h_hides_one(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        await driven.press("end")
        await driven.opened(dana)
        first, *rest = held("h", monotonic())
        await driven.post_keys([first])
        await until(lambda: dana not in driven.ids, "Hide takes the row off the list")
        await driven.post_keys(rest)
        await driven.press("down")
        assert driven.ids == [maria, sam]


async def test_a_held_h_never_hides_who_asks_to_opt_out(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.post_keys(held("h", monotonic()))
        await driven.shows("asks to opt out. o opts them out", driven.notice_text)
        assert driven.ids == list(world.conversations)
