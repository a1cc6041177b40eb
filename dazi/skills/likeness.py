"""How near two texts are: the same question, a repetition, agreement on facts; knows no skill."""

from __future__ import annotations

import re
from math import exp

from dazi.text.normalise import fold
from dazi.types import Found

SURE = 0.93  # the score from which a line's other phrasings, which are not shown, count as met

_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_CJK = re.compile("[\u3400-\u9fff]")
_TIMES = re.compile("[一每][天年周]|一个月|平时|现在")
_SUBJECT = re.compile("[\u3400-\u9fff]{2,}")
# What a question may be clothed in without asking anything else.
_CLOTHES = re.compile(
    r"来着|到底|究竟|这?[两俩](?:个)?字|真的假的|真的吗|求科普|求解|你知道吗|知不知道|请问|麻烦|帮我|帮忙|小搭|告诉我|我想知道|想问一?下|为什么|为啥|怎么样|怎么|怎样|咋样|咋|什么|是啥|啥|哪里|多少|一下|可以|能不能|是不是|[的了吗呢啊呀吧是说下嘛哦]"
)
# "要不要交税" and "还能吃不" deny nothing.
_EITHER = re.compile("([\u3400-\u9fff])[不没]\\1|(?:不|没有?)(?=[啊呀呢]?[?？ ]*$)")
_ALIKE = str.maketrans("娃俩念趟", "孩两读次")  # signs that say the same in a question
_CLOTHES_EN = frozenset(
    ["please", "hey", "can", "you", "tell", "me", "what", "is", "are", "the", "a", "an", "of", "do", "does", "how", "why", "so", "to", "in", "i", "it", "and", "for", "my"]
)  # fmt: skip
# And words that carry a question without being what it is about: "what happens if you …".
_CARRIERS_EN = frozenset(
    ["happen", "happens", "if", "when", "would", "will", "could", "should", "did", "was", "were", "be", "about", "there", "that", "this", "they", "them", "he", "she", "we", "us", "he's", "it's", "what's", "that's", "on", "at", "with", "from", "or", "as", "by", "has", "have", "had", "get", "gets", "got", "s", "your", "our", "their", "his", "her", "its", "one", "any", "some", "much", "many", "really", "actually", "just", "even", "also", "too", "then", "but", "up", "out", "who", "where", "which", "than", "like", "need", "want", "am", "i'm", "don't", "thing", "things", "else", "mean", "there's", "make", "makes", "made", "go", "goes", "still", "all"]
)  # fmt: skip
_NOT = frozenset("不没非无别反")
_NOT_EN = frozenset(
    ["not", "no", "never", "can't", "cannot", "don't", "isn't", "aren't", "doesn't", "won't", "without"]
)
# Signs and words of whom a question is about: a checked answer is for just them.
_WHO = frozenset("猫狗兔鸟鱼龟鼠孕婴宝娃孩") | frozenset(
    [
        "cat",
        "cats",
        "dog",
        "dogs",
        "rabbit",
        "rabbits",
        "baby",
        "babies",
        "kid",
        "kids",
        "pregnant",
        "child",
        "children",
    ]
)


# What is asked for, where it cannot be mistaken.
_SORTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"多远|距离|\bhow far\b|\bdistance\b",
        r"多少岁|几岁|多大年纪|\bhow old\b|\bage of\b",
        r"(?<!知)谁|\bwho(?:se|m)?\b",
        r"多久换|多长时间换",
        r"多[大重高深宽]|\bhow (?:big|heavy|tall|deep|high)\b",
    )
)


def numbers(text: str) -> tuple[float, ...]:
    """The numbers written in figures, in order."""
    return tuple(float(hit.replace(",", "")) for hit in _NUMBER.findall(fold(text)))


