"""Replies on their way out: through the door, their pictures laid aside until they are posted; knows no platform."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from dazi.pictures import Assets
from dazi.ports import Abilities
from dazi.safety.release import Door, release_all, restore
from dazi.types import Context, Decision, Draft, Kept, Provenance, Reply


@dataclass(frozen=True, slots=True)
class Outbox:
    """The replies of one burst. `keys`: their pictures as they lie in `assets`; without one a crash in between loses
    pictures, and the words say so."""

    door: Door
    assets: Assets | None = None
    keys: list[str] = field(default_factory=list)

    async def released(
        self, context: Context, decision: Decision, draft: Draft, abilities: Abilities, made: Provenance
    ) -> tuple[Reply, ...]:
        """Through the door; with pictures in a thread, since their labels take a fifth of a second. Raises as
        `release` does."""
        if not draft.pictures:
            return release_all(self.door, context, decision, draft, abilities, made)
        return await asyncio.to_thread(release_all, self.door, context, decision, draft, abilities, made)

    async def lay(self, replies: Sequence[Reply]) -> None:
        """Keep the pictures, so that a crash in between sends the very same bytes."""
        for picture in (picture for reply in replies for picture in reply.pictures):
            if self.assets is not None:
                self.keys.append(await asyncio.to_thread(self.assets.put, picture.content))

    async def restored(self, parts: Sequence[Kept]) -> list[Reply]:
        """Replies that an earlier attempt kept, with their pictures where they still lie here."""
        replies = [restore(one.fields, await self._content(one)) for one in parts]
        self.keys.extend(reply.fingerprint for reply in replies[1:])
        return replies

    async def clear(self) -> None:
        """Let go of what was laid aside."""
        while self.keys and self.assets is not None:
            await asyncio.to_thread(self.assets.drop, self.keys.pop())

    async def _content(self, kept: Kept) -> bytes | None:
        if self.assets is None or not kept.fields.get("part"):
            return None
        return await asyncio.to_thread(self.assets.get, str(kept.fields.get("fingerprint", "")))
