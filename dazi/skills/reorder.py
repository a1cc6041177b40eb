"""What the turns of a thread order together: the wish for copy, what "it" is in it, and what was changed since; knows
no model and no line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dazi.skills.ready import kind
from dazi.skills.thread import last_own, wants_more
from dazi.text.normalise import fold
from dazi.text.orders import alters, picks
from dazi.types import Context

# What a wish for copy says besides its subject; "签名书" in a tale is none.
_WISHES = re.compile(
    r"写|起[个名什取一几两三四五六对]|取[个名一几两三]|想[个一几三两句条]|编|拟|配[什个一文]|[来整][个条段句几一两三四五点]|帮|给(?:我|咱|它|他|她|这|那|俺|.{1,12}(?:名|取|起|写|想))|替我?|求|要[个一几]|文案|推荐|叫(?:什么|啥)|有没有|怎么[说回写拒]|咋[说回写]|换|再"
    r"|\b(?:write|give|need|want|suggest|come up|think of|help|ideas?|names? for|captions? for|bio for|make|any|what (?:should|do)|another|more|draft|looking for|(?:one|two|three|four|five|\d) \w*\s?(?:names?|captions?|bios?))\b"
)
_TELLS = re.compile(
    r"(?:我|俺|咱|他|她|老板|公司|同事).*(?:了|说|是|在|把|被|过|着)|你(?:自己|本人)?的?(?:签名|网名|名字|昵称)"
    r"|\b(?:do you have|what(?:'s| is) your|your own)\b.{0,8}\b(?:bio|name|signature)\b|\b(?:i|my|he|she)\b.*\b(?:is|was|got|did|said|has|had|just)\b"
)
_NAMES_IT = re.compile(r"(?:它|他|她|这(?:小)?(?:家伙|个|只)|崽|them|\bit\b|\bhim\b|\bher\b)", re.IGNORECASE)
_NAMES = re.compile(r"(?:起|取|想).{0,6}名|名字|外号|叫(?:什么|啥)|\bnames?\b|\bcall\b")
_ANIMALS = {
    "仓鼠": "hamster", "兔": "rabbit", "鹦鹉": "parrot", "乌龟": "turtle", "金鱼": "goldfish", "猫": "cat", "狗": "dog",
    "鸭": "duck", "八哥": "parrot", "鹅": "goose", "羊": "goat", "猪": "pig", "鸟": "bird", "鱼": "fish", "龟": "turtle", "鸡": "chicken",
}  # fmt: skip
_COLOURS = {"橘": "orange", "黑": "black", "白": "white", "灰": "grey", "黄": "yellow", "三花": "calico", "奶牛": "black and white", "花": "spotted"}  # fmt: skip
_COUNT = re.compile(r"[一二两三四五六七八九十]个|\d{1,2}个|\b(?:one|two|three|four|five|six)\b")
_FOR = re.compile(r"\b(?:one|another|some) for (?P<en>.+)|(?:也|再|还)?(?:给|帮|替)(?P<zh>.{1,14}?)(?:也|再)?(?:来|写|起|想|整|取)")  # fmt: skip
_OCCASION = re.compile(
    "生日|结婚|婚礼|毕业|高考|考试|升职|搬家|乔迁|开业|满月|生宝宝|新年|过年|春节|中秋|端午|母亲节|父亲节|教师节|退休|出院"
)
_SINCE = 3  # replies of ours back to which a turn may go to copy
_MORE_OF_IT = re.compile(
    r"^(?:那|好|行|嗯|哈+|[,， ])*(?:再|还)(?:给我|帮我)?(?:起|想|写|取|编|来)[一二两三四五六几]?(?:个|条|句|版)"
)
_PLACES = {"一": 0, "1": 0, "first": 0, "二": 1, "2": 1, "second": 1, "三": 2, "3": 2, "third": 2, "四": 3, "4": 3, "fourth": 3, "五": 4, "5": 4, "最后": -1, "last": -1}  # fmt: skip
_PLACE = re.compile(r"第?([一二三四五1-5])(?:st|nd|rd|th|个|条|句|款|号|\b)|(最后|\bfirst\b|\bsecond\b|\bthird\b|\bfourth\b|\blast\b)")  # fmt: skip
_LIKEWISE = re.compile("英文|英语|也来|也给|也写|in english")
_SHORT = re.compile(r"短|精简|简短|\bshorter\b|too long|太长")


@dataclass(frozen=True, slots=True)
class Ordered:
    """The wish as if it had been said in one turn (`context.text`), what was changed since, whether shorter."""

    context: Context
    changes: tuple[str, ...] = ()
    short: bool = False

    @property
    def changed(self) -> Context:
        """The wish with all changes in its words, for a model to write after."""
        joint = "，" if self.context.lang == "zh" else ", "
        return replace(self.context, text=joint.join((self.context.text, *self.changes)))


def asks_copy(text: str) -> bool:
    """Whether a comment wishes for copy in so many words."""
    return _WISHES.search(fold(text)) is not None


def tells(text: str) -> bool:
    """Whether a comment tells of a name or a signature and wishes for nothing."""
    return not asks_copy(text) and _TELLS.search(fold(text)) is not None


def ordered(context: Context) -> Ordered:
    """The wish that this turn and the member's earlier ones make together."""
    said = [turn.text for turn in context.turns if not turn.own and turn.member == context.lead.member]
    wish, told, changes = "", list[str](), list[str]()
    ours = last_own(context)
    for text in [*said, context.text]:
        if wish and wants_more(replace(context, text=text)):
            continue
        if wish and alters(text) and not _whole(text):
            target = _FOR.search(fold(text))
            wish, changes = (_moved(wish, target), []) if target else (wish, [*changes, text])
        elif text is context.text or (asks_copy(text) and not picks(text)):
            wish, changes = _resolved(text, told), []
        told.append(text)
    if ours is None or not wish:
        return Ordered(context)
    english = any(re.search("英文|英语|in english", fold(one)) for one in changes)
    if english and _NAMES.search(fold(wish)):
        return Ordered(replace(context, lang="en", text=_english(wish, changes[-1])), ())
    short = any(_SHORT.search(fold(one)) for one in changes)
    return Ordered(replace(context, text=wish), tuple(changes), short)


