"""What must hold after a bad day at two providers: the database beside the phones.

Plain SQL that shares nothing with the code under test. Triggers in the test database write
down in which order claims and opt-outs commit: the database has one writer at a time.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.gateway_chaos_parts import Gateway
from core.merge_fields import DEFAULT_OPT_OUT_MESSAGE

ORDER = """
CREATE TABLE chaos_order (seq INTEGER PRIMARY KEY, what TEXT, number TEXT, text_id INTEGER);
CREATE TRIGGER chaos_claims AFTER UPDATE OF state ON text
WHEN NEW.state = 'sending' AND OLD.state != 'sending' AND NEW.kind != 'confirmation'
BEGIN INSERT INTO chaos_order (what, number, text_id) VALUES ('claim', NEW.number, NEW.id); END;
CREATE TRIGGER chaos_opt_outs AFTER INSERT ON opt_out
BEGIN INSERT INTO chaos_order (what, number) VALUES ('opt_out', NEW.number); END;
"""
"""For the database, before the day."""


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text that a phone wrote."""

    line: str
    number: str
    body: str
    message_id: str | None
    """What the provider calls it; None where it did not arrive there."""
    asks: bool
    """Whether it asks to be left alone."""


@dataclass
class Events:
    """What happened outside of the database."""

    said: list[SaidText] = field(default_factory=list)
    """What the phones wrote."""
    pressed: list[str] = field(default_factory=list)
    """The numbers of all presses that came back."""
    blocked: set[str] = field(default_factory=set)
    """Numbers that a carrier blocked without a word."""
    strangers: set[str] = field(default_factory=set)
    """Numbers that are in no campaign."""


