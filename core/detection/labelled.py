"""Files of labelled texts: what detection is measured on.

Two forms are known. A line of JSON with `text` and `label` (`opt_out_keyword`,
`opt_out_request`, `wrong_number` or `not_opt_out`), as in `core/data/replies.jsonl`; or a
label, a tab and the text, as in collections of ordinary texts: `ham` is an ordinary text,
`spam` is not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput, NotFound

KEYWORD: Final = "opt_out_keyword"
REQUEST: Final = "opt_out_request"
WRONG_NUMBER: Final = "wrong_number"
NOT_OPT_OUT: Final = "not_opt_out"
ORDINARY: Final = "ordinary"
"""A text of no campaign at all."""
LABELS: Final = (KEYWORD, REQUEST, WRONG_NUMBER, NOT_OPT_OUT, ORDINARY)

_IN_COLUMNS: Final = {
    "ham": ORDINARY,
    ORDINARY: ORDINARY,
    "spam": None,
    **{label: label for label in LABELS},
}
"""What the words of a two-column file mean; None is passed over."""


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One text, and what people say that it is."""

    line: int
    """Where it stands in its file, from 1."""
    text: str
    label: str
    """One of `LABELS`."""
    language: str = ""
    ambiguous: bool = False
    """Whether people may disagree about the label."""


def read_labelled(path: Path) -> Iterator[LabelledText]:
    """Read a file of labelled texts, line by line.

    Raises:
        NotFound: There is no such file.
        BadInput: It cannot be read, or a line is of neither form; the message names the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                line = line.rstrip("\r\n")
                if line.strip():
                    found = _line(path, number, line)
                    if found is not None:
                        yield found
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not in UTF-8: save it as UTF-8 and try again.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error


def _line(path: Path, number: int, line: str) -> LabelledText | None:
    where = f"{path}, line {number}"
    if line.lstrip().startswith("{"):
        return _record(where, number, line)
    label, tab, text = line.partition("\t")
    if not tab:
        raise BadInput(
            f"{where}: neither JSON nor a label, a tab and a text. "
            "docs/detection.md shows both forms."
        )
    known = label.strip().casefold()
    if known not in _IN_COLUMNS:
        raise BadInput(f"{where}: “{label}” is no label. Known are {', '.join(_IN_COLUMNS)}.")
    meaning = _IN_COLUMNS[known]
    return None if meaning is None else LabelledText(number, text, meaning)


def _record(where: str, number: int, line: str) -> LabelledText:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{where}: this is no JSON.") from error
    text, label = record.get("text"), record.get("label")
    if not isinstance(text, str) or not isinstance(label, str):
        raise BadInput(f"{where}: “text” and “label” must both be there, and be words.")
    if label not in LABELS:
        raise BadInput(f"{where}: “{label}” is no label. Known are {', '.join(LABELS)}.")
    language = record.get("language")
    return LabelledText(
        number,
        text,
        label,
        language if isinstance(language, str) else "",
        record.get("ambiguous") is True,
    )
