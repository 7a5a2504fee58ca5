"""Haitian Creole, Arabic, Hebrew, Hindi, Turkish and the Scandinavian languages: the commonest."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.phrases import Words
from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

OTHERS: Final[dict[str, Words]] = {
    "ht": {
        "send": listed(
            "teks|teksto|ekri m|mesaje|mesaj|rele m|telefone|ban|jwenn|nwi|fatige|annwiye|"
            "persekite|bay mesaj|message|text|tèks|anbete|ekri|rele|texte|tekste|deranje|"
            "kontakte|mande|vini|mesaj|anmede"
        ),
        "me": listed(
            "non mwen|non m|nimewo m|nimewo mwen|nimewo sa|nimewo telefòn mwen|nimewo telefon "
            "mwen|telefòn mwen|telefon mwen|m nan|mwen nan|mwen|mwe|nou|ban m|ba m|ban mwen"
        ),
    },
    "ar": {
        "send": listed(
            "ترسلي|تبعتي|تبعتوا|تبعتولي|تبعتلي|تبعت|تبعتو|ترسلون|ترسلولي|تكلموني|تكلمني|تتصلون"
            "|اتصالاتكم|اتصال|تواصل|التواصل|تتواصل|تتواصلوا|مراسلات|مراسلتنا|رسايل|الرسايل|"
            "رسائلكم|رسايلكم|رساله|رسالة|مسج|مسجات|الرسائل القصيرة|ازعاج|تزعجونا|مضايقة|"
            "تضايقوني|تضايقني|تكتبوا|تكتبولي|تراسلونا|إزعاج|سبام|ارسل|ارسالها|الإرسال|تعاود|"
            "ترسلوا|ترسلو|تراسلني|تراسلوني|تتصل|تتصلوا|تكتب|تزعجني|تزعجوني|إرسال|ارسال|رسائل|"
            "الرسائل|المراسلة|مراسلتي|ازعاجي|إزعاجي|الارسال|تبعث|تبعثوا|ترسلي|الازعاج|تزعجوا"
        ),
    },
    "he": {"send": listed("לשלוח|תשלחו|תשלח|לי|הודעות|לכתוב|לסמס|להטריד|להתקשר|לפנות|סמסים")},
    "hi": {"send": listed("मैसेज|संदेश|मेसेज|मैसेज भेजना|भेजो|भेजें|भेजना|message|msg|sms|कॉल")},
    "tr": {
        "send": listed(
            "mesaj|yazma|yazmayin|gonderme|gondermeyin|atmayin|atma|arama|aramayin|sms|"
            "rahatsiz etmeyin|rahatsiz etme"
        )
    },
    "sv": {
        "send": listed(
            "skicka|skicker|sms|meddelanden|meldinger|beskeder|smsa|kontakta|kontakt|skriv|"
            "skrive|sende|meddelelser|beskjeder|tekstmeldinger|ringa|ringe"
        )
    },
}
CREOLE_OF_ONESELF: Final = Guard(
    name="ht-of-oneself",
    why="Who writes tells what they do themselves, or their name.",
    before=("(mwen|m|li|yo)",),
    example="mwen pa ekri anpil",
)

OTHER_RULES: Final = (
    Rule(
        name="ht-request",
        kind=_ASK,
        language="ht",
        confidence=0.92,
        why="It asks in Haitian Creole for no more texts.",
        phrases=(
            "(sispann|sispan|kanpe|rete|bouke|pa|pinga|pa janm|tanpri pa|silvouple pa) ~ "
            "~ {send} ~ ~ (>|anko|{me}|mesaj|tanpri|souple|silvouple|nan)",
            "(retire|efase|wete|elimine|siprime|retire m|wete m|efase m|delete|dezabone|"
            "dezenskri) ~ ~ ({me}|nimewo|non|lis|sou lis) ~",
            "(kite|lese|kite nou|ban|lage) (m|mwen|nou|mwen) ~ (trankil|an pe|anpe|pe|anrepo|"
            "an repo|repo|repoze|>)",
            "(m|mwen|nou) ~ (pa|p) (vle|bezwen|mande|dako|renmen|swete|otorize) ~ ~ ~ (mesaj|"
            "resevwa|teks|{send}|nan lis|sou lis|sa|anko)",
            "(ase|kont|bouke|fatige|about) ~ ~ (ak|avek|mesaj|resevwa) ~ ~ (mesaj|teks|nou|sa|>)",
            "< (ase|sa sifi|sispann|sispann sa|rete la|kanpe la|fout kan|ale w|ale fe wout ou|"
            "pa anmede m|pa deranje m|kite m|lage m) ~ >>",
            "(kijan|kouman|koman) ~ ~ ~ (soti|sispann|rete|retire|dezabone|sot|efase|kanpe) ~",
            "(m ap|map|mwen pral|m pral|mwen ap) ~ (rapote|pote plent|bloke|rele lapolis|"
            "denonse) ~",
            "(mwen|m) ~ (di|mande) ~ ~ ~ (sispann|pa|rete|retire|stop) ~",
            "(sispann|sispan|kanpe|rete|bouke|pa) ~~ {send} ~~ (>|anko|ankò|{me}|mesaj)",
            "(pa) ~ {send} {me}",
            "(retire|efase|wete|retire m|wete m) ~ ({me}|nimewo|non) ~",
            "(kite|lese) (m|mwen) (trankil|an pe)",
            "pa (vle|bezwen|enterese) ~~~ (mesaj|resevwa|teks)",
            "(ase|kont) ~ ak ~ mesaj",
        ),
        unless=(CREOLE_OF_ONESELF,),
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
            "(move|mal|pa bon|fo|erè nan|ere nan) (nimewo|moun|nimero)",
            "(se pa|pa|se pa t) (bon|menm) (nimewo|moun|nimero) ~",
            "(ou|w|nou) ~ (twonpe|fe ere|mal rele|fe yon ere|tronpe|konfonn|twompe|mal konpoze"
            "|mal ekri) ~",
            "(mwen|m) (pa|p) [se|rele|non] {Name}",
            "(non mwen|non m) (se pa|pa) ~ {Name}",
            "(mwen|m) (pa|p) (konnen|konn|rekonet) ~ (moun|{Name}|moun sa|pesonn)",
            "(pa gen|pagen|nanpwen|pa genyen) ~ ~ ({Name}|moun ki rele|moun konsa|moun sa) ~",
            "{Name} (pa|p) ~ (rete|viv|abite|la|isit|itilize|gen) ~ ~ (isit|la|anko|nimewo|>)",
            "({Name}|mari m|mari mwen|madanm mwen|madanm m|manman m|manman mwen|papa m|papa "
            "mwen|li|pitit mwen|fre m|se m) ~ (mouri|desede|mouri deja|chanje nimewo|demenaje)",
            "(se pa|sa se pa|nimewo sa se pa|nimewo sa a se pa) (nimewo|pou|telefon|nimero) ~ "
            "({Name}|li|moun|pou|sa) ~",
            "(ki moun ki|ki moun ki rele|kiyes ki) {Name}",
            "se pa (mwen|li) ~ >",
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
            "(لا|لأ|ما|بدون|كفى|كفاية|بلا|وقف|وقفوا|أوقف|أوقفوا|اوقفوا|اوقف|توقف|توقفوا|توقفي|"
            "عدم|بطل|بطلوا|بطلي|خلاص|بس|لاتعد|لا عاد|ارجو عدم|نرجو عدم|من فضلك لا|رجاء لا|"
            "ممنوع|كفايه|مو|مب|لاعاد|انهاء|وقفو) ~~~~ {send} ~",
            "(متبعتوش|متبعتش|ماتبعتوش|ماتبعتش|متبعتوليش|متبعتليش|ماتبعتوليش|متكلمونيش|"
            "ماتكلمونيش|متتصلوش|ماتتصلوش|لاترسل|لاترسلوا|لاترسلون|لاتراسلني|لاتراسلوني|لاتتصل|"
            "لاتتصلوا|ماترسلون|ماترسلولي|مترسلوش|ماترسلوش|ماترسل) ~",
            "(احذف|احذفوا|ازل|أزيلوا|ازيلوا|امسح|امسحوا|امسحي|شيلوا|شيل|شيلي|حذف|إزالة|ازالة|"
            "الغ|الغاء|الغوا|شطب|اشطبوا|مسح|طلعوا|طلعوني|اخرجوني) ~ ~ (رقمي|اسمي|هذا الرقم|رقم"
            "|ني|الرقم|بياناتي|اشتراكي|من القائمة|من قائمة|من)",
            "(احذفني|ازلني|احذفوني|أزيلوني|ازيلوني|شيلوني|شيلني|امسحوني|امسحني|طلعوني|طلعني|"
            "اخرجوني|الغوني|اشطبوني) ~",
            "(كيف|ازاي|شلون|كيفية|اريد|أريد|ابغى|عايز|عاوز|بدي|ارغب) ~ ~ (الغي|الغاء|إلغاء|"
            "اوقف|ايقاف|وقف|احذف|حذف|الانسحاب|الخروج|التوقف|بطل) ~ ~",
            "(حلوا|حل|ابعدوا|ابعد|ابتعدوا|ابتعد|فكوا|فكونا|فك) (عني|عنا|منا|مني|عنّي) ~",
            "(اتركني|اتركوني|دعني|دعوني|سيبوني|سيبني|خلوني|خليني|اتركونا|سيبونا) ~ (في حالي|"
            "وشأني|بحالي|لحالي|لوحدي|فحالي|في سلام|>|بسلام)",
            "(لا|مش|مو|ما|لست|غير|لم|مب) ~ (أريد|اريد|عايز|عاوز|عايزة|بدي|ابغى|ابي|أبغى|ارغب|"
            "أرغب|أود|اود|مهتم|مهتمة|اوافق|أوافق|موافق|وافقت|اطلب|أطلب|عاوزة) ~ ~ ~ ({send}|"
            "استلام|استقبال|منكم|شي|شيء|المزيد|أي|اي|تلقي|على|>)",
            "(سأبلغ|سابلغ|راح ابلغ|حبلغ|هبلغ|سأشتكي|سوف ابلغ|راح اشتكي|هشتكي|بشتكي|سأحظر|"
            "احظركم|ببلغ) ~",
            "(هذا|ده|هاد) ~ (ازعاج|إزعاج|تحرش|مضايقة) ~",
            "(قلت|طلبت) ~ ~ ~ (توقف|لا|بطل|وقف|ما|كفاية|حذف) ~",
            "(لا|لأ|ما|بدون|كفى|كفاية|بلا|وقف|أوقف|أوقفوا|اوقفوا|اوقف|توقف|توقفوا|توقفي|توقفو|"
            "الرجاء عدم|عدم|يرجى عدم|بطلوا|خلاص) ~~~ {send}",
            "(احذف|احذفوا|إحذف|ازل|أزل|أزيلوا|ازيلوا|امسح|امسحوا|شيلوا|شيل|حذف|إزالة|ازالة) ~ "
            "(رقمي|اسمي|هذا الرقم|رقم|ني|الرقم)",
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
            "(رقم|الرقم|نمرة|النمرة|شخص|الشخص|رقمك|العنوان|برقم) ~ ~ (خطأ|خطا|غلط|خاطئ|الخطأ|"
            "خاطيء|غلطان|الغلط|خاطى|مو صح|مش صح|غير صحيح|الخاطئ)",
            "(أخطأت|اخطأت|غلطان|غلطت|غلطانة|غلطانين|اخطاتم|أخطأتم|مخطئ|مخطئة|مخطئون|غلطتوا|"
            "غلطتو) ~ ~ (>|في|بالرقم|الرقم|بالنمرة|النمرة|رقم|يا|اخي)",
            "(أنا|انا) ~ (لست|مش|مو|مب|ماني|مانيش|موش|ليس) ~ >",
            "(لست|مش|مو|مب|ماني) (انا|احمد|محمد|علي|فاطمة|هو|هي|الشخص|صاحب) ~",
            "<< (لست|مش انا|مو انا|مب انا|هذا ليس|هذا مو|ده مش|هاد مو|هاد مش) ~ >>",
            "(هذا|ده|هاد|الرقم|رقم) ~ (ليس|مش|مو|لم يعد|ما عاد|مب|لا يخص|ما يخص) ~ (رقم|الرقم|"
            "رقمه|رقمها|ل|له|لها|نمرة|تبع) ~",
            "(ليس|مش|مو) (هذا|هو|ده) ~ (الرقم|رقم|رقمه|رقمها) ~",
            "(لا|ما|مش|لست) ~ (اعرف|أعرف|بعرف|عارف|اعرفه|اعرفها|اعرفش) ~ (هذا|أحد|احد|حد|"
            "هالشخص|الشخص|شخص|واحد|وحدة) ~ (الشخص|>|بهذا|اسمه|بهالاسم|الاسم)",
            "(لا يوجد|ما في|مافي|ليس هناك|مفيش|مافيش|ما فيه|لا احد|لا يسكن|ما يسكن) ~ ~ (بهذا|"
            "اسمه|اسمها|بهالاسم|بالاسم|الاسم|هنا|هون|بهذه) ~",
            "(توفي|توفت|توفيت|مات|ماتت|متوفي|متوفى|متوفية|متوفاة|المرحوم|انتقل الى رحمة|رحمه "
            "الله) ~ (>|زوجي|زوجتي|ابي|أبي|امي|أمي|من|العام|قبل|والدي|والدتي|صاحب|السنة)",
            "(زوجي|زوجتي|ابي|أبي|امي|أمي|والدي|والدتي|هو|هي|صاحب الرقم) ~ (توفي|توفت|توفيت|مات"
            "|ماتت|متوفي|متوفى|متوفاة) ~",
            "(غيرت|غير|تغير|جديد|الجديد|اشتريت) ~ (رقمه|رقمها|صاحب|هذا الرقم|الرقم|مالك) ~",
            "(من هو|مين|من هي|منو|مينو) (احمد|محمد|علي|فاطمة|سارة|خالد|يوسف|مريم|حسن|عمر) ~",
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
            "(मसज|सदश|मसज|समस|मसज भजन|कल|फन) ~ ~ ~ (मत|न|नह|बद) ~",
            "(मत|न|बद) (भज|कर|कज|द|लख) ~",
            "(मझ|हम) ~ ~ ~ (मत|नह च ह ए|परशन|तग|नह चहए) ~",
            "(नबर|नम|मझ|लसट|ल सट|सच|number|naam|mujhe|list|contact) ~ ~ ~ (हट|डलट|ड ल ट|नकल|न "
            "क ल|hata|hatao|hatado|hata do|hataiye|hataen|delete kar|delete karo|nikalo|nikal"
            "|remove karo|nikaal) ~",
            "(mujhe|hume|muje|mereko|mere ko|mere) ~ ~ ~ (mat|nahi chahiye|nhi chahiye|nahin "
            "chahiye|pareshan|tang|bother) ~ ~ (karo|bhejo|>|karna|kijiye|message|messages|msg"
            "|ye|yeh|bhejna)",
            "(message|messages|msg|msgs|sms|text|texts|call|mesej|massage) ~ ~ (mat|band|bund|"
            "na|nahi|nhi) ~ (karo|bhejo|karen|bheje|bhejna|karna|kijiye|kariye|kro|bhejiye|do|"
            "kar|chahiye|karde|kardo|bhejen)",
            "(mat|dobara mat|phir mat) ~ (bhejo|bhejna|bhejiye|message|karna|pareshan karo|"
            "pareshan kro|tang karo)",
            "(band|bandh|bund|stop) (karo|kar|karen|kijiye|kro|kardo|kar do|kariye|karde)",
            "(peecha|picha|pichha) ~ (chhodo|chodo|choro)",
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
            "{send} ~~ (atmayin|atma|gondermeyin|gonderme|istemiyorum|yazma|yazmayin|artik "
            "yeter|yollamayin|almak istemiyorum|gondermeyiniz)",
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
            "(ta bort|fjern|radera|slet|slett|stryk|avregistrera) ~ (mig|meg|mitt nummer|mit "
            "nummer|nummeret mitt|mitt)",
            "(lamna|la|lad) (mig|meg) (ifred|i fred|vaere|vere)",
        ),
        examples_for=("sluta skicka sms", "ta bort mig från listan"),
        examples_against=("tack så mycket",),
    ),
    Rule(
        name="hi-wrong-number",
        kind=_WRONG,
        language="hi",
        confidence=0.9,
        why="It says in Hindi that this is the wrong number.",
        phrases=(
            "wrong (number|no|num) (hai|he|h|bhai|ji|laga|lag|sir ji)",
            "(गलत|र नग|galat|ghalat|galt|rong) ~ (नबर|number|no|nambar|num|insaan|aadmi|vyakti) ~",
            "(main|mai|me|mein|mera naam|mera nam|ye|yeh|yahan|yaha) ~ {Name} ~ ~ (nahi|nahin|"
            "nhi) ~",
            "(yahan|yaha|idhar) ~ ~ {Name} ~ (nahi|nahin|nhi) ~",
            "(kisi|koi) ~ {Name} ~ ~ (nahi|nahin|nhi) ~ (janta|jaanta|jaanti|janti|hai|rehta|"
            "rehti)",
            "(म|यह|यह क ई|मर न म) ~ ~ ~ नह ह >>",
        ),
        examples_for=("galat number hai", "main Rahul nahi hoon", "गलत नंबर"),
        examples_against=("mujhe nahi pata", "मुझे नहीं पता"),
    ),
)
