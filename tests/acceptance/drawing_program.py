"""The program that the drawing's kill test kills: one wish for a picture, the real pipeline, store, painter and labels.

`python drawing_program.py FOLDER TURN PART WHEN [slow]`: ends itself without a farewell before or after PART is posted
(WHEN "before", "after" or "never"), or, with a painter that is called slow, while it paints ("painting"). What was posted
stands in FOLDER/posts, as a community would keep it. The turn after it may be called as `main`."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from dazi.app import pipeline_for
from dazi.config import Settings
from dazi.house import opened
from dazi.models.fake import Scripted
from dazi.pictures import Painted, Stroke
from dazi.platforms.scratch import Scratch
from dazi.ports import Chat
from dazi.stickers.painter import Stickers
from dazi.text.normalise import fingerprint
from dazi.types import Delivery, Member, Mention, Posted, Reply
from tests.frozen import speaker


class Square(Scratch):
    """A community whose posts are files: they outlive whoever posted them."""

    def __init__(self, folder: Path, part: int, when: str) -> None:
        super().__init__(name="square")
        self._folder, self._part, self._when = folder / "posts", part, when
        self._folder.mkdir(exist_ok=True)

    def _dies(self, reply: Reply, when: str) -> None:
        if reply.part == self._part and self._when == when:
            os._exit(9)

    async def post(self, reply: Reply) -> Posted:
        self._dies(reply, "before")
        id = f"p{len(list(self._folder.glob('*.json')))}"
        marks = [fingerprint(reply.text)] if reply.text else []
        for picture in reply.pictures:
            (self._folder / f"{id}.png").write_bytes(picture.content)
        marks += [hashlib.sha256(picture.content).hexdigest() for picture in reply.pictures]
        told = {"id": id, "part": reply.part, "text": reply.text, "marks": marks}
        (self._folder / f"{id}.json").write_text(json.dumps(told))
        self._dies(reply, "after")
        return Posted(id)

    async def find_own(self, reply: Reply) -> Posted | None:
        for path in sorted(self._folder.glob("*.json")):
            one = json.loads(path.read_text())
            if reply.fingerprint in one["marks"]:
                return Posted(one["id"], adopted=True)
        return None


class Slow(Stickers):
    """The sticker painter, as if it took minutes."""

    slow: frozenset[Stroke] = frozenset(("generate",))

    def __init__(self, dies: bool) -> None:
        super().__init__()
        self._dies = dies

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        if self._dies:
            os._exit(9)
        return await super().generate(prompt, style=style, seed=seed, size=size)


class Tiers:
    def recording(self, sink: object) -> Chat:
        return Scripted(strength="weak")


async def main(folder: Path, turn: int, part: int, when: str, slow: bool) -> dict[str, object]:
    """One turn over what lies in the folder: how it ended, what was posted, and what is left of the pictures."""
    house = opened(Settings(data=folder))
    pipeline = pipeline_for(house, Tiers(), speaker(folder))
    if slow:
        easel = Slow(when == "painting")
        pipeline = replace(pipeline, painter=easel, paints=lambda painter, sink: painter)
    member = Member("square", "m", "阿明")
    wish = "@小搭 画一个戴墨镜的柴犬在月球冲浪"
    mention = Mention("square", "us", "c1", "t1", member, wish, datetime.now(UTC))
    await house.store.accept((mention,))
    delivery = Delivery(mention.lane, (1,), f"{turn:016x}.w", turn, 0.0)
    rows = await house.store.begin(delivery)
    receipt = await pipeline.answer(rows, replace(delivery), Square(folder, part, when))
    left = [path.name for path in (folder / "outbox").iterdir()]
    house.database.close()
    return {"outcome": receipt.outcome, "posted": receipt.posted, "left": left}


if __name__ == "__main__":
    asyncio.run(
        main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5:] == ["slow"])
    )
