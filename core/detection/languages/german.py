"""German: du, ihr and Sie."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

GERMAN: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "nachrichten von euch|nachricht mehr|msgs|whatsapp|spamnachrichten|werbenachrichten",
        "werbe sms|wahlwerbung|textnachricht|sms nachrichten|nachrchten|belastigung",
        "belästigungen|mails mehr|wahlkampf sms|zeug|mist|scheiss|mitteilung",
        "nachricht|nachrichten|sms|smsen|text|texte|texten|textnachrichten|mitteilungen|mails|"
        "werbung|spam|anrufe|anruf|benachrichtigungen|newsletter|post|kontakt|messages|"
        "meldungen|infos|whatsapps|kontaktaufnahme",
    ),
    "sending": listed(
        "zu schreiben|zu texten|zu kontaktieren|zu belastigen|zu senden|zu schicken|zu nerven",
        "anzuschreiben|anzurufen|zuzuschicken|zu spammen|zu storen|kontaktierst|textest|textet",
        "belastigt|nervst|angeschrieben|kontaktiert|belästigt|melde|meldet|stort|stor",
        "schreiben sie|schicken sie|senden sie|kontaktieren sie|kontaktaufnahme|zuzusenden",
        "schreibn|kriegen|schreibt ihr",
        "schreiben|schreibt|schreib|schreibst|senden|sendet|sende|schicken|schickt|schick|"
        "zuschicken|zusenden|texten|textet|kontaktieren|kontaktiert|anrufen|belastigen|"
        "belaestigen|nerven|zu nerven|anschreiben|smsen|melden|storen|stoeren|spammen|bekommen"
        "|erhalten|empfangen|nervt|kontaktier|ruft|ruf|schreibe",
    ),
    "me": listed("mir|mich|uns|an diese nummer|diese nummer|meine nummer"),
    "no_more": listed(
        "nimmer|nie nie|nie wieder|gar nichts|nichts mehr|keine einzige|auf keinen fall",
        "ned mehr|net mehr|nix mehr",
        "keine|keinen|kein|nicht|nie|niemals|nicht mehr|nie wieder|nie mehr|keine weiteren|"
        "keinerlei|nix|nichts|nicht langer",
    ),
    "polite": listed(
        "biite|bittebitte|ok danke|lieber|liebe|leute|guten tag|guten morgen|guten abend|moin",
        "servus|dringend|umgehend|unverzuglich|schon|echt|wirklich|so|mann|alter|gottes willen",
        "um gottes willen|sorry|entschuldigung|freundlichst|hiermit|ab sofort|fur immer|noch",
        "aber|vielmals|merci|ja|man|stop",
        "bitte|danke|jetzt|endlich|sofort|mal|hallo|doch|nun|vielen dank|nein|ok|umgehend|mit|"
        "und|das|sie|ihr|damit|auf|verdammt|einfach",
    ),
    "remove": listed(
        "loschst|loesch|losch|entfern|entfernst|austragt|raus|nehme|nehmen sie|streich|trage",
        "tilgen|tilgt|sperr|blockiert|blockiere|blockieren|abmelde|deabonniere|schmeiss",
        "schmeisst|werft|wirf|vergessen sie|loschung|loeschung|entfernung|loscht bitte",
        "losche bitte|abbestellen|vernichten",
        "loschen|losche|loscht|loesche|loeschen|loescht|entfernen|entferne|entfernt|streichen|"
        "streicht|streiche|nehmen|nehmt|nimm|tragen|tragt|trag|austragen|abmelden|melden|"
        "meldet|melde|vergessen|vergesst|vergiss|sperren|sperrt|sperre|entferen",
    ),
    "mine": listed(
        "mich|uns",
        "meine (nummer|nr|handynr|telefonnr|mobilnummer|kontakt|adresse|infos|personlichen daten)",
        "diese (nr|telefonnummer|handynummer)|die nr|nummer|nr",
        "(mich|uns|meine nummer|diese nummer|meine daten|meinen namen|meine handynummer|meine "
        "telefonnummer|unsere nummer|meinen kontakt|die nummer|meine kontaktdaten)",
    ),
    "list": listed(
        "newsletter|mailverteiler|telefonliste|sms liste|smsliste|kontaktliste|kontakte|gruppe",
        "verteilern|datenbanken|mailing liste|empfangerliste|daten",
        "liste|verteiler|datenbank|kontakten|system|adressbuch|verzeichnis|listen|kartei|"
        "mailingliste|verteilerliste",
    ),
    "named": listed(
        "ich bin nicht die|ich bin nicht der|ich heis nicht|ich heisse nicht",
        "mein name ist nicht|ich bin kein|ich bin keine|bin kein|das bin nicht|hier ist nicht",
        "hier gibts keinen|hier gibts keine|hier gibt es kein|gibt es hier nicht",
        "hier lebt kein|hier lebt keine|kenn keinen|kenn keine|ich kenn keinen|ich kenn keine",
        "kenne den|kenne die|das ist nicht das handy von|das ist nicht die nummer von",
        "das ist nicht mehr die nummer von|nicht die nummer von|nicht mehr die nummer von",
        "die nummer gehort nicht|nummer gehort nicht mehr|die nummer gehort nicht mehr",
        "gehort nicht|gehort nicht mehr|nummer ist nicht von|nummer ist nicht mehr von",
        "sie sprechen nicht mit|du sprichst nicht mit|sie schreiben nicht mit",
        "du schreibst nicht mit|wer soll|wer ist denn|wer zum teufel ist|hier ist keine",
        "sind nicht|wir sind nicht",
        "ich bin nicht|bin nicht|das ist nicht|hier ist nicht|hier ist kein|hier gibt es "
        "keinen|hier gibt es keine|hier wohnt kein|hier wohnt keine|ich kenne keinen|ich kenne "
        "keine|kenne keinen|kenne keine|ich heisse nicht|ich heiße nicht|kein|keine|nicht|wer "
        "ist|dies ist nicht",
    ),
}

GERMAN_RULES: Final = (
    Rule(
        name="de-request",
        kind=_ASK,
        language="de",
        confidence=0.94,
        why="It asks in German for no more texts.",
        phrases=(
            "(stoppen|stoppt|stopp|beenden|beendet|unterlassen|unterlasst|lassen|lasst|lass|"
            "schluss|genug|einstellen|stellt|stellen|aufhoren) ~~ ({texts}|das|es|damit|dies|"
            "{sending}|mit ~~ {texts}) ~ {polite}* (>|ein|mehr|bleiben|sein)",
            "(keine lust|kein bock|keinen bock|genervt|es satt|satt|die schnauze voll|genug|es "
            "nervt|ihr nervt|sie nerven|du nervst|das nervt|nervt mich) ~ ~ (mehr|auf|von|mit|"
            ">) ~ ~ ({texts}|{polite}|>)",
            "< {polite}* (ihr nervt|sie nerven|du nervst|das nervt|nervt nicht|nerv nicht|"
            "nerven sie nicht|lasst das|lassen sie das|lass das|lass es|lasst es|schluss|"
            "schluss damit|schluss jetzt|jetzt ist schluss|es langt|mir reichts|mir reicht es|"
            "jetzt reichts|jetzt reicht es|reicht jetzt|es reicht jetzt|genug|genug jetzt|"
            "genug damit|ruhe jetzt|aufhoren|hor auf|hort auf|nicht mehr|nie wieder|abbestellt"
            "|ausgetragen werden|kundigen|loschen|bitte loschen|austragen|abmeldung) {polite}* "
            ">",
            "{no_more} ~ ~ ({texts}|{sending}) ~ (>|mehr|{polite}|von|an|wollen|wunschen|"
            "erhalten|bekommen|haben|senden|schicken|kriegen|wieder)",
            "(will|mochte|moechte|wollen|wunsche|mochten|wuensche|habe|hab|mag|brauche|brauch|"
            "will das) ~ ~ {no_more} ~ ~ ~ ({texts}|{sending}|kontaktiert|haben|angeschrieben|"
            "belastigt|gestort|horen|mehr)",
            "(will|mochte|moechte|wollen|bitte|wie|wo|kann|wunsche) ~ ~ ~ (abbestellen|"
            "abmelden|abgemeldet werden|geloscht werden|geloscht|entfernt werden|entfernt|"
            "austragen|ausgetragen werden|gestrichen werden|raus|kundigen) ~ ~ (>|{polite}|aus"
            "|von|{texts})",
            "(loschen|loeschen|entfernen|streichen|austragen|loscht|losche|losch|entfernt|"
            "streicht) ~ ~ {mine} ~",
            "(kontaktieren|kontaktiert|kontaktier|belastigen|belastigt|storen|stort|schreiben|"
            "schreibt|schreib|schicken|schickt|schick|senden|sendet|texten|textet|anrufen|ruft"
            "|ruf) [sie|ihr] [mich|mir|uns] ~ {no_more} ~ (>|an|mehr|{polite}|{texts}|wieder)",
            "(mir|mich|uns) {no_more} ~ (schreiben|kontaktieren|anschreiben|belastigen|"
            "schicken|senden|texten|anrufen|storen|nerven) ~",
            "(das|dies|es) ist [eine|reine|schon] ~ (belastigung|stalking|spam|noetigung|"
            "notigung) ~",
            "(zeige|zeig|melde|blockiere|verklage|werde) (sie|euch|dich) ~ ~ (an|>|melden|"
            "anzeigen|blockieren|verklagen|wenn|bei)",
            "(anzeige|anwalt|polizei|bundesnetzagentur) ~ ~ ~ (wenn|falls|erstatten|erstatte|"
            "ein|>)",
            "(raus|rausnehmen|weg) ~ (aus|von) ~ ~ {list}",
            "(verpiss|verpisst|verzieht|verzieh|haut|hau|leckt|leck|fickt|fick|schert|scher|"
            "verschwindet|verschwinde) (dich|euch|sich|ab|mich|zum) ~",
            "(hor|hort|horen|hoer|hoert|hoeren|hore|hoere|hörn|horn) ~~ auf (>|{polite}|damit|"
            "mit ~~ ({texts}|{sending}|dem|diesen)|{sending}|mir|mich|uns|{texts})",
            "(stoppen|stoppt|stopp|beenden|beendet|unterlassen|unterlasst|lassen|lasst|lass|"
            "schluss|genug) ~~ ({texts}|das|es) {polite}* >",
            "{no_more} ~~ ({texts}|{sending}) [mehr] (>|mehr|{polite}|von|an|wollen|wunschen|"
            "erhalten|bekommen|haben|senden|schicken)",
            "{no_more} (mehr|weiter|wieder) ~~ ({texts}|{sending}|{me})",
            "({sending}) ~ {me} ~~ {no_more} (mehr|wieder|>|{texts})",
            "(will|mochte|moechte|wollen|wunsche|mochten|wuensche|habe) ~~ {no_more} ~~~ "
            "({texts}|{sending}|kontaktiert|haben|angeschrieben|belastigt)",
            "(will|mochte|moechte|wollen|bitte) ~~~ (abbestellen|abmelden|geloscht werden|"
            "geloescht werden|entfernt werden|ausgetragen werden|von (der|dieser|eurer|ihrer) "
            "liste)",
            "{remove} [sie] [bitte] {mine} ~~ (>|aus|von|{polite}|ab)",
            "{mine} ~~~ (loschen|loeschen|entfernen|streichen|nehmen|abmelden|austragen)",
            "(von|aus) (der|dieser|eurer|ihrer|deiner|euren|ihren) ~ {list}",
            "(lass|lasst|lassen) ~ (mich|uns) ~ (in ruhe|in frieden)",
            "(verpiss|verpisst|verzieht|verzieh|haut|hau) (dich|euch|sich|ab)",
            "(widerrufe|widerspreche|ziehe) ~~~ (einwilligung|zustimmung|zuruck)",
            "(einwilligung|zustimmung|erlaubnis) ~ (widerrufe|widerrufen|nicht)",
            "(wie|wo) ~~~ (abmelden|abbestellen|melde ~~ ab|komme ~~~ liste|bestelle ~~ ab|"
            "kundigen)",
            "(habe|hab|schon|bereits) ~~~ (gesagt|gebeten|geschrieben) ~~~ (stop|stopp|"
            "aufhoren|nicht|keine|loschen)",
            "(wenn|falls|sonst|noch eine) ~~~~ ({texts}|{sending}) ~~~~ (anzeige|anwalt|melde|"
            "blockiere|polizei)",
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
            "(falsche|falschen|falscher|falsches|falsch) (nummer|nr|person|ansprechpartner|"
            "kontakt|telefonnummer|handynummer|empfanger|adressat|mensch|rufnummer|nummmer|"
            "numer)",
            "(nummer|nr|person) (ist|war|leider) ~ (falsch|verkehrt|nicht richtig)",
            "(haben|hast|habt) ~ ~ ~ (verwahlt|vertippt|geirrt|verwaehlt|vertan|verschrieben|"
            "verwechselt|vertan)",
            "(irren|irrst|irrt|tauschen) (sich|dich|euch) ~ (>|{polite}|in der|ich|mit)",
            "(nicht|nicht mehr|nimmer) ~ (die|der|das) (richtige|person|gesuchte|gemeinte|"
            "richtiger) ~",
            "(wohnt|lebt|arbeitet) ~ ~ (nicht mehr|nicht|nimmer) ~ (hier|bei|>|da|unter)",
            "(kenne|kennen|kenn|kennt) ~ ~ (person|dame|herrn|frau|mann|niemanden|niemand|den "
            "nicht|die nicht) ~ (>|nicht|mit|der|die|{polite}|namens)",
            "(niemand|keiner|niemanden) ~ ~ (mit dem namen|mit diesem namen|heisst|namens|"
            "dieses namens|so) ~",
            "(nicht|nicht mehr|nimmer) ~ (seine|ihre|meine|die|deren) (nummer|telefonnummer|"
            "handynummer|nr)",
            "(nummer|handynummer|nr|telefonnummer) (gehort|gehoert|ist) ~~ (nicht mehr|jetzt|"
            "jemand|mir|einer|einem|neu|neue|vergeben|gewechselt|mein)",
            "(habe|hab|benutze|besitze) (diese|die) (nummer|nr) (erst|seit|neu|jetzt|gerade|"
            "noch nicht) ~",
            "(neue|neuer) (nummer|nr|handynummer|besitzer|inhaber) (>|seit|dieser|{polite}|der)",
            "({Name}|mann|frau|mutter|vater|sohn|tochter|bruder|schwester|opa|oma|er|sie|herr "
            "~|frau ~) (ist|sind|ist leider|leider) ~ ~ (verstorben|gestorben|tot|nicht mehr "
            "am leben|umgezogen|weggezogen|verzogen) (>|seit|vor|im|letztes|{polite}|und)",
            "(hier ist|das ist|dies ist|sie rufen|sie schreiben|nummer) ~ (ein|eine|einer|"
            "eines|die nummer einer|die nummer eines|einem) (firma|buro|geschaft|restaurant|"
            "backerei|apotheke|schule|praxis|unternehmen|laden|hotel|werkstatt|kanzlei|betrieb"
            "|friseursalon)",
            "(suchen|meinen|meinst|suchst|wollen) ~ (jemand anderen|jemand anders|wen anders|"
            "jemanden anders|eine andere person|jemanden anderen) ~",
            "(bin|sind) ~ (jemand anders|nicht die person|nicht der|wer anders|ein anderer|"
            "eine andere|nicht derjenige|nicht diejenige) (>|den|die|{polite}|richtige)",
            "(verwechseln|verwechselst|verwechselt|verwechslung) ~ ~ (mich|sie|mit|>|vor)",
            "{named} [der|die|herr|frau|ein|eine|mehr|von|den] {Given}",
            "(ich bin nicht|hier ist nicht|ich heisse nicht|ich bin nicht die|ich bin nicht "
            "der|das ist nicht|kein|keine|hier wohnt kein|hier wohnt keine|nicht die nummer "
            "von|nicht mehr die nummer von) (herr|frau|herrn) {Name}",
            "{Given} (ist|wohnt|arbeitet|lebt|hat|benutzt) ~ ~ (nicht|nicht mehr) ~ (hier|da|"
            "mehr|nummer|>)",
            "(falsche|falschen|falscher) (nummer|person|ansprechpartner|kontakt)",
            "(falsch|verkehrt) (verbunden|gewahlt)",
            "(haben|hast|habt) ~ ~ (verwahlt|vertippt|geirrt)",
            "(nicht|nicht mehr) (die|der) (richtige|person)",
            "(verwechseln|verwechselst|verwechselt) ~ (mich|sie)",
            "(wohnt|lebt) ~~ (nicht mehr|nicht)",
            "(kenne|kennen) (die|diese|den) ~ (person|dame|frau|mann|herrn)",
            "nicht ~ (seine|ihre|meine|die) (nummer|telefonnummer)",
            "(nummer|handynummer) (gehort|gehoert) ~~ (nicht|jetzt|jemand)",
            "{named} [der|die|herr|frau] {Given}",
        ),
        examples_for=("Falsche Nummer", "Ich bin nicht Anna", "Sie haben sich verwählt"),
        examples_against=("Ich bin nicht sicher", "welche Nummer hat das Wahllokal?"),
    ),
)
