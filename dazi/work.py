"""A burst in work and how its trace is written; a slow picture's words go before it, and a later attempt knows them by
their origin. Knows no pipeline and no platform."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from dazi.pictures import Given, Painted, Painter, Stroke, Wider
from dazi.safety.outbox import Outbox
from dazi.skills.drafts import spoken
from dazi.types import Call, Context, Decision, Delivery, Draft, Kept, Mention, Posted, Trace

_SOON = "draw.soon"  # the origin of words that promise a picture: draw.soon.generate, .edit, .expand


@dataclass
class Work:
    """One burst in work: its rows and lease, and what its trace gathers on the way. `first`: words of it that stand
    already and promise a picture."""

    ids: tuple[int, ...]
    burst: tuple[Mention, ...]
    delivery: Delivery
    holds: Callable[[], bool]
    outbox: Outbox
    calls: list[Call] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    since: float = field(default_factory=time.perf_counter)
    said: str = ""
    first: Posted | None = None

    def passed(self, stage: str) -> None:
        """Note the milliseconds since the last stage."""
        now = time.perf_counter()
        self.stages[stage], self.since = round((now - self.since) * 1000, 2), now

    def trace(self, context: Context, decision: Decision, draft: Draft) -> Trace:
        """What is kept of its way so far."""
        seen: dict[str, object] = {
            "text": context.text,
            "lang": context.lang,
            "now": context.now.isoformat(),
            "turns": [{"own": t.own, "text": t.text, "skill": t.skill} for t in context.turns],
            "video": context.video.title if context.video else None,
            "digest": context.digest.state if context.digest else None,
            "used": len(context.used),
            "source": draft.source,
            "origin": draft.origin,
        }
        return Trace(seen, decision, draft.text, dict(self.stages), tuple(self.calls))


class Herald:
    """pictures.Painter over another: before it paints what takes long, `before` is awaited with the stroke."""

    def __init__(self, painter: Painter, before: Callable[[Stroke], Awaitable[None]]) -> None:
        self.can, self.slow = painter.can, painter.slow
        self._painter, self._before = painter, before

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        await self._said("generate")
        return await self._painter.generate(prompt, style=style, seed=seed, size=size)

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        await self._said("edit")
        return await self._painter.edit(given, wish, style=style, seed=seed)

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        await self._said("expand")
        return await self._painter.expand(given, wider, prompt=prompt, seed=seed)

    async def _said(self, stroke: Stroke) -> None:
        if stroke in self.slow:
            await self._before(stroke)


def soon(stroke: Stroke, context: Context) -> Draft:
    """Words that promise a picture."""
    return spoken(f"{_SOON}.{stroke}", context)


def promised(parts: Sequence[Kept]) -> bool:
    """Whether of a kept reply only the words stand that promise a picture."""
    made = parts[0].fields.get("provenance")
    origin = made.get("origin", "") if isinstance(made, dict) else ""
    return len(parts) == 1 and str(origin).startswith(f"{_SOON}.")
