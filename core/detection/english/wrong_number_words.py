"""English words for saying that a number is the wrong one."""

from __future__ import annotations

from typing import Final

from core.detection.lists import forms, listed

WRONG_NUMBER_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "after": listed(
        "po|lol|dude|bro|sorry|buddy|man|and|im|i|this|u|you|but|please|pls|so|my|hun|sir|maam"
        "|bud|pal|stop|take|remove|thanks|again|not|who|it|we|the|bruh|hon|mate|honey|dear|lady"
        "|omg|haha|ive|ur|just"
    ),
    "kin": forms(
        "wife husband son daughter mom mother dad father brother sister roommate partner kid"
        " child spouse girlfriend boyfriend caregiver assistant ex parent widow mum grandson"
        " granddaughter grandma grandmother grandpa caretaker secretary office niece nephew"
        " aunt uncle cousin coworker boss",
        "- s",
    ),
    "named": listed("not|isnt|aint|wasnt|isn t|wrong|was never|arent"),
    "people": (
        "guy",
        "gal",
        "girl",
        "lady",
        "man",
        "woman",
        "dude",
        "contact",
        "chick",
        "house",
        "recipient",
        "individual",
        "party",
        "fella",
        "family",
        "household",
    ),
}
