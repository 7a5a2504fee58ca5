"""Chinese, Vietnamese, Tagalog, Korean and Japanese.

Chinese, Japanese and Korean are read letter by letter: `别再发` is three words in a row.
"""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.phrases import Words
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

CHINESE: Final[Words] = {
    "dont": listed(
        "别|別|不要|勿|请勿|請勿|不许|不准|不用|别给我|不要给我|不要再|别再|別再|不想|不想再|不需要|莫|甭|拒绝|无需|不必|唔好|唔好再"
    ),
    "send": listed(
        "发|發|发送|發送|打扰|打擾|骚扰|騷擾|联系|聯繫|聯絡|联络|短信|簡訊|简讯|信息|訊息|消息|发短信|烦|煩|打电话|打電話|收到|接收|傳|传|推送|寄|讯息"
        "|嘈|搵"
    ),
    "remove": listed("删除|刪除|删|刪|移除|去掉|取消|退订|退訂|移出|删掉|刪掉|注销|除名|解除|拉黑"),
    "mine": listed(
        "我|我的|号码|號碼|电话|電話|这个号|名单|名單|订阅|訂閱|联系人|手机|手機|資料|信息"
    ),
}
VIETNAMESE: Final[Words] = {
    "texts": listed("tin|tin nhan|sms|thu|quang cao|nua|thong bao|cuoc goi|spam|lien lac|message"),
    "send": listed(
        "nhan|gui|nhan tin|gui tin|goi|lien lac|lien he|lam phien|quay ray|text|spam"
        "|gui tin nhan|lien lac voi|nt|nhan tn"
    ),
    "me": listed("toi|minh|em|tao|chung toi|cho toi|cho minh|anh|so nay|chi"),
    "polite": listed(
        "xin|lam on|vui long|lam on di|cam on|di|nua|ngay|nhe|a|please|nha|vui long|lam|ban|hay"
    ),
    "named": listed(
        "toi khong phai la|khong phai la|khong phai|day khong phai la|day khong phai"
        "|khong co ai ten|o day khong co|khong co ai la|minh khong phai|minh khong phai la"
        "|toi khong quen"
    ),
}
TAGALOG: Final[Words] = {
    "dont": listed(
        "huwag|wag|huwag na|wag na|huwag mo na|huwag nyo na|huwag niyo na|huwag ninyo|wag mo na"
        "|wag nyo na|wag niyo na|huwag kayo|wag kayo|huwag na po|wag na po|huwag na kayong"
        "|wag na kayong|wag na kayo|huwag mong|huwag na huwag|wag ka|wag ka nang|wag ka ng"
        "|wag na kayo ng"
    ),
    "send": listed(
        "text|mag text|magtext|magpadala|mag send|magsend|tawag|tumawag|mag message|magmessage"
        "|itext|i text|padalhan|i message|imessage|istorbohin|guluhin|kontakin|contact|message"
        "|padala|magpadala ng|send|tawagan|mangulit|kulitin|padalahan|gambalain|nang text"
        "|i contact|mang istorbo"
    ),
    "me": listed(
        "ako|akong|sakin|sa akin|kami|ako ng|ko|po ako|samin|sa number na to|sa number ko"
    ),
    "polite": listed(
        "po|please|pls|na|nga|lang|nyo|ninyo|niyo|mo|kayong|mong|nyong|niyong|kang|pakiusap"
        "|salamat|naman|paki|kayo|ako|akong|kami|ang"
    ),
    "remove": listed(
        "alisin|tanggalin|burahin|i delete|idelete|i remove|pakialis|pakitanggal|pakibura"
        "|paki delete|paki remove|paki alis|tanggal|alis|ipaalis|i unsubscribe"
    ),
    "named": listed(
        "hindi ako si|hindi po ako si|di ako si|hindi ito si|hindi si|hindi po ito si|walang"
        "|wala pong|hindi ko kilala si|di ko kilala si|sino si|hindi po si|hindi to si"
        "|wala dito si|di po ako si"
    ),
}
KOREAN: Final[Words] = {}
JAPANESE: Final[Words] = {}

