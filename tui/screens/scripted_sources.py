"""What the screen of scripted texts sends: first messages, or a follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.assignment_state import assignment_state
from core.desk import Desk
from core.first_messages import (
    FirstMessage,
    first_messages,
    first_messages_state,
    send_first_message,
    set_aside_messages,
    skip_first_message,
    take_back_skip,
)
from core.follow_ups import (
    FollowUpMessage,
    FollowUpView,
    follow_ups_of,
    pending_follow_ups,
    send_follow_up,
    skip_follow_up,
    take_back_follow_up_skip,
)
from core.refusals import latest_text, line_of, refused_in_a_row
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from core.quick_send import QuickSend, QuickSendProgress

Scripted = FirstMessage | FollowUpMessage
"""A text that is filled and waits for its key."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Where the sending stands."""

    to_send: int
    sent: int
    remarks: tuple[str, ...]
    """What else a texter should know, each in a few words."""
    quick_send: bool
    """Whether all may be sent at once."""
    set_aside: int
    """How many were passed over and can be looked at again."""
    requests: int
    """Contacts of the assignment who ask to opt out: they need not wait for this."""
    script: str
    """What the texts are filled from: another one makes them out of date."""
    refusal: str = ""
    """Why the provider refused the last few sent since the source was made, where it did."""


class ScriptedSource(Protocol):
    """Gives scripted texts in order, and sends or skips one."""

    heading: str
    finished: str
    """What to say when none is left."""

    async def upcoming(self, after: int | None, limit: int) -> Sequence[Scripted]:
        """The next to be sent, behind that conversation."""

    async def passed_over(self, after: int | None, limit: int) -> Sequence[Scripted]:
        """Those set aside, to be looked at again."""

    async def send(self, item: Scripted, text: str | None) -> bool:
        """Queue one as it was shown; return whether it was sent before.

        Args:
            item: The text, as it was shown.
            text: Words of the texter's own instead.

        Raises:
            ScriptChanged: It would leave as another text than was shown; nothing was sent.
        """

    async def skip(self, item: Scripted) -> None:
        """Do not send this one."""

    async def take_back(self, item: Scripted) -> None:
        """Put one that was skipped back among those to be sent."""

    async def tally(self) -> Tally:
        """Count."""

    def quick_send(self, on_progress: Callable[[QuickSendProgress], None]) -> QuickSend:
        """A run that sends all of them."""


class _OfAssignment:
    """What is sent in one assignment, and whether the provider takes it."""

    def __init__(self, desk: Desk, assignment_id: int) -> None:
        self._desk = desk
        self._assignment_id = assignment_id
        self._begun: int | None = None

    async def _refusal(self) -> str:
        """Why the provider refused the last few since this was first asked."""
        reader = self._desk.reader
        if self._begun is None:
            self._begun = await latest_text(reader)
        line_id = await line_of(reader, self._assignment_id)
        return await refused_in_a_row(reader, line_id, self._begun)


