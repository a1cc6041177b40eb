"""What the comments are like, for who asks: counted, not judged, and no model's; knows no digest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

from dazi.text.crowd import Crowd, asks_crowd, crowd
from dazi.text.moods import Moods
from dazi.types import Context, Draft, Lang
from dazi.words import say

FEW = 3  # comments: with fewer there is no mood to speak of
_NAMED = 3
_BEGS = re.compile(
    r"^求|求(?:个|一下|问|教|推荐|链接|同款|bgm|歌名|原)|(?:是|叫|有)(?:什么|啥)|哪(?:里|儿|个|首|部|家)|怎么|谁知道|有没有|\b(?:what|where|which|who|how|why)\b"
)


@lru_cache(maxsize=1)
def moods() -> Moods:
    """The lists that tell a comment's mood; they lie with the repertoire, which chooses its lines by them."""
    with resources.as_file(resources.files("dazi") / "persona" / "repertoire" / "moods.toml") as path:
        return Moods.load((Path(path),))


def counted(texts: Sequence[str]) -> Crowd:
    """Comments by dazi's own moods; who begs for something ("求 BGM") asks too."""
    return crowd(texts, lambda text: moods().of(text) or ("ask" if _BEGS.search(text) else ""))


def by_comments(context: Context) -> Draft | None:
    """What the comments are like, where that is asked; None else, or where there are none to be seen."""
    if context.video is None or not asks_crowd(context.text) or not context.video.comments:
        return None
    found = counted(context.video.comments)
    text = told(found, context.lang)
    if found.words and found.count >= FEW:
        quoted = [_quoted(_spelt(word), context.lang) for word, _ in found.words[:_NAMED]]
        words = ("" if context.lang == "zh" else ", ").join(quoted)
        text += ("" if context.lang == "zh" else " ") + say("crowd.words", context.lang, words=words)
    elif context.lang == "zh":
        text += "。"
    return Draft(text, "video", "comments")


def told(found: Crowd, lang: Lang) -> str:
    """One sentence: who laughs, who asks what, by shares that people say."""
    if found.count < FEW:
        return say("crowd.few", lang, count=found.count)
    parts: list[str] = []
    told_of = [one for one in found.moods if one[0]]
    loud = [one for one in told_of if one[1] / found.count >= 0.095] or told_of[:1]
    for mood, count in loud[:_NAMED]:
        what = _spelt(found.asked)
        code = "crowd.ask_about" if mood == "ask" and what else f"crowd.{mood}"
        shown = what if lang == "en" else f" {what}" if what.isascii() else _quoted(what, lang)
        parts.append(say(code, lang, share=portion(count / found.count, lang), what=shown))
    if parts and sum(count for _, count in loud[:_NAMED]) / found.count < 0.7:
        parts.append(say("crowd.rest", lang))
    if not parts:
        return say("crowd.calm", lang, count=found.count)
    return say("crowd.now", lang, parts=("，" if lang == "zh" else ", ").join(parts), count=found.count)


def portion(share: float, lang: Lang) -> str:
    """A share as people say it."""
    for least, code in ((0.95, "all"), (0.56, ""), (0.45, "half"), (0.095, ""), (0.0, "few")):
        if share >= least:
            return say(f"crowd.share.{code or round(share * 10)}", lang)
    return say("crowd.share.few", lang)


def _spelt(word: str) -> str:
    """BGM and PPT in capitals, as people write them."""
    return word.upper() if word.isascii() and len(word) <= 4 else word


def _quoted(word: str, lang: Lang) -> str:
    return f"“{word}”" if lang == "zh" else f'"{word}"'
