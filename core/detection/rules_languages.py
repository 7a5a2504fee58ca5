"""Requests in the other languages that contacts of campaigns write."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

LANGUAGE_RULES: Final = (
    Rule(
        name="spanish-no-more",
        kind=_ASK,
        pattern=(
            r"\bno mas (?:\w+ )?(?:mensajes?|textos?|msj\w*|llamadas?|sms|text\w*|spam|por favor"
            r"|gracias|propaganda)\b|^\W*(?:ya )?no mas\W*$|\b(?:ya )?no (?:quiero|deseo"
            r"|quisiera)(?: \w+){0,2}? (?:recibir|mensajes?|textos?|que me|sus|msj\w*|saber"
            r"|avisos?|notificacion\w*|propaganda|publicidad|spam|llamadas?|sms)\b|\b(?:ya"
            r"|por favor|favor|porfa)? ?no (?:me |nos )?(?:vuelv\w+ a )?(?:(?:envi|mand)(?:e|en"
            r"|es|ar\w*)(?: (?:mas|nada|mensajes?|textos?|msj\w*|sms)\b(?! a\b)|\W*$)|escrib(?:a"
            r"|an|as|ir\w*)|text(?:ee|een|es|ear)|contact(?:e|en|ar\w*)|llam(?:e|en|es)"
            r"|molest(?:e|en|es|ar))\b"
        ),
        example_for="Por favor ya no me envíen mensajes",
        example_against="no más impuestos",
    ),
    Rule(
        name="spanish-stop",
        kind=_ASK,
        pattern=(
            r"\b(?:alto|basta|parar?|paren|pare|baja|salir|cancelar)(?: ya)?(?: por favor"
            r"| porfa\w*| gracias)\b|\b(?:dej(?:e|en|a|ar)|par(?:e|en|a"
            r"|ar)) (?:ya )?de (?:\w+ )?(?:escrib|envi|mand|text|molest|llam|contact|spam)\w*"
            r"|\bdej(?:e|en|a)(?:me|nos| de molestar)?(?: en paz| tranquil\w+)\b|\b(?:doy|dar"
            r"|darme|deme|denme|den|quiero|dame)(?: \w+)? de baja\b|\bdar(?:me|nos) de baja\b"
        ),
        example_for="me doy de baja",
        example_against="Alto a la violencia",
    ),
    Rule(
        name="spanish-remove",
        kind=_ASK,
        pattern=(
            r"\b(?:quit|saqu|sac|borr|elimin|remuev|remov|retir|tach|baj)(?:e|en|a|ar|ad)(?:me"
            r"|nos)\b|\b(?:quit|saqu|sac|borr|elimin|remuev|remov|retir|tach)(?:e|en|a|ar"
            "|es) (?:me |a )?(?:de (?:la|su|esta) lista|(?:mi|este|ese|el"
            r"|mis) (?:\w+ )?(?:numero|nombre|telefono|contacto|celular|cel|datos|info\w*))\b"
        ),
        example_for="Quiten mi número de su lista",
        example_against="Quiero cancelar mi cita del viernes",
    ),
    Rule(
        name="portuguese",
        kind=_ASK,
        pattern=(
            r"\bnao (?:quero|desejo)(?: mais| \w+)?(?: receber|\s?mensage\w+|\s?isso| que me)\b"
            r"|\bnao (?:me )?(?:mand[ea]m?|envi[ea]m?|escrev[ae]m?|ligu?[ea]m?|contat\w+"
            r"|perturb\w+)\b|\b(?:tir[ea]|remov[ae]|exclu[ai]|apagu?[ea]|retir[ea]"
            r"|delet[ea])m? (?:o )?(?:meu|este|esse) (?:numero|nome|contato|telefone)\b"
            r"|\bme (?:tir|remov|exclu|descadastr)(?:e|a|i|em|am)\b|\bpar(?:e|a|em"
            r"|ar) de (?:me )?(?:mandar|enviar|escrever|ligar|perturbar)\b"
        ),
        example_for="Tira meu número da lista",
        example_against="não quero esse candidato",
    ),
    Rule(
        name="french",
        kind=_ASK,
        pattern=(
            r"\b(?:arretez?|arreter|cessez|cesser)(?: (?:de|d') ?(?:me |m'|nous )?(?:text|envoy"
            r"|contact|ecri|appel|harcel|spam|derang)\w*|,? (?:s'?il (?:vous|te) plait|svp|stp"
            r"|merci|vos|ca)\b|\W*$)|\b(?:arret|stop|desabonnement) (?:svp|stp|merci|s'?il)\b"
            r"|\b(?:retir|supprim|effac|enlev|desabonn|desinscri|ray|ot)\w*[ -](?:moi|nous"
            r"|(?:mon|ce|mes) (?:numero|nom|contact|coordonnees|telephone))\b|\b(?:ne )?(?:me "
            r"|m'|nous )(?:text|contact|envoy|ecri|appel|derang)\w+ (?:plus|pas)\b"
            r"|\b(?:ne )?(?:veux|souhaite|desire) (?:plus|pas)(?: \w+)? (?:recevoir|messages?"
            r"|textos?|sms)\b|\bne plus (?:(?:me |m'|nous )\w+|recevoir|contacter|envoyer)\b"
            r"|\bplus de (?:messages?|textos?|sms)\b|\blaissez?[ -](?:moi|nous) (?:tranquille"
            r"|en paix)\b"
        ),
        example_for="arretez de me texter",
        example_against="Il faut arrêter la hausse des loyers",
    ),
    Rule(
        name="german",
        kind=_ASK,
        pattern=(
            r"\bkeine (?:weiteren? |mehr )?(?:nachrichten|sms|texte|werbung|mitteilungen)\b"
            r"|\bnicht (?:mehr|wieder|langer) (?:an)?(?:schreib|kontaktier|text|anruf|send"
            r"|schick)\w*|\b(?:losch|entfern|streich)\w* (?:sie )?(?:bitte )?(?:mich"
            r"|meine (?:nummer|daten))\b|\bhor(?:t|en|)(?: sie)? (?:bitte )?(?:damit )?auf\b"
            r"|\blass(?:t|en sie)? mich in ruhe\b|\b(?:stopp?|aufhoren|abmelden)(?: bitte"
            r"| danke)\b|\bbitte (?:aufhoren|stoppen|abmelden)\b"
        ),
        example_for="Bitte keine Nachrichten mehr",
        example_against="Ich habe noch keine Meinung",
    ),
    Rule(
        name="italian",
        kind=_ASK,
        pattern=(
            r"\bnon (?:mi )?(?:mandat|scrivet|inviat|contattat|chiamat|disturbat"
            r"|voglio (?:piu )?(?:ricever|messagg))\w*|\bbasta (?:con i |con )?(?:messagg"
            r"|sms)\w*|\b(?:cancellat|rimuovet|toglit)(?:e|emi)\b(?: il mio numero"
            "| dalla lista)?"
        ),
        example_for="Non mandate più messaggi",
        example_against="Basta tasse",
    ),
    Rule(
        name="chinese",
        kind=_ASK,
        pattern=(
            "(?:不要|别|別|勿|不准|请勿|請勿)再?(?:给我|給我|向我|跟我)?再?(?:发|發|传|傳|寄|联系|聯繫|聯絡|联络|打扰|打擾|骚扰|騷擾|烦我"
            "|煩我|短信|来信|打电话|打給)|停止(?:给我|給我)?(?:发|發|联系|聯|短|打扰|打擾|骚扰|騷擾)|(?:删除|刪除|删掉|移除)我?"
            "|不想再?(?:收|接)|(?:取消|退)(?:订|訂)"
        ),
        example_for="请不要再给我发短信",
        example_against="不要忘记投票",
    ),
    Rule(
        name="vietnamese",
        kind=_ASK,
        pattern=(
            r"\b(?:[đd]ung|ngung|khong|xin [đd]ung)(?: (?:co|muon|bao gio"
            r"|lam phien))?(?: \w+)? (?:nhan tin|gui|goi|lien lac|text|lam phien|nhan them)\b"
            r"|\bxoa so\b|\bhuy [đd]ang ky\b"
        ),
        example_for="Đừng nhắn tin cho tôi nữa",
        example_against="Tôi không biết bầu ở đâu",
    ),
    Rule(
        name="tagalog",
        kind=_ASK,
        pattern=(
            r"\b(?:i?tigil|tigilan)(?: (?:nyo|niyo|ninyo|mo|na))+\b|\b(?:wag"
            r"|huwag)(?: \w+){0,3}? (?:i?te?xt|mag-?text|mag-?message|mag-?send|contact"
            r"|padala\w*|istorbo\w*)\b|\b(?:alisin|tanggalin|burahin)(?: (?:nyo|niyo|ninyo|mo"
            r"|na))* (?:ako|ang|number|yung)\b"
        ),
        example_for="Tigilan nyo na ako",
        example_against="Huwag kalimutang bumoto",
    ),
    Rule(
        name="haitian-creole",
        kind=_ASK,
        pattern=(
            r"\bsispann (?:voye|ekri|rele|tekste|teks|deranje|nwi)\w*|\bpa (?:voye|ekri|rele"
            r"|tekste|deranje) (?:m|mwen|anko|mesaj)\b|\b(?:retire|wete|efase)(?: \w+)? (?:m"
            r"|mwen|nimewo)\b"
        ),
        example_for="Sispann voye mesaj ban mwen",
        example_against="Mwen pap sispann vote",
    ),
    Rule(
        name="korean",
        kind=_ASK,
        pattern=(
            "그만 ?(?:보내|문자|연락|하세|해|좀)|(?:보내|연락하|문자하|전화하|문자)지 ?(?:마|말)"
            "|(?:번호|연락처|저를|명단).{0,8}(?:삭제|빼|지워)|수신 ?거부"
            "|(?:받고|원하지) ?(?:싶지 )?않"
        ),
        example_for="문자 그만 보내세요",
        example_against="투표하지 못했어요",
    ),
    Rule(
        name="russian",
        kind=_ASK,
        pattern=(
            r"\b(?:прекратите|перестаньте|хватит|перестань) (?:мне )?(?:писать|слать|присылать"
            r"|звонить|беспокоить)|\b(?:больше )?не (?:надо )?(?:мне )?(?:пишите|присылаите"
            r"|шлите|звоните|беспокоите|пиши)|\b(?:удалите|уберите|вычеркните) (?:меня|мои|этот)"
            r"|\bотпиш\w+ меня"
        ),
        example_for="Пожалуйста, не пишите мне больше",
        example_against="Не пойду голосовать",
    ),
    Rule(
        name="arabic-hebrew-hindi",
        kind=_ASK,
        pattern=(
            r"(?:لا|ولا) (?:ترسل|تراسل|تتصل|تكتب)\w*|توقفوا? عن|(?:احذف|امسح|ازيلوا?"
            "|احذفوا) (?:رقمي|اسمي)|(?:הפסיקו|תפסיקו|הפסק|תפסיק|די) (?:לשלוח|לכתוב|להטריד|לסמס)"
            r"|אל ת(?:שלח|כתב)\w*|לא לשלוח|(?:הסירו|תסירו|הסר|תורידו|מחקו) אותי|(?:mat"
            r"|na) (?:bhej|karo message)\w*|message (?:band|mat)\b"
        ),
        example_for="הפסיקו לשלוח לי הודעות",
        example_against="איפה מצביעים?",
    ),
)
