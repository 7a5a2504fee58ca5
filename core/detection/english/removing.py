"""English: `take me off your list`, `delete my number`, `how do I opt out`."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import KEEP, SOMEBODY_ELSE, UNDONE
from core.detection.english.other_matters import (
    BY_MISTAKE,
    FOR_FUN,
    FOR_SOMEBODY,
    FROM_OFFICE,
    TOLD_OTHERS,
)
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

REMOVING: Final = (
    Rule(
        name="remove-me",
        kind=_ASK,
        language="en",
        confidence=0.97,
        why="It asks to be taken off the list.",
        phrases=(
            "{remove} {filler}* ({me}|{mine})",
            "{take} ({me}|{mine}) [right|completely|the hell|the fuck|tf|the heck] (off|of|out"
            "|from|offa) [of] {the}* {kind}* {list}",
            "(take|get|pull|cross|scratch|strike|keep|knock) ({me}|{mine}) [right|the hell"
            "|the fuck|tf] off (>|please|pls|plz|now|asap|thanks|immediately|it|this|that"
            "|these|of (this|these|it|here)"
            "|today|already)",
            "(take|get|pull|leave|count|keep|let) (me|us) out of {the}* ~ ({list}|>)",
            "(take|pull|drop|cross|scratch|strike) off {mine}",
            "(pull|yank|strike|scratch|toss|dump|cross|trash) (my|our|this) ~ (number|name|#|info)",
            "(throw|toss|chuck) {mine} (away|out)",
            "< {beside}* {remove} and (block|remove|delete|forget)",
            "(leave|keep) (me|us) off (of|the|this|your|any|future|all)",
            "(lemme|let me|let us) (off|out) [of] {the}* {kind}* {list}",
            "drop (me|us|{mine}) (>|from|off|please)",
            "(off|from) [of] {the}* {kind}* (list|lists|database|mailing list|contact list"
            "|call list|calling list) (>|{tail})",
            "< {beside}* {remove} {beside}* from {the}* {kind}* {list}",
            "< {beside}* remove {beside}* [number|this|phone|it] {beside}* >",
            "(have|get|want|need|like|wish|see) ({mine}|me|us) ~ {removed} (>|{tail}|of|{the})",
        ),
        unless=(UNDONE, SOMEBODY_ELSE, KEEP, FROM_OFFICE, TOLD_OTHERS, BY_MISTAKE, FOR_SOMEBODY),
        examples_for=(
            "take me off your list",
            "Please delete my number",
            "REMOVE ME",
            "get me off this damn list",
            "Pls scratch us off your call list",
        ),
        examples_against=(
            "Remove Trump from office",
            "how do I remove a yard sign after the election",
            "take me with you",
            "Why did you remove me from the volunteer list?",
        ),
    ),
    Rule(
        name="be-removed",
        kind=_ASK,
        language="en",
        confidence=0.96,
        why="It wishes to be off the list.",
        phrases=(
            "({i}|please|number|like|want|wish|how|can|need|way|possible|ask|asked|asking"
            "|requested|request) ~~~~ (be|get|being|getting|stay) ~ {removed} (>|{tail}|{the}"
            "|of)",
            "(like|want|need|wish|get|getting|how ~~~) [to be|to get|my number|me|us] (off"
            "|out) [of] {the}* {kind}* {list}",
            "(want|need) (off|out) (>|please|of this >|of these >|now)",
            "(be|get|getting|want|need) off [of] {the}* {kind}* {list}",
            "<< {aside}* (removal|unsubscription|opt out request|removal request"
            "|removal please) {aside}* >>",
            "<< {beside}* removed {beside}* >>",
        ),
        unless=(UNDONE, KEEP),
        examples_for=(
            "I'd like to be removed from your list",
            "How do I get off this list?",
            "I want off",
        ),
        examples_against=("He should be removed from office", "I want out of this heat"),
    ),
    Rule(
        name="lose-my-number",
        kind=_ASK,
        language="en",
        confidence=0.94,
        why="It asks to forget the number.",
        phrases=(
            "{lose} ({mine}|me [from|please|off]) (>|{tail})",
            "{lose} my (number|#|info|contact|phone number)",
            "forget {mine}",
            "{dont} [ever] (add|put|include|have|keep) ({me}|{mine}) (on|to"
            "|in) {the}* {kind}* {list}",
            "< {beside}* ({remove}|lose) (it|this|that|them|this one) [right|immediately|now"
            "|please|pls|asap|from ~~~] >",
            "(number|list|phone|info) // {remove} (it|this|that) (>|from|please|pls|now|asap"
            "|immediately|right)",
            "(mark|put|add|list|register|place|flag) (me|us|{mine}|this) ~~~ (do not|dont|no"
            "|not) ~ (call|contact|text|calls|contacts|texts)",
            "(do not|dont) (call|contact|text|disturb) list",
            "(not in service|out of service|out of order) // {remove}",
            "(on|with|registered) ~~~~ (do not call|dont call|dnc|donotcall|no call"
            "|do not contact|do not text)",
            "< dnc >",
            "(add|put|place|get) {me} ~~ (dnc|do not call|dont call|no call|do not contact"
            "|do not text|donotcall|no contact)",
            "forget ~~ {you} ~ (had|have|know|knew|got) ~ {number}",
        ),
        unless=(UNDONE, SOMEBODY_ELSE, KEEP, FOR_FUN, TOLD_OTHERS),
        examples_for=(
            "lose my number",
            "This number is on the do not call registry. Remove it.",
            "Put us on your do not call list",
        ),
        examples_against=("did you lose my number?", "My number is changing next week"),
    ),
    Rule(
        name="opt-out",
        kind=_ASK,
        language="en",
        confidence=0.95,
        why="It speaks of opting out, or of unsubscribing.",
        phrases=(
            "(opt|opting|opted|opts) {me} out (>|{soft}|{out_of})",
            "< {beside}* (opt out|unsubscribe|optout|unsub) {out_of}",
            "(is there|have|got|find|any|where|wheres) ~~ (opt out|unsubscribe|optout|unsub) (>"
            "|{soft}|link|option|button)",
            "({i}|please|pls|plz|want to|wanna|like to|to|me|yes|just|wish to|let me|going to"
            "|gonna|consider this ~~|hereby|am|will) ~ (opt|opting|opted) [me|us] out (>|{soft}"
            "|{out_of})",
            "(opt out|optout|unsubscribe|unsub) (of|from) {the}* {kind}* {list}",
            "(unsubscribe|unsub|unsuscribe|unsubscribing|unsubscribed) (me|us|please|pls|plz"
            "|now|this|my"
            "|from {the}* {kind}* {list})",
            "(consider|accept|take|treat) this [as] (my|a|our|an) ~~~ (opt out|optout"
            "|unsubscribe|request|removal|notice|opting out|revocation)",
            "(how|where|way|want|like|wish|need|trying|tried|please|pls|(can|could|may) (i|we"
            "|you|u)|ill|let me|link) ~~~ (unsubscribe|unsub|unsubscribed|optout|opt out) (>"
            "|{soft}|{out_of})",
            "< {beside}* (opt out|optout|unsubscribe|unsub) {beside}* >",
            "(opt out|unsubscribe) (link|option|button|procedure|instructions)",
        ),
        unless=(UNDONE, SOMEBODY_ELSE, KEEP),
        examples_for=("opt me out of everything", "how do I unsubscribe", "I am opting out"),
        examples_against=(
            "can I opt out of jury duty",
            "Can students opt out of the test under her plan?",
        ),
    ),
    Rule(
        name="no-consent",
        kind=_ASK,
        language="en",
        confidence=0.92,
        why="It takes consent back, or says that there was none.",
        phrases=(
            "(revoke|revoking|revoked|withdraw|withdrawing|rescind|rescinding|retract|cancel"
            "|remove|pull|taking back|take back|no longer give|dont give|do not give"
            "|never gave) ~~ (consent|permission|authorization|approval|opt in)",
            "(revoke|revoking|withdraw|rescind) ~~~~~ (consent|permission|authorization)",
            "(dont|do not|didnt|did not|never) ~ (authorize|allow|accept|permit|approve"
            "|authorise) {filler}* ({plurals}|{texting})",
            "(dont|do not|didnt|did not|never|not) ~ (consent|consented|authorize|authorized"
            "|agree|agreed|given consent|gave consent|given permission) to ~~ ({texts}"
            "|{texting}|{hearing}|this|these|be {sent})",
            "(dont|do not|didnt|did not|never) ~ (give|gave|given) ~ [{you}"
            "|this ~] ~ (permission|consent|authorization|my (number|info)) (>|to|for (this"
            "|these|your|my|it)|and|so)",
            "{you} (do not|dont|didnt|never|no longer|did not) ~ (have|had|get|got"
            "|asked for) ~~ (permission|consent|authorization|right) (>|to)",
            "(without|no) [my] (consent|permission) [to {send} me] (>|{tail})",
        ),
        examples_for=(
            "I revoke my consent to receive messages",
            "You do not have my consent to text me",
        ),
        examples_against=("Age of consent laws need work", "I do not agree with her on taxes"),
    ),
)
"""In no order: the surest that matches is reported."""
