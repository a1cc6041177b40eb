"""What a comment asks to be changed about a picture: hats, backdrops, seasons, light, words on it; knows no pixels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dazi.text.late import late
from dazi.text.retouch_words import (
    BACKDROPS,
    BEYOND,
    COLOURS,
    HATS,
    HOURS,
    OVER_EYES,
    PLAINS,
    SEASONS,
    SHAPES,
    STYLES,
    TONES,
    WEAR,
    WEATHER,
)
from dazi.types import Context

READ = 240  # characters of a wish
LETTERS = 40  # of the words to be written on a picture
_MOST = 8  # changes at once


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind (wear, backdrop, season, weather, hour, style, tone, shape, text, frame, hide, cutout,
    sticker, blur), what of it by its name here, a colour where one was asked for, and the words that asked. `text`: what
    is to be written; for a sticker what it shows."""

    kind: str
    what: str
    words: str
    colour: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Retouch:
    """A wish as it was read: the changes in order, names of what is asked for and can't be done here ("remove",
    "smile"), words that say nothing known; `undone`: all is to be as it was."""

    changes: tuple[Change, ...] = ()
    beyond: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    undone: bool = False


_ONE = ("backdrop", "season", "hour", "text", "frame", "style")  # of these a later one stands for an earlier
_COLOUR = "|".join(f"(?P<{name}>{words})" for name, words in COLOURS.items())
_TINTED = late(rf"(?:{_COLOUR})(?:色)?的?\s*(?:小|大)?$", re.IGNORECASE)
_QUOTED = r"[“\"「『‘'《](?P<{0}>[^”\"」』’'》]{{1,80}})[”\"」』’'》]"
_TEXT = late(
    r"(?:加上?|写上?|打上?|配上?|配|印上?|p上?|放上?|标上?)(?:一?[个行句段排点]|几个)?(?:文字|字幕|字|标题|文案|台词|弹幕)?(?:[:：]|是|写|叫|，|,)?\s*"
    + _QUOTED.format("a")
    + r"(?:的?(?:文字|字幕|字|标题|字样))?"
    + r"|(?:加上?|写上?|打上?|配上?|印上?|p上?)(?:一?[个行句段排点]|几个)?(?:文字|字幕|字|标题|文案|台词)(?:[:：]|是|写|叫|\s)+(?P<b>[^,，。!！?？\n]{1,40})"
    + r"|写上(?P<c>[^,，。!！?？\n\s]{1,24})"
    + r"|\b(?:add|put|write|with)\b(?: the)?(?: (?:words?|text|captions?|title))?(?: that says| saying| reading)?[: ]*"
    + _QUOTED.format("d")
    + r"(?: (?:on|over|under|at) (?:it|the (?:top|bottom|picture|image|photo)))?",
    re.IGNORECASE,
)
_FRAME = {
    "polaroid": r"拍立得|宝丽来|polaroid",
    "filmstrip": r"胶片边框|电影边框|电影感黑边|(?:上下)?黑边|letterbox|film ?strip|cinematic bars",
    "gold": r"金色?(?:的)?(?:相框|画框|边框)|相框|画框|picture frame|gold(?:en)? frame",
    "plain": r"(?:白色?|黑色?)?(?:的)?边框|白边|描边|\bborder|\bframe\b",
}
_HIDE = {
    "emoji": r"(?:用|拿|贴)(?:个|张)?(?:表情|emoji|贴纸)(?:包)?(?:把)?(?:脸)?(?:挡住?|遮住?|盖住?)?脸?|(?:cover|hide) (?:the |my |his |her |their )?faces? with (?:an? )?(?:emoji|sticker)s?",
    "mosaic": r"(?:把|给|将)?(?:他|她|它|我|人)?(?:的)?(?:脸上?|面部|人脸)(?:都)?(?:给)?(?:打|加|上)?(?:个)?(?:马赛克|码)|(?:打|加)(?:个|上)?(?:马赛克|码)|马赛克(?:一下)?脸?|挡住?(?:一下)?脸|遮(?:住|一下)?脸|(?:pixelate|blur|censor|hide|mosaic) (?:the |my |his |her |their |all )?faces?|\bmosaic\b",
}
_CUTOUT = r"抠(?:个|一下|出)?(?:人像?)?图|抠出来|做成贴纸|贴纸效果|去(?:掉|除)?背景|不要背景|(?:remove|delete|drop|no) (?:the )?background|cut ?out|make (?:it |this |me )?(?:into )?a sticker"
_BLUR = r"(?:虚化|模糊)(?:一下|掉)?(?:的)?(?:背景|后面)|(?:背景|后面)(?:给我?)?(?:虚化|模糊|糊)(?:一下|一点|掉)?|景深|大光圈|blur (?:the )?background|bokeh|portrait mode"
_CHANGE = r"(?:换成|换到|换为|换|改成|变成|改为|弄成|放到|放在|p到|搬到|去|在|来到|移到|是)"
_BACK = r"(?:背景|后面|身后)"
_PUT = rf"(?:(?:把|将|给)?(?:它|他|她|我|人|这张|图|图片|照片)?的?{_BACK}(?:给我)?(?:都)?{_CHANGE}?(?:一?[个片张座]|一下)?(?:下着\w的|美丽的|好看的)?|(?:站|坐|躺|放|搬|p|带|送)(?:到|在|去)|{_CHANGE}(?:一?[个片张])?)"
_PUT_EN = r"(?:(?:change|swap|replace|turn|set|make) (?:the )?background (?:to|with|into|for|be)?|(?:put|place|move|send|take) (?:me|him|her|it|them|us|this) (?:in|on|at|to|into|under)(?:to)?|background:?|in front of|with|against)(?: the| a| an| some)*"
_PLAIN = rf"(?:(?:把|将|给)?(?:它|他|她|我|人|这张|图|图片|照片)?的?{_BACK}(?:给我)?(?:都)?{_CHANGE}?(?:一?[个片张])?|{_CHANGE}(?:一?[个片张])?(?=[^,，。]{{1,3}}(?:背景|底)))"
_PLAIN_EN = r"(?:(?:change|swap|replace|turn|set|make) (?:the )?background (?:to|with|into|for|be)?|background:?|(?:with|on|against) (?=\w+ (?:background|backdrop)))(?: the| a| an| some| plain)*"
_GONE = late(
    r"(?:不要|去掉|拿掉|摘掉|取下|取消|别加|别要|别戴|删掉|去了|take off|remove|without|no|drop)(?: the| my| that| his| her)?\s*(?:那|这)?(?:个|副|顶|张)?",
    re.IGNORECASE,
)
_OFF = late(r"(?:都)?(?:给我)?(?:去掉|删掉|摘掉|摘了|摘下来|拿掉|取下来?|不要了|去了|p掉)(?:吧|了)?")
_VANISH = late(
    r"(?:把|将)?[^\s,，。!！?？]{0,8}?(?:p|P|删|去|抹|擦|弄|消)(?:掉|没|除)[^\s,，。!！?？]{0,6}"
    r"|\b(?:remove|delete|erase|get rid of) (?:the |that |this |my )?\w+",
    re.IGNORECASE,
)
_UNDO = late(
    r"(?:还原|复原|恢复原[图样状]|恢复|变回(?:去|来|原[图样])|改回(?:去|来)|换回(?:去|来|原[图样])|回到原[图样]|原图呢?|重置|从头来|(?:undo|reset|revert|restore)(?: (?:it|everything|all|the (?:original|picture|photo)))?|back to (?:the )?original|original(?: please)?)",
    re.IGNORECASE,
)
_STICK = late(
    r"(?:加|贴|放|p|P|添|塞|配)(?:上|个|一?[个只张朵颗条块头]|几[个只张朵颗条块]|点|些)+(?P<zh>[一-鿿a-zA-Z]{1,8}?)(?=$|[\s,，。!！?？、~～]|吧|呗|在|和|跟|上去|进去|行|可以|好)"
    r"|\b(?:add|put|stick|paste)(?: an?| some| one| two| the)? (?P<en>[a-z]+(?: [a-z]+)?)(?=$|[,.!?]| on| in| to| next| please| and)",
    re.IGNORECASE,
)
_FILLER = late(
    r"(?:请|麻烦|帮忙|帮我|给我|替我|帮|能不能|能否|可不可以|可以|能|会|想要?|要|再|然后|还有|另外|顺便|同时|并且?|也|就|那|都|把|将|给|让|使|它|他们?|她们?|我们?|你|这张?|那张?|这个|图里的?|图中的?|画里的?|照片里的?|图片|照片|画面|图|照|人物?|主角|头上|脸上|脖子上|鼻子上|眼睛上|上面|下面|里面?|背景|整体|整张|颜色|色调|风格|效果|滤镜|质感|感觉|氛围|戴上?|加上?|加|换上?|换成|换个|换|改成|改|变成|变|弄成|弄得|弄|做成|做|调成|调|整成|整|搞成|搞|来|打|上|下|出|一下子?|一点儿?|一些|一个|一顶|一副|一只|一张|个|顶|副|只|张|条|点|些|的|地|得|了|着|过|在|到|成|和|跟|与|吧|呗|吗|嘛|呢|啊|呀|哦|哈|啦|看看|试试|谢谢|拜托|求求?|快|行|好|样子|旁边|角落|头像|视频|画面|镜头|这一?帧|那一?帧|第.{1,6}秒|截图|后面|前面|左边|右边|底|(?<![a-zA-Z])[pP]图?(?![a-zA-Z])|修图|修一下"
    r"|\b(?:please|pls|can|could|would|will|you|the|a|an|some|this|that|it|me|my|him|his|her|them|their|us|picture|photo|image|pic|to|into|with|on|in|at|of|and|also|then|now|make|give|put|add|turn|change|set|wear|wearing|look|like|style|filter|effect|background|for|thanks|hey|ok|just|bit|little|more|is|be|head|face|every(?:one|body))\b)+",
    re.IGNORECASE,
)
_PLAINLY = ("shape", "hide", "cutout", "blur", "text")
# "晚上好" names an hour and asks for none.
_VERB = late(
    r"换|改|变|加|添|来[点个张场些]|调|弄|整|[pP](?![a-z])|裁|做成|搞|戴|下[雪雨着点]|飘|撒|一点|一些|风格?$|滤镜|效果|\b(?:make|turn|add|put|change|set|wear|give|filter|style|with)\b|er$",
    re.IGNORECASE,
)
_PART = late(r"[^\W_]+(?:[ '][^\W_]+)*")


