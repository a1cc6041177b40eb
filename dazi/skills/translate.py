"""Translation: checked phrases first, then the model, its language verified; words are explained as well."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dazi.label import strip_label
from dazi.ports import Kit
from dazi.skills.drafts import draw, from_line, from_model, loops, need, phrase, spoken, usable
from dazi.skills.likeness import asks_just
from dazi.skills.phrasebook import nearest, phrasebook
from dazi.skills.prompt import bare, build
from dazi.skills.tongues import BY_CODE, abroad, named, written_in
from dazi.text.normalise import fold, has_cjk
from dazi.types import Completion, Context, Decision, Draft, Options

TASK = """You are a careful translator. You get a text and language codes. Answer with JSON only: each code with the natural translation of the whole text, nothing added.
Example: text 今天好累 for en, ja → {"en": "I'm so tired today.", "ja": "今日はとても疲れた。"}
Example: text See you tomorrow for zh → {"zh": "明天见"}"""
_EXPLAIN = {
    "zh": "任务：说清对方问的这个词或句子是什么意思、什么场合用，六十个字以内。不知道就说不知道。只写回复本身。",
    "en": "Task: say what the word or sentence means and when it is used, at most 35 words, in English. If you don't know it, say so. Write the reply only.",
}
_QUOTED = re.compile(
    r"“([^”]+)”|\"([^\"]+)\"|「([^」]+)」|『([^』]+)』|‘([^’]+)’|《([^》]+)》|(?<![a-z])'([^']+)'(?![a-z])"
)
_NAMES = r"(?:英|日|韩|法|德|俄|泰|阿拉伯|西班牙|意大利|葡萄牙|越南|中|汉|西|意|葡)(?:文|语|国话|本话)"
# What asks for the translation and is no part of the text. "帮我" and "麻烦" are such where an asking follows them
# ("麻烦问下", "帮我把"); in "麻烦你了用日语怎么说" and "帮我倒杯水用英语怎么说" they are what is to be said.
_ASKS = r"(?:请问?|你|您|小搭|那|能不能|能否|可以|可不可以|能|给我|帮[我忙]?|麻烦(?!(?:你|您)?了)(?:(?:你|您)(?=帮|把|将|,|，))?|[,，\s])*"
_LEAD = re.compile(
    r"^(?:(?:请问|那么?(?=[,，\s])|你知道(?!了)|一下(?!子)"
    r"|(?:麻烦|帮我|想|我想|请)*(?:你|您)?(?:请教|告诉我|问|看|说|查)(?:一下|一?下子?|问|看)(?!用))[,，:：\s]*)+"
)
_TRAIL = re.compile(
    rf"[,，。;；\s]+(?:这个|这个?词|这句话?|那个|(?:翻|译)?成?(?:{_NAMES}[、和跟,，]*)+)$"
    r"|(?<=[一-鿿]{2})(?<![要买是在有给吃喝看用拿和跟把想爱你我他她不了])这个$"
)
_FOR = re.compile(r"^[^:：,，]{1,6}用[:：]\s*")  # "机场用：帮我看一下行李"
_COURTESY = re.compile(
    r"(?:麻烦(?:你|您|啦)?了?|谢谢(?:你|您|啦)?|多谢|拜托(?:你|您)?了?|辛苦(?:你|您)?了?|求你了|thanks|thank you|please)[。.!！~ ]*",
    re.IGNORECASE,
)
# How it is asked how something is said: "日语怎么跟店员说", "韩语咋喊", "法语怎么点".
_SAID = r"(?:到底|一般|应该|该|都)*(?:怎么|咋|如何)(?:跟|和|对|向|给|去)?[^,，。说讲写念喊问点叫]{0,6}(?:说|讲|写|念|表达|喊|问|点|叫|翻)"
_SHAPES = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        r"(?:翻译?|译)(?:一?下|下面(?:这)?句?|这句话?|成[^:：]{1,16})?\s*[:：]\s*(?P<t>.+)",
        r"(?:translate|say)(?: (?:this|the following))?(?: (?:in)?to [\w ,]+)?\s*:\s*(?P<t>.+)",
        rf"(?:{_ASKS}(?:把|将)|帮我|麻烦(?!你|您|了))?(?P<t>.+?)\s*(?:这句话|这个词|一句)?\s*(?:翻译?|译)(?:成|为|到|一下成)\s*{_NAMES}.*",
        rf"(?P<t>.+?)\s*(?:这句话|这个词)?(?:，|,)?(?:用|拿|在)?\s*{_NAMES}(?:(?:、|和|跟|,|，|还有|与)?{_NAMES})*\s*(?:里|中)?(?:分别)?{_SAID}.*",
        rf"{_NAMES}(?:(?:、|和|跟|,|，|还有|与)?{_NAMES})*\s*(?:里|中(?![午秋国文间学饭餐]))?的?\s*(?P<t>.+?)\s*(?:怎么|咋|如何)(?:说|讲|写|念|表达).*",
        rf"(?:翻译|译)(?:一下)?(?P<t>.+?)(?:成|为){_NAMES}.*",
        r"(?:how (?:do|would|can) (?:you|i|we) say|what(?:'s| is)|say)\s+(?P<t>.+?)\s+in\s+(?:japanese|korean|french|german|spanish|italian|portuguese|russian|thai|arabic|vietnamese|chinese|mandarin|english).*",
        r"translate\s+(?P<t>.+?)\s+(?:in)?to\s+(?:japanese|korean|french|german|spanish|italian|portuguese|russian|thai|arabic|vietnamese|chinese|mandarin|english).*",
        rf"(?:帮我?|请|麻烦)?(?:翻译?|译)(?:一?下)?(?:成)?\s*{_NAMES}[,，:：\s]+(?P<t>.{{2,}})",
        rf"(?P<t>.+?)[,，\s]*(?:用|在)?{_NAMES}(?:里)?(?:面)?(?:也)?有(?:没有)?.{{0,8}}(?:说法|词|俗语|表达|叫法|讲法).*",
        rf"(?P<t>.+?)[,，\s]*{_NAMES}(?:到底|一般|应该|该|里)*(?:翻译?|译|叫|是)(?:成|作|做|个)?(?:什么|啥).*",
        rf"^(?P<t>.{{2,40}}?)[,，\s]+(?:用|拿)?{_NAMES}[。.!！?？~ ]*$",
        r"(?:帮我|请|麻烦)?(?:翻译|译)(?:一下|下)?\s*(?P<t>.{2,})",
        r"translate\s+(?P<t>.{3,})",
    )
)
_MEANING = re.compile(
    r"(?:什么|啥)意思|(?:是什么梗|什么梗|啥梗)|\bwhat (?:does|do) .{1,60} mean\b|\bmeaning of\b|\bwhat(?:'s| is) the meaning\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^(?:楼上|上面|上一?(?:条|句)|这(?:句|条|个|段)?(?:话|评论)?|他(?:说的|那句)|她(?:说的|那句)|你(?:刚才)?(?:说的|那句)|刚才那句|it|this|that|the (?:comment )?above|the last comment)(?:的|话|评论)*[一下。.!?！？ ]*$",
    re.IGNORECASE,
)
# These are words of their own where nothing stands in the thread to point at.
_WORD = re.compile(r"(?:这个?|那个?|this|that|it)[。.!！?？ ]*", re.IGNORECASE)
_CALLED = re.compile(r"[@＠]\S+|[\s,，。.!！?？]")
_BESIDE = 12  # characters beside the quotation and the language from which a comment tells of something else
_SCENE = re.compile(r"(?:喊|说|问|叫|用[:：])\s*([^喊说问叫:：]{2,})$")
_EDGES = ' ，,。:："“”'
_OWN = re.compile(r"你|your", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be translated, into which languages (codes, in order)."""

    text: str
    into: tuple[str, ...]


