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
    "me": listed("me|us|myself|{my} ~ {number}"),
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
            "sheet|spreadsheet|sheets|file|files|voter file|sistem|systm|sytem|datbase|databse",
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
        "master|main|big|giant|other",
        "mailing|call|calling|text|texting|txt|contact|contacts|phone|email|e mail|sms|spam"
        "|campaign|donor|political|marketing|distribution|voter|voters|damn|fucking|fuckin"
        "|stupid|goddamn|god damn|whatever|message|messaging|notification|fundraising|supporter"
        "|subscriber|robocall|robotext|target|outreach|solicitation|bullshit|freaking|effing"
        "|contact and text|ever|mass|group|group text|text message|crappy|annoying|so called"
        "|little|own|entire|auto|automated",
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
        "dnot|dotn|donr|dobt|dpnt|domt|dony|ddont",
        "dont|do not|never|dnt|don t|do nt|donot|dont you|dont u|dont yall|dont ever"
        "|do not ever|never ever|you cannot|you may not|dont you dare|dont even|not to"
        "|dont please|pls dont|no longer|wont you not|better not|shouldnt|should not|must not"
        "|dun|dont anybody|(can|could|would|will|cn) {you} [please|pls|just] not|cant {you} not",
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
}
"""Lists of words for the phrases of English rules, by name."""