class FirstMessagesSource(_OfAssignment):
    """The first messages of an assignment."""

    heading = "First messages"
    finished = "All first messages are sent."

    async def upcoming(self, after: int | None, limit: int) -> Sequence[Scripted]:
        """The next to be sent, behind that conversation."""
        return await first_messages(self._desk, self._assignment_id, after=after, limit=limit)

    async def passed_over(self, after: int | None, limit: int) -> Sequence[Scripted]:
        """Those set aside, to be looked at again."""
        return await set_aside_messages(self._desk, self._assignment_id, after=after, limit=limit)

    async def send(self, item: Scripted, text: str | None) -> bool:
        """Queue one; return whether it was sent before."""
        sent = await send_first_message(
            self._desk, item.conversation_id, text=text, expected=item.text
        )
        return sent.already

    async def skip(self, item: Scripted) -> None:
        """Do not send this one."""
        await skip_first_message(self._desk, item.conversation_id)

    async def take_back(self, item: Scripted) -> None:
        """Put one that was skipped back among those to be sent."""
        await take_back_skip(self._desk, item.conversation_id)

    async def tally(self) -> Tally:
        """Count."""
        state = await first_messages_state(self._desk, self._assignment_id)
        work = await assignment_state(self._desk, self._assignment_id)
        return Tally(
            to_send=state.to_send,
            sent=state.sent + state.waiting,
            remarks=_remarks(
                (state.without_field, "lacks a field of the script", "lack a field of the script"),
                (state.skipped, "skipped"),
                (state.opted_out, "opted out: never texted"),
                (state.blocked, "blocked by the provider"),
                (state.held, "held for texting hours"),
                (state.waiting - state.held, "on its way", "on their way"),
                (state.failed, "failed"),
                (state.held_back, "reply waits behind these", "replies wait behind these"),
            ),
            quick_send=state.quick_send,
            set_aside=state.without_field + state.skipped,
            requests=work.requests,
            script=state.script,
            refusal=await self._refusal(),
        )

    def quick_send(self, on_progress: Callable[[QuickSendProgress], None]) -> QuickSend:
        """A run that sends all of them."""
        from core.quick_send import QuickSend

        return QuickSend(self._desk, self._assignment_id, on_progress=on_progress)


class FollowUpSource(_OfAssignment):
    """One follow-up to the contacts of an assignment."""

    def __init__(
        self, desk: Desk, assignment_id: int, follow_up: FollowUpView, *, quick_send: bool
    ) -> None:
        super().__init__(desk, assignment_id)
        self._follow_up_id = follow_up.id
        self._quick_send = quick_send
        self.heading = f"Follow-up: {follow_up.name}"
        self.finished = "This follow-up is sent to everybody it is for."

    async def upcoming(self, after: int | None, limit: int) -> Sequence[Scripted]:
        """The next to be sent, behind that conversation."""
        return await pending_follow_ups(
            self._desk, self._assignment_id, self._follow_up_id, after=after, limit=limit
        )

    async def passed_over(self, after: int | None, limit: int) -> Sequence[Scripted]:
        """A follow-up that was skipped is looked at no more."""
        return ()

    async def send(self, item: Scripted, text: str | None) -> bool:
        """Queue one; return whether it was sent before."""
        sent = await send_follow_up(
            self._desk, self._follow_up_id, item.conversation_id, text=text, expected=item.text
        )
        return sent.already

    async def skip(self, item: Scripted) -> None:
        """Do not send this one."""
        await skip_follow_up(self._desk, self._follow_up_id, item.conversation_id)

    async def take_back(self, item: Scripted) -> None:
        """Put one that was skipped back among those to be sent."""
        await take_back_follow_up_skip(self._desk, self._follow_up_id, item.conversation_id)

    async def tally(self) -> Tally:
        """Count."""
        views = await follow_ups_of(self._desk, self._assignment_id)
        view = next(view for view in views if view.id == self._follow_up_id)
        work = await assignment_state(self._desk, self._assignment_id)
        return Tally(
            to_send=view.pending,
            sent=view.sent,
            remarks=(
                f"for {view.audience_words}",
                *_remarks(
                    (view.skipped, "skipped"),
                    (work.held, "held for texting hours"),
                    (work.waiting - work.held, "on its way", "on their way"),
                ),
            ),
            quick_send=self._quick_send,
            set_aside=0,
            requests=work.requests,
            script=view.script,
            refusal=await self._refusal(),
        )

    def quick_send(self, on_progress: Callable[[QuickSendProgress], None]) -> QuickSend:
        """A run that sends all of them."""
        from core.quick_send import QuickSend

        return QuickSend(
            self._desk,
            self._assignment_id,
            follow_up_id=self._follow_up_id,
            on_progress=on_progress,
        )


def _remarks(*counted: tuple[int, str] | tuple[int, str, str]) -> tuple[str, ...]:
    """What there is any of, each with the words for one, or for many where they differ."""
    return tuple(counted_words(*one) for one in counted if one[0] > 0)
