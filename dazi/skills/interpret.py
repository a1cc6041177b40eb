"""What a video is about, from its digest where there is one, else from its words alone, saying which; what a picture
shows that was given instead. Names nobody."""

from __future__ import annotations

import re

from dazi.errors import ModelBusy
from dazi.ports import Kit
from dazi.skills.drafts import draw, from_line, from_model, need, phrase, spoken, usable
from dazi.skills.likeness import grams, numbers, same, share
from dazi.skills.look import looked
from dazi.skills.mood import by_comments
from dazi.skills.own_words import own_words
from dazi.skills.prompt import build
from dazi.skills.watched import asks_overview, by_rule, closer, nearest, overview, second
from dazi.text.looks import means_picture
from dazi.text.moments import wants_ending
from dazi.text.quote import quoted
from dazi.types import Context, Decision, Draft, Options, Video, Watched
from dazi.words import say

_TASK = {
    "zh": "任务：只根据给你的标题、标签、字幕和评论，回答对方关于视频的问题。材料里没有的就说没写，绝不猜画面，不认人。八十个字以内，一段话，口气像朋友。",
    "en": "Task: answer the question about the video only from the title, tags, captions and comments you are given. What they don't say, say that they don't; never guess the picture, never name people. At most 45 words, one paragraph, like a friend.",
}
_TASK_WATCHED = {
    "zh": "任务：视频已经看过，记录在尖括号里，前面的 [分:秒] 是时间：scene 是画面，text 是画面上的字，speech 是说的话。只凭这些回答；讲到哪一刻就写“第 X 秒”。记录里没有的就说看不出来，绝不编，不认人，不写真名。没人要剧透就别说结局。八十个字以内，一段话，口气像朋友。",
    "en": "Task: the video was watched; the notes stand in angle brackets, each with its [mm:ss]: scene is the picture, text is on screen, speech is said. Answer from them alone, with the moment as m:ss. What they don't hold, say you can't tell; invent nothing, name no person. Don't give the ending away unless asked. At most 45 words, one paragraph, like a friend.",
}
_LACKS = {
    "zh": {"pictures": "画面没看到，别描写画面。", "text": "画面上的字没认。", "speech": "声音没听到。"},
    "en": {
        "pictures": "The picture was not seen: describe none.",
        "text": "On-screen text was not read.",
        "speech": "Sound was not heard.",
    },
}
_SPOIL = {"zh": "对方要听结局。", "en": "They want the ending."}
_WHO = re.compile(
    r"(?:是谁|谁啊|谁呀|叫什么(?!歌|菜|地方)|叫啥|哪位|什么人|真名|本人是|认识(?:他|她|这个人))|\bwho(?:'s| is| are) (?:that|this|he|she|the|they)\b|\bwhat(?:'s| is) (?:his|her) name\b",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"没(?:有)?(?:看|瞧|见)(?:到|见|过)?.{0,4}(?:画面|视频|片子)|(?:画面|视频|片子).{0,6}(?:没看|看不|没见)|只(?:看|凭|有|能看)|haven't (?:seen|watched)|can't see|only (?:the|from|have|see)",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"第\s*(\d+)\s*秒|(?<![\d:])(\d{1,2}):([0-5]\d)(?![\d:])")


class Interpret:
    """An explanation with its moments; without a video it says so. A picture that the comment means comes first."""

    name = "interpret"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        if means_picture(context) and (shown := await looked(context, kit)) is not None:
            return shown
        video, digest = context.video, context.digest
        ready = digest is not None and digest.state == "ready"
        if video is None or not (video.title or video.captions or ready):
            if own := own_words(context):
                return own
            return spoken("skills.interpret.none", context)
        if (said := by_comments(context)) is not None:
            return said
        if _WHO.search(context.text):
            return spoken("skills.interpret.who", context)
        if digest is not None and ready:
            return await _watched(context, video, digest, decision, kit)
        return await _unwatched(context, video, decision, kit)


