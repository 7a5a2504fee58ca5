"""English words by what they do in a request. Apostrophes are left out: `don't` is `dont`."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed, swapped

ENGLISH: Final[dict[str, tuple[str, ...]]] = {
    # --- To make an end of it ------------------------------------------------------------
    "stop": listed(
        "stop|quit|cease|discontinue|halt|desist|stahp|stawp|stp|stops|stopped|stopping|s top"
        "|sto p|st op|refrain from|cease and desist|cut it out|cut out|knock off|lay off",
    ),
    # Verbs that make an end of messages only with those messages named.
    "end": listed(
        "end|cancel|terminate|turn off|shut off|suspend|disable|deactivate|no more of",
        "enough with|enough of|cancel all|shut down|put an end to|cut off",
        "put a stop to|cool it with|chill with|ease up on|knock it off with|cut it out with"
        "|quit it with|end all|finish with|over and out on|stop with|quit with|hold off on",
    ),
    # --- What they send and do -----------------------------------------------------------
    "texts": (
        *listed(
            "text|texts|txt|txts|message|messages|msg|msgs|mesages|mssg|mssgs|mesg|sms|smses|spam"
            "|emails|email|e mails|e mail|notifications|notification|alerts|solicitations"
            "|solicitation|soliciting|solicitors|communication|communications|correspondence"
            "|contact|outreach",
            "texting|messaging|calls|phone calls|robocalls|robo calls|robotexts|robo texts"
            "|robo text|spamming|text message|text messages|txt msgs|txt msg|updates|reminders"
            "|propaganda|advertisements|ads|harassment|promotions|promos|newsletters|newsletter"
            "|mailings",
            "junk mail|political texts|political messages|campaign texts|campaign messages"
            "|subscription|subscriptions|text blasts|pings|blasts|group texts|group text"
            "|fundraising|mms",
        ),
        *swapped("texts text messages"),
        *listed("tects|textx|txets|tecst|texs|mesages|mesagges|texst"),
    ),
    # What stands for texts once it is sent, but not by itself.
    "stuff": listed(
        "stuff|crap|shit|junk|garbage|anything|things|these|this|those|that|it|bs|nonsense"
        "|trash|any|nothing|requests|mail|links|info|information|all|bullshit|something"
        "|any of this|any more of these|anymore of these|more|anymore|surveys|polls|your|ur"
        "|photos|videos",
    ),
    "texting": listed(
        "texting|text|texts|txt|txting|txtn|txtin|textin|texn|texing|texted|messaging|messagin"
        "|msging|msg|msgs|message|messages|messaing|sms|smsing|spamming|spam|harassing"
        "|harassment|harrassing|soliciting|solicitation|solicitations|txts|texring|textng|txtng"
        "|robotexting|spm|mass texting|group texting|cold texting|cold calling|robocalling"
        "|dming|dm|imessaging",
    ),
    # These need somebody whom it is done to.
    "bothering": listed(
        "blowing me|calling|callin|contacting|bothering|botherin|bugging|pestering|annoying"
        "|emailing|writing|writing to|reaching out to|hitting up|pinging|blowing up|begging"
        "|hounding|disturbing|stalking|nagging|notifying|trying to contact|trying to reach"
        "|targeting|messing with|asking|sending|sending to|talking to|communicating with"
        "|soliciting|phoning|ringing|interrupting|bombarding|flooding|inundating|badgering"
        "|molesting|including|adding|hit up",
    ),
    "send": (
        *listed(
            "text message|reply to|respond to|text|txt|tex|message|msg|contact|spam|bother|solicit"
            "|disturb|harass|email|e mail|sms|reach out to|hit up|hmu|bug|ping|pester|annoy|notify"
            "|communicate with|write|write to|phone|robocall|mass text|group text|target|dm|texting"
            "|contacting|messaging|hit",
        ),
        *swapped("text message contact"),
        *listed("txet|texy|tesxt|textt|etxt"),
    ),
    "sent": listed(
        "texted|contacted|messaged|called|bothered|spammed|emailed|solicited|disturbed|harassed"
        "|txted|msgd|reached|notified|written to|pestered"
    ),
    # --- Whom it is done to --------------------------------------------------------------
    "my": (
        *listed("my|this|our|his|her|the|these|ths|mi|that|their|both|all|ur|your"),
        *swapped("this our"),
        *listed("mt|ny|ym|myy|thos|thi"),
    ),
    "number": (
        *listed(
            "number|numbers|phone|phones|cell|cellphone|cell phone|phone number|mobile|num|nbr|line"
            "|#|digits|cell number|phone #|landline|device|telephone|inbox|numb"
        ),
        *swapped("number phone"),
        *listed("numbr|numba|nmbr|nmber|nunber|numer|phne|fone|phon"),
    ),
    "data": listed(
        "name|info|information|contact|contacts|contact info|data|details|record|records|email"
        "|address|entry|profile|account|subscription|name and number|number and name"
        "|contact details"
    ),
    "mine": listed("{my} ~ {number}", "{my} ~ {data}", "mine"),
    "me": listed(
        "me|us|myself|{my} ~ {number}|my (wife|husband|mom|mother|dad|father|son|daughter|kid"
        "|kids|family|parents|grandma|grandmother|grandpa)"
    ),
    "you": listed(
        "you|u|yall|ya|you guys|you all|you people|you folks|ye|yous|they|your people|your team"
        "|your campaign|your organization|your group|these people|somebody|someone|yu"
    ),
    "i": listed("i|ive|id|im|we|weve|were|ill|i am|i have|i had|i would|ima|imma|i already"),
    # --- Taking off a list ---------------------------------------------------------------
    "remove": listed(
        "remove|delete|erase|scrub|purge|unlist|unsubscribe|unsub|unenroll|disenroll|deregister"
        "|unregister|wipe|expunge|eliminate|exclude|rm|del|dlt|rmv|removing|deleting|get rid of"
        "|clear|ditch|discard|unsubscribing|uninclude|omit|remov",
    ),
    "lose": listed(
        "lose|loose|block|drop|throw away|throw out|toss|burn|trash|dump|blacklist|ban|cancel"
        "|stop using|quit using|dont use|do not use|never use"
    ),
    "take": (
        *listed(
            "take|get|pull|cross|scratch|strike|kick|keep|put|cut|knock|leave|count|move|drop|bump"
            "|have|gets|xout|x|tak|let|git|lemme|lem|want"
        ),
        *swapped("take pull"),
        *listed("tke|taek"),
    ),
    "removed": listed(
        "removed|taken off|taken out|deleted|unsubscribed|opted out|dropped|erased|excluded"
        "|unlisted|taken of|scrubbed|purged|crossed off|left alone|unsubbed|pulled off|left out"
    ),
    "list": (
        *listed(
            "list|lists|listing|database|databases|db|system|contacts|contact|records|record|roll"
            "|rolls|campaign|campaigns|texts|text|texting|messages|messaging|message|msgs|chain"
            "|thread|group|mailing|distribution|subscription|directory|phone bank|phonebank"
            "|phonebook|here|everything|calling|rolodex|registry|data base|call|calls|mailer|blast"
            "|spam|chat|group chat|loop|thing|phone book|txt|sms|crm|books|distro|email|emails"
            "|mailings|roster",
        ),
        *swapped("list lists database"),
        *listed("lst|liist|lis|listt|lits"),
    ),
    # What lists are for.
    "kind": listed(
        "mailing|call|calling|text|texting|txt|contact|contacts|phone|email|e mail|sms|spam"
        "|campaign|donor|political|marketing|distribution|voter|voters|damn|fucking|fuckin"
        "|stupid|goddamn|god damn|whatever|message|messaging|notification|fundraising|supporter"
        "|subscriber|robocall|robotext|target|outreach|solicitation|bullshit|freaking|effing"
        "|contact and text|ever|mass|group|group text|text message|crappy|annoying|so called"
        "|little|own|entire|auto|automated"
    ),
    "the": (
        *listed(
            "future|further|upcoming|the|this|that|these|those|your|ur|all|any|all of|all of your"
            "|any of|of|you|every|any and all|each of|all your|all these|whatever|yall|yalls|youre"
            "|ya|of your|of this|of the|of these|of all|of any|a|my|any more of"
        ),
        *swapped("your this the all"),
        *listed("yr|yor|thr|tje|hte|yer|yur|thsi|ur"),
    ),
    # --- Words that say no ---------------------------------------------------------------
    "dont": listed(
        "dont|do not|never|dnt|don t|do nt|donot|dont you|dont u|dont yall|dont ever"
        "|do not ever|never ever|you cannot|you may not|dont you dare|dont even|not to"
        "|dont please|pls dont|no longer|wont you not|better not|shouldnt|should not|must not"
        "|dun|dont anybody|(can|could|would|will|cn) {you} [please|pls|just] not|cant {you} not"
    ),
    "not_want": listed(
        "(dont|do not|dnt|don t|donot|no longer|didnt|did not|wouldnt|would not|never"
        "|dun) ~ (want|wnat|watn|wan|wish|wanna|need|consent|desire|appreciate|wanted|agree|wana)",
        "not (interested|looking|willing|wanting|wishing|wanted)|uninterested|no interest"
        "|would like not|want not|no desire|no wish|refuse|dont interested|never asked"
        "|never wanted|have zero interest|zero interest|not into",
    ),
    "plurals": listed(
        "texts|txts|messages|msgs|smses|spam|emails|notifications|alerts|solicitations"
        "|soliciting|solicitors|communications|contact|calls|robocalls|phone calls|texting"
        "|messaging|political texts|text messages|robotexts|robo texts|updates|spamming"
        "|campaign texts|spam texts|mass texts|group texts|mesages"
    ),
    "hearing": listed(
        "receive|receiving|get|getting|hear (from|about)|hearing (from|about)|recieve|recieving"
        "|be ~ {sent}|be contacted|being ~ {sent}|be on ~~ {list}|being on ~~ {list}|be part of"
        "|be a part of|being part of|be included|be in ~~ {list}|be getting|be receiving"
        "|be hearing|be bothered|keep getting|keep receiving|continue getting"
        "|continue receiving|continue to (receive|get)|accept|be added to|you to {send}"
        "|{you} {texting}|{you} {bothering}|be notified|keep hearing|be hearing",
    ),
    # --- Courtesy and haste: what may stand beside a word and change nothing -------------
    "beside": listed(
        "please|pls|plz|plse|pleas|please please|kindly|just|now|already|asap|immediately"
        "|thanks|thank you|thx|ty|tysm|ok|okay|k|no|nope|nah|naw|hey|hi|hello|sir|maam|madam"
        "|dude|bro|man|guys",
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
        "|school|bed|sleeping|cancer|please please|fuck|shit|damn|jesus|christ",
    ),
    "wants_no_more": listed(
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
