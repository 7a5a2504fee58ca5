"""The opt-out specification as a small model, written from its table and rules alone.

It knows nothing of the code that it judges: no database, no provider, no rule of theirs is
imported. Time is in seconds; things that are on their way happen when their time comes.
One organization, whose campaigns have a line each; one model for each provider type.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Literal

UNDO = 5.0
"""Rule 7: for so many seconds the confirmation is held, and the press can be taken back."""
ON_THE_WAY = 1.0
"""Seconds from a phone to the messenger, and from the provider's answer to the phone."""

Talk = tuple[str, str]
"""A conversation: a contact, in a campaign."""


class Asks(Enum):
    """What a text asks for, as a person reads it."""

    KEYWORD = "nothing but a word that providers act on"
    REQUEST = "to be left alone, in other words"
    START = "START or UNSTOP"
    NOTHING = "anything else"

    @property
    def to_be_left_alone(self) -> bool:
        """Every keyword is a request."""
        return self in (Asks.KEYWORD, Asks.REQUEST)


class Refused(Exception):
    """What cannot be done as things stand."""


@dataclass(frozen=True)
class OnPhone:
    """A text as the contact sees it."""

    campaign: str
    who: Literal["contact", "organization", "provider"]
    body: str
    delivered: bool = True


@dataclass(frozen=True)
class InTranscript:
    """A text, or what the provider did, as the texter sees it."""

    what: Literal["contact", "first message", "reply", "confirmation", "told and blocked", "lifted"]
    body: str
    state: Literal["", "waiting", "delivered", "blocked", "cancelled", "not sent"] = ""
    highlighted: bool = False


@dataclass(frozen=True)
class Record:
    """The opt-out that stands."""

    source: Literal["texter", "system"]
    confirmation: Literal["waiting", "sent", "not sent: told"]


@dataclass(frozen=True)
class Conversation:
    """What the messenger shows of one conversation."""

    transcript: tuple[InTranscript, ...]
    on_list: bool
    needs_reply: bool
    asks_to_opt_out: bool
    told_and_blocked: bool
    """As far as the gateway has shown."""
    opted_out: Record | None
    pressing_would_send: bool | None
    """The organization's message; None where the opt-out is recorded already."""


@dataclass(frozen=True)
class Shown:
    """Everything that is to be seen at one moment."""

    phones: dict[str, tuple[tuple[OnPhone, ...], ...]]
    """For each contact the threads, one for each line: the one with the latest text first."""
    conversations: dict[Talk, Conversation]
    opt_in_requests: int


@dataclass
class _Line:
    """One entry of a transcript, as long as it may change."""

    at: float
    shown: InTranscript


@dataclass
class _Conversation:
    lines: list[_Line] = field(default_factory=list)
    put_away: bool = False
    needs_reply: bool = False
    asks: bool = False
    known_blocked: bool = False


@dataclass
class _Press:
    number: int
    by: Literal["texter", "system"]
    until: float


@dataclass
class _OptOut:
    source: Literal["texter", "system"]
    presses: list[_Press]
    told: bool
    confirmation: _Line | None = None
    sent: bool = False


