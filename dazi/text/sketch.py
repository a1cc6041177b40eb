"""What a member wants drawn, read out of a comment and its thread: the prompt, its changes, one more of it; knows no painter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dazi.types import Context

LONGEST = 200  # characters of a prompt
_READ = 400  # of a comment
_POLITE = r"(?:请|麻烦|帮忙|帮我|给我|替我|能不能|能|可以|可不可以|快|来|再|那|就|我想要?|我要|想要|想看|求|你|会不会|还会|会|懂|please |can you |could you |would you |will you |hey |ok |now |just |i want (?:you to )?|i'd like (?:you to )?|let's |pls )*"
# A verb of drawing, not the 画 of 漫画, 动画, 画面.
_DRAW_ZH = r"(?:(?<![动漫国油版壁年绘插书])(?:画|绘制?)(?![面风质家展板作册外])|(?:生成|制作|做|整|搞|出|来|要|求)(?=(?:[一两]?[张幅个]|点).{0,24}?(?:图|画|贴纸|头像|壁纸|海报|插画|照片)|[一两]?[张幅]))"
_COUNTED = r"(?:一下子?|下|出|个?一?[张幅]|成)?(?:贴纸画|贴纸|图片|图画|图|画|插画)?(?:吧|：|:|，|,|、|。| )*"
_VERB = re.compile(
    rf"{_DRAW_ZH}{_COUNTED}(?:给我|为我|我要|关于|内容是|的是)?"
    r"|\b(?:draw|paint|sketch|doodle|illustrate)\b(?: me| us| up)?(?: (?:a|an) (?:picture|drawing|image|sketch|sticker)s? of\b)?"
    r"|\b(?:generate|make|create|give|show)\b(?: me| us)? (?:a|an|some) (?:picture|image|drawing|sketch|sticker|painting|wallpaper|poster|portrait)s?(?: of| with| showing)?\b"
    r"|\b(?:a|an) (?:picture|drawing|image|sketch|sticker) of\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:的(?:贴纸画|图片|图画|插画|图|画|照片)|(?:贴纸画|图片))?(?:可以|好|行|能|成)?(?:不可以|不好|不行|不能)?(?:吗|嘛|吧|呗|啊|呀|哦|哈|么|呢|谢谢你?|多谢|拜托了?|给我看看|看看|出来|来看看|please|pls|thanks|thank you|for me|ok)*[\s!！?？。.~～,，、]*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:一?[个张幅下只]|it|one|this|that)")
_WITH = re.compile(r"用(\S{1,6})$")
_COUNT = re.compile(r"^[个张幅](?=.)")
_ELSEWHERE = re.compile(r"\w+://\S+|\bwww\.\S+|[@＠]\S+")
# A wish that nothing else begins like; a diagram is no picture.
_PLAIN = re.compile(
    rf"{_POLITE}(?:画(?:[一个张只幅条朵棵座点两三四五几下]|$)|生成[一两]?[张幅]|[来做整搞][一两]?[张幅].{{0,60}}(?:图|画|壁纸|头像|海报)(?:吧|呗|看看)?[!！。~～]*$"
    r"|(?:draw|paint|sketch)(?: me)? (?:a|an|the|some|my|two|three)\b)",
    re.IGNORECASE,
)
_DIAGRAM = re.compile(
    r"表格|图表|流程图|导图|结构图|时间轴|函数|坐标|受力|电路|几何|三角形|辅助线|示意图|线段|饼图|柱状图|折线图|\b(?:chart|diagram|graph|table|conclusion|line|triangle|function)s?\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"的(?:贴纸画|图片|图画|插画|图|画)(?=[,，])")
_SELF = re.compile(
    r"(?:你|小搭|xiaoda|搭子)(?:自己|本人|的?样子|的?自画像)?|自画像|(?:yourself|you)", re.IGNORECASE
)
_AGAIN = re.compile(
    r"(?:那|好|哈|不错|可以|行|嗯|哇)*[,，! ！]*(?:再|换|重新|重|另)(?:给我|帮我)?(?:来|画|整|弄|出|搞|换)?[一两1]?(?:张|个|幅|版|款|遍|次|种)?(?:构图|姿势|画法|背景|颜色|风格|画风|场景|地方|图|画)?(?:别的|新的|看看|试试)?(?:呗|吧|吗|嘛|呢|看看)?[!！?？。~～ ]*"
    r"|(?:one )?more(?: please)?[!?. ]*|another(?: one)?(?: please)?[!?. ]*|(?:draw (?:it )?|paint (?:it )?|do (?:it )?|try )?again(?: please)?[!?. ]*|redraw(?: it)?[!?. ]*",
    re.IGNORECASE,
)
_SWAP = re.compile(
    r"(?:那|能|可以|帮我|给我|再|请|麻烦|能不能)*(?:把|将)?(?:它|这张|图里|画里|里面|背景|风格|颜色)?的?(?P<what>[^,，。]{0,10}?)(?:都)?(?:换成|改成|变成|换为|改为|换作|改到|换到|换个|换一个|换)(?P<to>[^,，。!！?？]+?)"
    r"|(?:can you |could you |please |now )*(?:make it|turn it into|change it to|set it in|put it in|switch to)(?: be)? (?P<en>.+?)"
    r"|(?:can you |could you |please |now )*(?:change|swap|replace|turn) the (?P<old>.+?) (?:to|into|with|for|by) (?P<new>.+?)",
    re.IGNORECASE,
)
_ADD = re.compile(
    r"(?:那|能|可以|帮我|给我|再|请|麻烦|能不能|还要)*(?:给(?:它|他|她))?(?:加上?|添上?|戴上?)(?P<zh>[^,，。!！?？]+?)|(?:can you |could you |please |now )*(?:add|with|give it|but (?:with|in|on|at)) (?P<en>.+?)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"(?:那|能|帮我|请)*(?:不要|去掉|别要|拿掉|去了|删掉)(?P<zh>[^,，。!！?？]+?)|(?:without|remove|drop|no) (?:the |a |an )?(?P<en>.+?)",
    re.IGNORECASE,
)
_WIDER = re.compile(
    r"(?:请|能不能|能|可以|帮我|给我|再|把|将)*(?:它|这张图?|这幅画|图|画|画面)?(?:再|给我|帮我|往外|向外|往两边|往左右|往上下)*(?:扩|拉远|拉宽|拉长|变宽|加宽|宽一点|长一点|镜头拉远)[^,，。]{0,12}"
    r"|(?:can you |could you |please |now )*(?:outpaint|zoom out|(?:extend|expand|widen) (?:it|this|the picture)|make it (?:wider|taller|vertical|landscape|portrait))[^,.]{0,20}",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"竖|9\s*[:：比]\s*16|上下|长一点|拉长|高|手机|taller|vertical|portrait|phone", re.IGNORECASE
)
SQUARE = (768, 768)
# How a sheet is named, with what hangs on it ("个手机壁纸，", "横版的").
_SHEETS = {
    (1024, 576): re.compile(
        r"一?[个张幅]?(?:横版|横屏|横图|宽屏|宽幅|16\s*[:：比x×]\s*9|电脑壁纸|桌面壁纸|视频封面|封面图?)(?:的|，|,|、|\s)*|(?:\b(?:in|as) )?(?:\ban? )?\b(?:landscape format|widescreen|desktop wallpaper|banner)\b(?: of\b)?",
        re.IGNORECASE,
    ),
    (576, 1024): re.compile(
        r"一?[个张幅]?(?:竖版|竖屏|竖图|9\s*[:：比x×]\s*16|手机壁纸|锁屏壁纸|锁屏|壁纸)(?:的|，|,|、|\s)*|(?:\b(?:in|as) )?(?:\ban? )?\b(?:portrait format|(?:phone |mobile )?wallpaper|vertical format)\b(?: of\b)?",
        re.IGNORECASE,
    ),
}
_ARTICLE = re.compile(r"^(?:了|个|一个|一只|一下|the|a|an)\s*")


_SHORT = 24  # characters: longer remarks in a thread that don't call us are no changes


@dataclass(frozen=True, slots=True)
class Sketch:
    """A prompt, how it came (wished now, once more, the last one changed, the last one on a wider or higher sheet), and
    the sheet's width and height in pixels."""

    prompt: str
    how: Literal["new", "again", "changed", "wider"] = "new"
    size: tuple[int, int] = SQUARE


