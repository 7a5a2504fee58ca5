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
        "wiadomosci|wiadomosc|sms|smsy|smsow|smsa|tekstow|spamu|spam|powiadomien|reklam"
        "|esemesow|telefonow|kontaktu|maili|ogloszen"
    ),
    "sending": listed(
        "pisac|wysylac|przesylac|dzwonic|kontaktowac|nekac|przysylac|spamowac|zawracac|pisz"
        "|piszcie|wysylaj|wysylajcie|przysylajcie|przysylaj|dzwoncie|dzwon|kontaktujcie"
        "|kontaktuj|pisanie|wysylania|pisania|nekania|otrzymywac|dostawac|wysylanie|niepokoic"
        "|przeszkadzac|dreczyc"
    ),
    "polite": listed(
        "prosze|dziekuje|natychmiast|juz|teraz|dzieki|z gory|o|mnie|nie|hej|do mnie|bardzo"
        "|panstwa|was|to"
    ),
    "named": listed(
        "nie jestem|to nie|nie ma tu|nie znam|tu nie mieszka|nie nazywam sie|nie ma|to nie jest"
        "|kim jest|nie mieszka tu|jaki|jaka"
    ),
}

RUSSIAN: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "сообщения|сообщений|сообщение|смс|смски|смсок|тексты|спам|рассылку|рассылки|рассылка"
        "|уведомления|уведомлений|звонков|звонки|письма|писем|сообщениями"
    ),
    "sending": listed(
        "пишите|писать|пиши|присылать|присылайте|присылай|отправлять|отправляйте|слать|шлите"
        "|шли|звонить|звоните|звони|беспокоить|беспокойте|тревожить|доставать|доставайте"
        "|спамить|спамьте|посылать|посылайте|получать|надоедать|связываться|писали|обращайтесь"
        "|контактировать|домогаться|рассылать|высылать|высылайте"
    ),
    "stop": listed(
        "прекратите|прекрати|хватит|перестаньте|перестань|остановите|прекращайте|завязывайте"
        "|кончайте|достаточно|довольно|прекращай|стоп"
    ),
    "remove": listed(
        "удалите|удали|удалить|уберите|убери|убрать|вычеркните|вычеркни|исключите|исключить"
        "|отпишите|отписать|сотрите|забудьте|забудь|заблокируйте|стереть|снимите|выпишите"
    ),
    "mine": listed(
        "(меня|мой номер|этот номер|нас|мои данные|мое имя|наш номер|мой телефон|мои контакты"
        "|номер)"
    ),
    "polite": listed(
        "пожалуйста|спасибо|немедленно|уже|сейчас|пж|плиз|пожалуста|прошу|срочно|же|больше|это"
        "|все|нет|здравствуйте|наконец"
    ),
    "named": listed(
        "я не|это не|не|нет тут|здесь нет|тут нет|я не знаю|не знаю|здесь не живет"
        "|меня зовут не|никакого|никакой|кто такой|кто такая|не знаю никакого|не знаю никакую"
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
            "(przestan|przestancie|prosze przestac|skoncz|skonczcie|przestanie|przestac|dosc"
            "|zaprzestac|zaprzestanie|zaprzestancie) (~~ ({sending}|{texts}|tego)|{polite}* >)",
            "(nie) ~~ {sending} (>|wiecej|juz|do mnie|{texts}|na ten|mi|{polite})",
            "(zadnych|bez|dosc|koniec|nigdy wiecej|prosze bez) ~ {texts}",
            "(nie) (chce|zycze|chcemy|zyczymy|wyrazam|zgadzam|potrzebuje) ~~~ ({texts}"
            "|{sending}|zgody|na to|kontaktu)",
            "(wypisz|wypiszcie|wypisac|usun|usuncie|usunac|wykresl|wykreslcie|skasuj|skasujcie"
            "|zapomnij|zapomnijcie|skresl|wymaz|wyrejestrowac|wypiszcie) ~ (mnie|moj|ten|mojego"
            "|nas|moje|o moim) ~",
            "(wypisac|wypisz|usunac|usun|wypisanie|usuniecie) ~ (sie|mnie|z) ~~ (listy|bazy"
            "|z listy|>)",
            "(z|ze) (tej|waszej|listy|panstwa|bazy) ~ (listy|bazy|mailingowej|>)",
            "(dajcie|daj|zostaw|zostawcie) ~ (mi|mnie|nam|nas) ~ (spokoj|spokoju|swiety spokoj)",
            "(odczep|odczepcie|odwal|odwalcie|spadaj|spadajcie|odpieprz|spierdalaj"
            "|spierdalajcie) ~",
            "(cofam|wycofuje|odwoluje) ~ zgode",
            "(jak|gdzie|chce|chcialbym|chcialabym) ~~ (wypisac|zrezygnowac|rezygnuje|wypisze"
            "|anulowac)",
            "(juz|prosilem|prosilam|mowilem|mowilam) ~~~ (prosilem|prosilam|przestac|nie pisac"
            "|stop|wypisac)",
            "(jeszcze jeden|jesli|jezeli) ~~~~ (policja|policje|policji|zglosze|pozwe|zablokuje"
            "|prawnik|prawnika)",
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
            "{stop} (~~ ({sending}|{texts})|{polite}* >)",
            "(не|больше не|никогда не) ~~ {sending} (>|мне|больше|сюда|на этот|нам|{polite}"
            "|{texts}|меня|никогда)",
            "(мне|нам|сюда) [больше] не {sending}",
            "(не) (надо|нужно|хочу|желаю|хотим|согласен|согласна|давал|давала|разрешаю"
            "|даю) ~~~ ({texts}|{sending}|чтобы вы|согласия|этого|этих)",
            "{remove} ~ {mine}",
            "{remove} ~ ~ из ~~ (списка|базы|рассылки|списков)",
            "(отпишите|отписаться|отпишусь|отписываюсь|отмените|отменить|отключите|отключить"
            "|снимите) (>|подписку|рассылку|меня|от|{texts}|{polite})",
            "(оставьте|оставь) ~ (меня|нас) ~ (в покое)",
            "(отстаньте|отстань|отвалите|отвали|отвяжитесь|отвяжись|идите|иди|пошли|пошел"
            "|пошли вы) (>|от|на|нахуй|нафиг|в жопу|к черту|вон|лесом)",
            "(отзываю|отозвать|отказываюсь) ~~ (согласие|от)",
            "(я|уже|сколько раз) ~~~ (просил|просила|говорил|говорила|писал|писала"
            "|сказал) ~~~ (не|прекратить|удалить|стоп|перестать|хватит|отписаться)",
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
