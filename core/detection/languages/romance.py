"""Portuguese and Italian."""

from __future__ import annotations

from typing import Final

from core.detection.lists import forms, listed
from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

PORTUGUESE: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "mensagem|mensagens|msg|msgs|sms|texto|textos|torpedo|torpedos|propaganda|propagandas"
        "|spam|ligacoes|notificacoes|emails|avisos|zap|whatsapp|contato|publicidade|mensage"
        "|mensages|comunicacoes"
    ),
    "stuff": listed("nada|isso|isto|essas|esses|estas|mais|coisas|mais nada|essa porcaria|merda"),
    "sending": listed(
        "mandar|enviar|escrever|contatar|contactar|ligar|incomodar|perturbar|encher|mandando"
        "|enviando|escrevendo|incomodando|me mandar|me enviar|me escrever|me contatar|me ligar"
        "|me incomodar|chatear|importunar|receber|me perturbar|me encher|me importunar"
    ),
    "send": (
        *forms("mand envi contat contact incomod perturb lig", "e em es a"),
        *listed(
            "escreva|escrevam|escreve|encha|encham|chateie|volte a ~|mandem|mandar|enviar|escrever"
            "|incomodar|procurem|procure|importune|importunem"
        ),
    ),
    "no": listed("nao|n|nunca|nao quero que|jamais|nunca mais|ja nao|favor nao"),
    "stop": listed(
        "pare|parem|para|parar|paren|chega|deixe|deixem|cesse|cessem|basta|deixa|interrompam"
        "|cancele|cancelem"
    ),
    "remove": listed(
        "remova|removam|remover|retire|retira|retirem|retirar|tire|tira|tirem|tirar|exclua"
        "|exclui|excluam|excluir|apague|apaga|apaguem|apagar|descadastre|descadastra"
        "|descadastrem|descadastrar|deleta|deletem|deletar|cancele|cancelar|bloqueie|esqueca"
        "|esquecam|elimine|eliminem|eliminar"
    ),
    "mine": listed(
        "(me|meu|minha|este|esse|nosso|meus) ~ (numero|numeros|telefone|celular|contato|nome"
        "|dados|cadastro|inscricao|assinatura|linha|telemovel)"
    ),
    "list": listed(
        "lista|listas|base|cadastro|grupo|sistema|contatos|banco de dados|base de dados|agenda"
        "|campanha"
    ),
    "polite": listed(
        "por favor|favor|pfv|obrigado|obrigada|ja|agora|pf|por gentileza|ola|oi|imediatamente"
        "|nao|com isso|isso|gentileza|please|gente|moca|moco|logo|valeu|urgente|porfavor|pfvr|e"
        "|bom dia|boa tarde"
    ),
    "named": listed(
        "nao sou|eu nao sou|nao e|nao conheco|aqui nao e|aqui nao mora|nao tem|nao ha|quem e"
        "|aqui nao tem|nao conheco nenhum|nao conheco nenhuma|nao me chamo|esse nao e"
        "|este nao e|nenhum|nenhuma|nao e o numero de|nao e o telefone de"
    ),
}

ITALIAN: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "messaggio|messaggi|sms|testi|notifiche|pubblicita|spam|chiamate|comunicazioni|email"
        "|mail|msg|propaganda|avvisi|messaggini|telefonate"
    ),
    "stuff": listed("nulla|niente|questi|queste|piu|questa roba|roba|cose"),
    "sending": listed(
        "mandare|mandarmi|inviare|inviarmi|scrivere|scrivermi|contattare|contattarmi|chiamare"
        "|chiamarmi|disturbare|disturbarmi|messaggiare|messaggiarmi|spedirmi|rompere"
        "|importunarmi|importunare|assillarmi|ricevere|mandarci|inviarci|tormentarmi"
    ),
    "send": listed(
        "mandate|mandi|manda|mandatemi|inviate|invii|invia|inviatemi|scrivete|scriva|scrivi"
        "|scrivetemi|scrivermi|contattate|contatti|contattatemi|contattarmi|chiamate|chiamatemi"
        "|chiamarmi|disturbate|disturbi|disturbatemi|mandarmi|inviarmi|disturbare|scrivere"
        "|contattare|mandare|disturbarmi|rompete"
    ),
    "stop": listed(
        "smettila|smettetela|smetta|smetti|smettete|basta|fermatevi|fermati|finitela|finiscila"
        "|cessate|piantatela|piantala|interrompete|la smetta|la smettete|cessi|cessa"
    ),
    "remove": listed(
        "cancella|cancellate|cancelli|cancellatemi|cancellami|cancellarmi|cancellare|rimuovi"
        "|rimuovete|rimuova|rimuovetemi|rimuovimi|rimuovermi|rimuovere|togli|togliete|tolga"
        "|toglietemi|toglimi|togliermi|elimina|eliminate|eliminatemi|eliminami|elimini"
        "|eliminare|disiscrivetemi|disiscrivimi|disiscrivermi|dimenticate|dimentica|bloccate"
        "|levatemi|levami|depennatemi|mi cancelli|mi tolga|mi rimuova"
    ),
    "removed": listed(
        "cancellatemi|cancellami|cancellarmi|rimuovetemi|rimuovimi|rimuovermi|toglietemi"
        "|toglimi|togliermi|eliminatemi|eliminami|disiscrivetemi|disiscrivimi|disiscrivermi"
        "|levatemi|depennatemi|mi cancelli|mi tolga|mi rimuova|essere cancellato"
        "|essere cancellata|essere rimosso|essere rimossa"
    ),
    "mine": listed(
        "(il mio|questo|i miei|il nostro|la mia|mio) ~ (numero|nome|contatto|dati|cellulare"
        "|telefono|iscrizione|nominativo|recapito)"
    ),
    "list": listed("lista|liste|elenco|database|rubrica|mailing list|contatti|sistema|gruppo"),
    "polite": listed(
        "per favore|grazie|adesso|ora|subito|per piacere|basta|no|ciao|per cortesia|mille|dai"
        "|immediatamente|cortesemente|prego|vi prego|ti prego|salve|buongiorno|con questo"
        "|con questi|e|favore"
    ),
    "named": listed(
        "non sono|io non sono|non e|qui non c e|non conosco|non conosco nessun"
        "|non conosco nessuna|non mi chiamo|chi e|non abita|qui non abita|nessun|nessuna"
    ),
}

