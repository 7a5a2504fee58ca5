"""When the words of a request are a mistake taken back, a joke, or about somebody else's list."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard

BY_MISTAKE: Final = Guard(
    name="by-mistake",
    why="Who left by mistake, or wants back, stays.",
    anywhere=(
        "(accidentally|mistakenly|didnt mean to|did not mean to|never meant to) ~ (said|say|sent"
        "|send|texted|text|replied|reply|typed|type|unsubscribed|unsubscribe|opted|opt|hit|wrote"
        "|left|quit|stopped)",
        "(unsubscribed|opted out|opted|sent|said|replied|texted|typed|quit) ~~~~ (by mistake"
        "|by accident|accidentally|mistakenly|in error)",
        "(keep|leave|put|add|get|sign|opt) (me|us) [back] (on|in) (>|the list|your list|please)",
        "(get|be|put|add|added|want|come|want it) back (on|in|onto) ",
        "(meant|was meant|supposed|trying) (to send|to text|to reply|to say|for|to go) ~~~"
        " (someone|somebody|another|other|different|my ~)",
        "(pocket|butt|autocorrect|auto correct|drunk) (text|texted|dial|dialed|sent|changed|reply)",
    ),
    example="How do I get back on your list? I unsubscribed last year by mistake",
)
TOLD_OTHERS: Final = Guard(
    name="told-others",
    why="It was said to another campaign.",
    anywhere=(
        "(told|asked|telling|asking|begged|texted|replied) ~ (the other|another|other|their"
        "|somebody elses|your (opponent|opponents|rival|rivals)) ~ (campaign|campaigns|candidate"
        "|candidates|party|guy|guys|side|team|ones|people|to|that)",
        "(tell|ask|beg|make|get) (the other ~|your (opponent|opponents|rival|rivals|competition"
        "|friend|friends)|the (opponent|opponents|opposition|republicans|democrats|gop|dems)) to",
        "from (your|the|his|her) (opponent|opponents|rival|rivals|opposition|competition)",
        "from the other (campaign|candidate|side|guy|guys|party|team)",
    ),
    example="Tell your opponents to stop texting me, I'm with y'all",
)
IN_A_LANGUAGE: Final = Guard(
    name="in-a-language",
    why="It asks for another language.",
    after=(
        "[me|us] [only|just] in (spanish|english|french|chinese|mandarin|cantonese|vietnamese"
        "|korean|tagalog|arabic|creole|portuguese|russian|polish|german|espanol)",
    ),
    example="please stop texting me in Spanish, English is fine",
)
FROM_OFFICE: Final = Guard(
    name="from-office",
    why="An office, a page or a ballot is no list of phone numbers.",
    before=(
        "(they|he|she|who|it|someone|somebody|county|clerk|state) ~ (took|taken|removed|dropped"
        "|knocked|kicked|purged|struck|has|have) ~~~",
    ),
    after=(
        "[from] (office|power|the (ballot|race|throne|cabinet|board))",
        "[the|your|that|a] (endorsement|endorsements|petition|open|website|web) ~ (page|list|wall"
        "|letter|sheet|site|form)",
        "[of|from] [the|your|this|that|a] (host|event|guest|invite|carpool|ride|shift|thank you) ~"
        " (list|committee|page|wall)",
        "[of|from] [the|your|this|that|a] (shift|schedule|slot|meeting|committee|carpool|agenda)",
        "[the|your|that|a] (page|petition|letter|website|flyer|invite|invitation|ballot|program)",
    ),
    anywhere=(
        "(want|put|get) (it|me|us|my ~|him|her) back on",
        "remove ~ from office",
    ),
    example="Take my name off the endorsement page but yes I'm still voting",
)
FOR_FUN: Final = Guard(
    name="for-fun",
    why="It teases, and means to meet again.",
    anywhere=(
        "(stop|correct|forgive) me if (youve|you have|u|you|i|ive|im|this)",
        "(never|not|wont) ~ forgive you",
        "and (ill|i will) (cry|miss you|miss u|be sad|haunt you|hunt you down)",
    ),
    example="Lose my number and I'll never forgive you, see you at the gala",
)
A_THING: Final = Guard(
    name="a-thing",
    why="It asks for something to be brought, not for silence.",
    anywhere=(
        "(leave|send|give|bring|get|drop|mail) , (me|us) , (a|an|some) , (sign|signs|flyer|button"
        "|sticker|ride|shirt|hat|poster|call|link)",
        "(leave|send|give|bring|get|drop|mail) (me|us) (a|an|some|the|my) (yard|lawn)* (sign|signs"
        "|flyer|button|sticker|ride|shirt|hat|poster|ballot|voicemail)",
    ),
    example="Leave. Me. A. Sign. Please! Third time asking",
)
FOR_SOMEBODY: Final = Guard(
    name="for-somebody",
    why="It asks for somebody else: a rule of its own reads it, less surely.",
    before=("(him|her|them|(my|our) {kin}) [right|completely|the hell]",),
    after=(
        "{kin}",
        "[off] (him|her|them|my {kin}|our {kin})",
        "(his|her|their) (phone|number|cell|line)",
    ),
    anywhere=(
        "my {kin} // (needs|wants|would like) to (come|be|get|go) ~ off",
        "(take|remove|delete|get) (him|her|them) (off|from|out)",
    ),
    example="My dad (555-0133) needs to come off your list",
)
CALLS_LATER: Final = Guard(
    name="calls-later",
    why="Who is busy and will call asks for patience.",
    anywhere=(
        "(i will|ill|i shall|i can|gonna|let me) (call|text|ring|phone|message) (you|u|back|when"
        "|later|after|once|tomorrow|as soon|ya)",
        "(till|until|when|once) i (come|get|am) (back|home)",
    ),
    example="i cant talk now, ill call you when i can. dont keep calling",
)
ON_AIR: Final = Guard(
    name="on-air",
    why="What is on television, or goes on in a parliament, is no text of ours.",
    after=(
        "(on|in|from) (tv|the (tv|television|radio|news|media|senate|house)|television|radio"
        "|youtube|facebook|hulu|congress|washington|dc)",
    ),
    anywhere=("(election|war|debate|weather|rain|traffic|ads) i mean",),
    example="stop with the ads on tv, they are awful",
)
