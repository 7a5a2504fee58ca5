"""Dutch: je, jullie and u."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

DUTCH: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "berichtjes|appberichten|whatsappjes|whatsapps|spamberichten|smsen|sms'en|sms en",
        "emails|rommel|troep|onzin|post|reclameberichten|verkiezingsberichten|mailtjes",
        "tekstberichten|belletje|apps|sms berichtjes|gedoe",
        "bericht|berichten|berichtjes|sms|smsjes|smsen|tekst|teksten|appjes|appje|apps|mails|"
        "reclame|spam|belletjes|telefoontjes|post|contact|sms jes|meldingen|notificaties|sms "
        "berichten|berichtje",
    ),
    "sending": listed(
        "sms'en|sms en|stuurt u|sturen naar|te sms en|te spam|te berichten|smst|appt|belt",
        "mailt|contacteert|benadert|contact opnemen|contact|op te nemen|berichtjes sturen",
        "te zenden|zend|zenden|texten|te texten|text|stuur me|stuurde|lastig|storen|stoor",
        "sturen|stuur|stuurt|te sturen|berichten|bericht|appen|app|smsen|sms|bellen|bel|"
        "contacteren|contacteer|mailen|mail|lastigvallen|lastig te vallen|te appen|te smsen|te "
        "bellen|te contacteren|contact op te nemen|schrijven|toesturen|benaderen|te benaderen|"
        "spammen|te spammen|val|te schrijven|te mailen|te storen",
    ),
    "me": listed("mij|me|ons|dit nummer|naar dit nummer|naar mij|mn nummer|mijn nummer"),
    "no_more": listed(
        "nooit meer|niets meer|niks meer|nimmer|geen enkel|geen enkele|geen verdere|nie meer",
        "ni meer",
        "geen|niet meer|nooit meer|niet langer|nooit|niet|niks|niets",
    ),
    "polite": listed(
        "a u b|alstu|alsjeblief|a.u.b|dankje|dank jullie|thanks|bedankt alvast|alvast bedankt",
        "gvd|verdomme|godverdomme|sorry|hoi|dag|goedemorgen|goedemiddag|goedenavond|beste",
        "mensen|jongens|per direct|zo snel mogelijk|met onmiddellijke ingang|voortaan|echt|ok",
        "man|hoor|even|eindelijk|daarmee|ermee|hiermee|voor altijd|stop",
        "alsjeblieft|alstublieft|aub|graag|nu|bedankt|dank je|dank u|dankjewel|hallo|gewoon|"
        "toch|onmiddellijk|direct|nee|eens|svp|en|meteen|asjeblieft|dank",
    ),
    "remove": listed(
        "verwijderd|schrapt|wist|uitgeschreven|afgemeld|schrijft|vergeten|gooit|delete|deleten",
        "blokkeren|blokkeert|streep|neem|haalt u|wis|uitschrijving van|verwijdering van",
        "doorhalen",
        "verwijder|verwijderen|verwijdert|haal|haalt|schrap|schrappen|wis|wissen|schrijf|"
        "uitschrijven|afmelden|meld|blokkeer|vergeet|gooi|halen|delete",
    ),
    "mine": listed(
        "mij|me|ons",
        "mijn (nr|gsm|gsm nummer|mobiel|telefoon|contact|contactgegevens|mobiele nummer)",
        "dit nr|deze nummer|m'n nummer|m'n nr|mn nr|mn gegevens",
        "(mij|me|ons|mijn nummer|dit nummer|mn nummer|mijn gegevens|mijn naam|m n nummer|het "
        "nummer|mijn telefoonnummer|onze nummer)",
    ),
    "list": listed(
        "mailing|sms lijst|smslijst|nieuwsbrief|groep|contactlijst|contactenlijst",
        "verzendlijsten|telefoonlijst|app|bestanden|mailinglijsten",
        "lijst|lijsten|bestand|database|systeem|mailinglijst|contacten|verzendlijst|"
        "adressenlijst|adresboek|belijst|bellijst",
    ),
    "named": listed(
        "ik ben niet de|ik heet niet|ik heet geen|mijn naam is niet|dit is niet het nummer van",
        "dit is niet meer het nummer van|niet het nummer van|niet meer het nummer van",
        "dit nummer is niet van|dit nummer is niet meer van|nummer is niet van",
        "nummer is niet meer van|is niet meer van|hier woont geen|er woont geen",
        "er woont hier niemand|er is hier geen|hier zit geen|hier werkt geen|ken geen",
        "ik ken geen|ken|wie is die|u spreekt niet met|je spreekt niet met|wij zijn niet",
        "dit is geen|ik ben|dat is niet",
        "ik ben niet|ben niet|dit is niet|ik ben geen|er is geen|ik ken geen|ken geen|ik heet "
        "niet|hier woont geen|er woont hier geen|niet|wie is|hier is geen",
    ),
}

DUTCH_RULES: Final = (
    Rule(
        name="nl-request",
        kind=_ASK,
        language="nl",
        confidence=0.94,
        why="It asks in Dutch for no more texts.",
        phrases=(
            "(stop|hou|houd|houdt|ophouden|stoppen|kap|kappen|stopt) ~ ~ (met|mee|nou|eens|er) "
            "~ ~ ~ ({texts}|{sending}|mij|op {polite}* >|mee {polite}* >)",
            "< {polite}* (stoppen|hou op|houd op|houdt op|ophouden|afmelden|uitschrijven|stop "
            "ermee|kap ermee|kappen ermee|kap nou|hou ermee op|houd ermee op|houd hiermee op|"
            "hou hiermee op|genoeg|nu is het genoeg|het is genoeg|genoeg nu|niet meer|niet "
            "meer sturen|niet meer doen|nooit meer|rot op|donder op|sodemieter op|flikker op|"
            "oprotten|opgerot|tyf op|laat maar|jullie zijn irritant|irritant|opzeggen|"
            "verwijderen|verwijder mij|schrijf me uit|meld me af) {polite}* >",
            "({sending}) ~ {me} ~ ~ {no_more} (>|meer|{texts}|{polite}|iets)",
            "{no_more} ~ ~ ({texts}|{sending}) ~ (>|meer|{polite}|van|sturen|ontvangen|krijgen"
            "|naar|aub|opnemen|op)",
            "(wil|willen|wens|hoef|wilt|wensen|verzoek|zou) ~ ~ ~ {no_more} ~ ~ ~ ({texts}|"
            "{sending}|ontvangen|benaderd|gebeld|krijgen|horen|gecontacteerd|lastiggevallen|"
            "meer)",
            "(wil|willen|graag|kunt u|kun je|kan|hoe|wilt u|wil je|kunnen jullie) ~ ~ ~ ~ "
            "(afmelden|uitschrijven|verwijderen|schrappen|opzeggen|afgemeld worden|verwijderd "
            "worden|stoppen met ~~ {sending}|uit de lijst|van de lijst|van deze lijst) ~",
            "{remove} ~ ~ {mine} ~ ~ (>|van|uit|{polite}|af|op)",
            "laat (me|mij|ons|mn) ~ ~ (met rust|met vrede|gerust|met rusten)",
            "(val|valt|vallen) [u|jullie] (me|mij|ons) ~ ~ (lastig) ~",
            "(neem|neemt|opnemen) ~ (geen|niet meer|nooit meer) ~ contact ~",
            "(zat|beu|moe|genoeg van|klaar met) ~ ~ ({texts}|{sending}|van ~ {texts}|>)",
            "(ik ben|ben) ~ ~ ({texts}) ~ (zat|beu)",
            "(dit is|is) (intimidatie|stalking|spam|lastigvallen|pesterij)",
            "(ik) (doe|meld|blokkeer|geef) ~ ~ ~ (aangifte|jullie|u|aan|dit nummer) ~",
            "(heb|al|hoe vaak|keer) ~~~ (gezegd|gevraagd|zeggen) ~~~ (stop|stoppen|niet|geen|"
            "verwijderen|afmelden|ophouden)",
            "(stop|hou|houd|houdt|ophouden|stoppen|kap) ~ ~ (met ~~ ({texts}|{sending})|"
            "(daarmee|hiermee|ermee|op) {polite}* >)",
            "< {polite}* (stoppen|hou op|houd op|ophouden|afmelden|uitschrijven|stop ermee|hou "
            "ermee op|houd hiermee op) {polite}* >",
            "{no_more} ~~ ({texts}|{sending}) [meer] (>|meer|{polite}|van|sturen|ontvangen|"
            "krijgen)",
            "({sending}) ~ {me} ~~ {no_more} (>|meer|{texts}|{polite})",
            "(wil|willen|wens|hoef|wilt) ~~ {no_more} ~~~ ({texts}|{sending}|ontvangen|"
            "benaderd|gebeld|krijgen|horen)",
            "(wil|willen|graag|kunt u|kun je) ~~ ({mine}) ~ ~ ~ (afmelden|uitschrijven|"
            "verwijderen|uit|van)",
            "{remove} ~ {mine} ~~ (>|van|uit|{polite}|af)",
            "(van|uit) (de|deze|jullie|uw|je|die) ~ {list}",
            "laat (me|mij|ons) ~ (met rust|met vrede|gerust)",
            "(val|valt) (me|mij|ons) niet ~ (lastig)",
            "(rot|sodemieter|donder|flikker|oprotten|opdonderen) ~ (op)",
            "(hoe|waar) ~~~~ (afmelden|uitschrijven|meld ~ ~ af|schrijf ~ ~ uit|kom ~~~ lijst)",
            "(trek|intrekken) ~~ (toestemming) ~",
            "(heb|al) ~~~ (gezegd|gevraagd) ~~~ (stop|stoppen|niet|geen|verwijderen)",
            "(als|indien|nog een) ~~~~ ({texts}|{sending}) ~~~~ (aangifte|blokkeer|politie|"
            "advocaat|klacht)",
        ),
        examples_for=(
            "Stop met berichten sturen",
            "Haal me van de lijst",
            "Stuur me geen berichten meer",
            "Laat me met rust",
        ),
        examples_against=("Ik heb geen tijd", "nee bedankt", "Waar is de bushalte?"),
    ),
    Rule(
        name="nl-wrong-number",
        kind=_WRONG,
        language="nl",
        confidence=0.93,
        why="It says in Dutch that this is the wrong number.",
        phrases=(
            "(verkeerd|verkeerde|fout|foute|foutief|verkeerden) (nummer|nr|verbonden|persoon|"
            "contact|nummmer|telefoonnummer|iemand)",
            "(nummer|nr|persoon) ~ (is|klopt|verkeerd|fout) (verkeerd|fout|niet|>)",
            "(niet|niet meer) ~ (haar|zijn|het juiste|de juiste|het goede|mijn) (nummer|"
            "persoon|nr|naam)",
            "(woont|is|werkt|zit) (hier|er|niet) ~ (niet|hier) (>|meer|hier|{polite})",
            "(ken|kennen) ~ (die|deze|dat|niemand|hem|haar) ~ (persoon|man|vrouw|niet|naam|die"
            "|met)",
            "(vergist|vergissen|vergis|vergissing) ~ (je|u|zich|van|>|jullie)",
            "(u|je|jij|jullie) ~ ~ (vergist|vergissen|verkeerd) (je|u|zich|>|verbonden|nummer|"
            "jullie|nu)",
            "(niemand|geen iemand) ~ ~ (die naam|met die naam|die zo heet|genaamd|heet)",
            "(nummer|telefoon) (is|hoort|behoort) ~ (nu|niet meer|van iemand|van mij|nieuw|"
            "veranderd|overgenomen) ~",
            "(heb|gebruik) ~ (dit|een nieuw|deze) (nummer|nr) (pas|sinds|net|nieuw|nu|nog maar"
            "|>|sedert)",
            "(man|vrouw|moeder|vader|zoon|dochter|broer|zus|oma|opa|hij|zij|{Name}|ze) (is|"
            "zijn|is helaas) ~ ~ (overleden|gestorven|dood|verhuisd) (>|sinds|vorig|in|"
            "{polite}|en)",
            "(dit is|hier is|u belt|u appt|nummer van) ~ (een|het nummer van een) (bedrijf|"
            "kantoor|winkel|restaurant|bakkerij|apotheek|school|praktijk|zaak|hotel|garage|"
            "kapper)",
            "(zoekt|zoek|bedoelt|bedoel|moet) ~ (iemand anders|een ander|een andere persoon) ~",
            "{named} [de|het|een|meneer|mevrouw|hr|mw|mevr|geen|van] {Name}",
            "{Name} (woont|is|werkt|heeft|gebruikt) ~ (hier|niet|dit) ~ ~ (niet|meer|niet meer"
            "|nummer|>)",
            "(verkeerd|verkeerde|fout|foute) (nummer|verbonden|persoon)",
            "(niet|niet meer) ~ (haar|zijn|het juiste|de juiste) (nummer|persoon)",
            "(woont|is) hier niet",
            "(ken|kennen) (die|deze) (persoon|man|vrouw) niet",
            "(vergist|vergissen) ~ (je|u|zich|van)",
            "{named} {Name}",
        ),
        examples_for=("Verkeerd nummer", "Ik ben niet Jan", "verkeerd verbonden"),
        examples_against=("Ik ben niet zeker", "wat is het nummer van het stembureau?"),
    ),
)