class Model:
    """What ought to be seen. Feed it what happens; ask `shows` what is to be seen.

    Args:
        type_2: The provider acts on keywords by itself.
        campaigns: Their names.
        opt_out_message: The organization's, to each contact.
        provider_messages: What a Type 2 provider says to STOP, and to START after that.
        automatic: The organization opts out by itself on a keyword as first reply.
        forwards: What a blocked contact texts still arrives.
    """

    def __init__(
        self,
        *,
        type_2: bool,
        campaigns: tuple[str, ...],
        opt_out_message: dict[Talk, str],
        provider_messages: tuple[str, str],
        automatic: bool = False,
        forwards: bool = False,
    ) -> None:
        self.type_2 = type_2
        self.campaigns = campaigns
        self.automatic = automatic
        self.forwards = forwards
        self.now = 0.0
        self._message = opt_out_message
        self._told_words, self._lifted_words = provider_messages
        self._talks = {talk: _Conversation() for talk in opt_out_message}
        self._phones: dict[str, list[OnPhone]] = {who: [] for who, _ in opt_out_message}
        self._blocks: set[Talk] = set()
        self._opt_outs: dict[str, _OptOut] = {}
        self._ask_back_in: set[str] = set()
        self._coming: list[tuple[float, Callable[[], None]]] = []
        self._last_put_away: Talk | None = None
        self._pressed = 0

    # Time

    def wait(self, seconds: float) -> None:
        """Nobody does anything for a while; what is on its way comes in the order of time."""
        until = self.now + seconds
        while due := [one for one in self._coming if one[0] <= until]:
            first = min(due, key=lambda one: one[0])
            self._coming.remove(first)
            self.now = max(self.now, first[0])
            first[1]()
        self.now = until

    def _later(self, seconds: float, what: Callable[[], None]) -> None:
        self._coming.append((self.now + seconds, what))

    # The contact and the provider

    def contact_texts(self, talk: Talk, body: str, asks: Asks) -> None:
        """The contact texts a campaign."""
        blocked = talk in self._blocks
        lifts = self.type_2 and asks is Asks.START and blocked
        arrives = not blocked or lifts or self.forwards
        self._on_phone(talk, "contact", body, delivered=arrives)
        if self.type_2 and asks is Asks.KEYWORD and not blocked:
            self._blocks.add(talk)
            self._later(ON_THE_WAY, lambda: self._on_phone(talk, "provider", self._told_words))
        if lifts:
            self._blocks.remove(talk)
            self._later(ON_THE_WAY, lambda: self._on_phone(talk, "provider", self._lifted_words))
        if arrives:
            written = self.now
            self._later(ON_THE_WAY, lambda: self._arrives(talk, body, asks, written))

    def _arrives(self, talk: Talk, body: str, asks: Asks, written: float) -> None:
        here = self._talks[talk]
        first = not any(line.shown.what == "contact" for line in here.lines)
        text = InTranscript("contact", body, highlighted=asks.to_be_left_alone)
        here.lines.append(_Line(written, text))
        here.needs_reply, here.put_away = True, False
        here.asks = here.asks or asks.to_be_left_alone
        if self.type_2 and asks is Asks.KEYWORD and not here.known_blocked:
            here.known_blocked = True
            here.lines.append(_Line(written, InTranscript("told and blocked", "")))
        if asks is Asks.START:
            here.asks = False
            if here.known_blocked:
                here.known_blocked = False
                here.lines.append(_Line(written, InTranscript("lifted", "")))
            if talk[0] in self._opt_outs:
                self._ask_back_in.add(talk[0])
        if self.automatic and first and asks is Asks.KEYWORD:
            self._record(talk, "system", held=0.0)

    def _on_phone(
        self,
        talk: Talk,
        who: Literal["contact", "organization", "provider"],
        body: str,
        *,
        delivered: bool = True,
    ) -> None:
        self._phones[talk[0]].append(OnPhone(talk[1], who, body, delivered))

    # The texter

    def texter_sends(
        self, talk: Talk, body: str, what: Literal["first message", "reply"] = "reply"
    ) -> None:
        """The texter writes to the contact.

        Raises:
            Refused: Nothing reaches an opted-out number from this organization.
        """
        if talk[0] in self._opt_outs:
            raise Refused("opted out")
        here = self._talks[talk]
        here.needs_reply = False
        carried = self._carries(talk)
        if carried:
            self._on_phone(talk, "organization", body)
        state: Literal["delivered", "blocked"] = "delivered" if carried else "blocked"
        here.lines.append(_Line(self.now, InTranscript(what, body, state)))

    def _carries(self, talk: Talk) -> bool:
        """Whether the provider takes a text to the contact; a refusal is evidence of a block."""
        if talk in self._blocks:
            self._talks[talk].known_blocked = True
        return talk not in self._blocks

    def opt_out(self, talk: Talk) -> None:
        """The texter presses Opt Out and confirms."""
        self._last_put_away = None
        self._record(talk, "texter", held=UNDO)

    def _record(self, talk: Talk, by: Literal["texter", "system"], *, held: float) -> None:
        self._pressed += 1
        press = _Press(self._pressed, by, self.now + held)
        if talk[0] in self._opt_outs:
            self._opt_outs[talk[0]].presses.append(press)
            return
        here = self._talks[talk]
        record = self._opt_outs[talk[0]] = _OptOut(by, [press], told=here.known_blocked)
        if record.told:
            return
        message = InTranscript("confirmation", self._message[talk], "waiting")
        record.confirmation = _Line(self.now, message)
        here.lines.append(record.confirmation)
        self._later(held, lambda: self._confirm(talk, record))

    def _confirm(self, talk: Talk, record: _OptOut) -> None:
        line = record.confirmation
        if line is None or self._opt_outs.get(talk[0]) is not record:
            return
        if self._talks[talk].known_blocked:
            # A verdict came between the press and the sending: no longer needed.
            record.told = True
            line.shown = replace(line.shown, state="not sent")
        elif self._carries(talk):
            record.sent = True
            line.at, line.shown = self.now, replace(line.shown, state="delivered")
            self._on_phone(talk, "organization", line.shown.body)
        else:
            record.told = True
            line.shown = replace(line.shown, state="blocked")

    def put_away(self, talk: Talk) -> None:
        """The texter hides the conversation, or calls it a wrong number: no opt-out."""
        self._talks[talk].put_away = True
        self._last_put_away = talk

    def undo(self) -> None:
        """The texter takes back what they did last.

        Raises:
            Refused: There is nothing of theirs to take back, or it is too late.
        """
        talk, self._last_put_away = self._last_put_away, None
        if talk is not None:
            self._talks[talk].put_away = False
            return
        mine = [
            (press.number, press.until, who)
            for who, record in self._opt_outs.items()
            for press in record.presses
            if press.by == "texter"
        ]
        if not mine:
            raise Refused("nothing to take back")
        _, until, who = max(mine)
        if self.now >= until:
            raise Refused("too late")
        record = self._opt_outs[who]
        record.presses = [
            press for press in record.presses if press.by == "system" or press.until <= self.now
        ]
        if record.presses:
            return
        del self._opt_outs[who]
        self._ask_back_in.discard(who)
        if record.confirmation is not None and record.confirmation.shown.state == "waiting":
            cancelled = replace(record.confirmation.shown, state="cancelled")
            record.confirmation.shown = cancelled

    # What is to be seen

    def shows(self) -> Shown:
        """Everything, now."""
        return Shown(
            phones={who: _threads(texts) for who, texts in self._phones.items()},
            conversations={talk: self._conversation(talk) for talk in self._talks},
            opt_in_requests=len(self._ask_back_in),
        )

    def _conversation(self, talk: Talk) -> Conversation:
        here = self._talks[talk]
        record = self._opt_outs.get(talk[0])
        lines = sorted(here.lines, key=lambda line: line.at)
        return Conversation(
            transcript=tuple(line.shown for line in lines),
            on_list=record is None and not here.put_away,
            needs_reply=here.needs_reply,
            asks_to_opt_out=here.asks,
            told_and_blocked=here.known_blocked,
            opted_out=None if record is None else _standing(record),
            pressing_would_send=None if record is not None else not here.known_blocked,
        )


def _threads(texts: list[OnPhone]) -> tuple[tuple[OnPhone, ...], ...]:
    latest_first = dict.fromkeys(text.campaign for text in reversed(texts))
    return tuple(
        tuple(text for text in texts if text.campaign == campaign) for campaign in latest_first
    )


def _standing(record: _OptOut) -> Record:
    if record.told:
        return Record(record.source, "not sent: told")
    return Record(record.source, "sent" if record.sent else "waiting")
