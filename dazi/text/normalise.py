"""Text made safe and comparable: control characters, widths, languages, fingerprints."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from dazi.label import strip_label
from dazi.types import Lang

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Zero-width and bidi controls: invisible, and used to hide a handle or an instruction. The joiner U+200D and the
# variation selectors stay, since emoji need them.
_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
# Any of these, a broken surrogate or a carriage return; most comments hold none, and are spared the costly steps.
_UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_CJK = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


def clean(text: str, limit: int | None = None) -> str:
    """Text without NUL, control, invisible and broken characters, in NFC, cut to `limit` characters. Newlines stay."""
    if limit is not None:
        text = text[: limit * 4]  # before the costly steps: a comment may be of any length
    if _UNCLEAN.search(text):
        text = text.encode("utf-8", "replace").decode("utf-8")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _TAGS.sub("", _INVISIBLE.sub("", _CONTROL.sub("", text)))
    text = unicodedata.normalize("NFC", text).strip()
    return text if limit is None else text[:limit]


def fold(text: str) -> str:
    """Text for comparing: NFKC, case folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", clean(text)).casefold().split())


def fingerprint(text: str) -> str:
    """SHA-256 (hex) of a reply's folded words without its AI label, by which it is found again in a thread.
    All white space is dropped, since platforms wrap and trim it."""
    return hashlib.sha256(fold(strip_label(clean(text))).replace(" ", "").encode()).hexdigest()


def has_cjk(text: str) -> bool:
    """Whether any Chinese character stands in the text."""
    return _CJK.search(text) is not None


def language(text: str, before: str = "") -> Lang:
    """The language to answer in: any Chinese character speaks for Chinese, two Latin words for English, else that
    of the text before, else Chinese."""
    if has_cjk(text):
        # "what does 破防了 mean": a question in English about a Chinese word is answered in English.
        # A single letter is none of its words: "5G的wifi是5G网吗".
        words, signs = sum(len(word) > 1 for word in _LATIN_WORD.findall(text)), len(_CJK.findall(text))
        return "en" if words >= 3 and words * 2 > signs else "zh"
    if len(_LATIN_WORD.findall(text)) >= 2 or (text.isascii() and len(text) >= 4 and text.isalpha()):
        return "en"
    return language(before) if before else "zh"