def _worded(table: dict[str, str], before: str = "", english: str = "") -> re.Pattern[str]:
    """One pattern of a table's words, longest first where they overlap; its group's name is what was named."""
    named = "|".join(f"(?P<w{at}>{words})" for at, words in enumerate(table.values()))
    lead = f"(?:{before}|{english})\\s*" if before or english else ""
    return late(f"{lead}(?:{named})", re.IGNORECASE)


def _what(table: dict[str, str]) -> Callable[[re.Match[str]], str]:
    names = list(table)
    return lambda hit: names[next(int(k[1:]) for k, v in hit.groupdict().items() if v and k[1:].isdigit())]


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (kind, _worded(table, before, english), _what(table))
    for kind, table, before, english in (
        ("beyond", BEYOND, "", ""),
        ("hide", _HIDE, "", ""),
        ("cutout", {"cutout": _CUTOUT}, "", ""),
        ("blur", {"blur": _BLUR}, "", ""),
        ("backdrop", PLAINS, _PLAIN, _PLAIN_EN),
        ("backdrop", BACKDROPS, _PUT, _PUT_EN),
        ("frame", _FRAME, "", ""),
        ("shape", SHAPES, "", ""),
        ("wear", WEAR, "", ""),
        ("tone", TONES, "", ""),
        ("style", STYLES, "", ""),
        ("season", SEASONS, "", ""),
        ("hour", HOURS, "", ""),
        ("weather", WEATHER, "", ""),
    )
)


