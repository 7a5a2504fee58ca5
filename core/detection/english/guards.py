"""When the words of an English request are none."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard

NEGATED: Final = Guard(
    name="negated",
    why="Somebody who says not to stop wants more.",
    before=(
        "(dont|do not|never|not|cant|cannot|can not|wont|didnt|doesnt|couldnt|wouldnt|shouldnt"
        "|non|hasnt|havent|dont ever|never ever|no need to|no reason to|dont you|dont u|aint"
        "|refuse to|without|rather than|instead of) [ever|please|just|want to|wanna|want you to"
        "|need to|have to|need you to|think you should|plan to|going to|gonna|let them|even"
        "|you dare]",
        "not (asking|telling|saying) ~~ to",
    ),
    example="Please don't stop texting me!",
)
SOMEBODY_ELSE: Final = Guard(
    name="somebody-else",
    why="It is asked of somebody who does not read this.",
    before=(
        "(tell|told|ask|asked|telling|asking|begged|wants|convince|get|got|make|wish|need) (him"
        "|her|my ~|his ~|her ~|their ~|your (boss|boyfriend|candidate|opponent|opponents"
        "|friend|friends|mom)|{Given}"
        "|people|kids|voters|politicians|congress|the (governor|president|mayor|senator|city"
        "|other ~)) (to|not to|would)",
        "(he|she|nobody|government|congress|politicians|schools|{Given}|the ~|my (boyfriend"
        "|girlfriend|husband|wife|mom|dad|ex|boss|brother|sister|friend)) ~ (should|must"
        "|needs to|need to|has to|have to|ought to|better|will|would|can|could|wants to|finally"
        "|always|did|to|does|promised to|asked me to|told me to|wants me to|said to|just)",
        "(i|we|to|gonna|should) ~ (need|have|try|tried|trying|want|wanna|should|must|will|ill"
        "|gotta|had|going|promise) [to|gotta]",
        "(you|i) should have",
        "how (did|do) (he|she|they) ~~",
    ),
    example="I told my ex to stop texting me",
)
ABOUT_OTHERS: Final = Guard(
    name="about-others",
    why="It says to whom else it was said, or when they should text instead.",
    after=(
        "to (the|another|some) other ~",
        "~~ not (you|yours|you guys)",
        "to (him|her|my ~)",
    ),
    anywhere=(
        "(told|asked|replied|texted|to|from) ~~ (the other|another|other|their"
        "|somebody elses) ~ (campaign|campaigns|candidate|party|guy|side|one|team|newsletter"
        "|list|people)",
    ),
    example="I replied STOP to the other candidate, not you guys",
)
PREFERENCE: Final = Guard(
    name="preference",
    why="Other hours, another way or less often is not never.",
    after=(
        "[me] (before|after|until|till|while|during|when|unless|so (late|early|much|often)"
        "|this (late|early)|too (late|early)|at (night|work|~ in the)|on (sunday|sundays"
        "|saturday|weekends)|in the (morning|middle)|late|early)",
        "[me] [,] [about ~~~] [,|.] [just|only|please|but] (text|call|email|mail|tell|send"
        "|write) (me|us)",
        "(and|or|&|n) (drive|driving|walk|walking)",
        "(behind the wheel|in class|in church|your ex)",
    ),
    anywhere=(
        "instead >",
        "(text|texts|texting|email) (is|are) (fine|ok|okay|better|good|best|great)",
        "(text|email) only",
    ),
    example="Don't call, text me instead",
)
CONDITION: Final = Guard(
    name="a-condition",
    why="It tells what somebody does not do, or what if not.",
    before=(
        "(if|since|because|when|cuz|bc|sorry) ({you}|he|she|they|i|we|it)",
        "< ~ (i|we|he|she|they|it|people) [usually|normally|just|really]",
    ),
    example="if you don't call me back",
)
DRIVING: Final = Guard(
    name="driving",
    why="Road safety.",
    after=("[me] (and|&|n|while|when) ~ (drive|driving|walk|walking|drunk|class)",),
    example="We need to stop texting and driving",
)
LESS: Final = Guard(
    name="less",
    why="It asks for something else in the same breath, or for fewer of them.",
    after=(
        "~~~~ (just|only) (tell|text|send|call|email|remind) me",
        "[me] (so (late|early|much|often)|this (late|early)|that (late|early)|after ~ (pm"
        "|oclock)|before ~ (am|oclock)|late at night|more than (once|twice)"
        "|every (single )?(hour|day) and)",
    ),
    example="Stop texting me about donations, just tell me when the rally is",
)
JOKING: Final = Guard(
    name="joking",
    why="Laughter, a song, a game or a machine.",
    anywhere=(
        "(haha|hahaha|hahahaha|lmao|rofl|blush|blushing|kidding|jk|hilarious|hehe)",
        "(too|so) (kind|sweet|funny|cute|much fun)",
        "(hammer|collaborate|drop and roll|in the name of love|in the name)",
        "(cracking|killing|making) me (up|laugh|blush|cry|smile|>)",
        "(dont|never|wont|cant|non|nothing will|will not) [ever] stop",
    ),
    example="Stop. Hammer time.",
)
KEEP: Final = Guard(
    name="keep-me",
    why="Who does not want to be taken off stays.",
    anywhere=(
        "(dont|do not|never|please dont|didnt|wont) [you|ever|please|you dare|u dare|you ever] "
        "(remove|take|delete|drop"
        "|unsubscribe|scratch|cancel) (me|us|my ~|our ~)",
        "(dont|do not|never|not) (want|wish|need|like|going|asking|trying|looking) ~~ (removed"
        "|remove|unsubscribe|unsubscribed|opt out|off the ~|taken off|opted out)",
        "(dont|do not|never) [you|ever|please] get (me|us|my ~) (off|out|removed)",
        "(keep|leave) me on",
        "(why|when|who) (did|was|were|am) ~~ (remove|removed|taken|take|took|dropped)",
    ),
    example="Please don't take me off the list",
)
KEEP_GOING: Final = Guard(
    name="keep-going",
    why="Who says not to stop wants more.",
    anywhere=(
        "(dont|do not|never|cant|cannot|nothing will|will not|please dont) [ever|you] stop (>"
        "|until|till|fighting|the)",
    ),
    example="Keep the texts coming, don't stop",
)
A_PLACE: Final = Guard(
    name="a-place",
    why="Buses, trains and travellers stop.",
    anywhere=(
        "(bus|train|subway|metro|trolley|next|last|pit|rest|truck|first|one|full|traffic"
        "|whistle|tour|final|second|short) (stop|stops)",
        "(the|a|an|my|your|each|every|this|that|which) stop >",
    ),
    example="Is there a bus stop?",
)
AS_A_QUESTION: Final = Guard(
    name="as-a-question",
    why="What would happen, or how it works, is a question.",
    before=(
        "(what happens|what if|what does|what do|does|do i|do i have to|should i|must i|says"
        "|it says|is it|would|will it|how does|supposed to|what is|whats|if someone|if i|when i"
        "|did i|means|mean|why do people|why would i|before i|unless i|i wont|i will not"
        "|i didnt|i did not|i never|i havent|not going to|dont want to|dont need to|no need to"
        "|dont make me|or|dont) ~~",
    ),
    example="What happens if I reply STOP?",
)
UNDONE: Final = Guard(
    name="undone",
    why="It speaks of what was done, or must not be done.",
    before=(
        "(did|didnt|didn t|have|havent|must have|hope|thought|guess|if|why did|why was"
        "|thanks for|thank you for|glad) ~ (you|u|ya|they|i|was)",
        "(dont|do not|never|not|please dont|didnt|wont) [want to|you|ever|want you to|need to"
        "|let them]",
        "(thanks for|thank you for|before (you|i)|to)",
        "(he|she|they|who|{Given}) (will|would|wants to|should|must|can|could|did|tried to)",
        "(lady|guy|man|woman|person|girl|dude|gentleman) ~~~",
    ),
    example="did you lose my number?",
)
THERE_ARE_NONE: Final = Guard(
    name="there-are-none",
    why="It tells that none came.",
    before=(
        "(got|get|had|have|has|see|there are|there were|theres|getting|received|saw|is|i see"
        "|shows|with|sent|are|im getting|still|yet|but) [zero|absolutely]",
    ),
    after=("(yet|today|from you yet|so far|since|between|here yet|this week|left)",),
    example="I got no texts from her",
)
OF_OTHER_MATTERS: Final = Guard(
    name="of-other-matters",
    why="What should end, or be left, is something of the world.",
    after=(
        "~ (war|violence|bill|taxes|tax|traffic|ballot|shift|event|rally|job|jury|party|school"
        "|state|race|fraud|bus|streaming|gym|paper)",
    ),
    anywhere=(
        "(yard|lawn) (sign|signs)",
        "(volunteer|volunteering|canvass|canvassing|shift|slot|schedule|committee|signup"
        "|sign up sheet|carpool|potluck)",
    ),
    example="Take my name off the Tuesday slot",
)
MY_REPRESENTATIVE: Final = Guard(
    name="my-representative",
    why="It is about somebody whom the campaign would talk to.",
    anywhere=(
        "(with|to|contact|call|text|message|email|write|bother) (my|the|our) (rep|reps|senator"
        "|congressman|congresswoman|representative)",
    ),
    example="Please do not contact my rep on my behalf",
)
ALONE_WITH: Final = Guard(
    name="alone-with",
    why="Left alone with something, or in a place, one is busy.",
    anywhere=("alone (with|in|at) (a|the|my|this|it|that|him|her|them)",),
    example="leave me alone with a ballot and I'll do damage",
)
OF_THE_WORLD: Final = Guard(
    name="of-the-world",
    why="It speaks of somebody known, of an errand, or of itself.",
    before=(
        "(if|when|because|since|why|how|after|before|until|did|is|that|says|said) ~",
        "(the|a|tax|gun|his|her|spending)",
    ),
    anywhere=(
        "(president|senator|congressman|congresswoman|governor|mayor|justice|candidate|election"
        "|ballot|vote|voting|voted|policy|cancer research)",
        "(party|candidate|guy) for (president|me|the job)",
    ),
    example="I voted for the wrong person last election",
)
NOT_TEXTS: Final = Guard(
    name="not-texts",
    why="What is named is no text of ours.",
    after=(
        "(bill|bills|names|money|troops|weapons|aid|jobs|war|wars|taxes|people|kids|gun|guns"
        "|animals|bombs|arms|food|your|her|him|them|migrants|immigrants|the (kids|troops|bill)"
        "|sir|maam)",
    ),
    example="Stop sending money overseas",
)
