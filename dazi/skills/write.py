"""Copy, signatures, names as numbered options; notes, apologies and wishes as one text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from dazi.label import strip_label
from dazi.ports import Kit
from dazi.skills.banter import chosen
from dazi.skills.drafts import draw, from_line, from_model, loops, need, phrase, spoken, usable
from dazi.skills.likeness import asks_just, grams, repeats, share
from dazi.skills.order import MOST, Order, options_in, order, unfit, without_kind
from dazi.skills.own_words import of_ours
from dazi.skills.prompt import about_video, build
from dazi.skills.ready import kind, numbered, of_kind, parted, ready
from dazi.skills.reorder import ordered, picked, tells
from dazi.skills.thread import last_own, own_texts, wants_more
from dazi.text.normalise import fold
from dazi.text.wanting import only_tells
from dazi.types import Completion, Context, Decision, Draft, Options

LIST_TASK = {
    "zh": """任务：按要求写几个不同的选项，只输出 JSON，例如
要求：给刚来的小白兔起三个名字 → {"options": ["棉花糖", "雪媚娘", "三两"]}
要求：想三条去爬山的文案 → {"options": ["山不来见我，我背着面包去见山", "腿在抱怨，眼睛在加薪", "今天的步数，够手机夸我一星期"]}
要求：给我的花店想三个名字 → {"options": ["慢半拍花铺", "一朵有空", "花不语"]}
名字两到五个字，文案每条二十五字以内；具体、有画面，不用感叹号，不写套话，不编造事实和承诺，贴合对方说的动物、颜色和场合。""",
    "en": """Task: write several different options as asked, JSON only, for example
Wish: three names for my new white rabbit → {"options": ["Cotton", "Mochi", "Snowball Fight"]}
Wish: three captions for a hiking photo → {"options": ["The hill won, but I got the view", "My legs filed a complaint", "Worth every wrong turn"]}
Names of one to three words, captions of at most 12 words; concrete, no hashtags, no exclamation marks, no invented facts or promises; they fit the animal, colour and occasion.""",
}
_TEXT_TASK = {
    "zh": "任务：替对方写好这一段，写完就能直接用，一百二十字以内，一段话。语气按对方说的来，自然、具体、得体，不写套话，不编造对方没说过的事，不知道的名字和日期用〇〇代替。只写这段话本身，不要编号，不要解释。\n例如 要求：帮我写请假条，肚子疼 → 领导您好，我今早起来腹痛得厉害，想请一天假去看看，手上的活已托同事盯着，有急事电话找我。给您添麻烦了。",
    "en": "Task: write this text for the member, ready to use, one paragraph of at most 70 words. Natural and concrete, in the tone asked for; nothing invented that wasn't said; unknown names and dates as [..]. Only the text itself, no numbers, no explanation.",
}


# What a small model says about an option in its place ("Call it '"), and what broke off inside quotation marks.
_BROKEN = re.compile(
    r"^(?:name|call|give|title) (?:it|her|him|them|the)\b|^[^\"]*\"[^\"]*$|^[^']*'$|^(?:my|the|a|an|her|his)$",
    re.IGNORECASE,
)


class Write:
    """As many options as asked for (three where no number is named), numbered; or one text."""

    name = "write"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        weak = kit.chat.strength(decision.tier) == "weak"
        made = ordered(context)
        if draft := _settled(context) or of_ours(context):
            return draft
        # A tale in which a signature or a name occurs orders nothing, and a small model would write a list at it.
        told = tells(context.text) or only_tells(fold(context.text))
        tale = weak and not made.changes and told and not wants_more(context)
        if tale and (draft := await chosen("chat", context, kit, decision.pain)):
            return draft
        wish = made.context
        wanted = replace(order(wish.text, _again(context)), short=made.short)
        # A small model's copy is dull; what people wrote for such a wish is better, where there is any.
        if kit.chat.strength(decision.tier) != "strong":
            for asked in [made.changed, wish] if made.changes else [wish]:
                if draft := ready(wanted, context, asked, kit):
                    return draft
        for line in kit.lines.find("write", wish, 4):
            fits = len(options_in(line.text)) == wanted.count if wanted.many else True
            if fits and asks_just(line, wish.text) and not _known(line.text, context):
                return from_line(line, context)
        need(kit, decision.tier)
        # "来句狠的" names no kind of text: it is banter more likely than an order.
        named = kind(wish.text) or len(wish.text) > 12
        if weak and not named and (draft := await chosen("chat", context, kit, decision.pain)):
            return draft
        if weak and (draft := of_kind(wanted, context, wish, kit, bool(made.changes) or wants_more(context))):
            return draft
        if wanted.many:
            return await _options(wanted, made.changed, decision, kit)
        return await _text(wanted, made.changed, decision, kit)


def _again(context: Context) -> str:
    """The turn where it only asks for more, so that its number counts."""
    return context.text if wants_more(context) else ""


def _settled(context: Context) -> Draft | None:
    """What is said to a member who chose one of our options."""
    ours = last_own(context)
    option = picked(context, parted(strip_label(ours.text)).options) if ours else ""
    return spoken("voice.picked", context, pick=re.sub(r"[（(].*?[)）]", "", option)) if option else None


def _known(text: str, context: Context) -> bool:
    return repeats(text, *own_texts(context))


async def _options(wanted: Order, context: Context, decision: Decision, kit: Kit) -> Draft:
    weak = kit.chat.strength(decision.tier) != "strong"
    # A small model on this machine writes some twenty tokens a second: one to spare, short ones, two rounds.
    extra = min(MOST, wanted.count + (1 if weak else 2))
    longest = 12 if wanted.names else 32 if context.lang == "zh" else 90
    ask = f"写 {extra} 个不同的选项，只输出 JSON。" if context.lang == "zh" else f"Write {extra} different options, JSON only."  # fmt: skip
    prompt = build(
        "write", context, kit, task=LIST_TASK[context.lang], ask=ask, material=about_video(context), turns=4
    )
    found: list[str] = []
    writer: Completion | None = None
    for warmth in (0.8, 1.0) if weak else (0.8, 1.0, 0.6):
        options = Options(60 + 30 * extra, warmth, schema=_schema(extra, longest))
        (completion,) = await draw(kit, decision.tier, prompt, [options])
        if completion is None:
            continue
        writer = completion
        for raw in read_options(completion.text):
            option = without_kind(raw, context.text) if wanted.names else raw
            if not (
                _BROKEN.search(option) or unfit(option, wanted, context) or _twice(option, found, context)
            ):
                found.append(option)
        if len(found) >= wanted.count:
            return from_model(_numbered(found[: wanted.count], wanted, context), writer)
    if found and writer:
        few = phrase("skills.few", context, count=len(found))
        return from_model(f"{_numbered(found, wanted, context)}\n{few}", writer)
    return kit.lines.fixed("stuck", context)


def _schema(count: int, longest: int) -> dict[str, object]:
    items = {"type": "string", "minLength": 1, "maxLength": longest}
    listed = {"type": "array", "items": items, "minItems": count, "maxItems": count}
    return {
        "type": "object",
        "properties": {"options": listed},
        "required": ["options"],
        "additionalProperties": False,
    }


def read_options(text: str) -> tuple[str, ...]:
    """The options of a model's answer: from JSON, also broken off, else from numbered lines."""
    body = re.sub(r"^```(?:json)?|```$", "", text.strip(), flags=re.MULTILINE).strip()
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = None
    if isinstance(parsed, dict):
        parsed = next((value for value in parsed.values() if isinstance(value, list)), None)
    if isinstance(parsed, list):
        texts = [one for one in parsed if isinstance(one, str)]
    elif body.startswith(("{", "[")):
        texts = [one for one in re.findall(r'"((?:[^"\\]|\\.)+)"', body) if one != "options"]
    else:
        texts = list(options_in(body))
    return tuple(kept for one in texts if (kept := _stripped(one)))


