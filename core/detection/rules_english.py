"""English: asking to be left alone in other words than stop."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

ENGLISH_RULES: Final = (
    Rule(
        name="remove-me",
        kind=_ASK,
        pattern=(
            r"(?<!did you )(?<!don't )(?<!dont )(?<!not )\b(?:REMOVE MY(?!\w)(?! (?:a|an|some"
            r"|that)\b)(?<!lose me)(?<!forget me)(?<!drop me)(?<!lose us)(?<!forget us)(?<!drop "
            r"us)|PLEASE REMOVE (?:it|this|now|from (?:your|this|the|all|ur))\b"
            r"|PLEASE REMOVE\W*$)"
        ),
        example_for="Can you please remove me from your contacts",
        example_against="how do I remove a yard sign",
    ),
    Rule(
        name="take-me-off",
        kind=_ASK,
        pattern=(
            r"\b(?:take|get|leave|keep|pull|cut|cross|scratch) (?:MY|it"
            r"|this) (?:off\b(?! (?:work|the hook|guard|topic|bed|here|school|of here)\b)"
            r"|out (?:of|from) (?:(?:this|your|the|all|ur|these) LISTS|(?:this|it|these)\W*$))"
        ),
        example_for="Please take me off your list",
        example_against="can someone take me home off Main Street",
    ),
    Rule(
        name="off-the-list",
        kind=_ASK,
        pattern=(
            r"\b(?:get|be|want|like|need|come|been|going|getting|taken|removed|deleted|remove"
            "|delete|unsubscribed|myself|out|off)(?: off| from| out)(?: of)? (?:your|this|ur"
            r"|the|these|that|all|any|every|ya'?ll'?s?) LISTS\b"
        ),
        example_for="How do I get off this list?",
        example_against="I heard from all my contacts",
    ),
    Rule(
        name="be-removed",
        kind=_ASK,
        pattern=(
            r"\b(?:to be|get|be|me) (?:removed|deleted|taken off|unsubscribed"
            r"|opted out)\b(?! (?:from|of) (?:office|power|congress|the (?:ballot|court|bench"
            r"|senate|race)))|\bremove (?:it|this|us)\W*$|\bremove from (?:your |this |the "
            r"|ur )?LISTS\b"
        ),
        example_for="I asked to be removed last week",
        example_against="He needs to be removed from office",
    ),
    Rule(
        name="dont-text",
        kind=_ASK,
        pattern=(
            r"(?<!\bi )(?<!\bwe )(?<!\bthey )(?<!people )(?<!why )(?<!if you )(?<!when you )(?<!"
            r"why you )\bDONT (?:ever |please |pls |you (?:dare|ever) )?(?:call (?:me"
            r"|us)(?: (?:again|anymore|any more|ever|or|and|on|at)\b|\W*$|\s*[.!;])|(?:(?:call"
            "|SEND) (?:or|and|/) )?SEND(?: (?:to )?(?:me|us|my (?:number|phone|cell|mom|wife"
            "|husband|kids?|family)|this (?:number|phone)|here|again|anymore|any ?more|any"
            r"|no more|ever|these)\b(?! (?:if|know|when|of the|sir|that))|\s*[.!;]|\s*$))"
        ),
        example_for="Don't message me again or I'm calling the FCC",
        example_against="I don't text while driving",
    ),
    Rule(
        name="not-to-text",
        kind=_ASK,
        pattern=(
            r"\b(?:asked|told|tell|ask|said|like|prefer|rather|want)(?: \w+){0,2}? not(?: to)? ("
            r"?:be )?(?:SEND|text|contact|receiv|get)(?:ed|e|ting|ing)?\b(?: (?:me|us|this|these"
            r"|any|texts?|messages?|again|anymore)\b|\W*$)"
        ),
        example_for="I'd rather not get these",
        example_against="I was told not to vote at the old place",
    ),
    Rule(
        name="if-you-text",
        kind=_ASK,
        pattern=(
            r"\b(?:if|next time|time) (?:you|u|y'all|i)(?: \w+){0,2}? (?:SEND|get) (?:(?:me|us"
            r"|this number|another|one more) ?)+(?:again|one|texts?|message|time|any)\b"
            r"|^\W*(?:SEND|call) (?:me|us) (?:again|one more time) and\b"
        ),
        example_for="I will report you if you text me again",
        example_against="ok if you call me when the polls open",
    ),
    Rule(
        name="no-more",
        kind=_ASK,
        pattern=(
            r"\bno (?:more|further|mo) (?:\w+ )?(?:of (?:this|these|your) ?)?(?:TEXTS|contact"
            r"|contacting|bother\w*|asking)\b|\bno (?:more|further)(?: of)?(?: this"
            r"| these)?(?: PLEASE| thanks?)\W*$|^\W*no more\W*$|^\W*no (?:texts?|texting"
            r"|messages?)\b(?: PLEASE| thanks?| ever|\W*$)|\b(?:enough"
            "|done) (?:already )?with (?:the|these|your|all)(?: of)?(?: these"
            r"| your)? (?:\w+ )?TEXTS\b"
        ),
        example_for="no more messages",
        example_against="no more new taxes please vote no",
    ),
    Rule(
        name="dont-want",
        kind=_ASK,
        pattern=(
            r"\b(?:DONT|did not|no longer|not)(?: \w+)? (?:want|wanna|wish|care|consent|agree"
            r"|interested)(?: to| in)?(?: (?!miss\b|lose\b)\w+){0,4}? (?:te?xt(?:s|ed|ing)?"
            "|messages?|msgs?|contacted|calls?|emails?|spam|hear from|hearing from|bothered"
            r"|on (?:this|your|the|any|ur) list|sms|these\W*$|(?:get|getting|receive"
            r"|receiving) (?:this|these|them|those|any))\b"
        ),
        example_for="I do not wish to receive texts from you",
        example_against="I don't want to miss your messages",
    ),
    Rule(
        name="leave-me-alone",
        kind=_ASK,
        pattern=(
            r"(?<!don't )(?<!dont )(?<!not )(?<!never )\b(?:leave|let) (?:me|us"
            r"|my \w+)(?: \w+){0,2}? (?:alone|be|in peace)\b"
        ),
        example_for="Leave me the hell alone",
        example_against="please don't leave me alone at the booth",
    ),
    Rule(
        name="go-away",
        kind=_ASK,
        pattern=(
            r"(?:^|[.!?,;:] ?)\W{0,5}(?:(?:PLEASE|just|oh|no|nah) )*(?:get lost|go away|(?:bug|buzz"
            "|piss|sod|screw|back|bugger|eff|f|f[u*@#]+c?k) ?off|beat it"
            r"|stay away(?: from me)?)(?: (?:you|u|please|now|asshole|creep\w*|spammer\w*"
            r"|scammer\w*|already)\b.*)?\W*$"
        ),
        example_for="Buzz off",
        example_against="Some of this will never go away",
    ),
    Rule(
        name="opt-me-out",
        kind=_ASK,
        pattern=(
            r"^\W*(?:i'?m |i am )?opting out\b|\bopt(?:ed|ing)? MY out\b|\bopt[ -]?out (?:PLEASE"
            "|now|thanks?|me|of (?:these|this|your|all|everything|te?xts?|messages?|future"
            r"|further|campaign))\b|\b(?:PLEASE|want(?:ing)? to|wanna|like to|wish to|need to"
            "|going to|gonna|(?:do|can|would|could) i|i|i'?m|already|choose to|trying to"
            r"|tried to|how to|been|have|me|let me) opt(?:ed|ing)?[ -]?out\b(?! of (?:the|my|her"
            r"|his|our|a|it|school|military|class|testing|medicare|insurance|jury)\b)"
        ),
        example_for="opt me out of everything",
        example_against="I opted out of the union, can I still vote?",
    ),
    Rule(
        name="unsubscribe",
        kind=_ASK,
        pattern=(
            r"(?<!don't )(?<!dont )(?<!not )(?<!people )(?<!didn't )\bun-?s(?:ub"
            r"|us)(?:s?c?r?i?b?[a-z]*)?\b(?! from (?:netflix|hulu|her|his|the other|my)\b)"
        ),
        example_for="Unsubscribe me from this campaign",
        example_against="I will not unsubscribe, I like these",
    ),
    Rule(
        name="revoke-consent",
        kind=_ASK,
        pattern=(
            r"\b(?:revok\w+|withdraw\w*|rescind\w*|cancel) (?:\w+ ){0,2}?(?:consent|permission"
            r"|subscription|authorization)\b|\b(?:do not|don'?t) (?:have|give \w+) (?:my "
            r"|any )?(?:consent|permission) to (?:te?xt|contact|message|call|send)\b"
        ),
        example_for="I revoke my consent to receive messages",
        example_against="Revoke his license!",
    ),
    Rule(
        name="do-not-call-list",
        kind=_ASK,
        pattern=(
            r"\b(?:do not|don'?t|no|dnc)[ -]?(?:call|contact|text|disturb|c) (?:\w+ )?(?:list"
            r"|registry)\b|\bmy rights under the tcpa\b|\bdnc list\b"
        ),
        example_for="Put me on the do not call list",
        example_against="is there a list of who to call?",
    ),
)
