"""The one way untrusted text enters a prompt: as data between marks that it cannot close."""

from __future__ import annotations

import re

from dazi.text.normalise import clean

# Chat templates' control words (ChatML, Llama, Gemma, Mistral): a comment must not open a turn of its own.
_TEMPLATE = re.compile(
    r"<\|[^|>\n]{0,40}\|?>|</?s>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>|</?think>", re.IGNORECASE
)
_ANGLES = str.maketrans({"<": "‹", ">": "›"})


def quoted(kind: str, text: str, limit: int = 400) -> str:
    """`text` as an inert block named `kind` (letters and _ only). Control words of chat templates are taken out,
    angle brackets replaced by look-alikes, so that no text can end the block; longer text is cut with an ellipsis."""
    if not kind.replace("_", "").isalpha():
        raise ValueError(f"{kind!r} is not a name for a block")
    text = _TEMPLATE.sub(" ", clean(text, limit + 1)).translate(_ANGLES)
    if len(text) > limit:
        text = text[:limit].rstrip() + "…"
    return f"<{kind}>{text}</{kind}>"
