"""Everything this library raises on purpose.

TextbankError
├── BadInput              the caller asked for something that cannot be
│   ├── NotFound          a campaign, assignment, conversation or number that is not there
│   ├── NotAllowed        only an administrator may do this
│   ├── BadContactFile    a contact list that cannot be read
│   ├── BadScenario       a scenario file that cannot be told
│   ├── UnfilledFields    a script with a field that this contact leaves empty
│   ├── ScriptChanged     what would leave is not what the texter read
│   ├── StepImpossible    a step of a scenario that cannot happen as things stand
│   ├── BadPattern        a pattern to mark by that cannot be read
│   ├── NotWaiting        a request that is decided, or no longer asks
│   │   └── WroteAgain        it waits still, with a text that nobody has read
│   ├── TakenByAnother    a request that another session of triage holds
│   └── TrainingOnly      a real provider at a training database
├── DatabaseError         the database cannot be used as asked
│   ├── DatabaseNewer     made by a newer textbank
│   ├── DatabaseReadOnly
│   ├── DatabaseFull
│   ├── DatabaseBusy      another program holds the lock
│   └── NotADatabase
├── WebhookRefused        a provider's call that is not acted on
│   ├── SignatureInvalid      nothing shows that the provider made it
│   └── WebhookUnreadable     what it says cannot be read
└── SendingRefused        a text that must not be written to this number

Each message says what is wrong, where, and what to do next, in words for the
person at the keyboard.
"""

from __future__ import annotations

from collections.abc import Sequence


class TextbankError(Exception):
    """The root: catch this to show a message instead of a trace."""


class BadInput(TextbankError):
    """The request cannot be carried out as it stands; nothing was changed."""


class NotFound(BadInput):
    """What was named does not exist."""


class NotAllowed(BadInput):
    """Only an administrator may do this."""


class BadContactFile(BadInput):
    """A contact list cannot be read; nothing was imported from the bad part."""


class BadScenario(BadInput):
    """A scenario file has mistakes: none of it is told."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        """Every mistake, in the order of the file, each with the file and its line."""
        super().__init__("\n".join(problems))


class UnfilledFields(BadInput):
    """A merge field has nothing to say for this contact, or is none: nothing was sent."""

    def __init__(self, fields: Sequence[str], message: str = "") -> None:
        self.fields = tuple(fields)
        """With their braces, as they are written."""
        super().__init__(
            message
            or f"Nothing was sent: {', '.join(self.fields)} cannot be filled for this contact. "
            "Write the text yourself, or skip this contact."
        )


class ScriptChanged(BadInput):
    """What would leave is no longer what the texter read: nothing was sent."""

    def __init__(self, text: str) -> None:
        self.text = text
        """What would leave now."""
        super().__init__("Nothing was sent: the script was changed. Read it again.")


class StepImpossible(BadInput):
    """A step of a scenario cannot happen after what was done before it."""


class BadPattern(BadInput):
    """A pattern to mark requests by is not understood."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        self.start = start
        """Where in the pattern what is not understood begins, in characters from 0."""
        self.end = end
        super().__init__(message)


class NotWaiting(BadInput):
    """A request is decided, or no longer asks: nothing was done about it."""

    key: int | None = None
    """Its key in the queue where it stays there."""


class WroteAgain(NotWaiting):
    """The contact has written since what was shown: nothing was done, and it waits to be read."""

    def __init__(self, message: str, key: int | None = None) -> None:
        self.key = key
        super().__init__(message)


class TakenByAnother(BadInput):
    """Another session of triage holds this request: nothing was done about it."""

    def __init__(self, message: str, holder: str = "", key: int | None = None) -> None:
        self.holder = holder
        """The texter who holds it."""
        self.key = key
        """Its key in the queue, where it stays."""
        super().__init__(message)


class TrainingOnly(BadInput):
    """A training database works with simulated phones only; nothing was sent or changed."""


class DatabaseError(TextbankError):
    """The database cannot be used as asked."""


class DatabaseNewer(DatabaseError):
    """The database was made by a newer textbank."""


class DatabaseReadOnly(DatabaseError):
    """The database file or its folder cannot be written."""


class DatabaseFull(DatabaseError):
    """The disk is full."""


class DatabaseBusy(DatabaseError):
    """Another program holds the database for longer than we wait."""


class NotADatabase(DatabaseError):
    """The file is not a textbank database."""


class NothingLeaves(TextbankError):
    """What is queued does not leave; it stays in the outbox."""


class WebhookRefused(TextbankError):
    """A call of a webhook is not acted on; nothing was stored. Its message holds none of it."""


class SignatureInvalid(WebhookRefused):
    """Nothing shows that the provider made the call."""


class WebhookUnreadable(WebhookRefused):
    """The provider made the call, and what it says cannot be read, or not all of it."""

    def __init__(self, message: str, events: Sequence[object] = ()) -> None:
        self.events = events
        """What the rest of it says: that is to be stored."""
        super().__init__(message)


class SendingRefused(TextbankError):
    """The number is opted out: nothing may be written to it."""
