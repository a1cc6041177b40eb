"""The sticker painter as a port: off the loop, two at a time, and honest about wishes that it can't draw."""

import asyncio
import threading
import time

import pytest

from dazi.stickers import painter as module
from dazi.stickers.paint import Painting
from dazi.stickers.painter import Stickers
from dazi.stickers.scene import Figure, Scene, Words


async def test_a_wish_becomes_a_png_that_says_how_it_was_made() -> None:
    painted = await Stickers().generate("一只猫在海边", seed=3, size=(96, 96))
    assert painted.picture.content.startswith(b"\x89PNG") and "猫" in painted.understood
    assert (painted.picture.backend, painted.picture.how, painted.picture.alt) == (
        "stickers",
        "algorithm",
        "一只猫在海边",
    )
    again = await Stickers().generate("一只猫在海边", seed=3, size=(96, 96))
    assert again.picture.content == painted.picture.content


@pytest.mark.parametrize("wish", ["量子纠缠", "一个", ""])
async def test_a_wish_that_shows_nothing_is_not_understood(wish: str) -> None:
    assert (await Stickers().generate(wish, size=(64, 64))).understood == ()


async def test_two_are_painted_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def slow(prompt: str, **how: object) -> Painting:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        return Painting(b"", Scene((Figure("cat"),)), Words(("猫",)))

    monkeypatch.setattr(module, "paint", slow)
    easel = Stickers()
    await asyncio.gather(*(easel.generate("猫") for _ in range(6)))
    assert most[0] == 2
