"""English: `blocked and reported`, `see you in court`, `under the TCPA`: requests that warn."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import AS_A_QUESTION
from core.detection.lists import listed
from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

OF_POLITICS: Final = Guard(
    name="of-politics",
    why="A law, a road or a rival is spoken of.",
    before=("(he|she|they|republicans|democrats|court|judge|police|cops|senate) ~~",),
    anywhere=(
        "(she|he|candidate|senator|governor|congressman|mayor|judge|bill|senate|congress) ~~"
        " (support|supports|block|blocks|blocked|voted|vote|signed|sign|oppose|opposes|think"
        "|thinks|sue|sued|stand|stands)",
        "(does|did|will|would) (she|he|your candidate|the candidate)",
        "(block|road|street|traffic|pothole) (party|parties|walk|walking|captain|closed)",
    ),
    example="Does she support the CCPA?",
)

WARNING: Final = (
    Rule(
        name="blocking-you",
        kind=_ASK,
        language="en",
        confidence=0.88,
        why="It says that the sender is blocked, or will be.",
        phrases=(
            "<< {beside}* {blocked} {beside}* [[and|n|then] {beside}* {blocked}] {beside}* >>",
            "{blocked} [and|n|then] {blocked} {sender}* [{beside}|as ~] >",
            "{will} (block|report) {beside}* (you|u|ya|yall|ur|your|yo|this|that|dis|the)"
            " [ass|asses|number|numbers|#|num|phone|sorry ass] (>|{tail}|too|also|next|n)",
            "{will} (be|get|start) (blocked|blocking) (>|{sender}|{tail})",
            "(i|im|ive|i have|we|just|already|been|now|<) ~ (blocked|blocking|blockin)"
            " (you|u|ya|yall|ur ~|your (number|ass|campaign)|this number|dis number|the number"
            "|every ~ ~ number|all ~ ~ numbers) ",
            "(blocked|blocking|reported|reporting|forwarded|forwarding|turning|turned|report"
            "|file|filing|filed|submit|submitting|send|sending) ~~~ (to|with) {the}* ~"
            " {authority}",
            "(report|reported|reporting) (you|u|ya|yall|your|ur|this ~) ~~ to {the}* ~ (authority"
            "|authorities|{authority})",
            "({number}|numbers) ~~~~ (had to|have to|having to) block",
            "(next stop|going on|added to|putting you on|straight to|goes to) {the}* ~ (block"
            "|blocked) [list] >",
            "dont make (me|us) (block|report|sue|call ~~ (lawyer|attorney|police|cops)"
            "|(tell|ask|say) ~~ (again|twice))",
            "(youve|you have|youre|ur|you are|you|u|uve|this number|your number|number) (been|is"
            "|are|being|has been|getting|gonna be|is being|now|officially|about to be|r|s|will"
            " be)* (blocked|reported|muted)",
            "(next|another) (one|text|message|msg) ~~ (goes|going|gets|will go|will be sent"
            "|forwarded|sent) ~ to ~~ ({authority}|lawyer|attorney|lawyers)",
            "(youre|ur|you are|u r|u are|yall are|you guys are|you people are|you keep|u keep"
            "|yall keep|you keep on|yall r) [constantly|really|just|basically|now|literally]"
            " (harassing|spamming|stalking|pestering|bombarding|harrassing|disturbing|bothering)"
            " (me|us|my ~|people)",
            "(i|im|i am|we|ive|<) ~ (reporting|reported|report) (you|u|yall|ya|this number|your"
            " number|the number|ur number) (>|and|as|to|for|n|now)",
        ),
        unless=(OF_POLITICS, AS_A_QUESTION),
        examples_for=(
            "blocked and reported",
            "Blocking this number now",
            "im bout to block u",
            "Forwarding this to the FCC",
        ),
        examples_against=(
            "Republicans will block it in the senate",
            "I'm reporting this as junk",
            "Which block is the rally on",
            "I reported for my shift",
        ),
    ),
    Rule(
        name="going-to-law",
        kind=_ASK,
        language="en",
        confidence=0.9,
        why="It warns of a lawyer, a court, a complaint or a bill.",
        phrases=(
            "(my|our|his|her|the) (lawyer|lawyers|attorney|attorneys|counsel|solicitor) ~~ (will"
            "|is going to|shall|is gonna) ~~ (hear|hearing|contact|contacting|touch|call|calling"
            "|write|see|sue|suing|know|get)",
            "(hear|hearing) from (my|our|a|an) (lawyer|lawyers|attorney|attorneys|counsel)",
            "(see|meet|ill see|cya) (you|u|ya|yall|your ~) in ~ (court|small claims)",
            "(any|no|all|every|further|future|additional|continued|subsequent|more|next|another)"
            " ~~ ({texts}|communication|one|attempt|attempts) ~~~~~ {will_be} ~~~ {trouble}",
            "({texts}|continued|texting|contact) ~~~~ {will_be} ~~~ (lawsuit|prosecuted|damages"
            "|harassment|claim|complaint|litigation|legal)",
            "({i}|will) ~~ (charge|charging|bill|billing|invoice|invoicing|fine) [{you}] ~~~"
            " (per|for (each|every)|each|a) (text|message|txt|msg|sms)",
            "(1500|500|dollars|damages|fine|fines|penalty|penalties) ~ (per|for each"
            "|for every|each) ~ (text|message|violation)",
            "{will} ~ (sue|press charges|take legal action|pursue legal|seek damages|lawyer up"
            "|get a (lawyer|restraining order)|file ~~ (complaint|suit|lawsuit|report|charges"
            "|restraining order)|contact ~ (lawyer|attorney)|call ~~ (cops|police|lawyer"
            "|attorney)) (>|you|u|ya|yall|this|if|for|over|against|with|on|and|about|ur|your)",
            "(cease and desist|restraining order|class action|legal notice|formal notice)"
            " (letter|notice|order|>|lawsuit|coming|on|to|that)",
            "(taking|take|considering|pursuing) legal action",
            "(notice|demand|order|ordered|instructed|formal request) to (cease|stop|desist"
            "|quit) (>|{texting}|and|all)",
        ),
        unless=(OF_POLITICS,),
        examples_for=(
            "My lawyer will be hearing about the next text",
            "See you in small claims",
            "Any further contact will be treated as harassment.",
            "I'll sue you",
        ),
        examples_against=("call my lawyer if you want", "See you at the court house rally"),
        comment="A threat to the senders says that their texts are not wanted.",
    ),
    Rule(
        name="claiming-rights",
        kind=_ASK,
        language="en",
        confidence=0.9,
        why="It claims a right: a law, a registry, or that these texts break one.",
        phrases=(
            "(tcpa|gdpr|ccpa|cpra|can spam act|canspam|ctia|pecr|casl)",
            "(telephone consumer|consumer protection act|data protection act"
            "|telemarketing sales rule)",
            "(47|16) (usc|cfr)",
            "(under|per|pursuant to|according to|by|as per) ~~~ (law|act|usc|rules|regulation"
            "|regulations|statute) ~~~~~ (stop|remove|delete|cease|deletion|removal|erase"
            "|erasure|opt|unsubscribe|contact)",
            "(request|requesting|demand|demanding|require|exercise|exercising|invoke|invoking"
            "|assert|formal) ~~~ (deletion|erasure|removal|right to (erasure|be forgotten"
            "|deletion|object|opt|delete|be left)|unsubscription|cessation)",
            "(delete|erase|destroy|purge|wipe) ~~ my (data|personal data|personal information"
            "|info|information|records|details)",
            "(this|these|your|you|it|the {texts}|text|texts|messages|texting|youre) ~~~ (violate"
            "|violates|violating|in violation|a violation|violation of|breaking|break|breaks"
            "|against|invasion of|invading) ~~~ (law|laws|dnc|do not call|privacy|registry"
            "|rights|federal|fcc|ftc|act|statute|rules|regulations)",
            "(illegal|unlawful|against the law|a crime|a felony) [for {you}] to (text|contact"
            "|message|send|call|spam)",
            "(unsolicited|unwanted|political|these|your|spam) ~ {texts} (are|is) ~ (illegal"
            "|unlawful|against the law|harassment|a violation)",
            "(this is|thats|its|this) [straight up|borderline|literally|basically|now|becoming"
            "|considered|pure|plain] (harassment|harrassment|stalking|harrasment) (>|and|now"
            "|at|stop|please|by|pure)",
            "(harassing|harassment|harrassment) // (stop|remove|delete|cease|enough)",
            "(no|do not) (call|contact|text) (list|registry|list already)",
            "({i}|number|phone|cell) ~~~ (registered|listed|signed up) ~~~ (do not|dnc|national"
            "|no call|tps)",
            "<< {beside}* [this is|pure] (harassment|harrassment|harrasment) {beside}* >>",
        ),
        unless=(OF_POLITICS, AS_A_QUESTION),
        examples_for=(
            "Under CCPA I request deletion of my phone number.",
            "You are in violation of federal law",
            "It is illegal to text me",
            "this is harassment",
        ),
        examples_against=(
            "Does she support the CCPA?",
            "That law is against the constitution",
            "Is she for the Consumer Protection Act? I mean does she support it",
        ),
    ),
    Rule(
        name="if-another-comes",
        kind=_ASK,
        language="en",
        confidence=0.9,
        why="It says what happens if another text comes.",
        phrases=(
            "if (i|we|my ~|this {number}) ~~ (get|gets|receive|receives|see|sees|hear) [even|just"
            "|so much as] (another|one more|1 more|any more|anymore|a single|one of|any other|more)"
            " [{texts}|one|of ~|single one|peep] (>|i|ill|im|from|we|you|im|there|it)",
            "the next ({texts}|one|person) ~~~~ ({will}|gets|goes|is going|will ~~ (block|report"
            "|sue)|blocked|reported|lawyer|court|fcc)",
            "(one|1|another|any) [more] ({texts}|of these|peep|single text|ping) ~~ (and|n"
            "|or) (i|im|ill|ima|imma|you|u|youre|ur|youll|we|were|its|this|my|the|i)",
            "({texting}|{bothering}|keep|send) ~~~ (again|one more|anymore|more|it up) (and|n"
            "|see|or) (i|im|ill|ima|imma|see|we|well|what|my|find out|you|youll)",
            "(keep|try) (it up|this up|me|testing me|playing|texting|messaging|spamming) (and|n"
            "|>) [i|ill|im|ima|imma|you|see|we|my|watch|youll]",
            "(text|message|msg|txt|contact|call|bother) (me|us|this ~|my ~) (again|one more time"
            "|1 more time|once more|one more) (and|n|see|or|>) [ill|i|im|you|see|ima|imma|we]",
            "(last|final|only|first and last) (warning|notice|request)",
        ),
        unless=(OF_POLITICS,),
        examples_for=(
            "if I get another I'm blocking you",
            "one more of these and I'm done voting for you",
            "keep texting and see what happens",
        ),
        examples_against=(
            "If I get another shift I'll let you know",
            "One more text and then I have to run to the store",
            "is this the last chance to register?",
        ),
    ),
)
"""In no order: the surest that matches is reported."""

WARNING_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "blocked": listed(
        "blocked|blocking|blockin|reported|reporting|block|report|deleted|deleting|blocked u"
        "|blocked you|blocking you|blocking u|reporting you|reported you|reporting u"
        "|blocking this number|blocking ur number|blocking your number|blocked your number"
        "|muted|muting|blocked ur number|blocked this number|marked as spam|reported as spam"
        "|reporting as spam|reported as junk"
    ),
    "sender": listed("you|u|ya|yall|this|your|ur|the|number|#|as|spam|junk"),
    "will": listed(
        "i will|ill|we will|well|will|gonna|going to|going 2|about to|bout to|boutta|abouta"
        "|finna|fixing to|fixin to|gon|have to|had to|ima|imma|i ma|im a|i shall|shall|im gonna"
        "|having to|gotta|need to|forced to|not afraid to|not hesitate to|happy to|ready to"
        "|im|i am|we are|im now|i can and will"
    ),
    "will_be": listed(
        "will|shall|may|can|would|is going to|are going to|gets|get|get you|gets you|is|are"
        "|constitutes|constitute|means|equals|leads to|and i"
    ),
    "trouble": listed(
        "harassment|report|reported|blocked|block|lawsuit|claim|complaint|suit|legal|lawyer"
        "|attorney|prosecuted|court|fcc|ftc|violation|trespass|damages|charged|billed|invoiced"
        "|penalty|fined|documented|forwarded|police|deleted unread|actionable|litigation|sued"
        "|charges|fine|fines|stalking"
    ),
    "authority": listed(
        "fcc|ftc|police|cops|carrier|provider|verizon|att|tmobile|t mobile|attorney general"
        "|better business bureau|bbb|spam line|7726|authorities|secretary of state|lawyer|attorney"
        "|court|election board|elections board|fec|f c c|ag|federal trade commission"
        "|federal communications commission|district attorney|sheriff|phone company|a lawyer"
    ),
}
"""Lists of words that only these rules name."""
