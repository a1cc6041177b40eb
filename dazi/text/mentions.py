"""Who a comment calls: our handle next to any script, or other people; knows nothing of the thread's members."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dazi.text.normalise import clean
from dazi.types import Mention

# What may stand in a Latin handle; a Chinese handle may be followed by more text without a space.
_LATIN_TAIL = re.compile(r"[A-Za-z0-9_]|[.-][A-Za-z0-9_]|@[A-Za-z0-9]")
_ANY = re.compile(r"(?<![A-Za-z0-9._%+-])[@＠]([^\s@＠,.;:!?，。；：！？、()（）<>《》\"'“”]{1,40})")


def _pattern(handle: str) -> re.Pattern[str]:
    tail = rf"(?!{_LATIN_TAIL.pattern})" if handle[-1:].isascii() else ""
    return re.compile(rf"(?<![A-Za-z0-9._%+-])[@＠]{re.escape(handle)}{tail}", re.IGNORECASE)


def _hits(text: str, handles: Sequence[str], names: Sequence[str]) -> list[tuple[int, int]]:
    """Spans where one of our handles stands and no longer known name begins there ("@小搭档" is somebody else)."""
    longer = sorted((name for name in names if name), key=len, reverse=True)
    spans = []
    for handle in handles:
        for match in _pattern(handle).finditer(text):
            rest = text[match.start() + 1 :].casefold()
            if not any(len(name) > len(handle) and rest.startswith(name.casefold()) for name in longer):
                spans.append(match.span())
    return sorted(spans)


def calls(text: str, handles: Sequence[str], names: Sequence[str] = ()) -> bool:
    """Whether the text addresses one of our handles. `names`: known other members, so that a longer name wins.
    An address like a@小搭.com and a longer Latin name (@dazi_fan) call nobody of ours."""
    return bool(_hits(clean(text), handles, names))


def others(text: str, handles: Sequence[str], names: Sequence[str] = ()) -> tuple[str, ...]:
    """The other handles that the text addresses."""
    text = clean(text)
    ours = {start for start, _ in _hits(text, handles, names)}
    return tuple(match.group(1) for match in _ANY.finditer(text) if match.start() not in ours)


def without_handle(text: str, handles: Sequence[str], names: Sequence[str] = ()) -> str:
    """The text with our handle taken out and the white space and leading punctuation it leaves mended."""
    text = clean(text)
    for start, end in reversed(_hits(text, handles, names)):
        text = f"{text[:start].rstrip()} {text[end:].lstrip(' ,，:：、')}"
    return text.strip()


def called(
    mention: Mention, handles: Sequence[str], *, replies: bool = True, names: Sequence[str] = ()
) -> bool:
    """What calls: our handle, whatever is said one to one, or (with `replies`) a direct reply to our own comment that
    addresses nobody else."""
    if mention.visibility == "private" or calls(mention.text, handles, names):
        return True
    return replies and mention.to_own and not others(mention.text, handles, names)
