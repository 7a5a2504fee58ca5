"""What of a text is the contact's own: not our words, quoted by a phone's reaction."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_QUOTED: Final = "[\"“”„«»‘’'‟″]"
_VERBS: Final = (
    "liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|hearted|reacted|removed an?"
    # Spanish, French, Portuguese, German, Italian.
    "|le gust[oó]|le encant[oó]|le disgust[oó]|no le gust[oó]|le dio risa|se ri[oó] de|destac[oó]"
    "|enfatiz[oó]|pregunt[oó] por|reaccion[oó]|le resta importancia a|a aim[ée]|a ador[ée]|a ri"
    "|n['’]a pas aim[ée]|a mis en évidence|a soulign[ée]|a r[ée]agi|s['’]interroge sur"
    "|a interrog[ée]"
    "|gostou de|amou|n[ãa]o gostou de|riu de|reagiu|gefällt|mag|lacht über|hat mit|ha messo"
    "|ha apprezzato"
)
"""How phones in several languages begin to report a reaction."""


_MARKS: Final = '"“”„«»‘’‟″'
_ENGLISH: Final = (
    "liked",
    "loved",
    "disliked",
    "laughed",
    "emphas",
    "questioned",
    "removed",
    "reacted",
)
_IN_INSTRUCTIONS: Final = ("stop", "end", "quit", "cancel", "unsub", "opt", "alto", "baja", "arr")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    reaction = re.compile(
        rf"\W*(?:(?:{_VERBS})\b[^\"“”„«»\n]{{0,40}}?|\W{{1,8}}(?:to|a|à|sur|auf) )"
        rf"{_QUOTED}(?P<rest>.*)\Z"
        r"|\W*(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|removed an?|reacted) "
        r"(?:[^\"\n]{0,40} )?(?:an?|to an?|to your) (?:image|photo|video|attachment|message|audio"
        r"|movie|link|sticker)",
        re.IGNORECASE | re.DOTALL,
    )
    instruction = re.compile(
        r"\b(?:reply|text|txt|send|respond|type|answer|responda|envie|envíe|r[ée]pondez)(?:ing|ed|s)?"
        rf"(?: with)?[ :]*{_QUOTED}?"
        r"(?:stop|end|quit|cancel|unsubscribe|optout|opt out|alto|baja|arr[êe]t)"
        rf"{_QUOTED}?"
        r" ?(?:to|2|4|para|pour|=) ?(?:end|quit|stop|opt|unsub|cancel|leave|be removed|remove"
        r"|no longer|salir|cancelar|terminar|dejar|no recibir|ne plus|vous d[ée]s|se d[ée]s"
        r"|arr[êe]ter)\w*(?:[ -]?out)?",
        re.IGNORECASE,
    )
    return reaction, instruction


def own_words(text: str) -> tuple[int, str]:
    """Return where the contact's own words begin, and those words.

    A reaction (`Liked “...”`) is the phone's; what follows the closing quotation mark is
    the contact's. Our own instruction (`Reply STOP to opt out`) is blanked where it is
    quoted with other words around it, so that places stay true.
    """
    lowered = text.lower()
    reaction, instruction = _patterns()
    quoted = any(mark in text for mark in _MARKS) or lowered.lstrip().startswith(_ENGLISH)
    found = reaction.match(text) if quoted else None
    if found is not None:
        rest = found.group("rest")
        if rest is None:
            return 0, ""
        closing = max(rest.rfind(mark) for mark in '"”»“')
        if closing < 0:
            return 0, ""
        return found.start("rest") + closing + 1, rest[closing + 1 :]
    if not any(word in lowered for word in _IN_INSTRUCTIONS):
        return 0, text
    blanked = instruction.sub(lambda part: "\n" * len(part.group()), text)
    # Nothing else is said: then it is said to us.
    return 0, blanked if any(map(str.isalnum, blanked)) else text
