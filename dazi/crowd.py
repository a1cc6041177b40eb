"""What the comments of a video are like, counted by dazi's own moods, and one sentence of it; no model's word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

from dazi.text.crowd import Crowd, crowd
from dazi.text.moods import Moods
from dazi.types import Lang
from dazi.words import say

FEW = 3  # comments: with fewer there is no mood to speak of
NAMED = 3
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


def told(found: Crowd, lang: Lang) -> str:
    """One sentence: who laughs, who asks what, by shares that people say."""
    if found.count < FEW:
        return say("crowd.few", lang, count=found.count)
    parts: list[str] = []
    told_of = [one for one in found.moods if one[0]]
    loud = [one for one in told_of if one[1] / found.count >= 0.095] or told_of[:1]
    for mood, count in loud[:NAMED]:
        what = spelt(found.asked)
        code = "crowd.ask_about" if mood == "ask" and what else f"crowd.{mood}"
        shown = what if lang == "en" else f" {what}" if what.isascii() else quoted(what, lang)
        parts.append(say(code, lang, share=portion(count / found.count, lang), what=shown))
    if parts and sum(count for _, count in loud[:NAMED]) / found.count < 0.7:
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


def spelt(word: str) -> str:
    """BGM and PPT in capitals, as people write them."""
    return word.upper() if word.isascii() and len(word) <= 4 else word


def quoted(word: str, lang: Lang) -> str:
    return f"“{word}”" if lang == "zh" else f'"{word}"'
