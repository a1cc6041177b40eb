"""What many comments are like, counted: moods, words that several use, what is asked; knows no model and no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dazi.text.normalise import fold

_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[a-z][a-z0-9+#-]{1,18}")
_CALLS = re.compile(r"[@＠][\w\-.·]{1,30}")
# No word that is worth naming holds one of these, or is one of those.
_HOLLOW = frozenset(
    "的了是在我你他她它这那有不就也都和还吗呢吧啊呀着过把被给让很太真怎么为什哈啦嘛哦没又再才只要会能去来到上下里个一么谁啥哪可以对从说看到得更最比想"
)
_DULL = frozenset(
    ["the", "and", "for", "you", "that", "this", "with", "are", "was", "not", "but", "have", "has", "just", "all", "its", "it's", "so", "me", "my", "your", "they", "them", "what", "who", "why", "how", "when", "is", "it", "to", "of", "in", "on", "at", "be", "i'm", "im", "lol", "haha", "hahaha", "omg", "can", "do", "did", "does", "he", "she", "we", "us", "a", "an", "as", "if", "or", "no", "yes", "too", "very", "really", "one", "like", "get", "got"]
)  # fmt: skip

_ASKS = re.compile(
    r"(?:评论区|评论里?|弹幕|楼上|大家|网友|底下|下面)(?:这会儿|现在|都|在|里|的人|们|到底)*(?:说|聊|吵|讨论|议论|笑|骂|刷|评|问|嗨)(?:些|的|了|着)?(?:啥|什么|些什么)(?!是|时候|样|东西最|事情最)"
    r"|(?:评论区?|弹幕|网友|大家).{0,4}(?:风向|气氛|画风|情绪|怎么(?:样|看|说)|咋(?:样|看|说)|啥(?:反应|态度|情况)|什么(?:反应|态度|情况))(?=\s*(?:$|[?？!！。~，,啊呀呢吧嘛的]|这|那|它|他|她|我))"
    r"|\bwhat(?:'s| is| are)? (?:the (?:comments?|comment section|crowd|others|rest)|people|everyone|everybody|they all|y'all)(?: all)? (?:saying|talking|laughing|asking|on about|think\w*)(?! (?:about|of) (?!this|it|him|her|the (?:video|clip)))"
    r"|\b(?:mood|vibe) (?:of|in) the comments?\b|\bhow are the comments\b"
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """`moods`: (mood, how many), the most first, those told in none as "". `words`: what several say, the most first.
    `asked`: what most of the askers ask about, "" where they have nothing in common."""

    count: int
    moods: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, int], ...]
    asked: str = ""


def asks_crowd(text: str) -> bool:
    """Whether somebody asks what the comments are saying."""
    return _ASKS.search(fold(text)) is not None


def crowd(texts: Sequence[str], mood_of: Callable[[str], str], most: int = 5) -> Crowd:
    """Count comments; one that holds no letter counts by its emoji's mood alone."""
    said = [plain for text in texts if (plain := _CALLS.sub(" ", fold(text)).strip())]
    moods = [mood_of(plain) for plain in said]
    asking = [plain for plain, mood in zip(said, moods, strict=True) if mood == "ask"]
    about = shared(asking, 1)
    return Crowd(
        len(said),
        tuple(sorted(sorted(Counter(moods).items(), reverse=True), key=lambda one: -one[1])),
        shared(said, most),
        about[0][0] if about else "",
    )


def shared(texts: Sequence[str], most: int) -> tuple[tuple[str, int], ...]:
    """Words that at least two of the texts hold, and how many do; of overlapping ones the longest."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(_terms(text))
    ranked = sorted(
        ((term, n) for term, n in seen.items() if n >= 2), key=lambda one: (-one[1], -len(one[0]), one[0])
    )
    kept: list[tuple[str, int]] = []
    for term, n in ranked:
        if any(term in other or other in term for other, _ in kept):
            continue
        longer = [(other, m) for other, m in ranked if term in other and other != term and m >= n * 0.7]
        kept.append(max(longer, key=lambda one: (len(one[0]), one[1])) if longer else (term, n))
        if len(kept) == most:
            break
    return tuple(kept)


def _terms(text: str) -> set[str]:
    found = {word for word in _LATIN.findall(text) if word not in _DULL}
    for run in _HAN.findall(text):
        for size in (2, 3, 4):
            for at in range(len(run) - size + 1):
                term = run[at : at + size]
                if not _HOLLOW.intersection(term):
                    found.add(term)
    return found
