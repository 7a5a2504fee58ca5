"""German and Dutch."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

GERMAN: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "nachricht|nachrichten|sms|smsen|text|texte|texten|textnachrichten|mitteilungen|mails"
        "|werbung|spam|anrufe|anruf|benachrichtigungen|newsletter|post|kontakt|messages"
        "|meldungen|infos|whatsapps|kontaktaufnahme"
    ),
    "sending": listed(
        "schreiben|schreibt|schreib|schreibst|senden|sendet|sende|schicken|schickt|schick"
        "|zuschicken|zusenden|texten|textet|kontaktieren|kontaktiert|anrufen|belastigen"
        "|belaestigen|nerven|zu nerven|anschreiben|smsen|melden|storen|stoeren|spammen|bekommen"
        "|erhalten|empfangen|nervt|kontaktier|ruft|ruf|schreibe"
    ),
    "me": listed("mir|mich|uns|an diese nummer|diese nummer|meine nummer"),
    "no_more": listed(
        "keine|keinen|kein|nicht|nie|niemals|nicht mehr|nie wieder|nie mehr|keine weiteren"
        "|keinerlei|nix|nichts|nicht langer"
    ),
    "polite": listed(
        "bitte|danke|jetzt|endlich|sofort|mal|hallo|doch|nun|vielen dank|nein|ok|umgehend|mit"
        "|und|das|sie|ihr|damit|auf|verdammt|einfach"
    ),
    "remove": listed(
        "loschen|losche|loscht|loesche|loeschen|loescht|entfernen|entferne|entfernt|streichen"
        "|streicht|streiche|nehmen|nehmt|nimm|tragen|tragt|trag|austragen|abmelden|melden"
        "|meldet|melde|vergessen|vergesst|vergiss|sperren|sperrt|sperre|entferen"
    ),
    "mine": listed(
        "(mich|uns|meine nummer|diese nummer|meine daten|meinen namen|meine handynummer"
        "|meine telefonnummer|unsere nummer|meinen kontakt|die nummer|meine kontaktdaten)"
    ),
    "list": listed(
        "liste|verteiler|datenbank|kontakten|system|adressbuch|verzeichnis|listen|kartei"
        "|mailingliste|verteilerliste"
    ),
    "named": listed(
        "ich bin nicht|bin nicht|das ist nicht|hier ist nicht|hier ist kein|hier gibt es keinen"
        "|hier gibt es keine|hier wohnt kein|hier wohnt keine|ich kenne keinen|ich kenne keine"
        "|kenne keinen|kenne keine|ich heisse nicht|ich heiße nicht|kein|keine|nicht|wer ist"
        "|dies ist nicht"
    ),
}

DUTCH: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "bericht|berichten|berichtjes|sms|smsjes|smsen|tekst|teksten|appjes|appje|apps|mails"
        "|reclame|spam|belletjes|telefoontjes|post|contact|sms jes|meldingen|notificaties"
        "|sms berichten|berichtje"
    ),
    "sending": listed(
        "sturen|stuur|stuurt|te sturen|berichten|bericht|appen|app|smsen|sms|bellen|bel"
        "|contacteren|contacteer|mailen|mail|lastigvallen|lastig te vallen|te appen|te smsen"
        "|te bellen|te contacteren|contact op te nemen|schrijven|toesturen|benaderen"
        "|te benaderen|spammen|te spammen|val|te schrijven|te mailen|te storen"
    ),
    "me": listed("mij|me|ons|dit nummer|naar dit nummer|naar mij|mn nummer|mijn nummer"),
    "no_more": listed("geen|niet meer|nooit meer|niet langer|nooit|niet|niks|niets"),
    "polite": listed(
        "alsjeblieft|alstublieft|aub|graag|nu|bedankt|dank je|dank u|dankjewel|hallo|gewoon"
        "|toch|onmiddellijk|direct|nee|eens|svp|en|meteen|asjeblieft|dank"
    ),
    "remove": listed(
        "verwijder|verwijderen|verwijdert|haal|haalt|schrap|schrappen|wis|wissen|schrijf"
        "|uitschrijven|afmelden|meld|blokkeer|vergeet|gooi|halen|delete"
    ),
    "mine": listed(
        "(mij|me|ons|mijn nummer|dit nummer|mn nummer|mijn gegevens|mijn naam|m n nummer"
        "|het nummer|mijn telefoonnummer|onze nummer)"
    ),
    "list": listed(
        "lijst|lijsten|bestand|database|systeem|mailinglijst|contacten|verzendlijst"
        "|adressenlijst|adresboek|belijst|bellijst"
    ),
    "named": listed(
        "ik ben niet|ben niet|dit is niet|ik ben geen|er is geen|ik ken geen|ken geen"
        "|ik heet niet|hier woont geen|er woont hier geen|niet|wie is|hier is geen"
    ),
}

GERMANIC_RULES: Final = (
    Rule(
        name="de-request",
        kind=_ASK,
        language="de",
        confidence=0.94,
        why="It asks in German for no more texts.",
        phrases=(
            "(hor|hort|horen|hoer|hoert|hoeren|hore|hoere) ~~ auf",
            "(stoppen|stoppt|stopp|beenden|beendet|unterlassen|unterlasst|lassen|lasst|lass"
            "|schluss|genug) ~~ ({texts}|das|es) {polite}* >",
            "{no_more} ~~ ({texts}|{sending}) [mehr] (>|mehr|{polite}|von|an|wollen|wunschen"
            "|erhalten|bekommen|haben|senden|schicken)",
            "{no_more} (mehr|weiter|wieder) ~~ ({texts}|{sending}|{me})",
            "({sending}) ~ {me} ~~ {no_more} (mehr|wieder|>|{texts})",
            "(will|mochte|moechte|wollen|wunsche|mochten|wuensche"
            "|habe) ~~ {no_more} ~~~ ({texts}|{sending}|kontaktiert|haben|angeschrieben"
            "|belastigt)",
            "(will|mochte|moechte|wollen|bitte) ~~~ (abbestellen|abmelden|geloscht werden"
            "|geloescht werden|entfernt werden|ausgetragen werden|von (der|dieser|eurer"
            "|ihrer) liste)",
            "{remove} [sie] [bitte] {mine} ~~ (>|aus|von|{polite}|ab)",
            "{mine} ~~~ (loschen|loeschen|entfernen|streichen|nehmen|abmelden|austragen)",
            "(von|aus) (der|dieser|eurer|ihrer|deiner|euren|ihren) ~ {list}",
            "(lass|lasst|lassen) ~ (mich|uns) ~ (in ruhe|in frieden)",
            "(verpiss|verpisst|verzieht|verzieh|haut|hau) (dich|euch|sich|ab)",
            "(widerrufe|widerspreche|ziehe) ~~~ (einwilligung|zustimmung|zuruck)",
            "(einwilligung|zustimmung|erlaubnis) ~ (widerrufe|widerrufen|nicht)",
            "(wie|wo) ~~~ (abmelden|abbestellen|melde ~ ab|komme ~~~ liste|bestelle ~~ ab"
            "|kundigen)",
            "(habe|hab|schon|bereits) ~~~ (gesagt|gebeten|geschrieben) ~~~ (stop|stopp|aufhoren"
            "|nicht|keine|loschen)",
            "(wenn|falls|sonst|noch eine) ~~~~ ({texts}|{sending}) ~~~~ (anzeige|anwalt|melde"
            "|blockiere|polizei)",
            "< {polite}* (stopp|aufhoren|abmelden|abbestellen|es reicht|reicht) {polite}* >",
        ),
        examples_for=(
            "bitte keine Nachrichten mehr",
            "Hören Sie auf mir zu schreiben",
            "Nehmt mich von der Liste",
            "Lasst mich in Ruhe",
        ),
        examples_against=("Ich habe keine Zeit", "Keine Ahnung, wann ist die Wahl?", "nein danke"),
    ),
    Rule(
        name="de-wrong-number",
        kind=_WRONG,
        language="de",
        confidence=0.93,
        why="It says in German that this is the wrong number.",
        phrases=(
            "(falsche|falschen|falscher) (nummer|person|ansprechpartner|kontakt)",
            "(falsch|verkehrt) (verbunden|gewahlt)",
            "(haben|hast|habt) ~ ~ (verwahlt|vertippt|geirrt)",
            "(nicht|nicht mehr) (die|der) (richtige|person)",
            "(verwechseln|verwechselst|verwechselt) ~ (mich|sie)",
            "(wohnt|lebt) ~~ (nicht mehr|nicht)",
            "(kenne|kennen) (die|diese|den) ~ (person|nicht)",
            "nicht ~ (seine|ihre|meine|die) (nummer|telefonnummer)",
            "(nummer|handynummer) (gehort|gehoert) ~~ (nicht|jetzt|jemand)",
            "{named} [der|die|herr|frau] {Given}",
        ),
        examples_for=("Falsche Nummer", "Ich bin nicht Anna", "Sie haben sich verwählt"),
        examples_against=("Ich bin nicht sicher", "welche Nummer hat das Wahllokal?"),
    ),
    Rule(
        name="nl-request",
        kind=_ASK,
        language="nl",
        confidence=0.94,
        why="It asks in Dutch for no more texts.",
        phrases=(
            "(stop|hou|houd|houdt|ophouden|stoppen|kap) ~ ~ (met ~~ ({texts}|{sending})"
            "|(daarmee|hiermee|ermee|op) {polite}* >)",
            "< {polite}* (stoppen|hou op|houd op|ophouden|afmelden|uitschrijven|stop ermee"
            "|hou ermee op|houd hiermee op) {polite}* >",
            "{no_more} ~~ ({texts}|{sending}) [meer] (>|meer|{polite}|van|sturen|ontvangen"
            "|krijgen)",
            "({sending}) ~ {me} ~~ {no_more} (>|meer|{texts}|{polite})",
            "(wil|willen|wens|hoef|wilt) ~~ {no_more} ~~~ ({texts}|{sending}|ontvangen|benaderd"
            "|gebeld|krijgen|horen)",
            "(wil|willen|graag|kunt u|kun je) ~~ ({mine}) ~ ~ ~ (afmelden|uitschrijven"
            "|verwijderen|uit|van)",
            "{remove} ~ {mine} ~~ (>|van|uit|{polite}|af)",
            "(van|uit) (de|deze|jullie|uw|je|die) ~ {list}",
            "laat (me|mij|ons) ~ (met rust|met vrede|gerust)",
            "(val|valt) (me|mij|ons) niet ~ (lastig)",
            "(rot|sodemieter|donder|flikker|oprotten|opdonderen) ~ (op)",
            "(hoe|waar) ~~~~ (afmelden|uitschrijven|meld ~ ~ af|schrijf ~ ~ uit|kom ~~~ lijst)",
            "(trek|intrekken) ~~ (toestemming) ~",
            "(heb|al) ~~~ (gezegd|gevraagd) ~~~ (stop|stoppen|niet|geen|verwijderen)",
            "(als|indien|nog een) ~~~~ ({texts}|{sending}) ~~~~ (aangifte|blokkeer|politie"
            "|advocaat|klacht)",
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