class Translate:
    """The translation into every language asked for, each on a line with its name where there are several."""

    name = "translate"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        draft = await self._draft(context, decision, kit)
        if decision.reason != "floor.said":
            return draft
        # The text speaks of not wanting to live: it is translated, and the door is left open.
        return replace(draft, text=f"{draft.text}\n{phrase('gentle.said', context)}")

    async def _draft(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        line = next(
            (one for one in kit.lines.find("translate", context, 4) if asks_just(one, context.text)), None
        )
        if line:
            return from_line(line, context, reserve=False)
        wish = read_wish(context)
        if wish and has_cjk(context.text.replace(wish.text, " ")):
            context = replace(context, lang="zh")  # the words around the text say who reads the reply
        read = phrasebook(wish.text).get("zh") if wish and wish.into == ("zh",) else None
        if read and wish and _foreign(wish.text):
            return Draft(read, "tool", "phrasebook")
        if wish is None or _MEANING.search(context.text):
            return await _explained(context, decision, kit)
        if (several := _several(context, wish)) is not None:
            return several
        known = {code: said for code in wish.into if (said := phrasebook(wish.text).get(code))}
        missing = tuple(code for code in wish.into if code not in known)
        if not missing:
            return Draft(_shown(known, wish, context), "tool", "phrasebook")
        if kit.chat.strength(decision.tier) != "strong" and (near := nearest(wish.text, wish.into)):
            says, entry = near
            text = _shown({code: entry[code] for code in wish.into}, wish, context)
            return Draft(phrase("skills.nearest_phrase", context, says=says, text=text), "tool", "phrasebook")
        need(kit, decision.tier)
        made, writer = await _translated(wish.text, missing, decision, kit)
        both = {code: {**known, **made}[code] for code in wish.into if code in known or code in made}
        if not both:
            return spoken("skills.untranslated", context)
        text = _shown(both, wish, context)
        if gone := [code for code in wish.into if code not in both]:
            text = f"{text}\n{phrase('skills.no_tongue', context, names=_names(gone, context))}"
        elif kit.chat.strength(decision.tier) != "strong" and made:
            text = f"{text}\n{phrase('skills.rough', context)}"
        return from_model(text, writer) if made else Draft(text, "tool", "phrasebook")


def by_heart(context: Context) -> Draft | None:
    """A phrase that is known, where a quotation and a language are nearly all that a comment says ("“末班车是几点”日语"),
    whatever it was taken for; None for any other."""
    hit = _QUOTED.search(context.text)
    if hit is None or len(_CALLED.sub("", _QUOTED.sub("", context.text))) > _BESIDE:
        return None
    wish = read_wish(context)
    if wish is None or not named(_QUOTED.sub(" ", context.text)):
        return None
    known = {code: said for code in wish.into if (said := phrasebook(wish.text).get(code))}
    return Draft(_shown(known, wish, context), "tool", "phrasebook") if len(known) == len(wish.into) else None


def _several(context: Context, wish: Wish) -> Draft | None:
    """Several phrases that are all known ("“你好”“再见”各怎么说"), each in its line; None for any other wish."""
    quotes = [next(filter(None, found)) for found in _QUOTED.findall(context.text)]
    if len(quotes) < 2 or len(wish.into) != 1 or not all(wish.into[0] in phrasebook(one) for one in quotes):
        return None
    colon = "：" if context.lang == "zh" else ": "
    return Draft(
        "\n".join(f"{one}{colon}{phrasebook(one)[wish.into[0]]}" for one in quotes), "tool", "phrasebook"
    )


def read_wish(context: Context) -> Wish | None:
    """What to translate and into what, also from the turns before ("那德语呢"); None where nothing is found."""
    text = _asked_text(context.text)
    if text is None or _POINTS.match(text):
        there = _pointed_at(context, text)
        text = there if there is not None or not (text and _WORD.fullmatch(text)) else text
    if text is None:
        text = _earlier_text(context)
    if text is None or not text.strip():
        return None
    outside = context.text.replace(text, " ")
    into = named(outside)
    if not into:
        into = abroad(outside)
    if not into and "外语" not in outside:
        before = [turn.text for turn in context.turns if turn.member == context.lead.member and not turn.own]
        into = named(before[-1].replace(text, " ")) if before and text in before[-1] else ()
    into = tuple(code for code in into if not (code == "zh" and has_cjk(text) and not _foreign(text)))
    if not into:
        into = ("en",) if has_cjk(text) and not _foreign(text) else ("zh",)
    return Wish(text.strip(), into[:6])


def _foreign(text: str) -> bool:
    return written_in(text, "ja") or written_in(text, "ko")


def _asked_text(text: str) -> str | None:
    text = re.sub(r"\s{2,}", " ", text)  # the shapes backtrack over white space
    if hit := _QUOTED.search(text):
        return next(group for group in hit.groups() if group)
    plain = text.strip()
    found = [read for shape in _SHAPES if (hit := shape.search(plain)) and (read := _bare(hit, plain))]
    # Where a scene stands before the text ("在首尔吃完饭喊结账"), what follows "喊" may be it.
    found += [(whole, tail[1]) for whole, _ in found if (tail := _SCENE.search(whole))]
    # A phrase people know is what is meant, whatever it begins with ("麻烦你了") and whichever shape finds it.
    known = next((one for pair in found for one in pair if phrasebook(one)), None)
    return known or (found[0][1] if found else None)


def _bare(hit: re.Match[str], plain: str) -> tuple[str, str] | None:
    """What a shape took for the text: with all that stands before it, and without what asks; None where only
    courtesies or names of languages are left."""
    whole = _FOR.sub("", plain[: hit.end("t")].strip(_EDGES))
    inner = _LEAD.sub("", _FOR.sub("", hit["t"].strip(_EDGES)))
    inner = (_TRAIL.sub("", inner) or inner).strip(_EDGES)
    # "翻译一下，麻烦你了" thanks; without the comma it is the text.
    if _COURTESY.fullmatch(inner) and re.search(rf"[,，]\s*{re.escape(inner)}$", whole):
        return None
    if not inner or re.fullmatch(rf"(?:用|拿)?(?:{_NAMES}|[和、跟,，])*", inner):
        return None
    return whole, inner


def _pointed_at(context: Context, text: str | None) -> str | None:
    """The thread's comment that "这句" or "楼上" points at: the last of another, or our own for "你刚才那句"."""
    if text is None:
        return None
    own = bool(_OWN.search(text))
    for turn in reversed(context.turns):
        if turn.own == own and turn.member != context.lead.member:
            return strip_label(turn.text)[:300]
    return context.turns[-1].text[:300] if context.turns else None


def _earlier_text(context: Context) -> str | None:
    """The text of the member's earlier wish, for a turn that only names another language."""
    if not named(context.text):
        return None
    for turn in reversed(context.turns):
        if turn.member == context.lead.member and not turn.own and (text := _asked_text(turn.text)):
            return text
    return None


async def _translated(
    text: str, into: Sequence[str], decision: Decision, kit: Kit
) -> tuple[dict[str, str], Completion | None]:
    """The model's translations that are written in the language they should be; one retry for the others."""
    done: dict[str, str] = {}
    writer: Completion | None = None
    for warmth in (0.1, 0.5):
        left = [code for code in into if code not in done]
        if not left:
            break
        listed = ", ".join(f"{code} ({BY_CODE[code].en})" for code in left)
        prompt = bare(TASK, text, "translate", f"Translate the text above. Codes: {listed}. JSON only.")
        room = 60 + len(left) * (40 + 2 * len(text))
        options = Options(min(900, room), warmth, schema=_schema(left))
        (completion,) = await draw(kit, decision.tier, prompt, [options])
        if completion is None:
            continue
        for code, said in _read(completion.text, left).items():
            if _fits(said, text, code):
                done[code], writer = said, completion
    return done, writer


def _schema(codes: Sequence[str]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {code: {"type": "string", "minLength": 1, "maxLength": 600} for code in codes},
        "required": list(codes),
        "additionalProperties": False,
    }


def _read(text: str, codes: Sequence[str]) -> dict[str, str]:
    body = re.sub(r"^```(?:json)?|```$", "", text.strip(), flags=re.MULTILINE).strip()
    try:
        parsed = json.loads(body)
    except ValueError:
        return {codes[0]: body} if len(codes) == 1 and not body.startswith(("{", "[")) else {}
    if not isinstance(parsed, dict):
        return {}
    return {
        code: said.strip() for code in codes if isinstance(said := parsed.get(code), str) and said.strip()
    }


def _fits(said: str, source: str, code: str) -> bool:
    """Whether a translation can be one: in its language, not the source again, of a sensible length, no rubbish."""
    if usable(said) is None or loops(said) or fold(said) == fold(source) or not written_in(said, code):
        return False
    return len(said) <= 40 + 8 * len(source) and len(said) * 8 + 8 >= len(source)


def _names(codes: Sequence[str], context: Context) -> str:
    zh = context.lang == "zh"
    return ("、" if zh else ", ").join(BY_CODE[code].zh if zh else BY_CODE[code].en for code in codes)


def _shown(said: Mapping[str, str], wish: Wish, context: Context) -> str:
    if len(wish.into) == 1:
        return next(iter(said.values()))
    colon = "：" if context.lang == "zh" else ": "
    return "\n".join(f"{_names([code], context)}{colon}{text}" for code, text in said.items())


async def _explained(context: Context, decision: Decision, kit: Kit) -> Draft:
    """What a word means; a wish in which nothing to translate is found is asked for."""
    if not _MEANING.search(context.text):
        return spoken("skills.translate_what", context)
    need(kit, decision.tier)
    prompt = build("translate", context, kit, task=_EXPLAIN[context.lang], turns=2, purpose="explain")
    (completion,) = await draw(kit, decision.tier, prompt, [Options(140, 0.2)])
    text = usable(completion.text, context.lang) if completion else None
    text = kit.voice.tidy(text) if text else ""
    if not text or kit.voice.faults(text, "translate"):
        return spoken("skills.unsure", context)
    if kit.chat.strength(decision.tier) != "strong":
        text = f"{text}{'' if context.lang == 'zh' else ' '}{phrase('skills.rough_meaning', context)}"
    return from_model(text, completion)
