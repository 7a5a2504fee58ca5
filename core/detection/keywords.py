"""Whole messages: the words that end a subscription, and how thumbs misspell them."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from core.detection.lists import spaced


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split("|"))


DEFAULT_OPT_OUT_WORDS: Final = frozenset(_words("stop|quit|end|revoke|opt out|cancel|unsubscribe"))
"""Whole-message words that the rules of the United States name: 47 CFR 64.1200(a)(10)."""

KEYWORDS: Final[dict[str, tuple[str, ...]]] = {
    # The lists that gateways publish, and what they leave out.
    "en": _words(
        "stop|quit|end|revoke|opt out|cancel|unsubscribe|stopall|stop all|stop2quit|stop2end"
        "|stop2stop"
        "|stop to quit|stop to end|stop quit|stop end|end stop|stop unsubscribe|unsub|remove"
        ""
        "|unsubscribed|opted out|optingout|cease|cancel all|end all|quit all|stopp all"
        "|unsubscribe all|stopstop|stop 2 unsubscribe|optout all"
        "|unsubscribe me|rmv|discontinue|stawp|stahp",
    ),
    "es": _words(
        "stop ya|no mensajes|no textos|no mas mensajes|no mas textos|no msj|bloquear",
        "desactivar|retirar|retirarme|sacarme|eliminame|borrame|quitame|sacame|eliminenme",
        "borrenme|quitenme|saquenme|no molestar|cancelo|desinscribirse|darse de baja",
        "solicito baja|cesar|cese|alto stop|stop alto|detenerse|parale|parenle|anula",
        "anular suscripcion|cancelar todo|cancelar mensajes|finalizado|renunciar|rechazar",
        "revocar|desuscribete|desuscripcion|cancelacion|eliminacion|suspende|suspendan",
        "detengan|alto por favor|ya estuvo|alto favor|desubscribirme|desapuntarme|abandonar",
        "alto|baja|parar|pare|paren|detener|detente|detenganse|detengase|detenga|basta"
        "|ya basta|salir"
        "|cancelar|cancela|cancele|desuscribir|desuscribirse|desuscribirme|desuscribeme"
        "|desuscribanme"
        "|darme de baja|dar de baja|dame de baja|anular|borrar|eliminar|eliminarme|terminar"
        "|borrarme"
        "|finalizar|no mas|suspender|remover|pararse|alto ya|basta ya|quitar|quitarme|desinscribir"
        "|desinscribirme|cancelar suscripcion|desubscribir|dessuscribir|bajas|paren ya",
    ),
    "fr": _words(
        "stop svp|stop stp|stop sms|stop pub|arret sms|arret svp|arretes|desabonnez",
        "desabonne moi|desinscris moi|desinscrit|desinscrivez|desinscrivez nous",
        "desinscrire svp|se desinscrire|retirer|retirez moi|retire moi|enlever|enlevez moi",
        "effacer|effacez moi|refuser|quitter|sortir|suspendre|stopez|stope|desabo",
        "resiliation|resilie|annulez|annule|annulation|ca suffit|desactiver|me retirer",
        "arrett|arrettt|arreet|arreett|areter|areterr",
        "bloquer|non merci stop|plus jamais|supprimez moi|supprime moi",
        "desengager",
        "arret|arreter|arretez|arrete|arrêts|desabonner|desabonnement|desinscrire"
        "|desinscription|annuler"
        "|supprimer|stopper|stoppez|se desabonner|me desabonner|me desinscrire|desabonne"
        "|desabonnez moi"
        "|desinscrivez moi|resilier|cesser|cessez|finir|terminer|nonarret|supprime|supprimez"
        "|terminé",
    ),
    "pt": _words(
        "parem ja|cancelem|cancelamento|remova|me remova|me remove|me tire|me exclua",
        "desinscreva|desinscricao|descadastro|descadastrem|me descadastre|encerra|encerre",
        "sair da lista|nao quero|stop por favor|tirar|chega disso|interromper|fora",
        "sair|parem|chega|desinscrever|descadastrar|remover|pare|parar|cancelar|cancele|encerrar"
        "|descadastre|sai|fim|me tira|basta|excluir|apagar",
    ),
    "de": _words(
        "stopp bitte|bitte stoppen|stoppt|hör auf|hoer auf|hör auf bitte|hört auf",
        "aufhoeren bitte|abmelden bitte|bitte abmelden|bitte löschen|abbrechen|austreten",
        "entfernen|kündigen|kündigung|keine sms|keine nachrichten|keine werbung|es reicht",
        "abbruch|widerruf|schluß|löschung|loeschung|abgemeldet|deabonnieren|lösch mich",
        "stopp|stoppen|halt|abmelden|abbestellen|aufhören|aufhoren|aufhoeren|ende|abmeldung"
        "|beenden|schluss|kundigen|kuendigen|austragen|löschen|loeschen|abbestellung"
        "|stop bitte",
    ),
    "it": _words(
        "fermate|ferma tutto|cancellare|cancellazione|cancellatemi|disiscrivere",
        "disiscrivermi|disiscrivetemi|disinscriviti|annullare|annullamento|annullate",
        "rimuovere|rimuovimi|rimuovetemi|elimina|eliminami|toglimi|toglietemi|blocca",
        "bloccare|disattiva|recesso|revoca|termina|terminare|basta messaggi|no grazie stop",
        "stop messaggi|smettere|esci dalla lista",
        "ferma|fermati|fermare|cancella|disiscriviti|basta|annulla|disiscrivi|disiscrivimi"
        "|smettila|smettetela|cancellami|disiscrizione|fermatevi|stop grazie|rimuovi"
        "|disdici|disdire|esci",
    ),
    "nl": _words(
        "stoppen aub|stop aub|stop alstublieft|uitschrijven aub|schrijf uit|schrijf mij uit",
        "meld af|meld mij af|beeindigen|beëindigen|verwijder|verwijder mij|verwijder me",
        "geen sms|hou ermee op|houd op|stop nu|afgemeld|opzegging|annuleer|kappen|blokkeren",
        "afmelden|stoppen|uitschrijven|annuleren|einde|ophouden|stop ermee|afmelding|opzeggen"
        "|verwijderen|hou op|genoeg|stopzetten",
    ),
    "pl": _words(
        "zatrzymać|przerwij|przestań|przestańcie|wypisz się|wypisac|wypisać|wypisanie",
        "wypiszcie|wypiszcie mnie|usuń|usuń mnie|usunac|usunąć|anulować|anulowac|skończ",
        "skoncz|koniec prosze|zrezygnować|zakończ|zakonczyc|odsubskrybuj|odwolaj|stop smsom",
        "rezygnacja prosze|wyrejestruj|blokuj|cofam zgode",
        "zatrzymaj|wypisz|rezygnuje|rezygnuję|koniec|zakoncz|przestan|przestancie|anuluj"
        "|wypisz mnie"
        "|rezygnacja|usun|dosc|dość|wystarczy|stop prosze|zrezygnuj",
    ),
    "ru": _words(
        "отпиши|отпишите пожалуйста|отписать|отпишитесь|отписаться пожалуйста|удали|удалите",
        "удалите меня|прекращайте|прекрати|перестань|стоп рассылка|стоп смс|отменяю",
        "отмените|отключить|отключите|отключи|завершить|выход|выйти|убрать|уберите",
        "хватит писать|не пишите|отказываюсь|блокировать|стоп пожалуйста|останови",
        "остановись|закончить|cтоп|cтoп|ctoп|стoп|cto п",
        "стоп|отписаться|отписка|отмена|хватит|прекратите|отменить|стопп|отпишите|остановить"
        "|прекратить|остановите|отпишись|довольно|удалить|отказ|отказаться|перестаньте"
        "|отпишите меня|конец",
    ),
    "uk": _words(
        "зупиніть|зупинка|відпишіть|відписка|припинити|скасування|вийти|не пишіть",
        "досить|припиніть|відписатися|відписатись|зупинити|скасувати",
    ),
    "vi": _words(
        "dừng nhận|dung nhan|dừng nhận tin|dung nhan tin|ngừng nhận|ngung nhan|ngừng gửi",
        "ngung gui|ngừng lại|ngung lai|hủy tin|huy tin|hủy nhận|huy nhan|xoa|xóa|xóa tôi",
        "thoát|thoat|ket thuc|chấm dứt|cham dut|ngưng lại|không nhận|khong nhan|đủ rồi",
        "du roi|huỷ|thôi đi|thoi di",
        "dừng|dung lai|dừng lại|huy|hủy|hủy bỏ|ngừng|thôi|dung|ngung|huy bo|thoi|ngưng|tu choi"
        "|từ chối"
        "|dừng tin|huy dang ky|hủy đăng ký|kết thúc",
    ),
    "tl": _words(
        "itigil na po|itigil po|tigil po|tigil na po|tama na po|hinto na|huminto na",
        "tumigil na|ihinto na|tigilan na|tigilan mo|tigilan nyo na|tanggalin|kansela",
        "ikansela|burahin|alisin ako|tanggalin ako|stop na|stop na po|stop po|tapusin",
        "itigil|tigil|tama na|ihinto|hinto|itigil na|tigilan|tigil na|huminto|ayoko na|tumigil"
        "|kanselahin"
        "|itigil mo|alisin|tigilan nyo",
    ),
    "zh": _words(
        "停止接收|停止发信|停止訊息|停止信息|拒绝|拒絕|拒收短信|取消短信|取消發送|取消通知",
        "退訂短訊|退订短信|終結|停發|停发|勿扰|勿擾|勿发|不要再发|别发了|別發了|不要发|刪除",
        "删除|移除|关闭|關閉|暂停|暫停|停下|够了|td退订|回复td|退订t|n退订|注销|註銷",
        "取消服务|停止推送",
        "退订|退訂|停止|取消|停|取消订阅|取消訂閱|拒收|td|停止发送|停止發送|退出|终止|終止|不要|停止短信"
        "|取消关注|結束|结束|t退订|回td|退",
    ),
    "ht": _words(
        "sispann sa|sispann tanpri|kanpe sa|rete sa|anile sa|anile abònman|retire mwen",
        "retire m tanpri|efase|efase m|dezabòne|dezenskri|wete m|sispann mesaj|stop tanpri",
        "sispann|kanpe|rete|anile|sispan|dezabone|retire m",
    ),
    "sv": _words("stanna|avsluta|sluta|avregistrera|avbryt|avanmal"),
    "no": _words("avslutt|avmeld|slutt|stans"),
    "da": _words("afmeld|afslut"),
    "tr": _words("iptal|durdur"),
    "ko": _words(
        "수신 거부|수신거부요|거부합니다|그만하세요|그만해|그만해요|그만하시죠|그만 보내",
        "그만보내|해지요|해지해주세요|취소요|취소해주세요|중지요|중지해주세요|중단해주세요",
        "삭제|삭제요|삭제해주세요|차단합니다|구독취소|구독 취소|탈퇴|끝|멈춰|멈춤",
        "정지해주세요|문자거부|문자 거부|광고거부|무료거부|수신차단|보내지마|보내지마세요",
        "중지|수신거부|거부|그만|정지|해지|취소|중단|차단|스톱|스탑|종료",
    ),
    "ja": _words(
        "配信停止希望|配信停止お願いします|登録解除|購読解除|購読停止|解約|キャンセル|終了",
        "やめる|やめろ|やめてください|やめて下さい|止めてください|停止希望|停止してください",
        "受信拒否|拒否|配信拒否|削除|削除希望|終わり|いりません|ストップしてください",
        "オプトアウト|退会希望|退会します",
        "ストップ|配信停止|解除|中止|やめて|停止して|退会|配信解除|止めて",
    ),
    "ar": _words(
        "الغ|ألغ|ألغي|الغي|ألغ الاشتراك|الغي الاشتراك|قف الان|توقف الان|توقف من فضلك|اوقفوا",
        "أوقفوا|اوقف الرسائل|أوقف الرسائل|ايقاف الرسائل|إيقاف الرسائل|ايقاف الاشتراك|وقفوا",
        "كفاية|كفايه|انهاء|إنهاء|حذف|احذفني|احذف|ازالة|إزالة|انسحاب|خروج|لا ترسل",
        "ستوب من فضلك|قفوا|بطل|بطلوا|انتهى",
        "توقف|قف|ايقاف|الغاء|إلغاء|إيقاف|الغاء الاشتراك|إلغاء الاشتراك|أوقف|اوقف|كفى|توقفوا|وقف"
        "|ستوب",
    ),
    "he": _words(
        "הסרה מיידית|הסירו אותי|הסר אותי|תסירו אותי|תסירו|תסיר אותי|מספיק|להפסיק|להסרה|בטל",
        "ביטול|לבטל|הסרה מהרשימה|חדל|עצרו|תפסיק|די כבר|דיי",
        "הסר|הסרה|עצור|הפסק|הפסיקו|די|להסיר|סטופ|תפסיקו|הסירו",
    ),
    "hi": _words(
        "band kro|band kar do|band karen|band kare|bandh karo|roko|ruko|rok do|ruk jao",
        "stop karo|stop kro|mat bhejo|message band|cancel karo|hatao|बंद कर दो|बंद कीजिए",
        "रोक दो|रोकिए|स्टॉप करो|मत भेजो|हटाओ|हटाएं|कैंसिल|समाप्त|रुकें|रुक जाओ",
        "बंद|बंद करो|बंद करें|रोकें|रोको|रुको|band karo|स्टॉप|रोक|बस",
    ),
    "th": _words("หยุด|ยกเลิก|เลิก"),
    "fa": _words("لغو|بس|توقف"),
    "el": _words("στοπ|σταματηστε|διαγραφη|τελος|σταματα"),
    "id": _words("berhenti|hentikan|batal|stop berlangganan"),
}
"""Words that are the whole of a message, by language: everyone means the end by them."""

LIKELY_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "en": _words("delete|ended|cancelled|stopped"),
    "es": _words("para|fin"),
    "fr": _words("suppression"),
    "tr": _words("dur"),
}
"""Words that nobody publishes: a request, most likely, and perhaps an answer."""

OPT_IN_WORDS: Final = _words(
    "start|unstop|opt in|optin|subscribe|resubscribe|iniciar|reanudar"
    "|join|begin|resume|un stop|continue texts"
)
HELP_WORDS: Final = _words(
    "help|info|ayuda|aide|ajuda|help info|hilfe|hulp|aiuto|помощь|pomoc|帮助|help me"
    "|helpp|information|informacion"
)

COURTESY_WORDS: Final = frozenset(
    _words(
        "already|asap|bitte|danke|favor|favore|gracias|grazie|hello|hi|immediately|just|kindly|ma'am",
        "maam|merci|no|nope|now|obrigada|obrigado|ok|okay|per|please|pls|plse|plz|por|porfa|sir|sorry",
        "stp|svp|thank|thanks|thx|ty|tysm|u|you|hey|nah|ya|yo|s'il|sil|te|vous|plait|plaît|bonjour",
        "hola|mate|asap|today|fucking|po|alsjeblieft|aub|dank|je|dzieki|dzięki|prosze|proszę"
        "|пожалуйста|спасибо",
        "forever|permanently|dude|bro|man|tks|tnx|prego|saludos|cordialement|ahora|jetzt|adesso",
        "s|il",
    )
)
"""Words that may stand beside a keyword and change nothing, folded or not."""

_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _beside(letter: str) -> str:
    """Letters that a thumb hits instead of this one."""
    for row, keys in enumerate(_KEYS):
        at = keys.find(letter)
        if at >= 0:
            near = keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]
            for other in _KEYS[max(0, row - 1) : row] + _KEYS[row + 1 : row + 2]:
                near += other[max(0, at - 1) : at + 1]
            return near
    return ""


def slips_of(word: str) -> Iterator[str]:
    """A word as thumbs write it: a letter left out, doubled, swapped, or hit beside."""
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        if at or len(word) > 5:
            yield before + after
        yield before + letter + letter + after
        if after:
            yield before + after[0] + letter + after[1:]
        for near in _beside(letter):
            yield before + near + after
            yield before + letter + near + after
    for more in range(2, 12):
        yield word + word[-1] * more


def edits_of(word: str) -> Iterator[str]:
    """Every word that is one letter away: left out, put in, swapped or another."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield before + after[1:2] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]


