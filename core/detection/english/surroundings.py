"""English words that stand around a request: courtesy, haste, and what came before."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed, swapped

SURROUNDINGS: Final[dict[str, tuple[str, ...]]] = {
    # --- Courtesy and haste: what may stand beside a word and change nothing -------------
    "beside": listed(
        "please|pls|plz|plse|pleas|please please|kindly|just|now|already|asap|immediately"
        "|thanks|thank you|thx|ty|tysm|ok|okay|k|no|nope|nah|naw|hey|hi|hello|sir|maam|madam"
        "|dude|bro|man|guys",
        "jfc|jesus christ|good grief|for crying out loud|holy (shit|crap|cow)|oh my god|my god"
        "|fine",
        "people|folks|yall|seriously|really|omg|ffs|wtf|lol|ugh|jesus|christ|god|damn|dammit"
        "|damnit|fucking|fuckin|fkn|freaking|effing|hell|right now|right away|right this"
        "|this instant|this second|this minute|today|at once|once and for all|permanently"
        "|forever|for good|the love of god|for the love of god|for fucks sake|for gods sake"
        "|for real|fr|smh|so|and|with this|period|pretty please|thank u|thankyou|thanx|tks"
        "|sorry|im sorry|oh|well|alright|yo|um|uh|lord|good lord|goodness|geez|jeez|sheesh"
        "|thank|again|anymore|ok then|effective immediately|merci|gracias|por favor|porfa|danke"
        "|bitte|grazie|obrigado|obrigada|svp|friend|bruh|mate|pal|buddy|yikes|wow|would you"
        "|will you|can you|could you|can u|could u|will u|would u|for once|too|also|ma|omfg"
        "|lmao|pleaseee|plzz|kthxbye|kthx|bye|goodbye|cheers|appreciated|appreciate it"
        "|much appreciated|have a good day|have a nice day|god bless",
    ),
    "aside": listed("{beside}|.|?|this is|its|i mean it"),
    "please": listed(
        "please|pls|plz|plse|pleas|kindly|just|can you|can u|could you|could u|would you"
        "|would u|will you|will u|you need to|u need to|you must|you can|id like you to"
        "|i would like you to|i need you to|i want you to|want you to|need you to|yall"
        "|ask that you|asking you to|request that you|i ask you to|want u to|need u to"
        "|please can you|will yall|can yall|would yall|could yall|would you all|lets"
        "|thank you to|thanks but|id appreciate it if you would|go ahead and|you should"
        "|like you to|ask you to|wish you would|wish youd|if you would|if you could"
        "|be so kind as to|do me a favor and|feel free to|time to|begging you to|beg you to"
        "|demand that you|demand you|insist that you|you better|u better|you gotta|gotta"
        "|someone|somebody|would you kindly|mind"
    ),
    # After these a request is complete.
    "tail": listed(
        "please|pls|plz|now|already|immediately|asap|thanks|thank|thx|ty|and|or|from|on|again"
        "|anymore|any|about|because|bc|cuz|cause|im|i|its|it|this|you|u|wtf|ffs|ok|okay|lol|omg"
        "|right|today|forever|period|for|with|your|ur|ever|all|every|everyday|daily|so|too|damn"
        "|we|kindly|permanently|if|at|or|ill|else|before|by|my|dude|bro|man|sir|maam|either|in"
        "|via|thru|through|when|since|as|these|here|yall|constantly|repeatedly|over|completely"
        "|after|yesterday|last|multiple|several|twice|two|three|days|weeks|once|many|also|until"
        "|not|no|never|the|what|who|there|unsolicited|political|ive",
    ),
    # As `tail`, without what may be stopped itself: `stop the mine`.
    "then": listed(
        "please|pls|plz|now|already|immediately|asap|thanks|thank|thx|ty|and|or|again|anymore"
        "|because|bc|cuz|cause|im|i|wtf|ffs|ok|okay|lol|omg|right|today|forever|period|ever|so"
        "|too|we|kindly|permanently|if|ill|else|before|dude|bro|man|sir|maam|either|when|since"
        "|as|yall|constantly|after|until|with (this|these|that)|not|no|never|who|sending"
        "|texting|what (you|u|youre)"
    ),
    "filler": listed(
        "all|all the|all of|all these|all of these|all this|all of your|the|these|this|those"
        "|your|ur|any|sending|with|me|us|of|it|political|unsolicited|damn|fucking|fuckin|fkn"
        "|freaking|stupid|constant|constantly|incessant|nonstop|non stop|annoying|unwanted"
        "|further|future|more|please|pls|always|just|so many|my|that|such|with the|with all"
        "|other|additional|extra|spammy|campaign|continuous|daily|repeated|a|to|immediately"
        "|automated|group|mass|bulk|bombarding|flooding|now|da|dese|dis|dem|ya|w|trying to"
        "|attempting to|any further|any more|any and all|that damn|yall|goddamn|god damn|bloody"
        "|effing|flipping|dang|darn|random|fundraising|endless|ya"
    ),
    "out_of": listed(
        "of (texts|text|this|these|your|ur|all|everything|messages|future|receiving|getting"
        "|being|any|further|campaign|political|communication|communications|it|sms|them|here"
        "|yall|texting|whatever)",
        "of the ~ {list}|from {the}* {kind}* {list}|from (this|these|all|here|everything|you)"
        "|of my",
    ),
    "determiner": listed(
        "all|the|these|this|those|your|ur|any|future|further|my|sending|political|unwanted"
        "|campaign|unsolicited|damn|fucking|stupid|with|of|from you|it with|annoying|spam|group"
        "|automated"
    ),
    "num": (
        *listed(
            "number|numbers|#|num|nbr|phone number|cell number|telephone number|phone #|numba|numbr"
            "|digits|mobile number"
        ),
        *swapped("number"),
        *listed("numer|nunber|mumber|nmber|numbet|numver|numbeer|nuber|nubmr|numberr"),
    ),
    # Enough of a pause for the words before to be a sentence of their own.
    "soft": listed(
        "please|pls|plz|now|already|immediately|asap|thanks|thank|thx|ty|and|or|again|im|i|lol"
        "|ok|okay|right|today|permanently|but|so|because|since|ffs|wtf|dude|sir|maam|too|also"
        "|this|it|kindly|forever|completely|ive|we|my|your|ur|you|no"
    ),
    "again": (
        *listed(
            "again|anymore|any more|ever again|ever|any further|any longer|no more|further"
            "|another time|henceforth|moving forward|going forward|from now on|in the future|please"
            "|pls|plz|thanks|thank you|thx|ty|at all|evermore|anytime|any time"
        ),
        *swapped("again anymore"),
        *listed("agin|agn|agen"),
    ),
    "said": listed(
        "asked|told|said|texted|replied|typed|wrote|responded|requested|begged|sent|answered"
        "|saying|replying|asking|telling|typing|sending|responding|texting|begging|demanded"
        "|instructed|written|messaged|put"
    ),
    "wrote": listed(
        "said|texted|replied|typed|wrote|responded|sent|answered|written|messaged|put|entered|txted"
    ),
    "times": listed(
        "nicely|politely|twice|already|repeatedly|before|(two|three|four|five|2|3|4|5|10"
        "|multiple|several|many|countless) times|over and over|once|again|kindly|please|guys"
        "|people|all|last (week|time|month|year)|yesterday|now|before"
    ),
    "exit": listed(
        "stop|unsubscribe|quit|opt out|opted out|unsub|end|cancel|stopall|remove me|optout"
        "|leave me alone|stop texting"
    ),
    "asked": listed(
        "asked|told|requested|begged|instructed|warned|demanded|ordered|informed|been telling"
        "|been asking|keep asking|keep telling|kept asking|kept telling|tried asking"
        "|pleaded with|emailed"
    ),
    "go_away": listed(
        "(fuck|fck|f|eff|piss|bug|buzz|sod|bugger|screw|shove|back|fk|fuk|naff|jog) (off|of)"
        "|go away|get lost|kick rocks|fuckoff|foff|go fuck (yourself|yourselves)|gfy"
        "|get (out of|off) my (phone|inbox|line|cell)|get off my (phone|ass|back|case|dick"
        "|nuts)|shut (up|the fuck up|the hell up|tf up)|stfu|go to hell|get fucked"
        "|go pound sand|pound sand|(bother|bug|annoy|harass|spam|pester) (someone|somebody"
        "|some one) else|find (someone|somebody|another ~) else to (bother|bug|harass|spam"
        "|annoy|text|pester|scam)|beat it|take a hike|go play in traffic|get the (fuck"
        "|hell) (out|off|away)|leave tf alone|fuck all the way off|go kick rocks|get bent"
        "|go jump in a lake|get stuffed|naff off|scram|vamoose",
    ),
    # A statement after which a bare `stop` is a word of its own.
    "ended": listed(
        "interested|voted|republican|republicans|democrat|democrats|trump|maga|no|nope|thanks"
        "|thank you|please|pls|plz|already|now|again|anymore|seriously|people|guys|ever|thx"
        "|sorry|lol|work|driving|busy|dead|moved|nah|omg|ok|okay|hell|not|naw|enough|wtf|ffs"
        "|said|spam|wrong number|wrong person|wrong #|texts|messages|conservative|independent"
        "|her|him|biden|harris|god|just|kindly|ty|dude|bro|man|today|scam|support|annoying"
        "|annoyed|bot|minor|child|kid|old|citizen|registered|class|meeting|church|hospital|me"
        "|school|bed|sleeping|cancer|english|understand|read|listen|please please|fuck|shit"
        "|damn|jesus|christ",
    ),
    "wants_no_more": listed(
        "since|because|bc|cuz|asking|begging|how (many|long|often)",
        "i|im|ive|ill|id|its|you|u|ur|youre|not interested|wrong|thank|thanks|thx|ty|please|pls"
        "|plz|now|already|immediately|asap|and (remove|delete|take|lose|leave|unsubscribe|never"
        "|do not|dont)|remove|delete|no more|dont|do not|my name is|leave|never|we|sorry"
        "|unsubscribe|or (i|ill|im)|bothering|spam|spamming|merci|por favor|gracias|svp|bro"
        "|dude|sir|ffs|omg|lol|wtf|already voted|sent from my|right now|at once|today|forever"
        "|permanently|quit|cancel|end|opt out|kindly|me|all|everything|not|who|what the|why|how"
        "|before i|if|cease|take me|harassing|he|she",
    ),
}
"""Lists of words for the phrases of English rules, by name."""
