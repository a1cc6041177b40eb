"""The images interface of `dazi models serve kolors` over a studio without a model: shapes, masks, refusals, its line."""

from __future__ import annotations

import asyncio
import base64
import io
import threading
from typing import Any

import httpx2
import numpy as np
import pytest
from PIL import Image

from dazi.models.kolors_server import WAITING, Server, Spoiled

KEY = {"Authorization": "Bearer k"}


def noise(size: tuple[int, int] = (80, 64), seed: int = 0) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def packed(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


class Easel:
    """A studio that paints in red and notes what it was asked for."""

    name = "kolors"

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.hold: threading.Event | None = None
        self.spoiled = False

    def generate(self, prompt: str, size: tuple[int, int], *, seed: int, steps: int = 0) -> Image.Image:
        self.asked.append(("generate", prompt, size, seed, steps))
        if self.hold is not None:
            self.hold.wait(20)
        if self.spoiled:
            raise Spoiled("no numbers")
        return noise(size, seed)

    def vary(
        self, prompt: str, picture: Image.Image, *, strength: float, seed: int, steps: int = 0
    ) -> Image.Image:
        self.asked.append(("vary", prompt, picture.size, strength, seed, steps))
        return picture

    def fill(
        self, prompt: str, picture: Image.Image, mask: Image.Image, *, seed: int, steps: int = 0
    ) -> Image.Image:
        self.asked.append(("fill", prompt, picture.size, mask.getbbox(), set(np.unique(np.asarray(mask)))))
        return Image.composite(Image.new("RGB", picture.size, "red"), picture, mask)


@pytest.fixture
def easel() -> Easel:
    return Easel()


@pytest.fixture
async def http(easel: Easel) -> Any:
    transport = httpx2.ASGITransport(app=Server(easel, "k").app())
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver", headers=KEY) as one:
        yield one


def made(answer: Any) -> Image.Image:
    assert answer.status_code == 200, answer.text
    return Image.open(io.BytesIO(base64.b64decode(answer.json()["data"][0]["b64_json"])))


async def test_a_new_picture_has_the_size_and_the_seed_that_were_asked_for(http: Any, easel: Easel) -> None:
    body = {"model": "kolors", "prompt": " 猫 ", "size": "96x64", "seed": 7, "num_inference_steps": 5}
    assert made(await http.post("/v1/images/generations", json=body)).size == (96, 64)
    assert easel.asked == [("generate", "猫", (96, 64), 7, 5)]


async def test_it_lists_its_model_and_says_that_it_is_well(http: Any) -> None:
    assert (await http.get("/v1/models")).json()["data"][0]["id"] == "kolors"
    assert (await http.get("/health", headers={"Authorization": ""})).json()["status"] == "ok"


async def test_a_picture_without_a_mask_is_varied(http: Any, easel: Easel) -> None:
    files = {"image": ("a.png", packed(noise()), "image/png")}
    answer = await http.post("/v1/images/edits", data={"prompt": "雪山", "strength": "0.4"}, files=files)
    assert made(answer).size == (80, 64)
    assert easel.asked == [("vary", "雪山", (80, 64), 0.4, 0, 0)]


def masks() -> dict[str, dict[str, bytes]]:
    """The same mask, its left half to be painted, in each dialect."""
    white = Image.new("L", (80, 64))
    white.paste(255, (0, 0, 40, 64))
    clear = noise().convert("RGBA")
    clear.putalpha(white.point([255 - level for level in range(256)]))
    plain = packed(noise())
    return {
        "vllm-omni": {"image": plain, "mask_image": packed(white)},
        "openai": {"image": plain, "mask": packed(clear)},
        "openai without a mask": {"image": packed(clear)},
        "white mask": {"image": plain, "mask": packed(white)},
    }


@pytest.mark.parametrize("dialect", list(masks()))
async def test_every_dialect_of_masks_paints_the_same_half(http: Any, easel: Easel, dialect: str) -> None:
    files = {name: (f"{name}.png", content, "image/png") for name, content in masks()[dialect].items()}
    pixels = np.asarray(made(await http.post("/v1/images/edits", data={"prompt": "海"}, files=files)))
    assert easel.asked == [("fill", "海", (80, 64), (0, 0, 40, 64), {0, 255})]
    assert (pixels[:, :40] == (255, 0, 0)).all() and np.array_equal(
        pixels[:, 40:], np.asarray(noise())[:, 40:]
    )


@pytest.mark.parametrize(
    "body",
    [
        {"prompt": ""},
        {"prompt": 5},
        {"prompt": "猫", "size": "large"},
        {"prompt": "猫", "size": "8x8"},
        {"prompt": "猫", "size": "9000x9000"},
        {"prompt": "猫", "n": 2},
        {"prompt": "猫", "response_format": "url"},
        {"prompt": "猫", "seed": -1},
        {"prompt": "猫", "num_inference_steps": 10**6},
        {"prompt": "猫", "seed": "many"},
        [],
    ],
)
async def test_a_wish_that_cannot_be_done_is_refused_in_words(http: Any, easel: Easel, body: Any) -> None:
    answer = await http.post("/v1/images/generations", json=body)
    assert answer.status_code == 400 and answer.json()["error"]["message"] and not easel.asked


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"image": b"no picture"},
        {"image": packed(noise((32, 32)))},
        {"image": packed(noise()), "mask_image": packed(Image.new("L", (10, 10), 255))},
        {"image": packed(noise()), "mask_image": packed(Image.new("L", (80, 64)))},
        {"image": packed(noise()), "mask_image": packed(Image.new("L", (64, 80), 255))},
        {"image": packed(Image.new("1", (3000, 3000)))},
    ],
)
async def test_files_that_cannot_be_used_are_refused(
    http: Any, easel: Easel, files: dict[str, bytes]
) -> None:
    sent = {name: (f"{name}.png", content, "image/png") for name, content in files.items()}
    answer = await http.post("/v1/images/edits", data={"prompt": "海"}, files=sent or {"x": b"1"})
    assert answer.status_code == 400 and not easel.asked