def _sheet(told: str, how: Literal["new", "again", "changed", "wider"] = "new") -> Sketch | None:
    """A sketch of a prompt that may name its sheet; None where nothing else stands in it."""
    hits = sorted(
        (hit.start(), size) for size, named in _SHEETS.items() for hit in [named.search(told)] if hit
    )
    for named in _SHEETS.values():
        told = named.sub("", told)
    prompt = " ".join(_ELSEWHERE.sub(" ", told).split()).strip(" ,，、的")
    return Sketch(prompt, how, hits[0][1] if hits else SQUARE) if prompt else None


def wished(text: str) -> str | None:
    """The prompt of a comment that asks for a drawing ("" where it names nothing); None for one that does not."""
    hit = _VERB.search(text)
    if hit is None:
        return None
    after, before = _trimmed(text[hit.end() :]), _trimmed(text[: hit.start()])
    before = re.sub(rf"^{_POLITE}$", "", before, flags=re.IGNORECASE)
    prompt = after if after and not _BARE.fullmatch(after) else before
    if prompt is after and (style := _WITH.search(before)):
        prompt = f"{after}，{style[1]}"
    prompt = _COUNT.sub("", _NOUN.sub("", prompt))
    return "机器人挥手" if _SELF.fullmatch(prompt) else prompt[:LONGEST]