def _stripped(option: str) -> str:
    option = re.sub(r"^\s*(?:\d{1,2}\s*[.、)）:：]|[-*•])\s*", "", option.strip())
    usual = usable(option) if option else None
    return (usual or "").strip(" 。.!！,，;；").replace("\n", " ")


def _twice(option: str, found: Sequence[str], context: Context) -> bool:
    plain = re.sub(r"[\W_]+", "", option.casefold())
    earlier = [re.sub(r"[\W_]+", "", one.casefold()) for one in found]
    # A small model likes to begin every caption the same way; two such are one idea.
    if len(plain) >= 8 and any(one[:4] == plain[:4] for one in earlier):
        return True
    if any(share(grams(plain), grams(one)) > 0.4 for one in earlier if len(one) >= 8):
        return True
    said = re.sub(r"[\W_]+", "", "".join(own_texts(context)).casefold())
    return plain in earlier or repeats(option, *found) or (len(plain) >= 2 and plain in said)


def _numbered(options: Sequence[str], wanted: Order, context: Context) -> str:
    """In one line where they are short, else a line each; with a vote where a name is chosen."""
    text = numbered(options, context)
    if wanted.names and len(options) > 1:
        pick = options[sum(context.lead.comment.encode()) % len(options)]
        return f"{text}{'。' if context.lang == 'zh' else '. '}{phrase('skills.vote', context, pick=pick)}"
    return text


async def _text(wanted: Order, context: Context, decision: Decision, kit: Kit) -> Draft:
    prompt = build("write", context, kit, task=_TEXT_TASK[context.lang], turns=4)
    for warmth in (0.6, 0.8, 0.4):
        (completion,) = await draw(kit, decision.tier, prompt, [Options(260, warmth)])
        if completion is None or completion.finish != "stop":
            continue
        text = usable(completion.text)
        text = _plain(kit.voice.tidy(text)) if text else ""
        if len(text) < 8 or loops(text) or unfit(text, wanted, context) or _known(text, context):
            continue
        return from_model(text, completion)
    return kit.lines.fixed("stuck", context)


_BLANK = re.compile(r"\[[^\]]{1,12}\]|【[^】]{1,12}】")


def _plain(text: str) -> str:
    """One text without numbers or a heading that names it."""
    text = re.sub(r"^(?:.{0,40}[:：]\s*\n)", "", text)
    text = re.sub(r"^\s*1\s*[.、 ]\s*", "", text)
    return "\n".join(line.strip() for line in text.splitlines() if re.search(r"\w", _BLANK.sub("", line)))