def read(wish: str) -> Retouch:
    """The changes that a wish asks for, in their order; later ones stand for earlier ones of a kind that there is but
    one of, and what is taken off again is gone."""
    text = wish[:READ].strip()
    taken, found = [False] * len(text), []
    for start, end, change in _hits(text, taken):
        found.append((start, end, change))
        taken[start:end] = [True] * (end - start)
    undone = [hit.end() for hit in _UNDO.finditer(text) if not any(taken[hit.start() : hit.end()])]
    for end in undone:
        found = [one for one in found if one[0] >= end]
    found.sort(key=lambda one: one[0])
    changes, beyond = _settled(text, found)
    rest = _UNDO.sub(" ", "".join("\n" if taken[at] else sign for at, sign in enumerate(text)))
    if not beyond and (lost := _VANISH.search(rest)):
        # A thing that no kind knows is to be gone: that is understood, and can't be done.
        alone = "\n" not in rest[max(lost.start() - 1, 0) : lost.end() + 1]
        beyond = ("remove",) if alone else beyond
        rest = rest[: lost.start()] + " " + rest[lost.end() :]
    return Retouch(changes[:_MOST], beyond, () if undone else _left(rest), bool(undone) and not changes)


def _hits(text: str, taken: list[bool]) -> Iterator[tuple[int, int, Change]]:
    """What stands where; what was taken by an earlier kind is not looked at again."""

    def free(hit: re.Match[str]) -> bool:
        return hit.end() > hit.start() and not any(taken[hit.start() : hit.end()])

    for hit in _TEXT.finditer(text):
        said = next((one for one in hit.groups() if one), "")
        yield hit.start(), hit.end(), Change("text", "text", hit.group(), text=said.strip()[:LETTERS])
    for kind, pattern, what in _KINDS:
        for hit in pattern.finditer(text):
            if not free(hit):
                continue
            start, colour = hit.start(), ""
            if kind == "wear" and (tint := _TINTED.search(text[:start])):
                colour = next((name for name, word in tint.groupdict().items() if word), "")
                start = tint.start()
            yield start, hit.end(), Change(kind, what(hit), text[start : hit.end()], colour)
    for hit in _STICK.finditer(text):
        if free(hit) and (shown := (hit["zh"] or hit["en"] or "").strip()):
            yield hit.start(), hit.end(), Change("sticker", shown, hit.group(), text=shown)