async def test_half_a_request_and_no_json_are_refused(http: Any) -> None:
    assert (await http.post("/v1/images/generations", content=b"{")).status_code == 400
    assert (await http.post("/v1/images/edits", content=b"{")).status_code == 400


async def test_who_does_not_know_the_key_or_comes_by_another_name_is_turned_away(
    http: Any, easel: Easel
) -> None:
    body = {"prompt": "猫", "size": "64x64"}
    wrong = await http.post("/v1/images/generations", json=body, headers={"Authorization": "Bearer x"})
    assert wrong.status_code == 401
    host = await http.post("/v1/images/generations", json=body, headers={"Host": "evil.example"})
    assert host.status_code == 400 and not easel.asked


async def test_values_that_are_no_numbers_are_refused_for_good(http: Any, easel: Easel) -> None:
    easel.spoiled = True
    answer = await http.post("/v1/images/generations", json={"prompt": "猫", "size": "64x64"})
    assert answer.status_code == 422 and answer.json()["error"]["code"] == "spoiled"


async def test_a_long_line_is_told_to_come_again_and_the_line_gets_its_pictures(
    http: Any, easel: Easel
) -> None:
    easel.hold = threading.Event()
    body = {"prompt": "猫", "size": "64x64"}
    line = [asyncio.create_task(http.post("/v1/images/generations", json=body)) for _ in range(WAITING)]
    while (await http.get("/health")).json()["waiting"] < WAITING:
        await asyncio.sleep(0.01)
    refused = await http.post("/v1/images/generations", json=body)
    assert refused.status_code == 429 and refused.headers["retry-after"]
    easel.hold.set()
    assert all(made(answer).size == (64, 64) for answer in await asyncio.gather(*line))
