"""What is known when a mention is decided: thread, video, used lines; all of it untrusted text, read in parallel."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dazi.bonds import Fact, Memory, Trends
from dazi.ports import Eyes, Platform, Store
from dazi.text.mentions import without_handle
from dazi.text.normalise import clean, fold, language
from dazi.types import Context, Mention, Remembered, Saying, Turn

TRENDS = 8  # phrases that a reply may know of
_LOOKED_AT = 60  # phrases among which the comment's own are looked for
LONGEST = 2000  # characters of a burst that anybody reads on; a comment may bring 100,000


def words_of(burst: Sequence[Mention], handles: Sequence[str], names: Sequence[str] = ()) -> str:
    """The burst's text without our handle, one line a comment, cut to LONGEST characters."""
    parts = (
        without_handle(clean(mention.text, LONGEST), handles, (*names, *mention.names)) for mention in burst
    )
    return "\n".join(part for part in parts if part)[:LONGEST]


async def gather(
    burst: tuple[Mention, ...],
    platform: Platform,
    store: Store,
    handles: Sequence[str],
    now: datetime,
    eyes: Eyes | None = None,
    memory: Memory | None = None,
    trends: Trends | None = None,
) -> Context | None:
    """The context of a burst, or None when its comment is gone. What the platform cannot say is left out; that it
    cannot be reached at all is raised (PlatformDown). A video's digest is taken if it is there, never waited for."""
    lead = burst[-1]
    turns, video, used, facts = await asyncio.gather(
        platform.thread(lead),
        platform.video(lead),
        store.used(lead, now),
        _recalled(memory, burst, handles, now),
    )
    if turns is None:
        return None
    answered = {mention.comment for mention in burst}
    earlier = tuple(turn for turn in turns if turn.comment not in answered)
    earlier = await _with_skills(earlier, lead.platform, store)
    names = tuple(turn.member.name for turn in earlier if not turn.own)
    text = words_of(burst, handles, names)
    before = " ".join(turn.text for turn in earlier[-2:])
    digest = await eyes.look(video) if eyes is not None and video is not None else None
    return Context(
        burst=burst,
        text=text,
        lang=language(text, before or (video.title if video else "")),
        now=now,
        turns=earlier,
        video=video,
        remembered=tuple(Remembered(fact.kind, fact.text, fact.at, fact.key) for fact in facts),
        memory=memory is not None,
        trends=await _on_lips(trends, text, now),
        used=used,
        digest=digest,
    )


async def _recalled(
    memory: Memory | None, burst: tuple[Mention, ...], handles: Sequence[str], now: datetime
) -> tuple[Fact, ...]:
    """What is remembered; read beside the rest, since each look at the store waits for a thread."""
    return await memory.recall(burst[-1], words_of(burst, handles), now) if memory is not None else ()


async def _on_lips(trends: Trends | None, text: str, now: datetime) -> tuple[Saying, ...]:
    """The hottest phrases, those of the comment itself first."""
    if trends is None:
        return ()
    plain = fold(text)
    found = await trends.now(now, _LOOKED_AT)
    named = sorted(found, key=lambda one: fold(one.phrase) not in plain)
    return tuple(Saying(one.phrase, one.meaning, one.tone) for one in named[:TRENDS])


async def _with_skills(turns: tuple[Turn, ...], platform: str, store: Store) -> tuple[Turn, ...]:
    """Our own turns with the skill that wrote them, so that "再来一个" goes where the last one went."""
    own = [turn.comment for turn in turns if turn.own and turn.skill is None]
    if not own:
        return turns
    skills = await store.own_skills(platform, own)
    return tuple(replace(turn, skill=skills.get(turn.comment)) if turn.own else turn for turn in turns)
