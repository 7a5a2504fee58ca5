"""What a command says, and ends with, when something went wrong: the one place that maps it.

The message goes to standard error; with `--json` the same goes to standard output as
`{"error": {"code": ..., "message": ...}}`. A trace is never shown: that of a fault of our
own is kept in a log, without the words and numbers that people wrote.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from core.errors import (
    BadContactFile,
    BadInput,
    BadPattern,
    BadScenario,
    DatabaseBusy,
    DatabaseError,
    DatabaseFull,
    DatabaseNewer,
    DatabaseReadOnly,
    NotADatabase,
    NotAllowed,
    NotFound,
    NothingLeaves,
    NotWaiting,
    ScriptChanged,
    SendingRefused,
    StepImpossible,
    TakenByAnother,
    TextbankError,
    TrainingOnly,
    UnfilledFields,
    WroteAgain,
)
from core.safe_text import for_display

UNEXPECTED = 70
INTERRUPTED = 130

_CODES: tuple[tuple[type[TextbankError], int, str], ...] = (
    (NotFound, 3, "not_found"),
    (NotAllowed, 4, "not_allowed"),
    (BadContactFile, 6, "bad_contact_file"),
    (BadScenario, 6, "bad_scenario"),
    (UnfilledFields, 1, "unfilled_fields"),
    (ScriptChanged, 1, "script_changed"),
    (StepImpossible, 1, "step_impossible"),
    (BadPattern, 1, "bad_pattern"),
    (WroteAgain, 1, "wrote_again"),
    (NotWaiting, 1, "not_waiting"),
    (TakenByAnother, 1, "taken_by_another"),
    (TrainingOnly, 1, "training_only"),
    (BadInput, 1, "bad_input"),
    (DatabaseNewer, 5, "database_newer"),
    (DatabaseReadOnly, 5, "database_read_only"),
    (DatabaseFull, 5, "database_full"),
    (DatabaseBusy, 5, "database_busy"),
    (NotADatabase, 5, "not_a_database"),
    (DatabaseError, 5, "database"),
    (SendingRefused, 1, "sending_refused"),
    (NothingLeaves, 1, "nothing_leaves"),
)


class CannotUndo(TextbankError):
    """There is nothing to take back, or it is too late."""


def report(error: BaseException, *, as_json: bool = False, doing: str = "textbank") -> int:
    """Tell the person at the keyboard what went wrong; return the exit code.

    Args:
        error: What was raised.
        as_json: Say it on standard output, as JSON, too.
        doing: The command, without its arguments, for the log.
    """
    exit_code, word, message = _words(error, doing)
    if as_json:
        print(json.dumps({"error": {"code": word, "message": message}}))
    # The mistakes of a scenario stand on a line each; all else is one line.
    shown = for_display(message, multiline=isinstance(error, BadScenario))
    print(f"textbank: {shown}", file=sys.stderr)
    return exit_code


def _words(error: BaseException, doing: str) -> tuple[int, str, str]:
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED, "interrupted", "Interrupted. What was done so far is saved."
    if isinstance(error, CannotUndo):
        return 1, "cannot_undo", str(error)
    for kind, exit_code, word in _CODES:
        if isinstance(error, kind):
            return exit_code, word, str(error)
    return UNEXPECTED, "unexpected", f"This is a fault of textbank's own. {_keep(error, doing)}"


def log_path() -> Path:
    """Where faults are kept: in the platform's state folder."""
    from platformdirs import user_state_path

    return user_state_path("textbank", appauthor=False) / "faults.log"


def trace_of(error: BaseException) -> str:
    """Where an error came from and what kind it is, without its message or any value.

    Messages of errors quote what people wrote: they are left out.
    """
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += traceback.format_tb(cause.__traceback__)
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}\n")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
        if cause is not None:
            lines.append("which came from:\n")
    return "".join(lines)


def _keep(error: BaseException, doing: str) -> str:
    path = log_path()
    python = platform.python_version()
    entry = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {doing} (Python {python})\n{trace_of(error)}\n"
    try:
        with _open_private(path) as log:
            log.write(entry)
    except OSError as trouble:
        return (
            f"Its trace could not be kept in {path} ({trouble.strerror}). Please report it: "
            f"{type(error).__name__} in “{doing}”."
        )
    return f"Please report it, with the end of {path}."


def _open_private(path: Path) -> TextIO:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    return os.fdopen(opened, "a", encoding="utf-8")


class _WithoutWords(logging.Formatter):
    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return trace_of(ei[1]) if ei[1] is not None else ""


class _FaultLog(logging.FileHandler):
    """A file, private to its owner, made when the first fault is written to it."""

    def __init__(self) -> None:
        super().__init__(log_path(), encoding="utf-8", delay=True)
        self.setLevel(logging.CRITICAL)
        self.setFormatter(_WithoutWords("%(asctime)s %(name)s: %(message)s"))

    def _open(self) -> TextIO:  # type: ignore[override]
        return _open_private(Path(self.baseFilename))


def keep_faults() -> None:
    """Write what the program logs as critical to the fault log: a screen has no room for it."""
    root = logging.getLogger()
    if not any(isinstance(handler, _FaultLog) for handler in root.handlers):
        root.addHandler(_FaultLog())
