"""Languages to translate into: their names, how to ask for them, and whether a text is written in one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dazi.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: `code`, its names in Chinese and English, and the pattern of its script."""

    code: str
    zh: str
    en: str
    script: str
    names: str


TONGUES = (
    Tongue("en", "英文", "English", "latin", "英文|英语|英|english"),
    Tongue("ja", "日文", "Japanese", "kana", "日文|日语|日本话|日本语|日|japanese"),
    Tongue("ko", "韩文", "Korean", "hangul", "韩文|韩语|朝鲜语|韩|korean"),
    Tongue("fr", "法文", "French", "latin", "法文|法语|法|french"),
    Tongue("de", "德文", "German", "latin", "德文|德语|德|german"),
    Tongue("es", "西班牙文", "Spanish", "latin", "西班牙文|西班牙语|西语|spanish"),
    Tongue("it", "意大利文", "Italian", "latin", "意大利文|意大利语|意语|italian"),
    Tongue("pt", "葡萄牙文", "Portuguese", "latin", "葡萄牙文|葡萄牙语|葡语|portuguese"),
    Tongue("ru", "俄文", "Russian", "cyrillic", "俄文|俄语|俄|russian"),
    Tongue("th", "泰文", "Thai", "thai", "泰文|泰语|泰|thai"),
    Tongue("ar", "阿拉伯文", "Arabic", "arabic", "阿拉伯文|阿拉伯语|阿语|arabic"),
    Tongue("vi", "越南文", "Vietnamese", "latin", "越南文|越南语|越语|vietnamese"),
    Tongue("zh", "中文", "Chinese", "han", "中文|汉语|国语|普通话|中国话|chinese|mandarin"),
)
BY_CODE = {tongue.code: tongue for tongue in TONGUES}
# One sign alone ("法", "日") names a language only inside a list: "英日韩三语".
_LONG = {tongue.code: "|".join(n for n in tongue.names.split("|") if len(n) > 1) for tongue in TONGUES}
_LISTED = re.compile(r"(?P<list>[英日韩法德俄泰]{2,6})(?:双语|三语|四语|[三四两]?种?语言|文|语)")
_SCRIPTS = {
    "kana": re.compile("[\u3040-\u30ff]"),
    "hangul": re.compile("[\uac00-\ud7af]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "thai": re.compile("[\u0e00-\u0e7f]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "han": re.compile("[\u4e00-\u9fff]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
# Small words by which Latin languages are told apart; only ever used to notice the wrong one.
_SMALL = {
    "en": "the and you is are i to of my it for me that with we be have this not what your",
    "fr": "le la les je tu vous et est pas des une un de du mon ne que ce dans pour suis merci",
    "de": "der die das ich du ist und nicht ein eine wir sie zu mit dich dir mein danke",
    "es": "el la los yo tú te es y no un una de que mi por para estoy gracias con",
    "it": "il la lo io ti è e non un una di che mi per sono grazie con sei",
    "pt": "o a os eu te é e não um uma de que meu por para estou obrigado com você",
    "vi": "tôi bạn là và không một của anh em cảm ơn có",
}


def named(text: str) -> tuple[str, ...]:
    """The codes of the languages that a text names, in the text's order, each once."""
    plain = fold(text)
    hits: list[tuple[int, str]] = []
    for code, pattern in _LONG.items():
        hits += [(hit.start(), code) for hit in re.finditer(pattern, plain)]
    for hit in _LISTED.finditer(plain):
        one = {
            tongue.names.split("|")[2]: tongue.code for tongue in TONGUES if len(tongue.names.split("|")) > 2
        }
        short = {"英": "en", "日": "ja", "韩": "ko", "法": "fr", "德": "de", "俄": "ru", "泰": "th", **one}
        hits += [(hit.start() + i, short[sign]) for i, sign in enumerate(hit["list"])]
    return tuple(dict.fromkeys(code for _, code in sorted(hits)))


_ABROAD = (
    ("ja", r"日本(?!话|语)|东京|大阪|京都|北海道|\bjapan\b"),
    ("ko", r"韩国|首尔|釜山|济州|\bkorea\b"),
    ("fr", r"法国|巴黎|\bfrance\b|\bparis\b"),
    ("de", r"德国|柏林|慕尼黑|\bgermany\b"),
    ("es", r"西班牙(?!文|语)|墨西哥|马德里|\bspain\b|\bmexico\b"),
    ("it", r"意大利(?!文|语)|罗马|\bitaly\b"),
    ("ru", r"俄罗斯|莫斯科|\brussia\b"),
    ("th", r"泰国|曼谷|清迈|\bthailand\b"),
    ("vi", r"越南(?!文|语)|\bvietnam\b"),
)


def abroad(text: str) -> tuple[str, ...]:
    """The language of the one country that a text names, where it names no language ("跟日本同事说")."""
    found = [code for code, pattern in _ABROAD if re.search(pattern, fold(text))]
    return tuple(found) if len(found) == 1 else ()


def written_in(text: str, code: str) -> bool:
    """Whether a text can be that language by its script; Latin languages are told apart by small words where the
    text has some."""
    script = BY_CODE[code].script
    count = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    if script == "kana":
        return count["kana"] > 0 and not count["hangul"]
    if script == "han":
        return count["han"] > 0 and not count["kana"] and not count["hangul"]
    others = sum(count[name] for name in _SCRIPTS if name != script)
    if count[script] <= others * 2:
        return False
    return script != "latin" or not _other_latin(text, code)


def _other_latin(text: str, code: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    scores = {name: len(words & set(small.split())) for name, small in _SMALL.items()}
    top = max(scores, key=lambda name: scores[name])
    return scores[top] >= 3 and scores[top] >= 3 * (scores.get(code, 0) or 1) and top != code
