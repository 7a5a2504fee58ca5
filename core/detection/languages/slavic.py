"""Polish, Russian and Ukrainian."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

POLISH: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "smsami|wiadomosciami|sms ow|sms y|smsów|wiadomośc|esemesy|spamem|spamow|ofert|reklamy",
        "telefony|maile|mejli|korespondencji|glupot|informacji|powiadomienia",
        "wiadomosci|wiadomosc|sms|smsy|smsow|smsa|tekstow|spamu|spam|powiadomien|reklam|"
        "esemesow|telefonow|kontaktu|maili|ogloszen",
    ),
    "sending": listed(
        "pisania|wysyla|piszecie|wysylacie|wysyłać|nachodzic|smsowac|smsowania|kontaktowania",
        "kontaktowac sie|kontaktujcie sie|kontaktuj sie|kontaktowanie|nekajcie|nekaj|nękania",
        "zawracania|zawracajcie|zawracaj|zadreczac|dzwonienia|przesylaj|przesylajcie|spamujcie",
        "spamuj|spamowania|nadsylac|niepokoj|niepokojcie|przeszkadzajcie|przeszkadzaj",
        "wydzwaniac|meczyc|meczcie|otrzymywania|dostawania|wypisywac|wypisujcie",
        "pisac|wysylac|przesylac|dzwonic|kontaktowac|nekac|przysylac|spamowac|zawracac|pisz|"
        "piszcie|wysylaj|wysylajcie|przysylajcie|przysylaj|dzwoncie|dzwon|kontaktujcie|"
        "kontaktuj|pisanie|wysylania|pisania|nekania|otrzymywac|dostawac|wysylanie|niepokoic|"
        "przeszkadzac|dreczyc",
    ),
    "polite": listed(
        "prosze bardzo|prosze was|prosze panstwa|blagam|serio|naprawde|w koncu|wreszcie",
        "dzien dobry|dobry wieczor|czesc|pozdrawiam|pilne|od razu|na zawsze|do cholery|kurwa",
        "cholera|ludzie|pan|pani|a|i|no|ok|tego|mi|z tym|stop|uprzejmie",
        "prosze|dziekuje|natychmiast|juz|teraz|dzieki|z gory|o|mnie|nie|hej|do mnie|bardzo|"
        "panstwa|was|to",
    ),
    "named": listed(
        "nie jestem zadnym|nie jestem zadna|nie jestem panem|nie jestem pania|to nie numer",
        "to nie jest numer|to nie telefon|to juz nie numer|to juz nie jest numer",
        "nie znam zadnego|nie znam zadnej|nie znam|nie ma tu zadnego|nie ma tu zadnej",
        "nie ma tutaj|tu nie ma|nie nazywam sie|nie mam na imie|kto to|kto to jest|kim jest",
        "ten numer nie nalezy do|numer nie nalezy do|nie nalezy do|nie nalezy juz do",
        "nie rozmawia pan z|nie rozmawia pani z|nie jestesmy",
        "nie jestem|to nie|nie ma tu|nie znam|tu nie mieszka|nie nazywam sie|nie ma|to nie "
        "jest|kim jest|nie mieszka tu|jaki|jaka",
    ),
}

RUSSIAN: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "смсками|смсы|сообщеньки|сообщение|месседжи|рассылок|рассылкой|спамом|спама|рекламу",
        "рекламы|реклама|сообщ|соо|звонками|смс ок|уведомление|агитацию|агитации|предложения",
        "эсэмэски|эсемески|эсемесок|текстов|письмо",
        "сообщения|сообщений|сообщение|смс|смски|смсок|тексты|спам|рассылку|рассылки|рассылка|"
        "уведомления|уведомлений|звонков|звонки|письма|писем|сообщениями",
    ),
    "sending": listed(
        "писанину|напишите|написать|слали|присылали|пришлите|беспокойтесь|беспокоили|тревожьте",
        "доставали|дергайте|дергать|донимайте|донимать|звонили|контактируйте|связывайтесь",
        "спамили|спам слать|высылали|рассылайте|присылайте сюда|надоедайте|трогайте|трогать",
        "приставать|приставайте|названивать|названивайте|строчить|строчите|домогайтесь",
        "отправляй|закидывать|закидывайте|использовать|используйте|отсылать|лезть|лезьте",
        "общаться",
        "пишите|писать|пиши|присылать|присылайте|присылай|отправлять|отправляйте|слать|шлите|"
        "шли|звонить|звоните|звони|беспокоить|беспокойте|тревожить|доставать|доставайте|"
        "спамить|спамьте|посылать|посылайте|получать|надоедать|связываться|писали|обращайтесь|"
        "контактировать|домогаться|рассылать|высылать|высылайте",
    ),
    "stop": listed(
        "прекратить|перестать|закругляйтесь|завязывай|кончай|хорош|остановитесь|остановись",
        "угомонитесь|бросьте|хватит уже|заканчивайте|закончите|перестаньте уже",
        "прошу прекратить|требую прекратить",
        "прекратите|прекрати|хватит|перестаньте|перестань|остановите|прекращайте|завязывайте|"
        "кончайте|достаточно|довольно|прекращай|стоп",
    ),
    "remove": listed(
        "удалять|выкиньте|выпишите|вычеркнуть|исключи|сотри|заблокируй|заблокировать|снимите",
        "снять|отключите|отключить|отсоедините|внесите|убирайте|удаляйте|деактивируйте|забыть",
        "потеряйте|деинсталлируйте|отпиши|удаление|выбросьте",
        "удалите|удали|удалить|уберите|убери|убрать|вычеркните|вычеркни|исключите|исключить|"
        "отпишите|отписать|сотрите|забудьте|забудь|заблокируйте|стереть|снимите|выпишите",
    ),
    "mine": listed(
        "(моя|мою|моего|мои|свой|этот|данный|мое|нашу|наши|мой) ~ (номер|номера|телефон|"
        "контакт|данные|имя|подписку|номерок|мобильный)",
        "(меня|мой номер|этот номер|нас|мои данные|мое имя|наш номер|мой телефон|мои контакты|"
        "номер)",
    ),
    "polite": listed(
        "пожалуйста же|пжлст|пжл|пожалуйсто|очень|вас|тебя|наконец то|наконецто|хватит|блин",
        "блять|черт|ради бога|ребята|люди|господа|добрый день|добрый вечер|привет|извините",
        "простите|навсегда|совсем|впредь|вообще|ну|и|меня|мне|сюда|с этим|с меня",
        "в конце концов|оперативно|благодарю|очень прошу|заранее спасибо|нафиг|тут|стоп",
        "пожалуйста|спасибо|немедленно|уже|сейчас|пж|плиз|пожалуста|прошу|срочно|же|больше|это"
        "|все|нет|здравствуйте|наконец",
    ),
    "named": listed(
        "я не|я вам не|вы ошиблись я не|это вам не|это номер не|это не номер",
        "это больше не номер|это уже не номер|это не телефон|номер не принадлежит",
        "номер больше не принадлежит|номер уже не принадлежит|не принадлежит",
        "больше не принадлежит|здесь нет никакого|здесь нет никакой|тут нет никакого",
        "тут нет никакой|нет тут никакого|не знаю никого по имени|знать не знаю",
        "понятия не имею кто такой|понятия не имею кто такая|не знаю кто такой",
        "не знаю кто такая|не знаю кто это|кто это такой|кто это|здесь не проживает",
        "здесь больше не живет|тут не живет|мы не|меня не зовут|мое имя не|вы пишете не",
        "я не|это не|не|нет тут|здесь нет|тут нет|я не знаю|не знаю|здесь не живет|меня зовут "
        "не|никакого|никакой|кто такой|кто такая|не знаю никакого|не знаю никакую",
    ),
}

SLAVIC_RULES: Final = (
    Rule(
        name="pl-request",
        kind=_ASK,
        language="pl",
        confidence=0.94,
        why="It asks in Polish for no more texts.",
        phrases=(
            "(przestan|przestancie|przestac|skoncz|skonczcie|skonczyc|przestaniecie|dosc|dosyc"
            "|daruj|darujcie|starczy|wystarczy|koniec) ~ ~ ({sending}|{texts}|tego|sobie|z ~ "
            "{texts})",
            "(nie|nigdy|prosze nie|wiecej nie) ~ ~ {sending} ~ (>|wiecej|juz|do mnie|{texts}|"
            "na ten|mi|ze mna|nam|{polite}|glowy|sie)",
            "(nie) ~ (chce|zycze|chcemy|zyczymy|wyrazam|zgadzam|potrzebuje|interesuja|"
            "interesuje|prosilem|prosilam|mam ochoty|wyrazalem|wyrazalam|pozwalam) ~ ~ ~ "
            "({texts}|{sending}|zgody|na to|kontaktu|od was|od panstwa|wiecej|mnie ~~ {texts}|"
            "na kontakt)",
            "(mam|mamy) (dosc|dosyc|po dziurki) ~ ~ ({texts}|was|tego|>)",
            "(prosze|chce|chcialbym|chcialabym|zadam|poprosze|jak|mozna|mozecie) ~ ~ (o|) ~ "
            "(wypisac|wypisanie|usunac|usuniecie|wykreslic|wykreslenie|skasowac|skasowanie|"
            "zrezygnowac|wyrejestrowac|wyrejestrowanie|zablokowac|wypisanie mnie) ~",
            "(usun|usuncie|usunac|skasuj|skasujcie|wykresl|wykreslcie|wykasuj|wykasujcie|wywal"
            "|wywalcie|wymazcie|zapomnijcie|zapomnij|zablokuj|zablokujcie|wypisz|wypiszcie|"
            "wyrejestruj|wyrejestrujcie) ~ ~ (mnie|moj|ten|mojego|nas|moje|moich|o mnie|o moim"
            "|numer|sie) ~",
            "(dajcie|daj|zostaw|zostawcie|zostawic|dac) ~ (mi|mnie|nam|nas) ~ ~ (spokoj|"
            "spokoju|swiety spokoj)",
            "< {polite}* (odczep sie|odczepcie sie|odwal sie|odwalcie sie|spadaj|spadajcie|"
            "spieprzaj|spieprzajcie|zjezdzaj|zjezdzajcie|odpieprz sie|odpieprzcie sie|wypad|"
            "wont|goncie sie|dosc|dosyc|starczy|wystarczy|koniec z tym|przestan|przestancie|"
            "rezygnuje|wypisuje sie|zostaw mnie|zostawcie mnie|nie zycze sobie|nie pisz|nie "
            "piszcie|nie pisac) {polite}* >",
            "(rezygnuje|wypisuje sie|rezygnacja) (z|ze) ~ ~",
            "(to jest|to) ~ (nekanie|stalking|spam|molestowanie|naruszenie) ~",
            "(zglosze|zglaszam|zablokuje|blokuje|pozwe) ~ (was|to|ten numer|na policje|sprawe|"
            "do|>|panstwa)",
            "(przestan|przestancie|prosze przestac|skoncz|skonczcie|przestanie|przestac|dosc|"
            "zaprzestac|zaprzestanie|zaprzestancie) (~~ ({sending}|{texts}|tego)|{polite}* >)",
            "(nie) ~~ {sending} (>|wiecej|juz|do mnie|{texts}|na ten|mi|{polite})",
            "(zadnych|bez|dosc|koniec|nigdy wiecej|prosze bez) ~ {texts}",
            "(nie) (chce|zycze|chcemy|zyczymy|wyrazam|zgadzam|potrzebuje) ~~~ ({texts}|"
            "{sending}|zgody|na to|kontaktu)",
            "(wypisz|wypiszcie|wypisac|usun|usuncie|usunac|wykresl|wykreslcie|skasuj|skasujcie"
            "|zapomnij|zapomnijcie|skresl|wymaz|wyrejestrowac|wypiszcie) ~ (mnie|moj|ten|"
            "mojego|nas|moje|o moim) ~",
            "(wypisac|wypisz|usunac|usun|wypisanie|usuniecie) ~ (sie|mnie|z) ~~ (listy|bazy|z "
            "listy|>)",
            "(z|ze) (tej|waszej|listy|panstwa|bazy) ~ (listy|bazy|mailingowej|>)",
            "(dajcie|daj|zostaw|zostawcie) ~ (mi|mnie|nam|nas) ~ (spokoj|spokoju|swiety spokoj)",
            "(odczep|odczepcie|odwal|odwalcie|spadaj|spadajcie|odpieprz|spierdalaj|"
            "spierdalajcie) ~",
            "(cofam|wycofuje|odwoluje) ~ zgode",
            "(jak|gdzie|chce|chcialbym|chcialabym) ~~ (wypisac|zrezygnowac|rezygnuje|wypisze|"
            "anulowac)",
            "(juz|prosilem|prosilam|mowilem|mowilam) ~~~ (prosilem|prosilam|przestac|nie pisac"
            "|stop|wypisac)",
            "(jeszcze jeden|jesli|jezeli) ~~~~ (policja|policje|policji|zglosze|pozwe|"
            "zablokuje|prawnik|prawnika)",
        ),
        examples_for=(
            "Proszę nie pisać do mnie więcej",
            "Wypisz mnie z listy",
            "Dajcie mi spokój",
            "przestańcie pisać",
        ),
        examples_against=("Nie mam czasu", "nie, dziękuję", "przystanek autobusowy"),
    ),
    Rule(
        name="pl-wrong-number",
        kind=_WRONG,
        language="pl",
        confidence=0.93,
        why="It says in Polish that this is the wrong number.",
        phrases=(
            "(zly|bledny|niewlasciwy|pomylony|nie ten|pomylil numer|nieprawidlowy|inny) (numer"
            "|kontakt|nr|adresat|odbiorca|telefon)",
            "(zla|niewlasciwa|nie ta|inna|bledna) osoba",
            "(pomylka|pomylke|pomylil|pomylila|pomylili|pomyliliscie|pomyliles|pomylilas|"
            "pomylono) ~ ~ (>|numer|numery|pan|pani|sie|panstwo|osobe|osoby|{polite})",
            "(nie) ~ (mieszka|pracuje|przebywa) ~ ~ (tu|tutaj|juz|>|z nami)",
            "(tu|tutaj) ~ nie (mieszka|pracuje|ma) ~ ~ (nikogo|nikt|taki|taka|>|taka osoba|{Name})",
            "nie znam ~ ~ (osoby|takiej|nikogo|tego|tej|takiego) ~",
            "(nie ma) ~ (tu|tutaj) ~ (nikogo|takiej|takiego|tej) ~",
            "(to|juz|numer) ~ (nie jest|nie) ~ (jego|jej|moj|ten|wlasciwy) numer",
            "(zmienil|zmienila|mam nowy|nowy wlasciciel|nowy) ~ (numer|wlasciciel|numeru) (>|"
            "od|i|{polite}|telefonu)",
            "(mam|ten numer) ~ (ten numer|od|mam od|jest teraz moj|nalezy teraz) ~ (niedawna|"
            "od|tygodnia|kilku|do|miesiaca|wczoraj)",
            "(maz|zona|mama|matka|tata|ojciec|syn|corka|brat|siostra|babcia|dziadek|pan|pani|"
            "on|ona|{Name}) ~ ~ (nie zyje|zmarl|zmarla|umarl|umarla|odszedl|odeszla|"
            "wyprowadzil sie|wyprowadzila sie) (>|w|rok|od|dwa|{polite}|i|niedawno)",
            "(to jest|to|tu) ~ (firma|biuro|sklep|restauracja|piekarnia|apteka|szkola|gabinet|"
            "przychodnia|hotel|warsztat|numer firmowy|numer sluzbowy|telefon sluzbowy) (>|a|"
            "nie|{polite})",
            "(nie jestem|nie) ~ (ta osoba|tym kogo|osoba ktorej|osoba ktora|ta osobe|ta ktorej) ~",
            "(szuka|szukacie|szukasz|chodzi) ~ ~ (kogos innego|innej osoby|o kogos innego)",
            "{named} [pan|pani|panem|pania|zaden|zadna|zadnego|zadnej|jestem|jest|pana|takiego"
            "|takiej] {Name}",
            "{Name} ~ (nie|tu nie|juz tu nie|juz nie) (mieszka|pracuje|uzywa|ma|jest) ~ ~ (tu|"
            "tutaj|numeru|numer|>|juz)",
            "(zly|bledny|niewlasciwy|pomylony) (numer|kontakt|nr)",
            "(zla|niewlasciwa) osoba",
            "(pomylka|to pomylka|pomylil|pomylila|pomylili|pomyliliscie) ~ (>|numer|numery|pan"
            "|pani|sie|panstwo)",
            "nie (mieszka|pracuje) ~ (tu|tutaj)",
            "nie znam ~ (osoby|takiej osoby|nikogo)",
            "(to nie jest|to juz nie jest|nie jest) ~ (jego|jej) numer",
            "{named} [pan|pani|zaden|zadna|zadnego|zadnej|jestem] {Name}",
        ),
        examples_for=("Zły numer", "To nie Marek", "pomyłka"),
        examples_against=("Nie jestem pewien", "jaki jest numer?"),
    ),
    Rule(
        name="ru-request",
        kind=_ASK,
        language="ru",
        confidence=0.94,
        why="It asks in Russian for no more texts.",
        phrases=(
            "{stop} (~~ ({sending}|{texts}|это|меня|мне)|{polite}* >)",
            "(не|ни|никогда|больше не|прошу не|прошу вас не|просьба не) ~ ~ {sending} ~ (>|мне"
            "|больше|сюда|на этот|нам|{polite}|{texts}|меня|никогда|со мной|мой|и не)",
            "(мне|нам|сюда|меня|ко мне) ~ (больше|никогда|пожалуйста|ничего|) ~ не {sending}",
            "(не) (надо|нужно|нужны|нужна|хочу|желаю|хотим|хочется|согласен|согласна|давал|"
            "давала|разрешаю|даю|интересует|интересуют|интересно|подписывался|подписывалась|"
            "просил|просила|намерен|собираюсь) ~ ~ ~ ({texts}|{sending}|чтобы вы|согласия|"
            "согласие|этого|этих|на это|ваших|больше|на рассылку|эти|ваши|такие)",
            "{remove} ~ ~ {mine} ~",
            "{remove} ~ ~ (меня|нас|номер) ~",
            "(отпишите|отписаться|отпишусь|отписываюсь|отписка|отпиши|отмените|отменить|"
            "отменяю|отключите|отключить|отказаться|отказываюсь|снимите) ~ ~ (>|подписку|"
            "рассылку|меня|от|{texts}|{polite}|уведомления)",
            "(как|где|хочу|можно|прошу|желаю|требую|хотел бы|хотела бы) ~ ~ ~ (отписаться|"
            "отписать|отключить|отменить|удалить|убрать|прекратить|остановить|исключить|выйти "
            "из|отказаться|избавиться) ~",
            "(оставьте|оставь|оставить) ~ ~ (меня|нас|в покое) ~ (в покое|>)",
            "< {polite}* (отстаньте|отстань|отвалите|отвали|отвяжитесь|отвяжись|отвянь|"
            "отъебитесь|отъебись|идите|иди|пошли|пошел|пошли вы|заколебали|достали|задолбали|"
            "надоели|заебали|замучили|вы достали|вы надоели|вы задолбали|вы заебали|как вы "
            "достали|как вы надоели|как же вы достали|как же вы надоели|как вы задолбали|"
            "затрахали) ~ ~ ~ (>|от|на|нахуй|нафиг|в жопу|к черту|вон|лесом|уже|со|своими|меня"
            "|мне|писать|с|{texts})",
            "(надоели|достали|задолбали|заебали|замучили|устал|устала|сыт|сыта|надоело) ~ ~ ~ "
            "({texts}|{sending}|по горло) ~",
            "(это) ~ (спам|домогательство|преследование|харассмент|нарушение) ~",
            "(заблокирую|блокирую|жалуюсь|пожалуюсь|подам|обращусь|буду) ~ (>|жаловаться|в суд"
            "|в полицию|вас|жалобу|номер|на вас|этот|если|блокировать)",
            "(запрещаю|запретите|против|возражаю) ~ ~ ({sending}|{texts}|вам|использовать|мне)",
            "(нет|без|никаких|больше никаких) ~ {texts} ~ (>|больше|{polite}|мне)",
            "{stop} (~~ ({sending}|{texts})|{polite}* >)",
            "(не|больше не|никогда не) ~~ {sending} (>|мне|больше|сюда|на этот|нам|{polite}|"
            "{texts}|меня|никогда)",
            "(мне|нам|сюда) [больше] не {sending}",
            "(не) (надо|нужно|хочу|желаю|хотим|согласен|согласна|давал|давала|разрешаю|даю) "
            "~~~ ({texts}|{sending}|чтобы вы|согласия|этого|этих)",
            "{remove} ~ {mine}",
            "{remove} ~ ~ из ~~ (списка|базы|рассылки|списков)",
            "(отпишите|отписаться|отпишусь|отписываюсь|отмените|отменить|отключите|отключить|"
            "снимите) (>|подписку|рассылку|меня|от|{texts}|{polite})",
            "(оставьте|оставь) ~ (меня|нас) ~ (в покое)",
            "(отстаньте|отстань|отвалите|отвали|отвяжитесь|отвяжись|идите|иди|пошли|пошел|"
            "пошли вы) (>|от|на|нахуй|нафиг|в жопу|к черту|вон|лесом)",
            "(отзываю|отозвать|отказываюсь) ~~ (согласие|от)",
            "(я|уже|сколько раз) ~~~ (просил|просила|говорил|говорила|писал|писала|сказал) ~~~ "
            "(не|прекратить|удалить|стоп|перестать|хватит|отписаться)",
            "(еще|если|иначе) ~~~~~ (пожалуюсь|суд|полицию|заблокирую|жалобу|полиция|подам)",
            "никаких ~ {texts}",
        ),
        examples_for=(
            "Не пишите мне больше",
            "удалите мой номер",
            "Оставьте меня в покое",
            "хватит присылать смс",
        ),
        examples_against=("Не знаю, пойду ли", "нет, спасибо", "где остановка?"),
    ),
    Rule(
        name="ru-wrong-number",
        kind=_WRONG,
        language="ru",
        confidence=0.93,
        why="It says in Russian that this is the wrong number.",
        phrases=(
            "(ошиблись|ошибся|ошиблась|ошибка|ошибаетесь|ошибочка|ошибочный|обознались|ошибся|"
            "ошибочно) ~ ~ (>|номером|адресом|вы|номер|адресатом|человеком|{polite}|я|номера)",
            "(вы|ты|кажется|наверное|видимо|похоже) ~ ~ (ошиблись|ошибаетесь|перепутали|не "
            "туда|спутали|обознались|ошибся|ошиблась|перепутал|не по адресу) ~",
            "(перепутали|спутали|путаете) ~ (номер|номера|меня|с кем|человека|>|что) ~",
            "не (тот|туда|тому|та|той|того|по адресу|по тому) ~ (>|номер|попали|человек|пишете"
            "|человеку|звоните|номеру|адресу|адресат|пишешь|отправили|прислали|{polite})",
            "(неправильный|неверный|чужой|другой|неправельный|ошибочный|левый) (номер|человек|"
            "телефон|адресат|абонент)",
            "(здесь|тут|больше здесь|у нас) ~ (такой|такая|такие|такого|таких|такую|никто|"
            "никого) ~ ~ (нет|не живет|не проживает|не работает|не было|с таким|>)",
            "(такого|такой|таких|никого) ~ (здесь|тут|у нас) ~ (нет|не|не живет) ~",
            "(не живет|не проживает|не работает|не живут) ~ ~ (здесь|тут|уже|больше|>|у нас)",
            "(здесь|тут) ~ (не живет|не проживает|не работает|больше не живет|уже не живет) ~",
            "не (знаю|знаком|знакома) ~ ~ (этого|такого|такую|эту|никого|человека|с таким|с "
            "этим|такой) ~",
            "(это|номер|теперь) ~ (не|больше не|уже не) ~ (его|ее|мой|тот|их) (номер|телефон|"
            "контакт)",
            "(номер) ~ (теперь|сейчас|уже|сменил|поменял|новый|недавно|сменился|перешел) ~ ~ "
            "(мой|у меня|другого|другой|хозяин|владелец|владельца|человеку|человека|>)",
            "(у меня|купил|купила|получил|получила|взял|взяла|завел|завела) ~ ~ (номер|симку|"
            "сим карту) ~ (недавно|вчера|новый|неделю|месяц|>|на днях|с)",
            "(сменил|сменила|поменял|поменяла) ~ номер ~",
            "(муж|жена|мама|мать|папа|отец|сын|дочь|брат|сестра|бабушка|дедушка|он|она|{Name}|"
            "человек) ~ ~ (умер|умерла|скончался|скончалась|погиб|погибла|мертв|мертва|"
            "переехал|переехала|покойный|ушел из жизни|ушла из жизни) (>|в|год|давно|два|"
            "{polite}|еще|уже|и|месяц|недавно|прошлым)",
            "(это|вы попали|звоните|пишете) ~ ~ (организация|организацию|офис|магазин|ресторан"
            "|аптека|аптеку|школа|школу|клиника|клинику|фирма|фирму|рабочий номер|рабочий "
            "телефон|компания|компанию|номер организации|номер фирмы) ~",
            "(я не|вы ищете|ищете|вам нужен|это) ~ (тот человек|тот кого|та кого|другого "
            "человека|кого то другого|другой человек|кто вам нужен|тот кто) ~",
            "{named} {Name}",
            "{Name} ~ (не|больше не|уже не|тут не|здесь не|больше тут не|здесь больше не) ~ "
            "(живет|работает|пользуется|проживает|здесь|тут) ~",
            "(ошиблись|ошибся|ошиблась|ошибка) ~ (>|номером|адресом|вы|номер|адресатом)",
            "(вы|кажется|наверное) ~ (ошиблись|ошибаетесь|перепутали|не туда)",
            "не (тот|туда|тому|та) ~ (>|номер|попали|человек|пишете|человеку|звоните)",
            "(неправильный|неверный|чужой|другой) номер",
            "(здесь|тут|больше здесь) (такой|такая|такие|такого|таких) (нет|не живет|не проживает)",
            "(не живет|не проживает|не работает) ~ (здесь|тут)",
            "не знаю (этого|такого|такую|эту|никого) ~",
            "(это не|не) (его|ее|мой|тот) номер",
            "(у меня|это) новый номер",
            "{named} {Name}",
        ),
        examples_for=("Вы ошиблись номером", "это не Иван", "не тот номер"),
        examples_against=("я не уверен", "какой номер участка?"),
    ),
)