def content(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The signs and the words of a text that carry what it is about."""
    plain = _CLOTHES.sub("", _EITHER.sub(lambda hit: hit[1] or "", fold(text)).translate(_ALIKE))
    signs = frozenset(_CJK.findall(plain))
    return signs, frozenset(word for word in _WORD.findall(plain) if word not in _CLOTHES_EN)


def same(one: str, other: str) -> bool:
    """Whether two questions ask the same thing: equal numbers, and their content equal but for two signs or one word
    more, none of which denies. Order plays no part: "什么是黑洞" and "黑洞是什么"."""
    if sorted(numbers(one)) != sorted(numbers(other)):
        return False
    (signs, words), (more_signs, more_words) = content(one), content(other)
    if not (signs or words):
        return fold(one) == fold(other)
    if len(signs) + len(words) > len(more_signs) + len(more_words):
        (signs, words), (more_signs, more_words) = (more_signs, more_words), (signs, words)
    if not (signs or words) or not (signs <= more_signs and words <= more_words):
        return False
    extra = more_signs - signs
    # "最大的海洋" and "最大的海洋动物" differ by two signs and by the whole answer.
    best = "最" in signs or any(word == "most" or word.endswith("est") for word in words)
    room = 2 if len(signs) + 2 * len(words) >= 4 and not best else 0
    more = more_words - words
    if signs and words and more:
        return False  # "python读文件" and "python读csv文件": in a Chinese question such a word is what it is about
    return len(extra) <= room and len(more) <= room // 2 and not extra & _NOT and not more & _NOT_EN


def asks_just(line: Found, text: str) -> bool:
    """Whether a line was written for just this question: it asks the same, or one of its phrasings is this text."""
    if _turned(line.say, text):
        return False
    if line.score >= SURE and sorted(numbers(line.say)) == sorted(numbers(text)):
        return True
    return same(line.say, text)


def _turned(one: str, other: str) -> bool:
    """Whether one question denies what the other does not, or is of another sort."""
    return sorted_apart(one, other) or denies(one, other)


def sorted_apart(one: str, other: str) -> bool:
    """Whether two questions ask for another sort of thing (how far, how old, who), or about another kind of being."""
    if any(bool(sort.search(fold(one))) != bool(sort.search(fold(other))) for sort in _SORTS):
        return True
    return bool(_WHO & _apart(one, other))


def denies(one: str, other: str) -> bool:
    """Whether one of two questions denies what the other does not."""
    return bool((_NOT | _NOT_EN) & _apart(one, other))


def _apart(one: str, other: str) -> frozenset[str]:
    (signs, words), (more_signs, more_words) = content(one), content(other)
    return (signs | words) ^ (more_signs | more_words)


def same_chance(line: Found, text: str) -> float:
    """The chance (0..1) that a line's question is this one asked in other words: a logistic regression over 1,909 pairs
    of questions from the lines' own phrasings (docs/log.md, "Checked answers"). Numbers must agree."""
    if sorted(numbers(line.say)) != sorted(numbers(text)):
        return 0.0
    (signs, words), (more_signs, more_words) = content(text), content(line.say)
    asked, known = signs | words, more_signs | more_words
    if not asked or not known or _turned(line.say, text):
        return 0.0
    if signs and words - more_words:
        return 0.0
    odds = (
        3.315
        + 0.857 * line.score
        - 5.079 * len(asked - known) / len(asked)
        - 1.932 * len(known - asked) / len(known)
    )
    chance = 1.0 / (1.0 + exp(-odds))
    if len(known - asked) * 2 > max(2, len(asked & known)):
        chance = min(
            chance, 0.75
        )  # it asks for half as much again: "how far is the moon" is not about its far side
    # Each holds what the other lacks: "北京到广州" for "北京到上海". Near at best.
    apart = sorted((len(asked - known), len(known - asked)))
    return min(chance, 0.75) if apart[0] and apart[1] > 1 else chance


def about(text: str) -> frozenset[str]:
    """The signs and words that name what a text is about, without what only carries a question. Plurals count as one."""
    signs, words = content(text)
    return signs | frozenset(_singular(word) for word in words - _CARRIERS_EN)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def denies_or_others(line: frozenset[str], own: frozenset[str], before: frozenset[str]) -> bool:
    """Whether a checked question denies what a follow-up does not, or is about another kind of being than both turns."""
    denies = (_NOT | _NOT_EN) & (line ^ own) - before
    return bool(denies or _WHO & (own - line) or _WHO & (line - own - before))


def same_subject(one: str, other: str) -> bool:
    """Whether two questions are about the same: half of what the first names stands in the second, and in
    Chinese its first word; "fall" and "happens" alone are no subject."""
    left, right = about(one), about(other)
    if not left or not right:
        return False
    words = frozenset(sign for sign in left if len(sign) > 1)
    if words and len(words & right) * 2 <= len(words):
        return False
    if words == left:
        return True
    # What a Chinese question is about comes first: of "牙齿多久洗一次" it is 牙齿.
    head = _SUBJECT.search(_CLOTHES.sub(" ", _TIMES.sub(" ", fold(one))))
    return head is not None and head[0][:2] in fold(other) and len(left & right) * 2 >= len(left)


def grams(text: str, n: int = 2) -> frozenset[str]:
    """Character n-grams over letters, signs and figures."""
    plain = re.sub(r"[\W_]+", "", fold(text))
    return frozenset(plain[i : i + n] for i in range(max(0, len(plain) - n + 1)))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set stands in the other, 0..1; 0 where one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def repeats(text: str, *earlier: str) -> bool:
    """Whether a text says over again any of what was said: three quarters of its character triples."""
    if not earlier:
        return False
    said = grams(text, 3)
    return any(share(said, grams(one, 3)) >= 0.75 for one in earlier)


# Words that any two explanations share.
_GLUE = re.compile(
    r"因为|所以|由于|导致|因此|可以|它们?|他们?|会|就|而|也|但是?|如果|以及|并且|这|那|[的了是在有和与或被把]|\b(?:the|is|are|was|were|of|a|an|and|to|in|it|its|that|because|by|which|can)\b"
)


def agree(one: str, other: str, question: str = "") -> bool:
    """Whether two answers to a question say the same: their numbers (those not in the question) overlap where both
    have some, and they share a fifth of the character pairs that neither the question nor
    grammar brings."""
    known = set(numbers(question))
    left, right = set(numbers(one)) - known, set(numbers(other)) - known
    if left and right and len(left & right) * 2 < min(len(left), len(right)):
        return False
    asked = grams(question) | grams(_GLUE.sub(" ", fold(question)))
    pairs, more = (grams(_GLUE.sub(" ", fold(text))) - asked for text in (one, other))
    if not pairs or not more:
        return share(grams(one), grams(other)) >= 0.5
    return share(pairs, more) >= 0.2