NOT_IN_PORTUGUESE: Final = Guard(
    name="pt-negated",
    why="Who says not to stop wants more.",
    before=("(nao|nunca|n) [me|pode|podem|vou|va]",),
    example="não pare de lutar",
)
NOT_IN_ITALIAN: Final = Guard(
    name="it-negated",
    why="Who says not to stop wants more.",
    before=("(non|mai) [mi|ci|ti]",),
    example="non smettete di lottare",
)

ROMANCE_RULES: Final = (
    Rule(
        name="pt-request",
        kind=_ASK,
        language="pt",
        confidence=0.94,
        why="It asks in Portuguese to stop the texts.",
        phrases=(
            "{stop} ~ (de|com) ~ ~ ({sending}|{texts})",
            "{stop} (de me|de nos) ({sending}|{send})",
            "< {polite}* (pare|parem|chega|sair|basta|para|cancelar|descadastrar) {polite}* >>",
            "{remove} (me|nos) ~ ~ (>|{polite}|da|de|do|dessa|desta)",
            "(me|nos) {remove} (>|{polite}|da|de|do|dessa|desta|desse)",
            "{remove} {mine}",
            "{remove} ~ {mine} (da|de|do|dessa)",
            "(sair|sai|fora|removido|removida|retirado|retirada|excluido|excluida) (da|dessa"
            "|desta|de|do) ~ {list}",
            "(me deixe|me deixem|me deixa|deixe me|deixem me|deixa eu|deixem) em paz",
            "(vai|va|vao) ~ (se foder|a merda|pro inferno|tomar no cu)",
            "(como|quero|gostaria de|desejo|preciso|posso) ~~ (cancelo|cancelar|sair"
            "|descadastrar|me descadastro|desinscrever|saio|parar de receber|ser removido"
            "|ser removida|descadastro)",
        ),
        unless=(NOT_IN_PORTUGUESE,),
        examples_for=("Pare de me mandar mensagens", "me tira dessa lista", "Remova meu número"),
        examples_against=("não pare de lutar", "para onde eu vou?", "tirem ele do governo"),
    ),
    Rule(
        name="pt-refusal",
        kind=_ASK,
        language="pt",
        confidence=0.94,
        why="It says in Portuguese that it wants no texts.",
        phrases=(
            "{no} (me|nos) {send} ~ (>|mais|{texts}|{stuff}|{polite})",
            "{no} ({send}) (mais|me|pra mim|para mim) ",
            "{no} ({send}) ~ {texts}",
            "{no} ~ (quero|desejo|gostaria|queremos|preciso|aceito|autorizo|pretendo"
            "|tenho interesse) ~~~ ({texts}|receber|que me|ser contatado|ser contatada|{stuff}"
            "|contato)",
            "(chega|nada|sem|nenhuma|nao mais|cansei|cansado|cansada|farto) ~ (de|mais) ~~ {texts}",
            "(ja|te|lhes) ~~ (disse|pedi|falei|mandei) ~~~ (parar|parem|sair|stop|nao|remover"
            "|tirar)",
            "(se|vou) ~~~ (denunciar|bloquear|processar) ~~~ (se|mandar|continuar)",
            "se (me|voces) ~ (mandar|mandarem|escrever|continuarem|enviarem) ~~",
            "(retiro|revogo|cancelo|nao dei|nao autorizei) ~ ~ (consentimento|autorizacao"
            "|permissao)",
        ),
        examples_for=(
            "não me mande mais mensagens",
            "Não quero receber isso",
            "chega de mensagens",
        ),
        examples_against=("não, obrigado", "não quero que ele ganhe", "não sei se vou"),
    ),
    Rule(
        name="pt-wrong-number",
        kind=_WRONG,
        language="pt",
        confidence=0.93,
        why="It says in Portuguese that this is the wrong number.",
        phrases=(
            "(numero|pessoa|telefone) ~ (errado|errada|enganado|trocado)",
            "(foi|e|por|deve ser) engano",
            "(se enganou|voce se enganou|esta enganado|ligou errado|mandou errado|pessoa errada"
            "|enganou se|engano)",
            "(nao e|nao e mais) (o|a|meu|dele|dela|esse|essa) ~ (numero|telefone|pessoa)",
            "(nao mora|nao trabalha) [mais] aqui",
            "(nao|nem) conheco (essa|esta|ninguem|nenhum|nenhuma) ~",
            "(ninguem|nao ha ninguem|nao tem ninguem) ~~ (esse nome|este nome|chamado|chamada)",
            "{named} [o|a|seu|dona|nenhum|nenhuma] {Name}",
        ),
        examples_for=("número errado", "Não sou o Pedro", "foi engano"),
        examples_against=("Não sou republicano", "qual é o número?"),
    ),
    Rule(
        name="it-request",
        kind=_ASK,
        language="it",
        confidence=0.94,
        why="It asks in Italian to stop the texts.",
        phrases=(
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
