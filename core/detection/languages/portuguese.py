"""Portuguese: of Brazil and of Portugal."""

from __future__ import annotations

from typing import Final

from core.detection.lists import forms, listed
from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

PORTUGUESE: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "mensagen|mensaje|mensajens|mensagems|mssg|smss|recado|recados|convites|anuncios",
        "emails|e mails|correntes|ligacao|torpedinho|conteudo",
        "mensagem|mensagens|msg|msgs|sms|texto|textos|torpedo|torpedos|propaganda|propagandas"
        "|spam|ligacoes|notificacoes|emails|avisos|zap|whatsapp|contato|publicidade|mensage"
        "|mensages|comunicacoes",
    ),
    "stuff": listed(
        "nada disso|essas coisas|essas merdas|disso|desses|dessas|porcarias|merdas|bosta",
        "nada|isso|isto|essas|esses|estas|mais|coisas|mais nada|essa porcaria|merda",
    ),
    "sending": listed(
        "encher o saco|encher|torrar|torrar a paciencia|spam|spammar|contato|entrar em contato",
        "seguir mandando|ficar mandando|ficar enviando|ficar me mandando|mandar mensagem",
        "mandar coisa|mandar coisas|escrever me|enviar me|mandar me|contactar me|ligar me",
        "chatear me|incomodar me|amolar|aborrecer|azucrinar|ligando|chateando|atazanar",
        "insistir|assediar|mandarem|enviarem|escreverem",
        "mandar|enviar|escrever|contatar|contactar|ligar|incomodar|perturbar|encher|mandando"
        "|enviando|escrevendo|incomodando|me mandar|me enviar|me escrever|me contatar|me ligar"
        "|me incomodar|chatear|importunar|receber|me perturbar|me encher|me importunar",
    ),
    "send": (
        *listed(
            "manda|mandei|envie|enviem|escrevas|mandes|envies|contates|contactes|incomodes",
            "ligues|perturbes|chateies|chateiem|entre em contato|entrem em contato",
            "entre em contacto|entrem em contacto|entra em contato|me perturbe|encham o saco",
            "enche|encher|insista|insistam|insistas|amole|amolem|torre|torrem|fale|falem",
            "procurem|usem|use|assedie|voltem a ~|voltes a ~|mande mais|liga|escreve|chama",
            "chame|chamem",
        ),
        *forms("mand envi contat contact incomod perturb lig", "e em es a"),
        *listed(
            "escreva|escrevam|escreve|encha|encham|chateie|volte a ~|mandem|mandar|enviar|escrever"
            "|incomodar|procurem|procure|importune|importunem"
        ),
    ),
    "no": listed(
        "ñ|num|nem|nunca mais quero|n quero que|naum|não quero mais que|parem e nao",
        "nao|n|nunca|nao quero que|jamais|nunca mais|ja nao|favor nao",
    ),
    "stop": listed(
        "parem ja|para ja|pare ja|cheguem|chega ja|deixe me|deixem me|encerrem|encerre",
        "suspendam|suspenda|evitem|evite|deixar|pfv pare",
        "pare|parem|para|parar|paren|chega|deixe|deixem|cesse|cessem|basta|deixa|interrompam"
        "|cancele|cancelem",
    ),
    "remove": listed(
        "desinscreva|desinscrevam|descadastra|remove|removem|descadastrem|apagai|eliminem",
        "elimina|exclue|delete|limpem|limpe|risque|risquem|desvincule|saia|desligue|desliguem",
        "cancelem|cancela|eliminar|tirem|tirar fora|bloqueia|bloqueiem|esquece",
        "remova|removam|remover|retire|retira|retirem|retirar|tire|tira|tirem|tirar|exclua"
        "|exclui|excluam|excluir|apague|apaga|apaguem|apagar|descadastre|descadastra"
        "|descadastrem|descadastrar|deleta|deletem|deletar|cancele|cancelar|bloqueie|esqueca"
        "|esquecam|elimine|eliminem|eliminar",
    ),
    "mine": listed(
        "(me|meu|minha|este|esse|nosso|meus|o|nossos|o meu|a minha|os meus) ~ (nr|num|n°|cel|"
        "contacto|email|fone|dado|registro|registo|inscricao|subscricao|numeros|nomes)",
        "(me|meu|minha|este|esse|nosso|meus) ~ (numero|numeros|telefone|celular|contato|nome"
        "|dados|cadastro|inscricao|assinatura|linha|telemovel)",
    ),
    "list": listed(
        "mailing|registro|registo|contactos|disparo|transmissao|lista de transmissao|programa",
        "servico|daqui|dai|site",
        "lista|listas|base|cadastro|grupo|sistema|contatos|banco de dados|base de dados|agenda"
        "|campanha",
    ),
    "polite": listed(
        "porfa|pfvr|faz favor|faca o favor|se faz favor|sff|pff|grato|grata|obg|obgd|vlw|cara",
        "mano|amigo|amiga|senhor|senhora|desculpe|desculpa|pessoal|galera|caramba|porra",
        "caralho|meu deus|entao|de uma vez|de vez|imediato|de imediato|hoje|tambem|ta|tá|ok",
        "com urgencia|pelo amor de deus|agradeco|agradecido|agradecida|urgentemente",
        "por favor|favor|pfv|obrigado|obrigada|ja|agora|pf|por gentileza|ola|oi|imediatamente"
        "|nao|com isso|isso|gentileza|please|gente|moca|moco|logo|valeu|urgente|porfavor|pfvr|e"
        "|bom dia|boa tarde",
    ),
    "named": listed(
        "aqui nao e o|aqui nao e a|nao e mais|meu nome nao e|o meu nome nao e|nao se chama",
        "nao sou o|nao sou a|nao somos|nao conheco nenhum|nao conheco nenhuma|nao conheco a",
        "nao conheco o|nao sei quem e|nem sei quem e|aqui nao ha|nao ha nenhum|nao ha nenhuma",
        "nao existe|nao mora aqui|aqui nao mora nenhum|aqui nao mora nenhuma|nao tem nenhum",
        "nao tem nenhuma|este nao e o numero de|esse nao e o numero de|nao e o numero do",
        "nao e o numero da|este numero nao e de|este numero nao e do|este numero nao e da",
        "esse numero nao e de|esse numero nao e do|esse numero nao e da|numero nao e mais de",
        "numero nao e mais do|numero nao e mais da|numero ja nao e de|numero ja nao e do",
        "numero ja nao e da|nao pertence a|nao pertence mais a|nao falo com",
        "nao esta falando com|voce nao esta falando com|quem diabos e|numero nao e do",
        "numero nao e da|numero nao e de",
        "nao sou|eu nao sou|nao e|nao conheco|aqui nao e|aqui nao mora|nao tem|nao ha|quem e"
        "|aqui nao tem|nao conheco nenhum|nao conheco nenhuma|nao me chamo|esse nao e"
        "|este nao e|nenhum|nenhuma|nao e o numero de|nao e o telefone de",
    ),
}

