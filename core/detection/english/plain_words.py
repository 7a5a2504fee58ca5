"""English words of everyday speech, as dialects and thumbs have them."""

from __future__ import annotations

from typing import Final

from core.detection.lists import forms, listed

PLAIN_SPEECH_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "quit": listed(
        "stop|quit|cease|stahp|stawp|quitt|kwit|refrain from|stop it|quit it|knock off|lay off"
        "|cut out|give up|stops|stp|finna stop|better stop|better quit|be done|yall stop|pls stop"
    ),
    "bugging": (
        *forms(
            "blow hitt light fill clutter clogg jamm ring buzz flood spamm bomb bombard ping"
            " bugg hassl harass bother pester annoy text messag contact call nagg badger hound"
            " disturb solicit stalk email writ pagg txt tex dm",
            "ing in",
        ),
        *listed(
            "messeging|mesaging|messging|texitng|textng|texing|contating|contcting|conacting"
            "|mesging"
            "|txetng|text|txt|message|bother|textin g|sin ding|tex ting|sending|sendin|sendn"
        ),
    ),
    "my_phone": listed(
        "(my|mah|mi|dis|this|our|her|his|me) ~ (line|phone|cell|inbox|number|jack|dms|messages"
        "|texts|notifications|lock screen|day|peace|time|dinner|sleep|#|family)"
    ),
    "mine_own": listed(
        "(my|mah|mi|our|this|dis|this here|me|her|his) [cell|phone|mobile|full|first|damn|personal"
        "|whole|fucking|old|wifes|husbands|moms|dads|mothers] (number|numbers|name|#|num|info"
        "|digits|contact|contact info|phone|cell|nbr|line|data|email|address|record|entry|nmbr"
        "|numba|numbr|information|names)",
        "this one|this number here|mine",
    ),
    "pull": listed(
        "take|tak|tke|pull|get|git|cross|scratch|strike|yank|cut|drop|knock|wipe|move|keep|leave"
        "|count|blot|rub|x|weed"
    ),
    "kinds": listed(
        "damn|fucking|stupid|mailing|text|texting|contact|call|calling|phone|spam|campaign|donor"
        "|political|voter|commie|liberal|woke|racist|maga|fascist|socialist|communist|hit|crappy"
        "|bullshit|nasty|evil|party|democrat|republican|gop|dem|leftist|nazi|shit|dumb|lil|little"
        "|marketing|sms|outreach|goddamn|freaking|effing|annoying|whatever|spammy|scam|group|junk"
    ),
    "modal_you": listed(
        "(you|u|ya|yall|you guys|you people|you all|yous|youse|you folks|yinz|ye) [really|all|just"
        "|seriously|people|guys|done|please|bout] (gotta|need to|must|have to|got to|better"
        "|should|can|oughta|ought to|needs to|need|may|hafta|gon have to|could)"
        " [really|all|just|please|now]",
        "(need|want|beg|begging|asking|ask|like|telling|order|ordering|demand) (you|u|ya|yall) to"
        " [please|just|kindly]",
        "(can|could|would|will|wont|cant|why dont) (you|u|ya|yall) [please|pls|all|just|kindly"
        "|not|ever]",
    ),
    "wish": listed(
        "(i|id|we|really|just|do) [do|really|just|would] (wish|hope|pray|like it if|love it if"
        "|appreciate it if|appreciate if|be grateful if|be obliged if|be happy if|be glad if"
        "|be nice if|love for|prefer if|prefer it if)",
        "(it would|itd|would) be (nice|great|lovely|appreciated|good|best|cool) if"
        "|much obliged if|grateful if|kind enough to|obliged if",
    ),
    "never": listed(
        "dont|do not|never|dnt|don t|donot|dont you|dont yall|do not ever|never ever|dont ever"
        "|no need to|please not|must not|should not|shouldnt|you may not|may not|better not|dun"
        "|doan|doont|dontt|dnot|odnt|dotn|dont nobody|kindly refrain from|yall dont|you cannot"
        "|need not|needs to not"
    ),
    "bother": listed(
        "text|message|bother|call|contact|send|bug|txt|texting|messaging|dont text|dont message"
        "|dont bother|dont contact|dont send|spam|pester|hit"
    ),
    "fed_up": listed(
        "(over|done with|done getting|so over|sick of|sick and tired of|tired of|fed up with"
        "|through with|finished with|beyond over|annoyed (by|with|at)|exhausted (by|of|from)"
        "|irritated (by|with)|bored of|bothered by|weary of|sick to death of|had it with"
        "|fed up of|up to here with|not here for|cant stand|cannot stand|cant take|cant deal with"
        "|out of patience with|pissed [off] (at|about|by|with)|sic of|sik of|tierd of|tried of)"
    ),
}
"""Lists of words that only these rules name."""