def asks(text: str) -> bool:
    """Whether a comment plainly asks for a picture, whatever else a reader of single words may make of it."""
    head = text[:_READ].strip()
    return _PLAIN.match(head) is not None and _DIAGRAM.search(head) is None


def sketch(context: Context) -> Sketch | None:
    """What to draw for this comment; None where neither it nor the thread says."""
    text = context.text[:_READ].strip()
    before = _before(context)
    if before:
        if _AGAIN.fullmatch(text):
            return _sheet(before, "again")
        if changed := _changed(before, text):
            return _sheet(changed, "wider" if _WIDER.fullmatch(text) else "changed")
    prompt = wished(text)
    if prompt is None:
        # The decider took it for a wish: then all of it is one ("来一只戴帽子的猫").
        prompt = _trimmed(re.sub(rf"^{_POLITE}", "", text, flags=re.IGNORECASE))
    return _sheet(prompt[:LONGEST]) if prompt and not _AGAIN.fullmatch(text) else None


def follows(context: Context) -> bool:
    """Whether this comment goes on about a drawing of ours in the thread, instead of bringing a picture of its own."""
    if any(mention.attachments for mention in context.burst):
        return False
    last = next((turn.skill for turn in reversed(context.turns) if turn.own), None)
    before = _before(context) if last in ("draw", "edit") else ""
    text = context.text[:_READ].strip()
    return bool(before) and (_AGAIN.fullmatch(text) is not None or _changed(before, text) is not None)


def _before(context: Context) -> str:
    """The prompt as the thread left it: the member's own last wish with its changes, else anybody's."""
    mine = [turn.text for turn in context.turns if turn.member == context.lead.member]
    return _told(mine) or _told([turn.text for turn in context.turns if not turn.own])


def _told(texts: list[str]) -> str:
    prompt = ""
    for text in texts:
        plain = re.sub(r"^\s*[@＠]\S+\s+", "", text[:_READ]).strip()
        if prompt and _AGAIN.fullmatch(plain):
            continue
        changed = _changed(prompt, plain) if prompt and (len(plain) <= _SHORT or plain != text) else None
        prompt = changed or wished(plain) or prompt
    return prompt


def _changed(prompt: str, text: str) -> str | None:
    """The prompt after a change that the text asks for; None where it asks for none. What is new stands in front: of
    two seasons the first counts."""
    if _WIDER.fullmatch(text):
        return _joined("竖版" if _HIGH.search(text) else "横版", prompt)
    text = _TAIL_SIGNS.sub("", text)
    if hit := _SWAP.fullmatch(text):
        old = (hit["what"] or hit["old"] or "").strip()
        new = _ARTICLE.sub("", (hit["to"] or hit["en"] or hit["new"] or "").strip())
        if not new or _AGAIN.fullmatch(text):
            return None
        if old and old in prompt:
            return prompt.replace(old, new)[:LONGEST]
        return _joined(new, prompt)
    if hit := _ADD.fullmatch(text):
        new = (hit["zh"] or hit["en"] or "").strip()
        worn = new if hit["en"] or "戴" not in text else f"戴{new}"
        return _joined(prompt, _ARTICLE.sub("", worn))
    if hit := _WITHOUT.fullmatch(text):
        gone = _ARTICLE.sub("", (hit["zh"] or hit["en"] or "").strip())
        return (
            re.sub(rf"(?:戴着?|穿着?|with )?(?:a |an |the )?{re.escape(gone)}的?", "", prompt)
            if gone in prompt
            else None
        )
    return None


_TAIL_SIGNS = re.compile(r"(?:吧|呗|吗|嘛|呢|看看|试试|行不行|可以吗|好不好|please|pls)*[\s!！?？。.~～]*$")


def _joined(first: str, second: str) -> str:
    latin = first.isascii() and second.isascii()
    return (f"{first}, {second}" if latin else f"{first}，{second}")[:LONGEST]


def _trimmed(text: str) -> str:
    return _TAIL.sub("", text.strip()).strip(" ,，.。:：!！?？~～\n\"“”'「」")
