"""The stable prompt prefixes worth reading before anybody waits for them; knows no model."""

from __future__ import annotations

from dazi.ports import Voice
from dazi.skills import answer, program, translate, write
from dazi.types import Message, Prompt

_ASKED = (Message("user", "1"),)


def prefixes(voice: Voice) -> tuple[Prompt, ...]:
    """Prompts that leave the prefixes of word problems, answers, translations and copy in a prefix cache, the most
    wanted last, where it is the freshest."""
    spoken = (
        f"{voice.stable('write', 'zh')}\n\n{write.LIST_TASK['zh']}",
        f"{voice.stable('answer', 'en')}\n\n{answer.TASK['en']}",
        f"{voice.stable('answer', 'zh')}\n\n{answer.TASK['zh']}",
    )
    return tuple(
        Prompt(stable, _ASKED, "warm") for stable in (*spoken, answer.CODE_TASK, translate.TASK, program.TASK)
    )
