"""English: asked for somebody else, or of a phone that is kept for others."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import (
    CONDITION,
    JOKING,
    KEEP,
    NEGATED,
    OF_OTHER_MATTERS,
    PREFERENCE,
    SOMEBODY_ELSE,
    UNDONE,
)
from core.detection.english.other_matters import FROM_OFFICE, TOLD_OTHERS
from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

OF_HISTORY: Final = Guard(
    name="of-history",
    why="What must never happen again is something of the world.",
    anywhere=(
        "(racism|nazis|slavery|famine|fundraiser|rally|event|jim crow|vote|voting|voted|votes"
        "|trump|biden|war|wars|holocaust|fascism|president|genocide|pac"
        "|democrats|republicans|election|elected|governor|senator|violence|shooting|party"
        "|donate|donating|canvass|canvassing|volunteer|again again)",
    ),
    example="I voted for him once. Never again.",
)
ASKED_ABOUT: Final = Guard(
    name="asked-about",
    why="It asks whom a phone is for.",
    before=("(is|are|does|was|if|whether|think) [this|that|the|your]",),
    after=("?",),
    anywhere=("(your|campaign|office|volunteer|volunteers|voters|press) ~ (line|phone|number)",),
    example="Is this line for volunteers only?",
)

ON_BEHALF: Final = (
    Rule(
        name="for-somebody-else",
        kind=_ASK,
        language="en",
        confidence=0.65,
        why="It asks for somebody else to be left alone.",
        phrases=(
            "{stop} {filler}* ({texting}|calling|contacting|bothering|bugging|pestering"
            "|annoying|hounding) {filler}* (him|her|them|(my|our) {kin}"
            "|(his|her|their) {number})",
            "leave (him|her|them|(my|our) ~ {kin}) ~~ alone",
            "(she|he|they|(my|our) {kin}|(my|our) ~) ~ (doesnt|does not|dont|do not) ~ (want|need)"
            " (your|these|any|more|to hear|to be|to get|to receive) ~ ({texts}|from|{sent}|these"
            "|them|contacted)",
            "(please|pls|plz|kindly) {never} {send} (him|her|them|(my|our) {kin})",
            "({remove}|take|get) (him|her|them|(my|our) {kin}) off [of] {the}* {kind}* {list}",
            "{remove} (my|our) {kin} from {the}* {kind}* {list}",
            "{dont} {send} (my|our) {kin} (>|{again})",
            "(please|pls|plz|kindly) {remove} (him|her|them|(my|our) {kin}) (>|(from|off) [of] "
            "{the}* {kind}* (list|lists|database|texts|messages))",
        ),
        unless=(
            NEGATED,
            SOMEBODY_ELSE,
            PREFERENCE,
            JOKING,
            TOLD_OTHERS,
            CONDITION,
            FROM_OFFICE,
        ),
        examples_for=(
            "my mom wants you to stop texting her",
            "leave my mom alone she's 90",
            "my husband doesn't want these texts",
        ),
        examples_against=(
            "Tell her to stop texting him",
            "my ex won't stop texting her",
            "Please remove him from office",
        ),
        comment="The number that is meant may be another one: a texter has to ask.",
    ),
    Rule(
        name="kept-for-others",
        kind=_ASK,
        language="en",
        confidence=0.75,
        why="It says that the phone is kept for something else.",
        phrases=(
            "(my|this) {number} is ~ (for|used for|kept for|reserved for) ~~~~ only >",
            "(my|this) {number} is ~ (for|used for|kept for|reserved for) (my|our) (doctor"
            "|doctors|family|kids|children|oxygen|nurse|pharmacy|dialysis|hospital|mother|father"
            "|work|job|patients|clients|customers) ~ ~",
            "(keep|need to keep|have to keep) (it|(this|my|the) {number}) (clear|free) (>"
            "|please|pls"
            "|for)",
            "(my|this) {number} (isnt|is not|aint|not|shouldnt be|is never) ~ (available|meant"
            "|intended|open|used|there) (for|to) ~~ (campaign|campaigns|campaigning|political"
            "|politics|solicitation|texting|texts|marketing|spam)",
            "this is a private (number|line|phone|cell)",
        ),
        unless=(ASKED_ABOUT,),
        examples_for=(
            "My phone is for family and emergencies only. Kindly respect that.",
            "This line is for my oxygen supplier to reach me.",
            "This number isn't available for campaign use.",
        ),
        examples_against=(
            "Is this line for volunteers only?",
            "my phone is for sale",
            "Keep the road clear please",
        ),
    ),
    Rule(
        name="never-again",
        kind=_ASK,
        language="en",
        confidence=0.7,
        why="It says: never again.",
        phrases=(
            "< {beside}* never again {beside}* >>",
            "(no|out|stop|off|gone|alone) and never again >>",
        ),
        unless=(OF_HISTORY, JOKING),
        examples_for=("Woke up my newborn. Never again please.", "Out, and never again"),
        examples_against=("I voted for him once. Never again.", "never again will we be silent"),
    ),
    Rule(
        name="take-it-off",
        kind=_ASK,
        language="en",
        confidence=0.85,
        why="It speaks of the number, and says to take it out.",
        phrases=(
            "(number|phone|cell|#|digits) // (take|pull|get|scratch|cross|strike) (it|that|this)"
            " (off|out|down) (>|please|pls|now|of (your|the|this|there|that))",
            "{remove} (it|this number|that number|them) from {the}* {kind}* (list|lists|database"
            "|roster|rolls|system|records|rolodex|spreadsheet|sheet|files)",
            "({mine}|number|{texts}) ~ (gotta|has to|have to|must|needs to|need to) go >",
            "(not|isnt|never been|no|wrong) {Name} // {remove} {Given} (>|from|off|please|pls)",
            "{you} (cant|cannot|can not) keep ({texting}|{bothering}) {me}",
            "(please|just|pls) let (me|us) go >",
        ),
        unless=(UNDONE, KEEP, SOMEBODY_ELSE, OF_OTHER_MATTERS, FROM_OFFICE),
        examples_for=(
            "I can't have this number tied up. Take it off",
            "I'd be grateful if you would delete it from the roster",
            "you can have my vote or my phone number. The number's gotta go.",
        ),
        examples_against=(
            "I'll take it off your hands",
            "the incumbent has to go",
            "I need to let my phone charge, the app keeps texting me",
        ),
    ),
)
"""In no order: the surest that matches is reported."""