@dataclass
class Findings:
    """What a day showed."""

    kills: int = 0
    said: int = 0
    stored: int = 0
    opt_outs: int = 0
    confirmations: Counter[str] = field(default_factory=Counter)
    """How those of the opt-outs ended."""
    states: Counter[str] = field(default_factory=Counter)
    """How the other texts of ours ended."""
    in_flight: int = 0
    """Texts that had been claimed before the opt-out and were shown after it."""
    webhooks: Counter[str] = field(default_factory=Counter)
    """How the providers' calls ended, and how many reports were lost."""
    seconds: float = 0.0
    violations: list[str] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        """Take another day's findings in."""
        for name in ("kills", "said", "stored", "opt_outs", "in_flight", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.confirmations += other.confirmations
        self.states += other.states
        self.webhooks += other.webhooks
        self.violations += other.violations


@dataclass(frozen=True, slots=True)
class _Sent:
    """A text of ours as the database has it."""

    id: int
    kind: str
    state: str


@dataclass
class _Contact:
    """Everything about one number."""

    records: list[tuple[int, str, str]] = field(default_factory=list)
    """Opt-outs: when, how the confirmation ended, who did it."""
    listed: int = 0
    sent: dict[tuple[str, str], list[_Sent]] = field(default_factory=dict)
    """Texts of ours by line and words."""
    order: list[tuple[str, int | None]] = field(default_factory=list)
    shown: list[tuple[str, str, int]] = field(default_factory=list)
    """What the phone shows of ours: the line, the words, when."""


def check(path: Path, gateways: Sequence[Gateway], events: Events, found: Findings) -> None:
    """Compare the database and the phones, and write down what is wrong.

    Args:
        path: The database, made with `ORDER`.
        gateways: The providers, whose phones are read from their files.
        events: What happened.
        found: Where it is written.
    """
    with closing(_look(path)) as look:
        contacts = _contacts(look)
        found.violations += _inbound(look, events.said, found)
    for gateway in gateways:
        with closing(_look(gateway.state)) as phones:
            _read_phones(phones, contacts)
    asked = {one.number for one in events.said if one.asks and one.message_id is not None}
    for number in sorted(asked | set(events.pressed) | contacts.keys()):
        contact = contacts.get(number, _Contact())
        wrongs = []
        if not contact.records and (number in asked or number in events.pressed):
            wrongs.append("an opt-out is lost")
        if contact.records and number not in asked | events.blocked:
            wrongs.append("opted out, and never asked for it")
        wrongs += _opted_out(contact, number in events.strangers, found)
        wrongs += _texts(contact, found)
        found.violations += [f"{number}: {wrong}" for wrong in wrongs]


def _look(path: Path) -> sqlite3.Connection:
    look = sqlite3.connect(path, isolation_level=None)
    look.execute("PRAGMA query_only = ON")
    return look


def _words(body: str | bytes) -> str:
    return body.decode("utf-8", "surrogatepass") if isinstance(body, bytes) else body


def _contacts(look: sqlite3.Connection) -> dict[str, _Contact]:
    contacts: dict[str, _Contact] = {}

    def of(number: str) -> _Contact:
        return contacts.setdefault(number, _Contact())

    for number, at, how, source in look.execute(
        "SELECT number, at, confirmation, source FROM opt_out ORDER BY id"
    ):
        of(number).records.append((at, how, source))
    for number, listed in look.execute("SELECT number, listed FROM conversation"):
        of(number).listed += listed
    for number, line, body, *rest in look.execute(
        "SELECT t.number, l.number, t.body, t.id, t.kind, t.state FROM text t "
        "JOIN line l ON l.id = t.line_id "
        "WHERE t.kind IN ('initial', 'reply', 'confirmation')"
    ):
        of(number).sent.setdefault((line, _words(body)), []).append(_Sent(*rest))
    for number, what, text_id in look.execute(
        "SELECT number, what, text_id FROM chaos_order ORDER BY seq"
    ):
        of(number).order.append((what, text_id))
    return contacts


def _read_phones(phones: sqlite3.Connection, contacts: dict[str, _Contact]) -> None:
    for number, line, body, at in phones.execute(
        "SELECT number, line, body, at FROM texts "
        "WHERE NOT from_contact AND kind = 'text' AND state = 'delivered' ORDER BY seq"
    ):
        contacts.setdefault(number, _Contact()).shown.append((line, _words(body), at))


def _inbound(look: sqlite3.Connection, said: Sequence[SaidText], found: Findings) -> Iterator[str]:
    """Every text that a provider took is stored once, as it was written, and no other."""
    rows = look.execute(
        "SELECT l.number, t.number, t.body, t.provider_message_id FROM text t "
        "JOIN line l ON l.id = t.line_id WHERE t.kind = 'inbound'"
    )
    stored = Counter((row[0], row[1], _words(row[2]), row[3]) for row in rows)
    found.stored += stored.total()
    found.said += len(said)
    written = {(one.line, one.number, one.body, one.message_id) for one in said}
    arrived = {one for one in written if one[3] is not None}
    for text in sorted(arrived | stored.keys()):
        times = stored[text]
        if text not in arrived:
            yield f"{text[1]}: “{text[2]}” is stored and was never said"
        elif times != 1:
            yield f"{text[1]}: “{text[2]}” is stored {times} times"


def _opted_out(contact: _Contact, stranger: bool, found: Findings) -> list[str]:
    """An opt-out is recorded once, off every list, and told at most once."""
    told = sum(words == DEFAULT_OPT_OUT_MESSAGE for _, words, _ in contact.shown)
    if not contact.records:
        return ["told without a record"] if told else []
    wrong: list[str] = []
    if len(contact.records) > 1:
        wrong.append(f"opted out {len(contact.records)} times")
    if contact.listed:
        wrong.append("opted out, and on a list")
    _, how, source = contact.records[0]
    found.opt_outs += 1
    found.confirmations[how] += 1
    if told > 1:
        wrong.append("a second confirmation arrived")
    # What was lost on the wire may have arrived; what the record knows it knows.
    if (
        how == "pending"
        or (how == "sent" and not told)
        or (how not in ("sent", "unknown") and told)
    ):
        wrong.append(f"{told} confirmations arrived, the record says {how}")
    if stranger and (source != "system" or contact.shown):
        wrong.append(f"a stranger: opted out by {source}, {len(contact.shown)} texts arrived")
    return wrong


def _texts(contact: _Contact, found: Findings) -> list[str]:
    """No text after the opt-out, none twice, none that did not leave, none that is made up."""
    wrong: list[str] = []
    opted_out = len(contact.order)
    for place, (what, text_id) in enumerate(contact.order):
        if what == "opt_out":
            opted_out = min(opted_out, place)
        elif place > opted_out:
            wrong.append(f"text {text_id} was claimed after the opt-out")
    claimed = {text_id for what, text_id in contact.order[:opted_out] if what == "claim"}
    at_opt_out = contact.records[0][0] if contact.records else None
    arrivals = Counter((line, words) for line, words, _ in contact.shown)
    for (line, words), times in arrivals.items():
        sent = contact.sent.get((line, words), [])
        if times > max(1, len(sent)):
            wrong.append(f"“{words}” arrived {times} times")
        for text in sent:
            if text.state not in ("sent", "delivered", "unknown"):
                wrong.append(f"“{words}” arrived, the record says {text.state}")
        if not sent:
            wrong.append(f"“{words}” arrived, and is not on record")
    for line, words, at in contact.shown:
        if words == DEFAULT_OPT_OUT_MESSAGE or at_opt_out is None or at <= at_opt_out:
            continue
        # On the wire when the opt-out was recorded, or else it should not be here.
        if {text.id for text in contact.sent.get((line, words), [])} <= claimed:
            found.in_flight += 1
        else:
            wrong.append(f"“{words}” arrived after the opt-out")
    for place, texts in contact.sent.items():
        for text in texts:
            if text.kind != "confirmation":
                found.states[text.state] += 1
            if text.state == "delivered" and place not in arrivals:
                wrong.append(f"“{place[1]}” is shown as delivered, and never arrived")
            # Nothing fails on such a day: what a block refused is blocked.
            if text.state in ("queued", "sending", "failed"):
                wrong.append(f"“{place[1]}” ended {text.state}")
    return wrong
