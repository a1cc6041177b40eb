"""The thing and the person that a comment is most about, read out of it by word lists, so that a line can take them up; knows
no lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dazi.errors import ConfigError
from dazi.persona.files import table_of
from dazi.types import Lang

IT, WHO, KIN = "it", "who", "kin"
THINGS = ("gadget", "dish", "critter", "plant", "wear", "sky", "body", "item")
_PEOPLE = (WHO, KIN)
_SKIP = "skip"  # words that hold a listed one and name no such thing
_MADE_OF = frozenset("糕饼粥汤酥糖派卷饭面酱汁")  # what is made of a dish is another: 栗子糕
_LANGS: tuple[Lang, ...] = ("zh", "en")
_LONGEST = 300  # characters of a comment that are looked at
_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*")
_OWNS = re.compile("['’]s$")
_MOST_WORDS = 3
# What tells that a thing does or gets something here, by what follows and by what precedes it; what stands for a place; and
# what it is only compared with.
_DOES = re.compile(
    r"(?:自己|居然|突然|终于|也|都|又|还|就|已经|在|会|要|没|不|说|给|被|开始|真|太|比|跟|咬|叫|掉|坏|罢工|丢|跑|死|碎|响|卡|[了:：])"
)
_DONE_TO = re.compile(
    r"(?:把|被|给|让|拿|对着|个|只|条|台|辆|颗|根|双|件|盒|袋|碗|杯|块|瓶|罐|这|那|我的|我家|我)$|\b(?:my|the|this|that) $"
)
_WHERE = re.compile(r"(?:里|上|下|边|旁|隔壁|外|门口|底下|店|前|后面|对面|中间)")
_AT = re.compile(r"(?:在|往|从|到|挤|坐|进|用)$")
_LIKE = re.compile(
    r"像[^,，。!！?？]{0,8}$|(?:如同|成了?|变成|当成?|等于|比)[^,，。!！?？]{0,4}$|\blike (?:\w+ ){0,3}$|(?<=[\u3400-\u9fff])(?:是|叫)个?$"
)


class _Found(NamedTuple):
    at: int
    end: int
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Named:
    """What each word of a language is, and how many characters (words in English) the longest has."""

    words: Mapping[Lang, Mapping[str, str]]
    longest: Mapping[Lang, int]

    @classmethod
    def load(cls, files: Iterable[Path]) -> Named:
        """The files' lists, joined, the later file's class counting: under zh and en each class a text of words between
        white space, with _ for a space within one. ConfigError names what is wrong."""
        words: dict[Lang, dict[str, str]] = {"zh": {}, "en": {}}
        for file in files:
            table = table_of(file)
            for lang in _LANGS:
                for kind, listed in table.get(lang, {}).items():
                    if kind not in (*THINGS, *_PEOPLE, _SKIP) or not isinstance(listed, str):
                        raise ConfigError("persona.field", file=str(file), field=f"{lang}.{kind}")
                    words[lang].update({word.replace("_", " "): kind for word in listed.split()})
        return cls(words, {lang: max(map(len, words[lang]), default=0) for lang in _LANGS})

    def read(self, text: str, lang: Lang) -> dict[str, str]:
        """The slots that the text fills: `it` and the slot of its class, and `who`, as they were said; {} for none. `kin`
        is no slot: it is who counts where somebody hurts, before any nurse or neighbour."""
        text = text[:_LONGEST]
        found = list(self._said(text, lang))
        values: dict[str, str] = {}
        if things := [one for one in found if one.kind in THINGS]:
            first = max(things, key=lambda one: (self._weight(one, text, things), -one.at))
            values |= {IT: first.word, first.kind: first.word}
        people = [one for one in found if one.kind in _PEOPLE and not _LIKE.search(text[: one.at])]
        if people:
            values[WHO] = max(people, key=lambda one: (one.kind == WHO, -one.at)).word
        if kin := [one for one in people if one.kind == KIN]:
            values[KIN] = kin[0].word
        return values

    def address(self, who: str, lang: Lang, warm: bool) -> str:
        """How we call a person whom the member called `who`: their mum is no mum of ours, and in comforting words
        (`warm`) she isn't "auntie" either."""
        if lang == "en":
            own = re.sub(r"^(?:my|our) ", "", who)
            return f"your {own}" if self.words["en"].get(own.casefold()) == "kin" else f"the {own}"
        own = re.sub("^(?:我们?家?|俺们?|咱们?|阮)", "", who)
        if self.words["zh"].get(who) != "kin":
            return who
        if warm:
            return DEAR.get(own, own)
        return _POLITE.get(own) or (own if own[-1:] in _ELDERS else f"你{own}")

    def _said(self, text: str, lang: Lang) -> Iterator[_Found]:
        """What stands in the text, the longest words first, none within another."""
        return self._said_zh(text) if lang == "zh" else self._said_en(text)

    def _said_zh(self, text: str) -> Iterator[_Found]:
        words, longest, at = self.words["zh"], self.longest["zh"], 0
        while at < len(text):
            for end in range(min(len(text), at + longest), at, -1):
                kind = words.get(text[at:end], "")
                if kind:
                    if kind == "dish" and text[end : end + 1] in _MADE_OF:
                        end += 1
                    if kind != _SKIP:
                        yield _Found(at, end, text[at:end], kind)
                    elif start := self._across(text, at, end):
                        end = start
                    at = end - 1
                    break
            at += 1

    def _across(self, text: str, at: int, end: int) -> int:
        """Where a word of two signs or more begins within a skipped one and ends after it ("看牙" in 看牙医); 0 for none."""
        words, longest = self.words["zh"], self.longest["zh"]
        for start in range(at + 1, end):
            for stop in range(min(len(text), start + longest), max(end, start + 1), -1):
                if words.get(text[start:stop], _SKIP) != _SKIP:
                    return start
        return 0

    def _said_en(self, text: str) -> Iterator[_Found]:
        spans, words, at = [hit.span() for hit in _WORD.finditer(text.casefold())], self.words["en"], 0
        while at < len(spans):
            for more in range(min(_MOST_WORDS, len(spans) - at), 0, -1):
                start, end = spans[at][0], spans[at + more - 1][1]
                word = _OWNS.sub("", text[start:end].casefold())
                if kind := words.get(word, ""):
                    if kind != _SKIP:
                        yield _Found(start, start + len(word), word, kind)
                    at += more - 1
                    break
            at += 1

    @staticmethod
    def _weight(one: _Found, text: str, things: list[_Found]) -> float:
        """How much the text is about a thing: long words are telling ones, and what does something or is said twice."""
        weight = min(len(one.word), 5) * 0.3
        weight += 0.5 * bool(_DOES.match(text, one.end)) + 0.3 * bool(_DONE_TO.search(text[: one.at]))
        weight -= 1.0 * bool(_LIKE.search(text[: one.at])) + 0.5 * bool(_WHERE.match(text, one.end))
        weight += 0.4 * (one.kind == "critter") - 0.2 * bool(_AT.search(text[: one.at]))
        weight += 0.5 * (sum(other.word == one.word for other in things) > 1)
        return weight - 0.5 * (one.kind == "body") - 0.3 * (one.kind == "sky")


