"""What others publish, to be measured on the same texts.

Words and expressions are facts, each with where it was published; the code is our own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from core.detection.lists import spaced


@dataclass(frozen=True, slots=True)
class Baseline:
    """One published way to tell requests."""

    name: str
    source: str
    asks: Callable[[str], bool]
    """Whether a text asks to be left alone, by it."""


_TWILIO: Final = frozenset(spaced("stop stopall unsubscribe cancel end quit revoke optout"))
_TELNYX: Final = frozenset({"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit"})
_AWS: Final = spaced("arret cancel end opt-out optout quit remove stop td unsubscribe")
_REWIRED: Final = frozenset(
    {
        "stop", "stop all", "stopall", "unsub", "unsubscribe", "cancel", "end", "quit",
        "stop2quit", "stop 2 quit", "stop=quit", "stop = quit", "stop to quit", "stoptoquit",
    }
)  # fmt: skip
_LAW: Final = frozenset(
    {"stop", "quit", "end", "revoke", "optout", "cancel", "unsubscribe", "arret", "alto", "baja",
     "parar", "cancelar", "salir", "desabonner"}
)  # fmt: skip


@cache
def _moveon() -> re.Pattern[str]:
    return re.compile(
        r"^\s*stop\b|\bremove me\s*$|remove my name|\btake me off th\w+ list|\blose my number"
        r"|don\W?t contact me|delete my number|I opt out|stop2quit|stopall"
        r"|^\s*(?:unsubscribe|cancel|end|quit)\s*$",
        re.IGNORECASE,
    )


@cache
def _any_keyword() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|opt-?out|arret|alto|baja)\b",
        re.IGNORECASE,
    )


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


BASELINES: Final = (
    Baseline(
        "Twilio's default words",
        "twilio.com/docs/messaging/tutorials/advanced-opt-out",
        lambda text: text.strip().casefold() in _TWILIO,
    ),
    Baseline(
        "Telnyx's default words",
        "support.telnyx.com/en/articles/1270091",
        lambda text: text.strip().casefold() in _TELNYX,
    ),
    Baseline(
        "AWS: begins with a word",
        "docs.aws.amazon.com/sms-voice/latest/userguide/keywords.html",
        lambda text: text.strip().casefold().startswith(_AWS),
    ),
    Baseline(
        "Spoke (Rewired), list",
        "github.com/politics-rewired/Spoke src/server/api/lib/message-sending.js",
        lambda text: text.strip().casefold() in _REWIRED,
    ),
    Baseline(
        "Spoke (MoveOn), expression",
        "github.com/MoveOnOrg/Spoke src/extensions/message-handlers/auto-optout",
        lambda text: _moveon().search(text) is not None,
    ),
    Baseline(
        "words of the law, folded",
        "47 CFR 64.1200(a)(10), with their Spanish and French equivalents",
        lambda text: _letters(text) in _LAW,
    ),
    Baseline(
        "any keyword as a word",
        "what many begin with",
        lambda text: _any_keyword().search(text) is not None,
    ),
)
"""In the order of the table."""
