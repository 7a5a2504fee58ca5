"""Which replies at hand the text being written is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.views_beside import ReplyAtHand


@dataclass(frozen=True, slots=True)
class _Taken:
    reply: ReplyAtHand
    before: str
    """What was written before it was put in."""
    after: str


class TakenReplies:
    """Follows a text, so that its replies' tags are sent with it and their gaps are not.

    A reply that was put in and not touched since gives way to the next one. Anything that the
    texter wrote stays: the next reply then goes on a new line.
    """

    def __init__(self) -> None:
        self._taken: list[_Taken] = []
        self._known: dict[str, ReplyAtHand] = {}
        self._gaps: tuple[str, ...] = ()
        """The fields that any reply at hand has and this contact not."""

    @property
    def replies(self) -> tuple[ReplyAtHand, ...]:
        """Those that the text is made of."""
        return tuple(one.reply for one in self._taken)

    def know(self, replies: Iterable[ReplyAtHand], text: str) -> None:
        """Note the replies there are; a text that is one of them, to the letter, is that one."""
        self._known = {}
        gaps: dict[str, None] = {}
        for reply in replies:
            self._known.setdefault(reply.text.strip(), reply)
            gaps |= dict.fromkeys(reply.unfilled)
        self._gaps = tuple(gaps)
        self.follow(text)

    def put_in(self, reply: ReplyAtHand, text: str) -> str:
        """Return the text with a reply in it."""
        if self._taken and text == self._taken[-1].after:
            text = self._taken.pop().before
        if not text.strip():
            after = reply.text
        else:
            after = f"{text}{'' if text.endswith(chr(10)) else chr(10)}{reply.text}"
        self._taken.append(_Taken(reply, text, after))
        return after

    def follow(self, text: str) -> None:
        """The text is this now: a reply that was undone or wiped away is none of it."""
        if not text.strip():
            self._taken = []
            return
        while self._taken and text == self._taken[-1].before:
            self._taken.pop()
        known = self._known.get(text.strip())
        if known is not None and [one.reply.id for one in self._taken] != [known.id]:
            self._taken = [_Taken(known, "", text)]

    def restore(self, replies: Iterable[ReplyAtHand], text: str) -> None:
        """The text came back, with the replies it is made of."""
        self._taken = [_Taken(reply, "", text) for reply in replies]

    def gaps_in(self, text: str) -> tuple[str, ...]:
        """The fields of replies that are not filled and still stand in the text.

        Also those of replies that it is not known to be made of: a draft outlives the program.
        """
        if "{" not in text:
            return ()
        gaps = dict.fromkeys(field for one in self._taken for field in one.reply.unfilled)
        gaps |= dict.fromkeys(self._gaps)
        return tuple(field for field in gaps if field in text)