NOT_IN_PORTUGUESE: Final = Guard(
    name="pt-negated",
    why="Who says not to stop wants more.",
    before=("(nao|nunca|n) [me|pode|podem|vou|va]", "(dont|do not|never|didnt|wont) [you|ever]"),
    example="não pare de lutar",
)

PORTUGUESE_RULES: Final = (
    Rule(
        name="pt-request",
        kind=_ASK,
        language="pt",
        confidence=0.94,
        why="It asks in Portuguese to stop the texts.",
        phrases=(
            "{stop} ~ ~ (de|com|d) ~ ~ ~ ({sending}|{texts}|isso|isto|essa palhacada|essas coisas)",
            "(quero|gostaria de|desejo|preciso|favor|por favor|como|posso|pode|podem|poderia|"
            "poderiam|queria) ~ ~ (sair|me descadastrar|descadastrar|me desinscrever|cancelar|"
            "cancelamento|ser (removido|removida|excluido|excluida|retirado|retirada)|me "
            "(tirar|remover|excluir|retirar|apagar|deletar)|remover|excluir|parar de (me|"
            "mandar|enviar|receber)|que me (tirem|removam|excluam|retirem)) ~ ~ (>|{polite}|da"
            "|de|do|dessa|desta|desse|{mine}|isso|{texts}|{list}|daqui|o|a|as)",
            "(como|onde) ~~~~ (nao receber|parar|paro|cancelo|cancelar|saio|sair|bloqueio|"
            "desativo|descadastro|removo) ~ ~ (isso|isto|de receber|{texts}|{list}|mais|daqui|"
            ">)",
            "(me|nos) (deixe|deixem|deixa|deixar|larga|largue|larguem) ~ (em paz|quieto|quieta"
            "|sossegado|sossegada|>)",
            "(deixe|deixem|deixa|larguem|larga|deixar) (me|nos|eu|a gente) ~ ~ (em paz|paz|"
            "sossegado|sossegada|quieto|quieta)",
            "(vai|va|vao|vaiam|vao) ~ ~ (se foder|se ferrar|a merda|pra merda|pro inferno|para "
            "o inferno|tomar no cu|tomar no|catar coquinho|ver se estou na esquina|plantar "
            "batata|encher outro|chatear outro)",
            "< {polite}* (pare|parem|chega|parem com isso|para com isso|pare com isso|"
            "chega disso|ja chega|ja basta|saiam|sumam|cai fora|vaza|me esquece|me "
            "esquecam|que saco|parem ja|quero sair|me remova|me remove|me tira|me tire|me "
            "tirem|me exclua|me exclui|me apaga|me deleta) {polite}* >",
            "{remove} (me|nos|eu) ~ ~ (>|{polite}|da|de|do|dessa|desta|daqui|dai)",
            "(me|nos) {remove} ~ (>|{polite}|da|de|do|dessa|desta|desse|daqui|dai|{list})",
            "{remove} [o|a|os|esse|este] {mine} ~",
            "(isso|isto) e (assedio|perseguicao|spam|abuso|importunacao) ~",
            "(vou|irei|vamos|te|vos|ou) ~ (denunciar|bloquear|processar|reportar|denuncio|"
            "bloqueio|reportar) ~",
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
            "{no} (me|nos|vos) {send} ~ ~ (>|mais|{texts}|{stuff}|{polite}|nunca|comigo)",
            "{no} ({send}) ~ (mais|comigo|conosco|pra mim|para mim|pra ca|nada|por favor|>)",
            "{no} [eu] ~ (quero|queria|desejo|gostaria|queremos|preciso|aceito|autorizo|"
            "pretendo|autorizei|permito|tenho interesse|estou interessado|estou interessada|"
            "solicitei|pedi) ~ ~ (mais|{texts}|receber|recebendo|que me|contato|contacto|saber"
            "|{stuff}|esse|essas|suas|as) ~",
            "{no} (quero|kero) mais [nada] {polite}* >",
            "{no} (incomode|incomodem|perturbe|perturbem|enche|encha|encham|chateie|chateiem|"
            "insista|insistam|amole|mandem mais nada|mande mais nada|amola) ~ {polite}* >",
            "(farto|farta|cansado|cansada|cheio|cheia|cansei|saco cheio|enjoado|enjoada|enchi) "
            "(de|d|com|das|dessas|destas|desses) ~ ~ ({texts}|receber|{sending})",
            "(favor|peco|agradeco|agradecia|gostaria|pedimos|solicito) ~ ~ (nao|para nao|que "
            "nao|nao mais) ~ ~ ({send}|{sending}|receber|me)",
            "(ja|te|lhes|quantas vezes|vezes) ~~ (disse|pedi|falei|mandei|escrevi|respondi|"
            "solicitei) ~ ~ ~ (parar|parem|pare|sair|stop|nao|remover|tirar|tirarem|removerem|"
            "pararem|chega|quero)",
            "(nenhum|nenhuma|sem|zero|chega de|nada de) ~ {texts} (>|mais|{polite})",
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
            "(numero|pessoa|telefone|nr|num|contato|contacto|celular|cel|mensagem|"
            "destinatario) ~ ~ (errado|errada|erado|enganado|enganada|trocado|incorreto|"
            "incorreta|equivocado)",
            "(enganou|enganaste|enganado|enganada|enganaram|enganou se|se enganou|se enganaram"
            "|confundiu|confundindo|confundiram|equivocou|errou|erraste) ~ (>|no numero|de "
            "numero|o numero|de pessoa|na pessoa|numero|com|me|{polite}|nao)",
            "(nao|ja nao|nem) (mora|vive|trabalha|reside) [mais] (aqui|nesse|neste|nessa|"
            "comigo|conosco)",
            "(aqui|ca) (nao|ja nao) (mora|e|vive|tem|ha|trabalha) ~ (>|ninguem|essa|esse|dela|"
            "dele|{polite})",
            "(numero|telefone|celular|contato|linha) ~ (nao|ja nao|nao e mais|mudou|agora e|e "
            "novo|novo) ~ (e|pertence|mais|de dono|dele|dela|meu|minha|>)",
            "(esse|este|nao) ~ (nao e|e) (o|a|mais) ~ (numero|telefone|celular|nome) (dele|"
            "dela|mais|de|do|da|>)",
            "(mudou|trocou|mudou se) ~ (de|o) (numero|telefone|celular|contato)",
            "(meu|minha|o|a|ele|ela|{Name}|seu|dona) ~ ~ (faleceu|morreu|ja faleceu|ja morreu|"
            "esta morto|esta morta|e falecido|e falecida|veio a falecer|partiu) (>|ha|no|em|"
            "faz|ano|o|{polite}|por|ja)",
            "< {polite}* (faleceu|morreu|falecido|falecida) (>|ha|no|em|faz|{polite})",
            "(nao|nem) (conheco|sei quem) ~ (essa|esta|esse|este|ninguem|nenhum|nenhuma|e) ~ "
            "(pessoa|senhor|senhora|nome|com|homem|mulher|{Name}|>)",
            "(acabei de|comprei|peguei|tenho|ganhei|adquiri|recebi) ~ ~ (este|esse|um|o) ~ "
            "(numero|chip|telefone) (ha|faz|agora|novo|recentemente|>|esta|essa|semana|ontem|"
            "hoje|de)",
            "(outra pessoa|pessoa diferente|nao sou a pessoa|nao sou quem|nao sou essa|nao sou "
            "esse|nao sou ele|nao sou ela|nao e comigo|nao e para mim|nao e pra mim)",
            "(aqui e|isto e|isso e|este e|numero e|numero de|falar com|ligou para|ligou pra) ~ "
            "(uma|um|de uma|de um|da|do) (empresa|loja|escritorio|restaurante|padaria|farmacia"
            "|escola|igreja|clinica|comercio|consultorio|oficina|salao|hotel|negocio)",
            "{named} [o|a|do|da|de|seu|dona|nenhum|nenhuma|um|uma|senhor|senhora] {Name}",
            "{Name} (nao|ja nao|nem) ~ (mora|vive|trabalha|usa|tem|esta|e) ~ ~ (aqui|numero|"
            "telefone|mais|celular)",
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
)
