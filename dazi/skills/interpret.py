"""What the video is about, from its title, tags, captions and comments; it says that it hasn't seen the picture."""

from __future__ import annotations

import re

from dazi.ports import Kit
from dazi.skills.drafts import draw, from_line, from_model, need, phrase, spoken, usable
from dazi.skills.likeness import grams, numbers, same, share
from dazi.skills.prompt import build
from dazi.text.quote import quoted
from dazi.types import Context, Decision, Draft, Options, Video

_TASK = {
    "zh": "任务：只根据给你的标题、标签、字幕和评论，回答对方关于视频的问题。材料里没有的就说没写，绝不猜画面，不认人。八十个字以内，一段话，口气像朋友。",
    "en": "Task: answer the question about the video only from the title, tags, captions and comments you are given. What they don't say, say that they don't; never guess the picture, never name people. At most 45 words, one paragraph, like a friend.",
}
_WHO = re.compile(
    r"(?:是谁|谁啊|谁呀|叫什么(?!歌|菜|地方)|叫啥|哪位|什么人|真名|本人是|认识(?:他|她|这个人))|\bwho(?:'s| is| are) (?:that|this|he|she|the|they)\b|\bwhat(?:'s| is) (?:his|her) name\b",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"没(?:有)?(?:看|瞧|见)(?:到|见|过)?.{0,4}(?:画面|视频|片子)|(?:画面|视频|片子).{0,6}(?:没看|看不|没见)|只(?:看|凭|有|能看)|haven't (?:seen|watched)|can't see|only (?:the|from|have|see)",
    re.IGNORECASE,
)


class Interpret:
    """An explanation from what is written about the video; without a video it says so."""

    name = "interpret"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        video = context.video
        if video is None or not (video.title or video.captions):
            return spoken("skills.interpret.none", context)
        if _WHO.search(context.text):
            return spoken("skills.interpret.who", context)
        for line in kit.lines.find("interpret", context, 2):
            if line.score >= 0.98 and same(line.say, context.text) and _grounded(line.text, video, context):
                return from_line(line, context)
        if len("".join(video.captions)) < 8:
            return _told(video, context)
        need(kit, decision.tier)
        prompt = build("interpret", context, kit, task=_TASK[context.lang], material=material(video), turns=4)
        for warmth in (0.2, 0.6):
            (completion,) = await draw(kit, decision.tier, prompt, [Options(180, warmth)])
            text = usable(completion.text, context.lang) if completion else None
            text = kit.voice.tidy(text) if text else ""
            if not text or kit.voice.faults(text, "interpret") or not _grounded(text, video, context):
                continue
            if not _UNSEEN.search(text):
                text = (
                    f"{phrase('skills.interpret.unseen', context)}{'' if context.lang == 'zh' else ' '}{text}"
                )
            return from_model(text, completion)
        return _told(video, context)


def material(video: Video) -> tuple[str, ...]:
    """What is known of a video as quoted blocks."""
    blocks = [quoted("title", video.title, 120)]
    if video.tags:
        blocks.append(quoted("tags", " ".join(video.tags[:8]), 120))
    if video.captions:
        blocks.append(quoted("captions", " / ".join(video.captions[:40]), 700))
    if video.comments:
        blocks.append(quoted("other_comments", " / ".join(video.comments[:5]), 300))
    return tuple(blocks)


def _grounded(text: str, video: Video, context: Context) -> bool:
    """Whether a draft keeps to the material: no number that isn't there, and a third of its character pairs known
    from material and question."""
    known = " ".join([video.title, *video.tags, *video.captions, *video.comments, context.text])
    if set(numbers(text)) - set(numbers(known)):
        return False
    return share(grams(text), grams(known)) >= (0.25 if context.lang == "zh" else 0.2)


def _told(video: Video, context: Context) -> Draft:
    """Title and captions themselves, in a sentence that people wrote."""
    if video.captions:
        head = (" / " if context.lang == "en" else "，").join(
            one.strip("，。 ") for one in video.captions[:3]
        )
        return spoken("skills.interpret.captions", context, title=video.title[:40], captions=head[:60])
    return spoken("skills.interpret.title", context, title=video.title[:40])
