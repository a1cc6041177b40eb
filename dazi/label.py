"""The visible AI label on text (GB 45438-2025: at the head or the tail, with "AI" and 生成); knows no platform."""

from __future__ import annotations

from dazi.types import Lang

LABELS: dict[Lang, str] = {"zh": "AI生成", "en": "AI-generated"}


def label(lang: Lang) -> str:
    """The words of the label, for a badge."""
    return LABELS[lang]


def with_label(text: str, lang: Lang) -> str:
    """The text with its label at the tail, for platforms that show no badge; put on once only."""
    mark = f"（{LABELS[lang]}）" if lang == "zh" else f" ({LABELS[lang]})"
    return text if strip_label(text) != text else text + mark


def strip_label(text: str) -> str:
    """The text without a label at its tail."""
    bare = text.rstrip()
    for words in LABELS.values():
        for mark in (f"（{words}）", f"({words})"):
            if bare.endswith(mark):
                return bare[: -len(mark)].rstrip()
    return text
