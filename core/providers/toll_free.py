"""U.S. toll-free numbers: the network itself handles their opt-outs, whatever the provider.

Nobody can turn that off. A contact who texts STOP, and nothing else, is answered and blocked
for that pair of numbers; START or UNSTOP lifts it (Twilio, Bandwidth, Vonage and Sinch say so
alike: support.twilio.com/hc/en-us/articles/360058144374 and the like).
"""

from __future__ import annotations

from typing import Final

from core.domain import Behavior, Verdict
from core.providers.behaviors import exact_word

AREA_CODES: Final = frozenset({"800", "833", "844", "855", "866", "877", "888"})
OPT_OUT_KEYWORDS: Final = frozenset({"stop"})
START_KEYWORDS: Final = frozenset({"start", "unstop"})


def is_toll_free(number: str) -> bool:
    """Whether an E.164 number is a North American toll-free one."""
    return len(number) == 12 and number.startswith("+1") and number[2:5] in AREA_CODES


def behavior_of(line: str, otherwise: Behavior) -> Behavior:
    """How a line treats opt-outs if nobody says otherwise.

    Args:
        line: Its number, E.164.
        otherwise: The provider's way with its other numbers.
    """
    return Behavior.TYPE_2 if is_toll_free(line) else otherwise


def silent_verdict(line: str, body: str) -> Verdict:
    """The verdict on a text of a gateway that gives none.

    Its published list decides (SILENT); but on a toll-free line the network acts on its own
    few words only, so that any other is none.
    """
    if not is_toll_free(line) or exact_word(body) in OPT_OUT_KEYWORDS | START_KEYWORDS:
        return Verdict.SILENT
    return Verdict.NONE
