"""Italian: tu, Lei and voi."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

ITALIAN: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "messagi|messaggino|sms s|spam|propaganda elettorale|mex|msgs|chiamata|telefonata",
        "pubblicita elettorale|invii|promozioni|roba|newsletter|whatsapp|contatto|contatti",
        "comunicazione",
        "messaggio|messaggi|sms|testi|notifiche|pubblicita|spam|chiamate|comunicazioni|email"
        "|mail|msg|propaganda|avvisi|messaggini|telefonate",
    ),
    "stuff": listed(
        "questa cosa|questa merda|ste cose|sta roba|cazzate|schifezze|di questi|tutto questo",
        "questo schifo",
        "nulla|niente|questi|queste|piu|questa roba|roba|cose",
    ),
    "sending": listed(
        "rompermi|rompere le (palle|scatole|balle|cazzo)|seccarmi|seccare|stressarmi|spammare",
        "mandarmeli|tartassarmi|infastidirmi|infastidire|mandare sms|rompere i coglioni",
        "rompermi le (palle|scatole|balle)|telefonare|telefonarmi|contattarci|assillare",
        "molestarmi|farmi spam|insistere|spedire|mandando|scrivendo",
        "mandare|mandarmi|inviare|inviarmi|scrivere|scrivermi|contattare|contattarmi|chiamare"
        "|chiamarmi|disturbare|disturbarmi|messaggiare|messaggiarmi|spedirmi|rompere"
        "|importunarmi|importunare|assillarmi|ricevere|mandarci|inviarci|tormentarmi",
    ),
    "send": listed(
        "mandarmi|mandatemene|invia|scriva|scrivano|mandino|inviino|contattino|disturbino",
        "chiamino|scriviate|mandiate|inviate|scriverci|disturbarmi|disturbatemi|disturbateci",
        "importunate|importunatemi|rompete|rompere|rompetemi|rompermi|chiamarmi|chiami|chiama",
        "telefonate|telefonatemi|telefonarmi|usate|usi|usare|contattare|contattarci|scocciate",
        "scocciatemi|insistete|insista|insistere|inviarci|messaggiate|spedite|speditemi",
        "scriveteci|fate piu|ricontattatemi|ricontattate|ricontattarmi",
        "mandate|mandi|manda|mandatemi|inviate|invii|invia|inviatemi|scrivete|scriva|scrivi"
        "|scrivetemi|scrivermi|contattate|contatti|contattatemi|contattarmi|chiamate|chiamatemi"
        "|chiamarmi|disturbate|disturbi|disturbatemi|mandarmi|inviarmi|disturbare|scrivere"
        "|contattare|mandare|disturbarmi|rompete",
    ),
    "stop": listed(
        "smettila subito|la finisca|finiscila|la finite|la finisci|finirla|smetterla",
        "fatela finita|falla finita|basta cosi|smettetela subito|smettano",
        "cessate immediatamente|interrompere|sospendete|sospenda|evitate|eviti|potete smettere",
        "puo smettere|puoi smettere|smettere|la pianti|la piantate|piantarla|dateci un taglio",
        "dacci un taglio",
        "smettila|smettetela|smetta|smetti|smettete|basta|fermatevi|fermati|finitela|finiscila"
        "|cessate|piantatela|piantala|interrompete|la smetta|la smettete|cessi|cessa",
    ),
    "remove": listed(
        "rimuova|cancelli|elimini|levi|levate|leva|depennate|depennatemi|depennami|escludete",
        "escludetemi|escludi|sbattete fuori|scordatevi|scordate|scorda|dimentichi|perdete",
        "perdi|buttate|tirate via|mi cancellate|mi togliete|mi tolga|mi levi|mi levate",
        "mi elimini|mi rimuovete|bloccate|blocca|disattivate|scancellate|disiscrivete|toglie",
        "bannate|annullate",
        "cancella|cancellate|cancelli|cancellatemi|cancellami|cancellarmi|cancellare|rimuovi"
        "|rimuovete|rimuova|rimuovetemi|rimuovimi|rimuovermi|rimuovere|togli|togliete|tolga"
        "|toglietemi|toglimi|togliermi|elimina|eliminate|eliminatemi|eliminami|elimini"
        "|eliminare|disiscrivetemi|disiscrivimi|disiscrivermi|dimenticate|dimentica|bloccate"
        "|levatemi|levami|depennatemi|mi cancelli|mi tolga|mi rimuova",
    ),
    "removed": listed(
        "mi cancellate|mi togliete|mi elimini|mi eliminate|mi rimuovete|mi levi|mi levate",
        "mi togli|mi cancelli|mi rimuova|depennami|escludetemi|escludimi|rimosso|rimossa",
        "cancellato|cancellata|disiscritto|disiscritta|eliminarmi|levarmi|toglietemi subito",
        "disinscrivetemi|disinscrivermi|rimuoveteci|cancellateci|toglieteci",
        "cancellatemi|cancellami|cancellarmi|rimuovetemi|rimuovimi|rimuovermi|toglietemi"
        "|toglimi|togliermi|eliminatemi|eliminami|disiscrivetemi|disiscrivimi|disiscrivermi"
        "|levatemi|depennatemi|mi cancelli|mi tolga|mi rimuova|essere cancellato"
        "|essere cancellata|essere rimosso|essere rimossa",
    ),
    "mine": listed(
        "(il mio|questo|i miei|il nostro|la mia|mio|sto) ~ (num|cell|numero di telefono|"
        "indirizzo|profilo|abbonamento|mail|email)",
        "(il mio|questo|i miei|il nostro|la mia|mio) ~ (numero|nome|contatto|dati|cellulare"
        "|telefono|iscrizione|nominativo|recapito)",
    ),
    "list": listed(
        "liste|mailinglist|base dati|archivio|newsletter|servizio|lista contatti|qui|invii",
        "registro|campagna|elenchi",
        "lista|liste|elenco|database|rubrica|mailing list|contatti|sistema|gruppo",
    ),
    "polite": listed(
        "x favore|perfavore|pf|grazie mille|grz|per carita|per l amor di dio|per dio|scusi",
        "scusate|scusa|buonasera|gentilmente|ragazzi|signore|signora|cazzo|porca miseria",
        "maledizione|per sempre|al piu presto|oh|ehi|ma|davvero|veramente|allora|quindi",
        "vi scongiuro|arrivederci|saluti|cordiali saluti|la prego|tutti|tutto",
        "per favore|grazie|adesso|ora|subito|per piacere|basta|no|ciao|per cortesia|mille|dai"
        "|immediatamente|cortesemente|prego|vi prego|ti prego|salve|buongiorno|con questo"
        "|con questi|e|favore",
    ),
    "named": listed(
        "non sono il|non sono la|mi chiamo non|il mio nome non e|il numero non e di",
        "questo numero non e di|questo numero non e piu di|numero non e di|numero non e piu di",
        "non e il numero di|non e piu il numero di|questo non e il numero di",
        "non e il telefono di|non e il cellulare di|questo non e|qui non ce|qui non c e nessun",
        "qui non c e nessuna|qui non ce nessun|qui non ce nessuna|non c e nessun",
        "non c e nessuna|non ce nessun|non conosco alcun|non conosco alcuna|non so chi sia",
        "non so chi e|chi diavolo e|chi cavolo e|chi cazzo e|non appartiene a",
        "non appartiene piu a|qui non vive|qui non abita nessun|qui non abita nessuna",
        "non siamo|non sta parlando con|non stai parlando con|non parla con",
        "non sono|io non sono|non e|qui non c e|non conosco|non conosco nessun"
        "|non conosco nessuna|non mi chiamo|chi e|non abita|qui non abita|nessun|nessuna",
    ),
}

NOT_IN_ITALIAN: Final = Guard(
    name="it-negated",
    why="Who says not to stop wants more.",
    before=("(non|mai) [mi|ci|ti]",),
    example="non smettete di lottare",
)

ITALIAN_RULES: Final = (
    Rule(
        name="it-request",
        kind=_ASK,
        language="it",
        confidence=0.94,
        why="It asks in Italian to stop the texts.",
        phrases=(
            "{stop} ~ ~ (di|con|a|coi|ai|d) ~ ~ ~ ({sending}|{texts}|questa roba|queste cose)",
            "(basta|stop|smettetela|finiamola|finitela) [con|coi|ai|agli|a|di|d] [i|gli|questi"
            "|sti|tutti] ~ {texts}",
            "< {polite}* (basta|smettetela|smettila|la smetta|la smettete|finitela|finiscila|"
            "piantatela|piantala|fatela finita|falla finita|fermatevi|fermati|toglietemi|"
            "toglimi|eliminatemi|rimuovetemi|rimuovimi|disiscrivetemi|sparite|sparisci|"
            "vaffanculo|andatevene|mi avete stufato|mi avete rotto|avete rotto|avete stufato|"
            "che palle|ora basta|adesso basta|basta cosi|non disturbate|non disturbare|non "
            "rompete|non rompere|mi state stressando) {polite}* >",
            "(avete|hai|ha|mi avete|mi hai) ~ (rotto|stufato|scocciato|stancato|seccato|rotto "
            "le palle|rotto le scatole|rotto il cazzo) ~ (>|con|le|il|i|{polite}|basta|coi)",
            "(stufo|stufa|stanco|stanca|stancato|arcistufo|arcistufa|non ne posso piu) (di|dei"
            "|delle|d|con) ~ ~ ~ ({texts}|{sending}|ricevere|roba)",
            "(lasciami|lasciatemi|mi lasci|lasciateci|mi lasciate|lasciarmi|lascimi|"
            "lasciateme) ~ ~ (in pace|pace|stare|perdere|tranquillo|tranquilla)",
            "(vai|andate|va|vada|ma va|ma andate) ~ (a fanculo|affanculo|a quel paese|al "
            "diavolo|a cagare|a cacare|a rompere|a disturbare)",
            "(come|dove) ~~~~ (disiscrivo|disiscrivermi|cancello|cancellarmi|annullo|disdico|"
            "tolgo|smettere|fermare|fermo|blocco|non ricevere|non riceverli|disattivo|esco|"
            "togliermi|uscire)",
            "(voglio|vorrei|desidero|posso|potete|puo|puoi|potrebbe|potreste|chiedo|chiedo di|"
            "gradirei|esigo|pregasi|prego|vogliate) ~ ~ ~ (cancellarmi|cancellare|"
            "disiscrivermi|togliermi|rimuovermi|eliminarmi|uscire|disdire|smettere|rimuovere|"
            "eliminare|togliere|essere (cancellato|cancellata|rimosso|rimossa|tolto|tolta|"
            "eliminato|eliminata|depennato|depennata)|la cancellazione|la rimozione) ~ ~ (>|"
            "{polite}|da|dalla|dal|dalle|dai|{mine}|questi|di|la|il|{list}|{texts})",
            "(esco|fuori|uscire) (da|dalla|dal|dalle) ~ ~ {list}",
            "(questo e|e|questa e) (stalking|una molestia|molestia|molestie|persecuzione|spam|"
            "un abuso) ~",
            "(vi|ti|la) (denuncio|segnalo|blocco|querelo|faccio causa) ~",
            "(non) (disturbate|disturbare|disturbatemi|disturbarmi|disturbi|rompete|rompere|"
            "scocciate|scocciare|insistete) ~ {polite}* >",
            "{stop} ~ (di|con|a) ~ ~ ({sending}|{texts})",
            "(basta|stop) [con|coi|ai|agli|a] [i|gli|questi] {texts}",
            "(niente|nessun) [piu|altri|altro] {texts}",
            "< {polite}* (basta|smettetela|smettila|fermatevi|la smetta|finitela|piantatela"
            "|cancella|cancellami|cancellatemi|disiscrivimi) {polite}* >>",
            "{remove} {mine}",
            "{removed} (>|{polite}|da|dalla|dal|dalle|dai)",
            "{remove} ~~ (da|dalla|dal|dall|dalle) ~ ~ {list}",
            "(lasciami|lasciatemi|mi lasci|lasciateci|mi lasciate|lasciarmi) ~ (in pace|stare"
            "|perdere|tranquillo|tranquilla)",
            "(vai|andate|va|vada) ~ (a fanculo|affanculo|a quel paese|al diavolo)",
            "(come|voglio|vorrei|desidero|posso) ~~ (disiscrivo|disiscrivermi|cancello"
            "|cancellarmi|annullo|disdico|mi tolgo)",
        ),
        unless=(NOT_IN_ITALIAN,),
        examples_for=("Smettetela di scrivermi", "Cancellatemi dalla lista", "lasciatemi in pace"),
        examples_against=("non smettete di lottare", "Basta guerra", "fermata dell'autobus"),
    ),
    Rule(
        name="it-refusal",
        kind=_ASK,
        language="it",
        confidence=0.94,
        why="It says in Italian that it wants no texts.",
        phrases=(
            "(non|nn|mai|mai piu) [mi|ci|vi|ti] {send} ~ (>|piu|mai|{texts}|{stuff}|{polite}|a "
            "questo|su questo|con)",
            "(non|nn) ~ (voglio|vogliamo|desidero|vorrei|intendo|accetto|gradisco|autorizzo|ho "
            "chiesto|ho autorizzato|ho richiesto|ho dato|sono interessato|sono interessata|"
            "sono interessati|mi interessa|mi interessano|do) ~ ~ ~ ({texts}|ricevere|ricevo|"
            "riceverne|riceverli|contattato|contattata|disturbato|disturbata|{stuff}|{sending}"
            "|che mi|essere|consenso|il consenso|autorizzazione|avere a che fare)",
            "(non ne voglio|non ne vogliamo|non voglio) piu ~ (>|{texts}|ricevere)",
            "(niente|nessun|nessuno|zero|mai) [piu|altri|altro|altre] ~ {texts} ~",
            "(preferisco|preferirei|prego di|chiedo di|si prega di|pregasi|gradirei|vi prego "
            "di|la prego di) non ~ ~ ({sending}|{send}|ricevere|essere)",
            "(ho gia|vi ho|le ho|ti ho|gia|quante volte|volte) ~~ (detto|chiesto|scritto|"
            "risposto|mandato|dire|dirvi) ~ ~ ~ (basta|smettere|smetterla|stop|no|non|"
            "cancellare|cancellarmi|togliere|di|che)",
            "non (mi|ci) {send} ~ (>|piu|{texts}|{stuff}|{polite})",
            "non {send} (piu|mai piu|mi)",
            "non {send} ~~ {texts}",
            "non ~ (voglio|desidero|vorrei|vogliamo|intendo|accetto|gradisco|sono interessato"
            "|sono interessata|autorizzo) ~~~ ({texts}|ricevere|ricevo|essere contattato"
            "|essere contattata|{stuff}|{sending}|che mi)",
            "(non|mai) piu ~ {texts}",
            "(ho gia|vi ho|le ho|gia) ~~ (detto|chiesto|scritto) ~~~ (basta|smettere|stop|no"
            "|non|cancellare|di)",
            "(se mi|se) ~ (scrivete|contattate|mandate|continuate) ~~ (ancora|vi|denuncio"
            "|segnalo|blocco)",
            "(revoco|ritiro|non do|non ho dato) ~~ (consenso|autorizzazione|permesso)",
        ),
        examples_for=(
            "Non mi scrivete più",
            "non voglio ricevere messaggi",
            "non mandatemi più sms",
        ),
        examples_against=("no grazie", "non voglio che vinca Trump", "non ho ricevuto messaggi"),
    ),
    Rule(
        name="it-wrong-number",
        kind=_WRONG,
        language="it",
        confidence=0.93,
        why="It says in Italian that this is the wrong number.",
        phrases=(
            "(numero|persona|num|destinatario|contatto|messaggio) ~ (sbagliato|sbagliata|"
            "sbaliato|errato|errata|sbagliatissimo)",
            "(sbagliato|sbagliata|sbagliando|sbagliate|sbaglia|sbagli|sbagliati|errato) ~ "
            "(numero|persona|contatto|indirizzo|destinatario)",
            "< {polite}* [credo che|penso che] (si e|ti sei|vi siete|s e|si sta|ti stai|vi "
            "state|si) ~ (sbagliato|sbagliata|sbagliati|sbaglia|sbagliando|confuso|confusa|"
            "confondendo) {polite}* >",
            "(ha|hai|avete) ~ ~ (sbagliato|sbagliata) ~ (>|numero|persona|{polite}|non)",
            "(non|qui non|qua non|nn) (abita|vive|lavora|sta|risiede) ~ (piu|qui|qua|con me)",
            "(il|questo|suo) ~ (numero|telefono|cellulare) (non e|ora e|adesso e|e cambiato|"
            "non appartiene|e nuovo|e mio|nuovo) ~",
            "(ha|e) cambiato (numero|telefono|cellulare|casa)",
            "(mio|mia|il|la|lui|lei|{Name}|suo|signor|signora) ~ ~ (e|sono|era) ~ (morto|morta"
            "|deceduto|deceduta|mancato|mancata|venuto a mancare|venuta a mancare|scomparso|"
            "scomparsa|defunto|defunta) (>|da|nel|a|lo|l anno|il|due|{polite}|ieri|tempo)",
            "<< {polite}* (e|lei e|lui e) ~ (morto|morta|deceduto|deceduta|mancato|mancata) (>"
            "|da|nel|lo|l|due|{polite}|tempo)",
            "(non) (conosco|so chi) ~ ~ (questa|questo|nessuno|nessuna|nessun|sia) ~ (persona|"
            "signore|signora|nome|con|uomo|donna|che|{Name}|>)",
            "(ho) ~ (preso|comprato|ricevuto|attivato|questo) ~ ~ (numero|scheda|sim) (da|"
            "nuovo|ieri|oggi|>|la settimana|di recente|poco|{polite})",
            "(cerca|cerchi|cercate|cercando|per) ~ (qualcun altro|un altra persona|altra persona)",
            "(non sono) (la persona|quella persona|chi|quello che|quella che|io|lui|lei) ~",
            "(questo e|qui e|qua e|e|questa e) ~ (un|una|uno|l|il numero di un|il numero di "
            "una) (azienda|ufficio|negozio|ristorante|panetteria|farmacia|scuola|studio|"
            "clinica|hotel|officina|ditta|attivita|pizzeria) (>|non|{polite})",
            "(mi|ci) (confonde|confondi|confondete|state confondendo|sta confondendo|stai "
            "confondendo|sta scambiando|stai scambiando|scambiate|scambia) ~",
            "{named} [il|la|di|signor|signora|nessun|nessuna|alcun|un|una] {Name}",
            "{Name} (non) ~ (abita|vive|lavora|usa|ha|sta|e) ~ ~ (qui|qua|numero|piu|cellulare)",
            "(numero|persona) ~ (sbagliato|sbagliata|errato|errata)",
            "(ha|hai|avete) ~ (sbagliato|sbagliata) (>|numero|persona)",
            "(non e|non e piu) (il|la|suo|sua|mio) ~ (numero|persona)",
            "(non abita|non vive|non lavora) piu qui",
            "non conosco (questa|nessuno|nessuna|nessun) ~",
            "(nessuno|non c e nessuno) ~~ (nome|chiamato|chiama)",
            "(mi|ci) (confonde|confondi|confondete|state confondendo|sta scambiando) ~ ",
            "{named} [il|la|signor|signora|nessun|nessuna] {Name}",
        ),
        examples_for=("Numero sbagliato", "Non sono Marco", "ha sbagliato numero"),
        examples_against=("Non sono sicuro", "qual è il numero?"),
    ),
)