def _settled(
    text: str, found: Sequence[tuple[int, int, Change]]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    kept: list[Change] = []
    beyond: list[str] = []
    for start, end, change in found:
        if change.kind == "beyond":
            beyond.append(change.what)
            continue
        gone = any(hit.end() == start for hit in _GONE.finditer(text[:start])) or _OFF.match(text, end)
        same = [one for one in kept if one.what == change.what and one.kind == change.kind]
        if gone:
            if not same and change.kind in ("wear", "sticker"):
                beyond.append("remove")
            kept = [one for one in kept if one not in same]
            continue
        kept = [one for one in kept if one not in same and not _instead(change, one)]
        kept.append(change)
    return tuple(kept), tuple(dict.fromkeys(beyond))


def _instead(new: Change, old: Change) -> bool:
    """Whether a change stands for an earlier one: there is but one season, and one hat on a head."""
    if new.kind != old.kind:
        return False
    return new.kind in _ONE or any(new.what in those and old.what in those for those in (HATS, OVER_EYES))


def _left(rest: str) -> tuple[str, ...]:
    """Of what no kind took the words that say something."""
    plain = _GONE.sub(" ", rest)
    words = [hit.group() for hit in _PART.finditer(_FILLER.sub(" ", plain)) if len(hit.group()) > 1]
    return tuple(dict.fromkeys(word[:20] for word in words))[:3]


def asks(text: str) -> bool:
    """Whether a comment plainly asks for a change of a picture that we can make, or to have it undone."""
    found = read(text)
    sure = [one for one in found.changes if one.kind in _PLAINLY or _VERB.search(text)]
    return (any(one.kind != "sticker" for one in sure) and not found.missed) or found.undone


def on_sheet(text: str) -> bool:
    """Whether a comment changes how a picture is shown and nothing in it: a frame, a crop, words, black and white. A
    drawing of ours is drawn anew for anything else."""
    found = read(text)
    if found.missed or found.beyond or not (found.changes or found.undone):
        return False
    return all(one.kind in _SHEET or one.what in _FILTERS for one in found.changes) and not found.undone


def goes_on(context: Context) -> bool:
    """Whether this comment wants another change of the picture that we changed last in the thread, or one of a drawing
    of ours that needs no drawing anew; a picture of its own it does not bring."""
    if any(mention.attachments for mention in context.burst):
        return False
    own = [turn.skill for turn in context.turns if turn.own]
    last, text = own[-1] if own else None, context.text[:READ]
    if "edit" in own[-2:]:
        return asks(text) or bool(read(text).beyond)
    return last == "draw" and on_sheet(text)


def harmless(wish: Retouch) -> bool:
    """Whether all that is asked for is on the list of what may be done to somebody who agreed: nothing that makes another
    of them."""
    return not wish.beyond and all(one.kind in _HARMLESS for one in wish.changes) and not wish.missed


# Of what may be done to people in a picture who agreed.
_HARMLESS = (
    "wear", "backdrop", "season", "weather", "hour", "style", "tone", "shape", "text", "frame", "hide", "cutout", "sticker", "blur",
)  # fmt: skip
_SHEET = ("shape", "frame", "text", "tone", "hide")
_FILTERS = ("bw", "sepia", "film", "hongkong", "japan", "invert", "glitch", "vhs", "poster")
