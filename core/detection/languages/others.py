"""Haitian Creole, Arabic, Hebrew, Hindi, Turkish and the Scandinavian languages: the commonest."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.phrases import Words
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

OTHERS: Final[dict[str, Words]] = {
    "ht": {
        "send": listed("voye|ekri|rele|texte|tekste|deranje|kontakte|mande|vini|mesaj|anmede"),
        "me": listed("m|mwen|mwe|nou|ban m|ba m|ban mwen"),
    },
    "ar": {
        "send": listed(
            "ترسل|ترسلوا|ترسلو|تراسلني|تراسلوني|تتصل|تتصلوا|تكتب|تزعجني|تزعجوني|إرسال|ارسال"
            "|رسائل|الرسائل|المراسلة|مراسلتي|ازعاجي|إزعاجي|الارسال|تبعث|تبعثوا|ترسلي|الازعاج"
            "|تزعجوا"
        ),
    },
    "he": {"send": listed("לשלוח|תשלחו|תשלח|לי|הודעות|לכתוב|לסמס|להטריד|להתקשר|לפנות|סמסים")},
    "hi": {"send": listed("मैसेज|संदेश|मेसेज|मैसेज भेजना|भेजो|भेजें|भेजना|message|msg|sms|कॉल")},
    "tr": {
        "send": listed(
            "mesaj|yazma|yazmayin|gonderme|gondermeyin|atmayin|atma|arama|aramayin|sms"
            "|rahatsiz etmeyin|rahatsiz etme"
        )
    },
    "sv": {
        "send": listed(
            "skicka|skicker|sms|meddelanden|meldinger|beskeder|smsa|kontakta|kontakt|skriv|skrive"
            "|sende|meddelelser|beskjeder|tekstmeldinger|ringa|ringe"
        )
    },
}

OTHER_RULES: Final = (
    Rule(
        name="ht-request",
        kind=_ASK,
        language="ht",
        confidence=0.92,
        why="It asks in Haitian Creole for no more texts.",
        phrases=(
            "(sispann|sispan|kanpe|rete|bouke|pa) ~~ {send} ~~ (>|anko|ankò|{me}|mesaj)",
            "(pa) ~ {send} {me}",
            "(retire|efase|wete|retire m|wete m) ~ ({me}|nimewo|non) ~",
            "(kite|lese) (m|mwen) (trankil|an pe)",
            "pa (vle|bezwen|enterese) ~~~ (mesaj|resevwa|teks)",
            "(ase|kont) ~ ak ~ mesaj",
        ),
        examples_for=("Pa voye mesaj ban mwen ankò", "retire nimewo mwen", "kite m trankil"),
        examples_against=("mèsi anpil", "Mwen pa konnen"),
    ),
    Rule(
        name="ht-wrong-number",
        kind=_WRONG,
        language="ht",
        confidence=0.92,
        why="It says in Haitian Creole that this is the wrong number.",
        phrases=(
            "(move|mal) (nimewo|moun)",
            "(se pa|mwen pa|m pa) [se] {Name}",
            "ou twonpe ~",
            "se pa (nimewo|mwen|li)",
        ),
        examples_for=("Move nimewo", "mwen pa Jean"),
        examples_against=("Mwen pa konnen",),
    ),
    Rule(
        name="ar-request",
        kind=_ASK,
        language="ar",
        confidence=0.92,
        why="It asks in Arabic for no more texts.",
        phrases=(
            "(لا|لأ|ما|بدون|كفى|كفاية|بلا|وقف|أوقف|أوقفوا|اوقفوا|اوقف|توقف|توقفوا|توقفي|توقفو"
            "|الرجاء عدم|عدم|يرجى عدم|بطلوا|خلاص) ~~~ {send}",
            "(احذف|احذفوا|إحذف|ازل|أزل|أزيلوا|ازيلوا|امسح|امسحوا|شيلوا|شيل|حذف|إزالة"
            "|ازالة) ~ (رقمي|اسمي|هذا الرقم|رقم|ني|الرقم)",
            "(احذفني|أزلني|ازلني|احذفوني|أزيلوني|ازيلوني|شيلوني|شيلني) ",
            "(لا أريد|لا اريد|لا ارغب|لا أرغب|مش عايز|ما ابغى|ما بدي|لا أود) ~~~~",
            "(اتركني|اتركوني|دعني|دعوني|سيبوني|خلوني) ~",
            "(إلغاء|الغاء) (الاشتراك|اشتراكي)",
            "(من) (القائمة|قائمتكم|القائمه|قائمتك)",
        ),
        examples_for=("لا ترسل لي رسائل", "احذف رقمي من فضلك", "اتركني وشأني"),
        examples_against=("شكرا جزيلا", "لا أعرف"),
    ),
    Rule(
        name="ar-wrong-number",
        kind=_WRONG,
        language="ar",
        confidence=0.92,
        why="It says in Arabic that this is the wrong number.",
        phrases=(
            "(رقم|الرقم|نمرة|النمرة|شخص|الشخص) ~ (خطأ|خطا|غلط|خاطئ|الخطأ|خاطيء)",
            "(أخطأت|اخطأت|غلطان|غلطت) ~",
            "(أنا لست|انا لست|لست|انا مش|أنا مش) ~ >",
            "(لا أعرف|لا اعرف) (هذا|أحد|احد) ~",
        ),
        examples_for=("رقم خاطئ", "الرقم غلط"),
        examples_against=("ما هو رقم المركز",),
    ),
    Rule(
        name="he-request",
        kind=_ASK,
        language="he",
        confidence=0.92,
        why="It asks in Hebrew for no more texts.",
        phrases=(
            "(די|תפסיקו|תפסיק|להפסיק|הפסיקו|אל|לא|בלי|מספיק|נא לא) ~ ~ {send}",
            "(תסירו|תסיר|להסיר|הסירו|הסר|תמחקו|למחוק|תמחק|מחקו) ~ (אותי|את|המספר|את המספר) ~",
            "(עזבו|תעזבו|תעזוב|עזוב) (אותי|אותנו)",
            "(לא|איני) (רוצה|מעוניין|מעוניינת) ~~ (לקבל|הודעות|שתשלחו|סמסים)",
            "(מהרשימה|מרשימת)",
        ),
        examples_for=("תפסיקו לשלוח לי הודעות", "תסירו אותי"),
        examples_against=("תודה רבה",),
    ),
    Rule(
        name="hi-request",
        kind=_ASK,
        language="hi",
        confidence=0.9,
        why="It asks in Hindi for no more texts.",
        phrases=(
            "{send} ~~ (मत|ना|न|नहीं|बंद|mat|band) ~",
            "(मत|mat) (भेजो|भेजें|करो|करें|कीजिए|भेजिए|karo|bhejo|karen|bheje|karna|bhejna)",
            "(मुझे|mujhe) ~~~ (मत|नहीं चाहिए|mat|nahi chahiye)",
            "(नंबर|number) ~~ (हटा|हटाओ|हटाएं|डिलीट|delete|hata|hatao|hatado) ~",
            "(band|bandh|बंद) (karo|kar|karen|kijiye|करो|करें|कर)",
        ),
        examples_for=("मुझे मैसेज मत भेजो", "message mat karo"),
        examples_against=("धन्यवाद",),
    ),
    Rule(
        name="tr-request",
        kind=_ASK,
        language="tr",
        confidence=0.9,
        why="It asks in Turkish for no more texts.",
        phrases=(
            "{send} ~~ (atmayin|atma|gondermeyin|gonderme|istemiyorum|yazma|yazmayin"
            "|artik yeter|yollamayin|almak istemiyorum|gondermeyiniz)",
            "(numarami|beni|listeden|numaramı) ~~ (sil|silin|cikar|cikarin|siler misiniz|siliniz)",
            "(rahatsiz|rahat) (etmeyin|etme|birakin|birak)",
            "(artik|bana) (yazma|yazmayin|mesaj atma|yazmayin artik)",
        ),
        examples_for=("mesaj atmayın", "beni listeden çıkarın"),
        examples_against=("teşekkürler",),
    ),
    Rule(
        name="sv-request",
        kind=_ASK,
        language="sv",
        confidence=0.9,
        why="It asks in a Scandinavian language for no more texts.",
        phrases=(
            "(sluta|slutt|stopp|hold op|sluta med|slutte|stoppa) ~~ {send}",
            "(inga|ingen|ikke|inte|aldrig|aldri) ~~ {send} ~~ (mer|mere|flere|fler|igen|>)",
            "{send} ~~ (inte|ikke) ~~ (mer|mere|igen|>)",
            "(ta bort|fjern|radera|slet|slett|stryk|avregistrera) ~ (mig|meg|mitt nummer"
            "|mit nummer|nummeret mitt|mitt)",
            "(lamna|la|lad) (mig|meg) (ifred|i fred|vaere|vere)",
        ),
        examples_for=("sluta skicka sms", "ta bort mig från listan"),
        examples_against=("tack så mycket",),
    ),
)
