"""Lists of words: whole messages, courtesies, and what is no name."""

from __future__ import annotations

from typing import Final


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split("|"))


DEFAULT_OPT_OUT_WORDS: Final = _words("stop|quit|end|revoke|opt out|cancel|unsubscribe")
"""Whole-message words that the rules of the United States name."""

MORE_OPT_OUT_WORDS: Final = _words(
    # English, as gateways publish them.
    "stopall|stop all|stop2quit|stop2end|stop2stop|unsub|optout|remove|delete",
    # Spanish, Portuguese, French, Italian, German, Dutch, Scandinavian.
    "alto|baja|parar|pare|paren|para|detener|detente|detenganse|basta|ya basta|salir|cancelar",
    "desuscribir|desuscribirse|desuscribirme|darme de baja|anular|borrar|eliminar|terminar",
    "sair|parem|chega|desinscrever|descadastrar|remover",
    "arret|arreter|arretez|arrete|desabonner|desabonnement|desinscrire|annuler|supprimer",
    "ferma|fermati|fermare|cancella|disiscriviti",
    "stopp|stoppen|halt|abmelden|abbestellen|aufhoren|ende|afmelden|avslutt|stanna|avsluta",
    # Haitian Creole, Vietnamese, Tagalog, Polish, Turkish, Russian.
    "sispann|kanpe|rete|anile|dung|dung lai|đung lai|huy|huy bo|ngung|thoi",
    "itigil|tigil|tama na|ihinto|hinto|zatrzymaj|wypisz|rezygnuje|dur|iptal",
    "стоп|отписаться|отписка|отмена|хватит|прекратите|отменить|стопп",
    # Chinese, Korean, Japanese, Arabic, Hebrew, Hindi, Thai.
    "退订|退訂|停止|取消|停|取消订阅|取消訂閱|拒收|td",
    "중지|수신거부|거부|그만|정지|해지|취소|중단|차단|ストップ|配信停止|解除|中止|やめて",
    "توقف|قف|ايقاف|الغاء|إلغاء|إيقاف|الغاء الاشتراك|הסר|הסרה|עצור|הפסק|הפסיקו|די",
    "बंद|बंद करो|रोकें|रोको|रुको|band karo|หยุด|ยกเลิก",
)
"""Whole-message words of other gateways and languages; no rule names them, everyone means them."""

OPT_IN_WORDS: Final = _words("start|unstop|opt in|optin|subscribe|resubscribe|iniciar|reanudar")
HELP_WORDS: Final = _words("help|info|ayuda|aide|ajuda|help info")

COURTESY_WORDS: Final = _words(
    "already|asap|bitte|danke|favor|favore|gracias|grazie|hello|hi|immediately|just|kindly|ma'am",
    "maam|merci|no|nope|now|obrigada|obrigado|ok|okay|per|please|pls|plse|plz|por|porfa|sir|sorry",
    "stp|svp|thank|thanks|thx|ty|tysm|u|you",
)
"""Words that may stand beside a keyword and change nothing."""

NOT_NAMES: Final = _words(
    "a|able|afraid|again|alive|all|america|american|americans|an|another|any|anymore|anyone|are",
    "asking|at|available|bad|be|been|biden|bien|bro|business|busy|california|candidate|candidato",
    "certain|citizen|ciudadana|ciudadano|clinton|coming|comment|communist|congress|conservative",
    "cool|crazy|de|dead|dem|democrat|democrata|democratic|democrats|doing|donating|driving|dude",
    "dumb|el|election|english|enough|even|everyone|fair|false|florida|free|funny|getting|giving",
    "god|going|good|gop|governor|green|hablo|haha|happy|harris|he|help|her|here|him|home|how|i|in",
    "independent|interesada|interesado|interested|is|it|its|joking|just|kidding|la|landline|less",
    "liberal|libertarian|lol|lying|maga|mal|man|mayor|me|money|more|much|my|need|never|new|no",
    "nobody|nope|not|now|number|obama|of|ok|okay|old|on|one|only|paying|person|phone|poor",
    "president|problem|ready|really|registered|republican|republicana|republicano|republicans",
    "rich|right|running|segura|seguro|senator|she|sick|so|socialist|someone|sorry|spanish|still",
    "stop|stupid|supporting|sure|tax|taxes|texas|thank|thanks|that|the|them|there|they|this|thx",
    "time|to|today|tomorrow|true|trump|two|ty|u|un|una|ur|us|very|votante|vote|votes|voting|war",
    "was|way|we|well|what|when|where|which|who|whose|why|winning|working|worries|wrong|yeah|yep",
    "yes|yet|you|young|your",
)
"""Words after `not` that are no one's name."""
