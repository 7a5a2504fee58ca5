"""English: `don't text me`, `no more texts`, `I don't want these`, `leave me alone`."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import (
    ALONE_WITH,
    CONDITION,
    JOKING,
    MY_REPRESENTATIVE,
    NOT_TEXTS,
    PREFERENCE,
    SOMEBODY_ELSE,
    THERE_ARE_NONE,
    UNDONE,
)
from core.detection.english.other_matters import CALLS_LATER, FOR_SOMEBODY, ON_AIR, TOLD_OTHERS
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

REFUSING: Final = (
    Rule(
        name="do-not-text",
        kind=_ASK,
        language="en",
        confidence=0.96,
        why="It says not to text.",
        phrases=(
            "{dont} [ever|even|you ever|keep|you|please|try to|dare|dare to|need to|have to"
            "|bother to] {send} ({me}|my ~) ",
            "{dont} [ever|even|you ever|please] {send} ~~ {again}",
            "{dont} [ever] call ({me}|back|here|my ~) (>|{again}|back|or|and|at|from|i|im|on"
            "|about|to)",
            "< {beside}* {dont} [ever|you] {send} >",
            "<< {aside}* {dont} [ever|you] call {aside}* >>",
            "< {beside}* {dont} [ever|you] ({send}|call) {again}",
            "{dont} [ever] (send|sending) (me|us|{number}|{my} ~ {number}|to (me|my ~"
            "|this ~)) ~~~ ({texts}|{stuff})",
            "{dont} [ever] (send|sending) {filler}* (texts|text|messages|msgs|spam|sms|anything"
            "|stuff|more) (>|{tail}|here)",
            "{dont} [ever] (send|sending) {again}",
            "{dont} [ever] (want|need) {you} ~ to ({send}|call) {me}",
            "do not (contact|text|solicit|disturb|message|call) (>|{tail}|list)",
            "{dont} (text|contact|message|use|call) this ~ {number}",
            "not to be ({sent}) (>|{tail}|by)",
            "< {beside}* (dont|do not|never) [ever] (reach out|hit me up|hmu|write|bother) (>"
            "|{again}|to me|me)",
            "(dont|not|never|no longer) (get|receive|getting|see|hear|have) (another|any more"
            "|anymore|any other|any further) ~~ (from {you}|from your ~|from this|{texts}"
            "|of (these|your|this))",
            "{you} ~ (not|stop) ~ {send} {me}",
            "{dont} [ever] (send|sending) {stuff} ~ ({again}|>)",
        ),
        unless=(MY_REPRESENTATIVE, PREFERENCE, SOMEBODY_ELSE, CONDITION, CALLS_LATER, FOR_SOMEBODY),
        examples_for=("don't text me", "Do not contact", "pls never message this number again"),
        examples_against=(
            "Don't text and drive!",
            "don't call me sir",
            "Don't call, text me instead",
            "Don't forget to text me",
            "I don't text",
        ),
    ),
    Rule(
        name="no-more-texts",
        kind=_ASK,
        language="en",
        confidence=0.95,
        why="It says: no more texts.",
        phrases=(
            "no (more|further|additional|future) ~~ ({texts}|of {the}* ~ {texts}|of (this|these"
            "|your|that) {beside}* >)",
            "<< {aside}* no (more|further|longer) [of this|of these|of that] {aside}* >>",
            "<< {beside}* no {filler}* ({plurals}) {beside}* >>",
            "< {beside}* no {filler}* ({plurals}) ({again}|from you|ever|from ~ (campaign|party"
            "|people)|allowed|to {me})",
            "(not ~ (another|one more|any more|anymore)|never another|no other) ~ {texts}",
            "(enough|no more) {filler}* ({texts}|{texting}) (>|{tail})",
            "< {beside}* (enough|thats enough|enough is enough|enuf|ive had enough"
            "|had enough) {beside}* >>",
            "(let|make|better be|needs to be|should be) [this|that|it] [be] [the] (last"
            "|final) (text|message|one|time|msg|of (it|this|these|them)) ",
            "spare (me|us) ~~ {texts}",
            "last (message|text|one|msg|time) ~~~ (from (you|this|your)|you (send|text|contact"
            "|message)|i (get|receive|hear))",
            "i (cant|cannot) (take|stand|deal with) ~~ ({texts}|{texting})",
        ),
        unless=(THERE_ARE_NONE, NOT_TEXTS, TOLD_OTHERS, ON_AIR),
        examples_for=(
            "no more texts please",
            "No texts!",
            "enough already",
            "not one more message",
        ),
        examples_against=("no more war", "I got no texts from her", "No more school closures"),
    ),
    Rule(
        name="not-wanted",
        kind=_ASK,
        language="en",
        confidence=0.93,
        why="It does not want the texts.",
        phrases=(
            "{not_want} [to|in|for] ~ {hearing} ~~~ ({texts}|{stuff}|from|{list}|by) (>|~)",
            "{not_want} ~ {hearing} >",
            "{not_want} [to|in|any|to be] ~ (be {sent}|being {sent}|be contacted|you to {send}"
            "|{you} {texting}|you contacting|contacted|{sent})",
            "{not_want} [in|to|for|no] {filler}* ~ {texts} (>|{tail})",
            "{not_want} (any more|any mor|any moar|anymore|no more|more) [of] (this|these|them"
            "|that|thes|ths|thees)",
            "{not_want} (any of|any part of|none of|to be any part of|no part of|a part of"
            "|nothing to do with) (this|these|that|it|them|your)",
            "{not_want} (these|this|them) (>|{texts}|please|anymore|on my phone|sent)",
            "{not_want} {hearing} ~~ {you} (again|anymore|any more|ever|>)",
            "{not_want} [to] (hear|hearing) ~ from ({you}|this|these|your)",
            "<< {aside}* (do not want|dont want (this|it|these|them)) {aside}* >>",
            "(not|arent|isnt|never|no longer) (allowed|authorized|permitted|welcome"
            "|supposed) to ({send}|call) (me|us|this|my)",
            "{not_want} (you|u|yall|you guys|anyone) [to] ~ ({send}|{texting}|{bothering}"
            "|having my|have my) ",
            "{not_want} [to be|being] (on|part of|in|included in"
            "|included on) ~ {the}* {kind}* {list}",
            "{not_want} (anything|nothing|something) (from|to do with) (you|this|your ~) (>|~)",
            "(dont|do not|never) want no (texts|messages|spam)",
            "(want|wants) (no|zero) (more|further|contact|part|texts|messages) ~~ (>|of|from"
            "|{texts})",
            "want (none of|nothing) (this|to do with (this|you|your ~))",
            "not interested in {the}* ~ ({texts}|being {sent}|receiving|getting|hearing)",
            "(had enough|sick|tired|sick and tired|fed up|done|through) (of"
            "|with) {filler}* ({plurals}|{texting}|{hearing} ~~ {texts}|hearing from you"
            "|you texting)",
            "(unwanted|unsolicited|not wanted|not welcome) ({texts}|{texting}|here)",
            "(rather|prefer) [to] not [to] (be {sent}|be contacted|(receive|get|getting"
            "|receiving) ~ ({texts}|{stuff})|hear from|be on ~~ {list}|be {texting})",
            "(rather|prefer|appreciate it) [if] {you} ~ (not|didnt|dont|did not|stop|stopped"
            "|do not|would not|quit|wouldnt) ~ ({send}|{texting}|{bothering}|call|contact|sent"
            "|{sent})",
        ),
        unless=(UNDONE,),
        examples_for=(
            "I don't want these messages",
            "I'd rather not get these",
            "not interested in receiving texts",
        ),
        examples_against=(
            "I don't want to miss any texts from you",
            "not interested",
            "I don't want a tax hike",
        ),
    ),
    Rule(
        name="leave-me-alone",
        kind=_ASK,
        language="en",
        confidence=0.94,
        why="It asks to be left alone.",
        phrases=(
            "leave (me|us|my ({number}|family|inbox)|this {number}) ~~~ (alone|be) (>|{tail})",
            "(leave|let) (me|us) (be|alone|b) (>|please|already|now|and|or|or)",
            "leave (me|us) (out|off|outta) (of|ya|your|this|the) ~ {list}",
            "leave (me|us) (out of|off) (this|it|all this)",
            "(left|be left|being left) alone",
            "get (away from|out of) (me|my (phone|life|inbox|texts))",
            "stay (away from|out of|off) ({me}|my (phone|life|inbox|messages|texts|business))",
        ),
        unless=(SOMEBODY_ELSE, JOKING, ALONE_WITH),
        examples_for=("ok just leave me alone", "leave us the hell alone", "let me be"),
        examples_against=("leave me a voicemail", "Leave me out a sign and I'll pick it up"),
    ),
    Rule(
        name="go-away",
        kind=_ASK,
        language="en",
        confidence=0.8,
        why="It says to go away.",
        phrases=(
            "< {beside}* {go_away} {beside}* [with ~~ {texts}] [spammer|spammers|scammer"
            "|asshole|assholes|loser|losers|commie|commies|bot|bitch|you ~] {beside}* >",
            "{go_away} (with|and) ~~~ ({texts}|{texting}|lose|delete|remove|leave|stop)",
            "{go_away} {beside}* >>",
        ),
        unless=(JOKING,),
        examples_for=("bug off", "F*** off!", "get lost already"),
        examples_against=("They drove off", "I'm going away next week", "the alarm goes off at 6"),
        comment="Plain abuse without a way off is not read as a request.",
    ),
)
"""In no order: the surest that matches is reported."""
