"""`dazi ask --image`: pictures come with the comment, those of replies are written and stay in the thread."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from dazi.cli.ask import SILENT, Scene, _kept
from dazi.config import Settings
from dazi.errors import BadInput
from dazi.house import House, opened
from dazi.pictures import Gallery
from dazi.ports import Platform
from dazi.text.normalise import fingerprint
from dazi.types import Delivery, Mention, Picture, Provenance, Receipt, Reply, Turn


class Speaker:
    handle, name = "小搭", "小搭"


class Draws:
    """A pipeline that answers each mention with words and a picture; what it saw is in `seen`."""

    memory = None

    def __init__(self, house: House) -> None:
        self.house, self.seen = house, list[tuple[Mention, tuple[Turn, ...]]]()

    async def answer(self, rows: Any, delivery: Delivery, platform: Platform) -> Receipt:
        mention = rows[-1][1]
        self.seen.append((mention, await platform.thread(mention) or ()))
        made = Provenance("edit", "fast", "words", "edit.done", "p")
        picture = Picture(b"\x89PNG drawn", "image/png", "戴墨镜的猫", "fake")
        ids = []
        for part, (text, pictures) in enumerate((("改好了", ()), ("", (picture,)))):
            reply = Reply(
                "scratch", "us", mention.comment, mention.thread, part, text, "AI生成", fingerprint(text or "p"),
                (mention.comment,), made, pictures=pictures,
            )  # fmt: skip
            ids.append((await platform.post(reply)).id)
        receipt = Receipt("posted", "", " ".join(ids), "edit")
        await self.house.store.finish(delivery.token, [id for id, _ in rows], receipt)
        return receipt


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = opened(Settings(data=tmp_path / "data"))
    yield made
    made.database.close()


async def test_a_picture_is_attached_and_the_reply_s_is_written(house: House, tmp_path: Path) -> None:
    given, pipeline = tmp_path / "cat.png", Draws(house)
    given.write_bytes(b"\x89PNG cat")
    out = tmp_path / "out" / "made.png"
    out.parent.mkdir()
    scene = Scene(pipeline, house, Speaker(), out)  # type: ignore[arg-type]
    row = {"text": "给它戴墨镜", "image": str(given), "consent": True, "thread": "t", "member": "m"}
    shown = await scene.answer(row)
    (attached,) = pipeline.seen[0][0].attachments
    assert attached.consent and isinstance(scene.platform, Gallery)
    assert await scene.platform.picture(attached.url, 1000) == b"\x89PNG cat"
    assert shown["pictures"] == [str(out)] and out.read_bytes() == b"\x89PNG drawn"
    assert set(shown) == {*SILENT, "pictures"}


async def test_the_next_comment_finds_both_pictures_in_the_thread(house: House, tmp_path: Path) -> None:
    given, pipeline = tmp_path / "cat.png", Draws(house)
    given.write_bytes(b"\x89PNG cat")
    scene = Scene(pipeline, house, Speaker(), tmp_path / "out")  # type: ignore[arg-type]
    for n, image in enumerate([[str(given)], ()]):
        shown = await scene.answer({"id": n, "text": "改", "image": image, "thread": "t", "member": "m"})
    assert shown["pictures"] == [str(tmp_path / "out" / "1-0.png")]
    _, turns = pipeline.seen[1]
    assert [(turn.own, turn.text, len(turn.attachments)) for turn in turns] == [
        (False, "@小搭 改", 1), (True, "改好了", 0), (True, "[戴墨镜的猫]", 1),
    ]  # fmt: skip
    assert await scene.platform.picture(turns[2].attachments[0].url, 1000) == b"\x89PNG drawn"
    assert not turns[0].attachments[0].consent


async def test_a_file_that_is_not_there_ends_its_row_alone(house: House, tmp_path: Path) -> None:
    scene = Scene(Draws(house), house, Speaker())  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        await scene.answer({"text": "看", "image": str(tmp_path / "none.png")})
    shown = await _kept(scene, {"text": "看", "image": str(tmp_path / "none.png")})
    assert shown["silence"] == "picture.missing" and set(shown) == set(SILENT)
    assert (await scene.answer({"text": "看"}))["pictures"] == ["戴墨镜的猫"]