ASIAN_RULES: Final = (
    Rule(
        name="zh-request",
        kind=_ASK,
        language="zh",
        confidence=0.94,
        why="It asks in Chinese for no more texts.",
        phrases=(
            "{dont} ~~~~ {send}",
            "(停止|停|终止|中止|停下) ~~ {send}",
            "{remove} ~~~~ {mine}",
            "(把|将|將|请|請) ~~~~~~~~ (删除|刪除|删掉|刪掉|移除|去掉|移出|除名|删了)",
            "(放过|放過) 我",
            "(走开|滚|滾|滚开|滾開|别烦我|別煩我|别吵|够了|夠了|闭嘴|受够了) ",
            "(怎么|怎麼|如何|我要|我想|想要|要求) ~~ (退订|退訂|取消|退出|停止)",
            "(投诉|投訴|举报|舉報|报警|報警|起诉) ~~~~",
            "(再发|再發|再打) ~~~~~~ (投诉|投訴|举报|舉報|报警|報警|拉黑)",
            "(没|沒|不|没有) ~ (订阅|訂閱|同意) ~~~",
        ),
        examples_for=("别再发了", "请把我从名单上删除", "不要给我发短信"),
        examples_against=("停车场在哪里", "我不知道", "谢谢,不用"),
    ),
    Rule(
        name="zh-wrong-number",
        kind=_WRONG,
        language="zh",
        confidence=0.94,
        why="It says in Chinese that this is the wrong number.",
        phrases=(
            "(打错|打錯|发错|發錯|找错|找錯|错号|錯號|搞错|搞錯|认错|認錯|弄错|弄錯|错人|錯人|寄错|传错|傳錯|打錯電話|号码错|號碼錯|错了|錯了|按错)",
            "(我|这|這|这里|這裡) ~~ (不是|没有|沒有|唔係) ~~~~ (人|号码|號碼|机主|他|她|本人)",
            "(不认识|不認識) ~~",
            "(查无|查無) 此 人",
            "(换|換) ~~ (号码|號碼|号|號|机主)",
            "我 (不是|唔係) [叫|什么|甚麼] ~~~~ >>",
        ),
        examples_for=("你打错了", "我不是李明", "发错人了"),
        examples_against=("我是选民", "你是谁"),
    ),
    Rule(
        name="vi-request",
        kind=_ASK,
        language="vi",
        confidence=0.94,
        why="It asks in Vietnamese for no more texts.",
        phrases=(
            "(dung|ngung|thoi|ngung viec|dung co|cham dut) [lai] ~ {send}",
            "(khong|khong muon|dung|ko|xin dung|khong can) ~~ {send} ~~~ (nua|>|tin|{me})",
            "(khong|ko) (muon|can|dong y|thich) ~~~ ({texts}|{send}|nhan)",
            "(xoa|xoa bo|loai|huy) ~~ (so|ten|toi|dang ky|so dien thoai|minh|khoi)",
            "(go|bo|cho) (so|ten|toi|minh) ~~ (khoi|danh sach|ra)",
            "(ra khoi|khoi) ~ (danh sach|list)",
            "(de|hay de|lam on de) (toi|minh|chung toi|cho toi) yen",
            "< (bien di|cut di) >>",
            "(dung lam phien|dung quay ray|dung lam phien toi)",
            "(lam sao|cach|muon) ~~ (huy|dung nhan|huy dang ky|thoat)",
        ),
        examples_for=(
            "Đừng nhắn tin cho tôi nữa",
            "xóa số của tôi",
            "Tôi không muốn nhận tin nhắn",
        ),
        examples_against=("Tôi không biết", "cảm ơn", "bỏ phiếu ở đâu?"),
    ),
    Rule(
        name="vi-wrong-number",
        kind=_WRONG,
        language="vi",
        confidence=0.93,
        why="It says in Vietnamese that this is the wrong number.",
        phrases=(
            "(nham|sai|lon|lac) (so|nguoi|may|so dien thoai|so roi)",
            "(gui|nhan|goi) ~ ~ (nham|lon)",
            "{named} ~~ >",
            "(khong phai) ~ (so|nguoi) ~~",
            "khong (biet|quen) (nguoi nay|ai ten|nguoi do)",
            "khong co ai ~ ten",
        ),
        examples_for=("Nhầm số rồi", "sai số", "Tôi không phải là Lan"),
        examples_against=("số nào?", "tôi không chắc"),
    ),
    Rule(
        name="tl-request",
        kind=_ASK,
        language="tl",
        confidence=0.93,
        why="It asks in Tagalog for no more texts.",
        phrases=(
            "(tigilan|itigil|tigil|tumigil|ihinto|hinto|huminto|tigilan na|tantanan"
            "|titigilan) {polite}* (ako|ang|na|kakatext|pagtetext|pagpapadala|kami|ito|yan|>"
            "|kaka|ng)",
            "{dont} {polite}* {send}",
            "{dont} {polite}* (ng|nang) {send}",
            "(ayoko|ayaw ko|ayaw kong|ayoko ng|ayaw|ayoko na) {polite}* [ng|nang|sa|makatanggap"
            "|tumanggap|mabigyan] ~ ~ (text|texts|message|messages|mensahe|makatanggap|nito"
            "|kong makatanggap)",
            "{remove} {polite}* (number|ako|ang number|ang numero|pangalan|numero|sa listahan"
            "|sa list|akin) ~",
            "(tama na|tantanan|lubayan|lumayas|layuan|pabayaan|hayaan) {polite}* (>|ako|yan"
            "|kayo|mo|nyo|kami)",
            "(paano|pano) ~~~ (unsubscribe|mag unsubscribe|tumigil|matanggal|ma remove|itigil)",
            "(hindi ko|di ko|hindi po ako) ~ (gusto|kailangan|interesado) ~~ (text|texts"
            "|mensahe|message|messages|makatanggap)",
        ),
        examples_for=(
            "Tigilan nyo na ako",
            "huwag na kayong mag-text",
            "Pakitanggal ang number ko",
        ),
        examples_against=("hindi ko alam", "salamat po", "saan ang presinto?"),
    ),
    Rule(
        name="tl-wrong-number",
        kind=_WRONG,
        language="tl",
        confidence=0.93,
        why="It says in Tagalog that this is the wrong number.",
        phrases=(
            "(maling|mali ang|mali yung|mali po ang|mali po) (numero|number|number nyo|tao"
            "|numero nyo|ang number)",
            "{named} {Name}",
            "(hindi ako|di ako|hindi po ako) (yan|yun|iyon|iyan|yung|ang hinahanap|ang taong)",
            "(wala|walang) ~ (ganyang|ganyan|taong|ganong) ~",
            "(hindi|di) ko kilala ~ (yan|siya|yung tao|ang taong|iyan)",
            "nagkamali ~ ~",
        ),
        examples_for=("Maling number po", "hindi ako si Juan"),
        examples_against=("hindi ako sigurado", "anong number?"),
    ),
    Rule(
        name="ko-request",
        kind=_ASK,
        language="ko",
        confidence=0.92,
        why="It asks in Korean for no more texts.",
        phrases=(
            "(보내지|연락하지|연락|문자하지|하지) ~ (마|말)",
            "(문자|연락|메시지|메세지) ~~~~ (그만|중지|거부|싫|하지|보내지|사절)",
            "그만 ~~~ (보내|해|하세|연락|좀)",
            "(번호|명단|목록|리스트) ~~~~~~ (삭제|지워|빼|제거)",
            "(삭제|수신거부|수신 거부|차단|탈퇴|구독 취소|구독취소) ~~~",
        ),
        examples_for=("문자 보내지 마세요", "제 번호 삭제해 주세요"),
        examples_against=("네 알겠습니다", "투표소가 어디예요"),
    ),
    Rule(
        name="ko-wrong-number",
        kind=_WRONG,
        language="ko",
        confidence=0.92,
        why="It says in Korean that this is the wrong number.",
        phrases=(
            "잘못 ~~ (걸|보내|거|아|보냈|전화|연락)",
            "(번호|사람) ~~ (잘못|틀렸|아닙|아니)",
            "(저는|전) ~~~~ (아닙|아니)",
        ),
        examples_for=("전화 잘못 거셨어요",),
        examples_against=("잘 모르겠어요",),
    ),
    Rule(
        name="ja-request",
        kind=_ASK,
        language="ja",
        confidence=0.92,
        why="It asks in Japanese for no more texts.",
        phrases=(
            "(送ら|送信し|連絡し|メールし|しない|送って) ~~ (ないで|で|来ないで|こないで)",
            "(配信|メール|メッセージ|連絡|送信|ショートメール) ~~~~"
            " (停止|やめ|止め|不要|いりません|いらない|解除|拒否|結構)",
            "(リスト|名簿|番号) ~~~~ (削除|外し|消し|はずし)",
            "(削除|解除|退会|配信停止) ~ (して|希望|お願い)",
        ),
        examples_for=("もう送らないでください", "メッセージをやめてください"),
        examples_against=("ありがとう", "わかりません"),
    ),
    Rule(
        name="ja-wrong-number",
        kind=_WRONG,
        language="ja",
        confidence=0.92,
        why="It says in Japanese that this is the wrong number.",
        phrases=(
            "(番号|電話|人|宛先|送信先) ~~ (間違|まちがい|違い|違っ|ちがい)",
            "(間違い|まちがい) ~ (電話|です|メール)",
            "人違い",
        ),
        examples_for=("番号が間違っています",),
        examples_against=("間に合いません",),
    ),
)