def back_to_copy(context: Context) -> Context | None:
    """The talk up to our last copy, where something else was said since and this turn changes that copy or asks for more
    of it ("那再起三个"); None where it doesn't."""
    ours = [at for at, turn in enumerate(context.turns) if turn.own]
    if not ours or context.turns[ours[-1]].skill == "write":
        return None
    at = next((at for at in reversed(ours[-_SINCE:]) if context.turns[at].skill == "write"), None)
    more = wants_more(context) or _MORE_OF_IT.search(fold(context.text)) or alters(context.text)
    if at is None or not more:
        return None
    return replace(context, turns=context.turns[: at + 1])


def picked(context: Context, options: tuple[str, ...]) -> str:
    """Which of our last options this turn chooses; empty where none is meant."""
    if not picks(context.text) or len(options) < 2:
        return ""
    hit = _PLACE.search(fold(context.text))
    at = _PLACES[hit[1] or hit[2]] if hit else -2
    if at == -2:
        return next((one for one in options if one and fold(one) in fold(context.text)), "")
    return options[at] if at < len(options) else ""


def _whole(text: str) -> bool:
    """Whether a turn is a wish by itself, kind and subject, though words of change stand in it."""
    plain = fold(text)
    if len(text) < 8 or not kind(text) or not asks_copy(text):
        return False
    return not (_NAMES_IT.search(text) or _FOR.search(plain) or _LIKEWISE.search(plain))


def _resolved(text: str, told: list[str]) -> str:
    """A wish for names of "it", with the animal and colour that were told before; one for good wishes, with the occasion."""
    plain = fold(text)
    if kind(text) == "wish" and not _OCCASION.search(text):
        hits = [hit for earlier in reversed(told) if (hit := _OCCASION.search(earlier))]
        return f"写句{hits[0][0]}祝福" if hits else text
    if not _NAMES.search(plain) or any(animal in plain for animal in _ANIMALS):
        return text
    if not _NAMES_IT.search(text) and len(text) > 10:
        return text
    for earlier in reversed(told):
        if animal := next((one for one in _ANIMALS if one in earlier), ""):
            every = " ".join(told)
            colour = next(
                (
                    one
                    for one in _COLOURS
                    if re.search(f"{one}色?的?(?:{animal}|小|猫|狗|兔)|{one}色|{one}的", every)
                ),
                "",
            )
            count = hit[0] if (hit := _COUNT.search(plain)) else "三个"
            return f"给{colour}{animal}起{count}名字"
    return f"{told[-1]}，{text}" if told else text


def _moved(wish: str, target: re.Match[str]) -> str:
    """The like of a wish for something else."""
    name = _NAMES.search(fold(wish))
    if target["en"]:
        return f"{'name' if name else 'caption'} for {target['en']}"
    return f"给{target['zh']}{'起个名字' if name else '写条文案'}"


def _english(wish: str, change: str) -> str:
    colour = next((en for zh, en in _COLOURS.items() if zh in wish), "")
    animal = next((en for zh, en in _ANIMALS.items() if zh in wish), "pet")
    one = re.search("一个|个呗|也来个|来一个", change) is not None
    return f"{'one name' if one else 'three names'} for a {colour} {animal}".replace("  ", " ")
