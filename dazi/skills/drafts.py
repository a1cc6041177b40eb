"""From a model's words to a draft: drawing, throwing out rubbish, choosing; knows no single skill."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from dazi.errors import ModelBusy, ModelRefused
from dazi.ports import Kit
from dazi.skills.likeness import grams, repeats, share
from dazi.skills.thread import own_texts, said_before
from dazi.text.normalise import clean, has_cjk
from dazi.types import Completion, Context, Draft, Found, Lang, Options, Prompt, Tier
from dazi.words import say, sentences

_MARKUP = re.compile(
    r"<!doctype|</?(?:html|body|head|div|script|span|p|br|title|h\d)\b|\bHTTP/1\.\d|&nbsp;", re.I
)
_LEAD = re.compile(
    r"^(?:小搭|搭子|回复|回答|答案|翻译|输出|assistant|reply|answer|output|dazi)\s*[:：]\s*", re.IGNORECASE
)
_QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("'", "'"), ("『", "』"))
_TALKED = re.compile(
    r"作为(?:一个|一名|一款)?(?:AI|人工智能|语言模型|大模型)|as an? (?:AI|language model)", re.IGNORECASE
)
_WRAP = re.compile(r"^<(comment|text)>(.*)</\1>$", re.DOTALL)
_BLOCK = re.compile(r"</?(?:comment|other_comment|video|text|question)>|[‹›]", re.IGNORECASE)


def need(kit: Kit, tier: Tier) -> None:
    """Raises ModelBusy while no model is up for a tier, so that the mention waits."""
    if kit.chat.strength(tier) == "none":
        raise ModelBusy("model.loading")


async def draw(
    kit: Kit, tier: Tier, prompt: Prompt, options: Sequence[Options]
) -> tuple[Completion | None, ...]:
    """One completion for each of the options; None where the model refused. Raises ModelBusy, so that the mention is
    tried again. A strong model is asked for all at the same time; a small one on this machine in turn: the second
    then finds the whole prompt in the first one's cache, where a second slot would read it anew (1 s against 7)."""
    need(kit, tier)

    async def one(chosen: Options) -> Completion | None:
        try:
            return await kit.chat.complete(tier, prompt, chosen)
        except ModelRefused:
            return None

    if kit.chat.strength(tier) == "strong":
        return tuple(await asyncio.gather(*(one(chosen) for chosen in options)))
    return tuple([await one(chosen) for chosen in options])


def usable(text: str, lang: Lang | None = None) -> str | None:
    """The words of an answer without wrapping, or None for rubbish: markup, JSON, loops, the wrong language,
    an assistant's self-talk, a broken-off template."""
    # A small model sometimes answers inside the marks that the comment came in.
    text = _WRAP.sub(r"\2", clean(text, 4000).strip())
    text = _LEAD.sub("", text).strip()
    for start, end in _QUOTES:
        if (
            len(text) > 2
            and text.startswith(start)
            and text.endswith(end)
            and text.count(start) <= 2
            and start not in text[1:-1]
        ):
            text = text[1:-1].strip()
    if not text or _MARKUP.search(text) or _BLOCK.search(text) or _TALKED.search(text):
        return None
    if text[0] in "{[" or "\ufffd" in text or not re.search(r"[^\W\d_]", text) or loops(text):
        return None
    if lang == "zh" and not has_cjk(text):
        return None
    if lang == "en" and len(re.findall(r"[\u4e00-\u9fff]", text)) > len(text) // 3:
        return None
    return text


def loops(text: str) -> bool:
    """Whether a text goes round in circles: a run of eight signs that stands in it four times or more."""
    plain = re.sub(r"\s+", "", text)
    seen: dict[str, int] = {}
    for i in range(len(plain) - 7):
        run = plain[i : i + 8]
        seen[run] = seen.get(run, 0) + 1
        if seen[run] >= 4:
            return True
    return len(plain) >= 12 and len(set(plain)) <= 3


def best(
    texts: Sequence[str | None], skill: str, context: Context, kit: Kit, apart: Sequence[Found] = ()
) -> str | None:
    """The best of several texts that has no faults, repeats nothing of the thread and copies no example: the one that
    takes up most of what was said. None where none is left."""
    fit: list[tuple[float, str]] = []
    for raw in texts:
        text = usable(raw, context.lang) if raw else None
        text = kit.voice.tidy(text) if text else None
        if not text or kit.voice.faults(text, skill) or said_before(text, context):
            continue
        if repeats(text, context.text, *(line.text for line in apart)):
            continue
        fit.append((share(grams(text), grams(context.text)), text))
    return max(fit, key=lambda one: one[0])[1] if fit else None


def from_model(text: str, completion: Completion | None) -> Draft:
    """A draft of a model's words."""
    return Draft(text, "model", completion.model if completion else "")


def from_line(line: Found, context: Context, *, reserve: bool = True) -> Draft:
    """A draft of a repertoire line. Facts are not reserved: they may be told to the same member again."""
    return Draft(
        line.text, "repertoire", line.id, (line.id,) if reserve else (), reserve and line.id in context.used
    )


def spoken(code: str, context: Context, **arguments: object) -> Draft:
    """A draft of a sentence of dazi/words, or of the next of its numbered variants ("code.1", "code.2" …) that was
    not said in this thread yet; which comes first depends on the comment."""
    return Draft(phrase(code, context, **arguments), "words", code)


def phrase(code: str, context: Context, **arguments: object) -> str:
    """The words of `spoken`."""
    known = sentences(context.lang)
    codes = [code] if code in known else []
    while f"{code}.{len(codes) + 1}" in known and code not in known:
        codes.append(f"{code}.{len(codes) + 1}")
    codes = codes or [code]
    start = sum(context.lead.comment.encode()) % len(codes)
    said = own_texts(context)
    texts = [say(one, context.lang, **arguments) for one in codes[start:] + codes[:start]]
    return next((text for text in texts if not repeats(text, *said)), texts[0])
