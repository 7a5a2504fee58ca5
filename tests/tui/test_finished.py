"""An assignment that is finished says so, and what waits elsewhere, one or many."""

from __future__ import annotations

from core.assignment_state import AssignmentState, WorkElsewhere
from tui.screens.assignment_work import finished_words


def finished(waiting: int, *elsewhere: WorkElsewhere) -> AssignmentState:
    return AssignmentState(
        assignment_id=1,
        first_messages=0,
        set_aside=0,
        replies=0,
        requests=0,
        follow_ups=0,
        waiting=waiting,
        held=0,
        elsewhere=elsewhere,
    )


def test_one_and_many_are_counted_in_plain_words() -> None:
    one = WorkElsewhere(2, "School board", "Open Roads", first_messages=1, replies=1, requests=1)
    many = WorkElsewhere(3, "Autumn", "Open Roads", first_messages=1200, replies=0, requests=2)
    assert finished_words(finished(1, one, many)).split("\n\n") == [
        "This assignment is finished.",
        "1 text is still on the way.",
        "a goes to what waits elsewhere:",
        "School board: 1 asks to opt out, 1 needs a reply, 1 first message",
        "Autumn: 2 ask to opt out, 1,200 first messages",
    ]


def test_nothing_waits() -> None:
    assert finished_words(finished(2)).split("\n\n") == [
        "This assignment is finished.",
        "2 texts are still on the way.",
        "Nothing waits elsewhere. Thank you!",
    ]