async def _watched(context: Context, video: Video, digest: Watched, decision: Decision, kit: Kit) -> Draft:
    """What stands in the digest is told by rule; a strong model tells the rest, held to the notes. A weak one is not
    asked: of what isn't written it makes something up, and for what is the rules are exact."""
    found = by_rule(context, digest)
    at = closer(context, digest) if kit.eyes is not None else None
    if at is not None and (again := await _again(context, video, at, kit)) is not None:
        return again
    if found is not None:
        return found
    if kit.chat.strength(decision.tier) != "strong" and not digest.summary:
        general = asks_overview(context.text)
        return overview(context, digest, video.title) if general else nearest(context, digest)
    if not (digest.told or video.captions):
        return overview(context, digest, video.title)
    lacks = " ".join(_LACKS[context.lang][sense] for sense in digest.unseen if sense in _LACKS[context.lang])
    ask = f"{lacks} {_SPOIL[context.lang] if wants_ending(context.text) else ''}".strip()
    notes = quoted("notes", "\n".join(digest.told), 1600)
    prompt = build(
        "interpret", context, kit, task=_TASK_WATCHED[context.lang], material=(*material(video)[:2], notes), ask=ask,
        turns=4, purpose="interpret.watched",
    )  # fmt: skip
    for warmth in (0.3, 0.6):
        (completion,) = await draw(kit, decision.tier, prompt, [Options(180, warmth)])
        text = usable(completion.text, context.lang) if completion else None
        text = kit.voice.tidy(text) if text else ""
        if text and not kit.voice.faults(text, "interpret") and _kept(text, video, digest, context):
            return from_model(text, completion)
    return overview(context, digest, video.title)


async def _again(context: Context, video: Video, at: float, kit: Kit) -> Draft | None:
    """A second look for what the digest does not hold; None where it shows nothing or there is no time for it."""
    assert kit.eyes is not None
    try:
        seen = await kit.eyes.again(video, context.text, at)
    except ModelBusy:
        return None
    text = usable(seen[0], context.lang) if seen else None
    if seen is None or text is None:
        return None
    moment = second(seen[1], seen[1], context)
    answer = kit.voice.tidy(text)[:140].rstrip("。.")
    return Draft(say("skills.watched.at_seen", context.lang, t=moment, words=answer), "model", "digest.again")


def _kept(text: str, video: Video, digest: Watched, context: Context) -> bool:
    """Whether a draft keeps to the digest: moments that it knows, no other number, words mostly known."""
    moments = [0.0, *(t for t, *_ in (*digest.texts, *digest.said)), *(t for t, _ in digest.scenes)]
    for one, minutes, seconds in _MOMENT.findall(text):
        t = float(one) if one else int(minutes) * 60 + int(seconds)
        if t > digest.seconds + 1 or min(abs(t - known) for known in moments) > 2.5:
            return False
    left = _MOMENT.sub(" ", text)
    known = " ".join([*digest.told, *(a for _, a, _ in digest.answers), *digest.claims])
    counts = f" {len(digest.scenes)} {round(digest.seconds)}"
    return _grounded(left, video, context, known + counts, 0.18)


async def _unwatched(context: Context, video: Video, decision: Decision, kit: Kit) -> Draft:
    """From title, tags, captions and comments; it says that it hasn't seen the picture, or not yet."""
    making = context.digest is not None and context.digest.state == "making"
    for line in kit.lines.find("interpret", context, 2):
        if line.score >= 0.98 and same(line.say, context.text) and _grounded(line.text, video, context):
            return from_line(line, context)
    # A small model takes longer over the captions than watching the video takes: they are told as they are.
    hasty = making and kit.chat.strength(decision.tier) != "strong"
    if hasty or len("".join(video.captions)) < 8:
        return _told(video, context, making)
    need(kit, decision.tier)
    prompt = build("interpret", context, kit, task=_TASK[context.lang], material=material(video), turns=4)
    for warmth in (0.2, 0.6):
        (completion,) = await draw(kit, decision.tier, prompt, [Options(180, warmth)])
        text = usable(completion.text, context.lang) if completion else None
        text = kit.voice.tidy(text) if text else ""
        if not text or kit.voice.faults(text, "interpret") or not _grounded(text, video, context):
            continue
        if making or not _UNSEEN.search(text):
            code = "skills.watched.making" if making else "skills.interpret.unseen"
            text = f"{phrase(code, context)}{'' if context.lang == 'zh' else ' '}{text}"
        return from_model(text, completion)
    return _told(video, context, making)


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


def _grounded(text: str, video: Video, context: Context, more: str = "", least: float = 0.25) -> bool:
    """Whether a draft keeps to the material: no number that isn't there, and a share of its character pairs known
    from material and question."""
    known = " ".join([video.title, *video.tags, *video.captions, *video.comments, context.text, more])
    if set(numbers(text)) - set(numbers(known)):
        return False
    return share(grams(text), grams(known)) >= (least if context.lang == "zh" else min(least, 0.2))


def _told(video: Video, context: Context, making: bool = False) -> Draft:
    """Title and captions themselves, in a sentence that people wrote."""
    if video.captions:
        head = (" / " if context.lang == "en" else "，").join(
            one.strip("，。 ") for one in video.captions[:3]
        )
        code = "skills.watched.making_captions" if making else "skills.interpret.captions"
        return spoken(code, context, title=video.title[:40], captions=head[:60])
    code = "skills.watched.making_bare" if making else "skills.interpret.title"
    return spoken(code, context, title=video.title[:40])