def stretched(word: str) -> Iterator[str]:
    """`stop` as `sttooopppp`."""
    counts = (1, 2, 3, 4, 5)
    if word == "stop":
        for s in counts[:2]:
            for t in counts[:3]:
                for o in counts:
                    for p in range(1, 10):
                        yield "s" * s + "t" * t + "o" * o + "p" * p


MISSPELLED: Final = (
    *("stop", "unsubscribe", "cancel", "quit", "optout", "stopall", "remove", "revoke"),
    *("cease", "unsub", "stopstop", "removeme", "optmeout", "unsubscribeme", "stoptexting"),
    *("stopplease", "pleasestop", "cancelall"),
)
"""Whole messages that are known with any one letter wrong."""
END_MISSPELLED: Final = _words("enf|endd|eend|ebd|emd|edn|wnd|rnd|3nd|ennd|ened")
"""Slips of `end`: most other words near it are words of their own."""

REAL_WORDS: Final = frozenset(
    spaced(
        """
        step shop top atop stoop stoops strop sop spot stops stoup stow slop swop sto stp stope
        suit quiet quite quilt quid quirt quot quint qui quoit cancer cancels canal cancan quits
        stoped tests test tent next best nest tets sent spend tend lend mend bend fend rend send
        sends sand seed live life list lost last lest louse loose lose nose rose close lover
        removes remover mover clam clan called caller caving carling aging gain agar along alone
        aline clone leaves leaven heave weave cleave numbers lumber umbers masses massages
        massage massaging passages tasting testing tenting resting betting vexing hexing wring
        wrung prong wrongs strong spank spasm pleas pleased lease leased peace plea pleasure
        contract contracts content contest contracting deletes deleted relate elated listed
        lists lusts mist fist gist wist band bans sending vending lending mending bending
        tending sensing seeding baking calling falling galling culling polling casing casting
        interest interests cancelled intersted deletion bother brother other pother mother
        anymore
    """
    )
)
"""Words of their own, which nobody misspelled."""

REAL_MESSAGES: Final = (
    frozenset(REAL_WORDS)
    | frozenset(
        spaced(
            """
            slop stomp stock stood store stone quiz quip squid remote deplete evoke crease lease
            tease case ease chancel unsure remodel resolve revokes removes iquit uquit aquit astop
            icancel iremove idelete istop
        """
        )
    )
) - frozenset(spaced("atop sop stoop strop stoup swop sto stp quot qui quoit stob"))
"""As `REAL_WORDS`, for the whole of a message: nobody sends `atop` and no more."""
