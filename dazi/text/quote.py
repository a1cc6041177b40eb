"""The one way untrusted text enters a prompt: as data between marks that it cannot close."""

from __future__ import annotations

import re

from dazi.text.normalise import clean

# Chat templates' control words (ChatML, Llama, Gemma, Mistral, DeepSeek, GLM): a comment must not open a turn of its own.
_TEMPLATE = re.compile(
    r"<[|｜][^|｜>\n]{0,40}[|｜]?>|</?s>|<[be]os>|<(?:unk|pad|sop|eop)>|<unused\d{1,4}>|\[/?INST\]|\[(?:g|s)?MASK\]|<</?SYS>>"
    r"|</?(?:start|end)_of_(?:turn|image|text)>|</?(?:think|tool_call|tool_response|tools?|system|user|assistant)>",
    re.IGNORECASE,
)
_OURS = re.compile(r"<(?=/?[a-z_]{2,20}>)", re.IGNORECASE)
_ANGLES = str.maketrans({"<": "‹", ">": "›"})


def neutral(text: str) -> str:
    """`text` with no control words of chat templates and no mark that could open or close a block; comparisons and
    the like (a < b) stay. For words that enter a prompt as a turn of ours: they may repeat a member's."""
    # What is left when a word is taken out may be one itself ("<|im_<|x|>start|>").
    for _ in range(4):
        cut = _TEMPLATE.sub(" ", text)
        if cut == text:
            break
        text = cut
    return _OURS.sub("‹", text)


def quoted(kind: str, text: str, limit: int = 400) -> str:
    """`text` as an inert block named `kind` (letters and _ only). Control words of chat templates are taken out,
    angle brackets replaced by look-alikes, so that no text can end the block; longer text is cut with an ellipsis."""
    if not kind.replace("_", "").isalpha():
        raise ValueError(f"{kind!r} is not a name for a block")
    text = neutral(clean(text, limit + 1)).translate(_ANGLES)
    if len(text) > limit:
        text = text[:limit].rstrip() + "…"
    return f"<{kind}>{text}</{kind}>"