# What we call who is close to a member: in comforting words, and else.
_ELDERS = "爷奶公婆姥祖太"
_POLITE = {
    "老公": "你老公", "老婆": "你老婆", "太太": "你太太",
    "妈": "阿姨", "妈妈": "阿姨", "老妈": "阿姨", "母亲": "阿姨", "娘": "阿姨", "老娘": "阿姨", "爸": "叔叔", "爸爸": "叔叔",
    "老爸": "叔叔", "父亲": "叔叔", "爹": "叔叔", "老爹": "叔叔", "老汉": "叔叔", "爸妈": "叔叔阿姨", "父母": "叔叔阿姨", "爷爷": "爷爷", "奶奶": "奶奶",
    "爷": "爷爷", "奶": "奶奶", "姥": "姥姥",
}  # fmt: skip
DEAR = {
    "妈": "妈妈", "老妈": "妈妈", "母亲": "妈妈", "娘": "妈妈", "老娘": "妈妈", "爸": "爸爸", "老爸": "爸爸", "父亲": "爸爸",
    "爹": "爸爸", "老爹": "爸爸", "老汉": "爸爸", "爷": "爷爷", "奶": "奶奶", "姥": "姥姥", "哥": "哥哥", "姐": "姐姐",
    "弟": "弟弟", "妹": "妹妹",
}  # fmt: skip
