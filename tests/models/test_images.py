"""The images adapter against a scripted server: all three mask dialects, answers of every kind, what a call costs."""

from __future__ import annotations

import asyncio
import base64
import io
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from dazi.errors import DaziError, ModelBusy, ModelRefused
from dazi.models.endpoint import Price
from dazi.models.images import OPENAI_SIZES, Images
from dazi.models.images_book import Place, Tab
from dazi.pictures import Given, Wider
from dazi.types import Call


def grain(size: tuple[int, int] = (64, 48), seed: int = 0) -> Image.Image:
    """A picture of noise: no scaling gives it back by chance."""
    pixels = np.random.default_rng(seed).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def packed(image: Image.Image, form: str = "PNG") -> bytes:
    made = io.BytesIO()
    image.save(made, form)
    return made.getvalue()


def answer(content: bytes | str, **more: Any) -> bytes:
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    return json.dumps({"created": 1, "data": [{"b64_json": text}], **more}).encode()


def given(size: tuple[int, int] = (64, 48)) -> Given:
    return Given(packed(grain(size, 9)), size, "attached", own=True)


OPEN: list[Images] = []


@pytest.fixture(autouse=True)
async def closed() -> Any:
    """Every painter of a test is closed after it."""
    yield
    while OPEN:
        await OPEN.pop().close()


def painter(url: str, **more: Any) -> Images:
    about = {
        name: more.pop(name) for name in ("seconds", "each", "price", "slots", "extra", "key") if name in more
    }

    async def at_once(seconds: float) -> None:
        return None

    OPEN.append(Images(Place("images", url, "brush", **{"key": "k", **about}), sleep=at_once, **more))
    return OPEN[-1]


def pixels(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


async def code(call: Any) -> str:
    with pytest.raises(DaziError) as caught:
        await call
    assert isinstance(caught.value, ModelBusy | ModelRefused)
    return caught.value.code


async def test_a_wish_becomes_a_clear_prompt_with_what_its_style_words_mean(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub = stubs(say.raw(answer(packed(grain()))))
    one = painter(stub.url)
    painted = await one.generate("水彩的柴犬在月球冲浪", seed=5, size=(768, 512))
    path, headers, body = stub.seen[0]
    assert path == "/v1/images/generations" and headers["authorization"] == "Bearer k"
    assert (body["model"], body["n"], body["size"], body["seed"]) == ("brush", 1, "768x512", 5)
    assert body["response_format"] == "b64_json"
    assert "水彩的柴犬在月球冲浪" in body["prompt"] and "颜料" in body["prompt"]
    assert painted.picture.mime == "image/png" and painted.picture.backend == "brush"
    assert painted.picture.how == "model" and painted.understood
    assert np.array_equal(pixels(painted.picture.content), np.asarray(grain()))
    await one.generate("a fox reading", style="pixel")
    assert "pixel art" in stub.seen[1][2]["prompt"] and not any(
        c >= "\u4e00" for c in stub.seen[1][2]["prompt"]
    )


async def test_a_model_with_few_sizes_is_asked_for_the_one_of_the_nearest_shape(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub = stubs(say.raw(answer(packed(grain()))))
    one = painter(stub.url, sizes=OPENAI_SIZES)
    await one.generate("猫", size=(540, 960))
    await one.generate("猫", size=(768, 768))
    assert [body["size"] for _, _, body in stub.seen] == ["1024x1536", "1024x1024"]


def outside(mask: Image.Image) -> np.ndarray:
    """Where a white mask asks for paint."""
    return np.asarray(mask.convert("L")) == 255


@pytest.mark.parametrize("dialect", ["openai", "vllm-omni", "sglang"])
@pytest.mark.parametrize("back", [(96, 64), (33, 71), (640, 512)])
async def test_around_a_picture_only_new_pixels_are_theirs_whatever_size_comes_back(
    stubs: Callable[..., Any], say: Any, dialect: Any, back: tuple[int, int]
) -> None:
    stub = stubs(say.raw(answer(packed(grain(back, 3), "JPEG" if back == (33, 71) else "PNG"))))
    one = painter(stub.url, dialect=dialect)
    about = given()
    painted = await one.expand(about, Wider(), prompt="海边", seed=3)
    path, headers, body = stub.seen[0]
    assert path == "/v1/images/edits" and headers["content-type"].startswith("multipart/form-data")
    sent = Image.open(io.BytesIO(body["image"]))
    assert body["size"] == f"{sent.width}x{sent.height}" and "海边" in body["prompt"] and body["seed"] == "3"
    made = pixels(painted.picture.content)
    assert made.shape == (72, 96, 3) and painted.picture.how == "edited"
    assert np.array_equal(made[12:60, 16:80], pixels(about.content))
    assert made[:12].std() > 5, "the surroundings are what the model painted"
    masks = {name for name in body if name.startswith("mask")}
    assert masks == {"openai": {"mask"}, "vllm-omni": {"mask_image"}, "sglang": set()}[dialect]
    if dialect == "openai":
        mask = Image.open(io.BytesIO(body["mask"]))
        assert mask.mode == "RGBA" and mask.size == sent.size
        paint = outside(mask.getchannel("A").point([255 - level for level in range(256)]))
    elif dialect == "vllm-omni":
        paint = outside(Image.open(io.BytesIO(body["mask_image"])))
    else:
        return
    rows, columns = np.where(~paint)
    across, down = sent.width / 96, sent.height / 72
    assert columns.min() > 16 * across and columns.max() + 1 < 80 * across, "it overlaps the picture"
    assert rows.min() > 12 * down and rows.max() + 1 < 60 * down
    assert paint[0].all() and paint[:, 0].all()


async def test_where_only_some_sizes_are_known_more_is_painted_and_cut_off(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub = stubs(say.raw(answer(packed(grain((1536, 1024), 3)))))
    one = painter(stub.url, sizes=OPENAI_SIZES)
    about = given((90, 90))
    painted = await one.expand(about, Wider(ratio=(16, 9)))
    assert stub.seen[0][2]["size"] == "1536x1024"
    made = pixels(painted.picture.content)
    assert made.shape == (90, 160, 3)
    assert np.array_equal(made[:, 35:125], pixels(about.content))


async def test_a_side_that_was_not_asked_for_stays(stubs: Callable[..., Any], say: Any) -> None:
    stub = stubs(say.raw(answer(packed(grain((96, 48), 3)))))
    one = painter(stub.url, dialect="vllm-omni")
    about = given()
    made = pixels((await one.expand(about, Wider(sides=("left",)))).picture.content)
    assert made.shape == (48, 96, 3) and np.array_equal(made[:, 32:], pixels(about.content))
    mask = outside(Image.open(io.BytesIO(stub.seen[0][2]["mask_image"])))
    assert not mask[:, -1].any() and not mask[0, -1], "nothing is painted at its right, upper and lower edge"


async def test_a_change_sends_the_whole_picture_and_its_wish(stubs: Callable[..., Any], say: Any) -> None:
    stub = stubs(say.raw(answer(packed(grain((64, 48), 2)))))
    one = painter(stub.url)
    about = given()
    painted = await one.edit(about, "把背景换成雪山")
    body = stub.seen[0][2]
    assert body["image"] == about.content and "把背景换成雪山" in body["prompt"] and "mask" not in body
    assert painted.picture.how == "edited" and painted.picture.alt == "把背景换成雪山"


async def test_a_stroke_that_a_place_was_not_declared_to_have_is_not_asked_for(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub = stubs(say.raw(answer(packed(grain()))))
    one = painter(stub.url, can=("generate",))
    assert one.can == {"generate"} == one.slow
    assert await code(one.edit(given(), "加个墨镜")) == "model.cannot"
    assert await code(one.expand(given(), Wider())) == "model.cannot"
    assert not stub.seen


@pytest.mark.parametrize(
    "body",
    [
        answer(b"no picture at all"),
        answer(b""),
        answer("***"),
        answer(packed(Image.new("RGB", (64, 64)))),
        answer(packed(Image.new("RGB", (64, 64), (3, 5, 2)))),
        answer(packed(Image.new("RGB", (64, 64), "white"))),
        answer(packed(grain())[:-600]),
        answer(packed(Image.new("1", (9000, 9000)))),
        answer(packed(Image.new("RGB", (4, 4), "red"), "BMP")),
        answer(b"GIF89a" + bytes(40)),
        json.dumps({"created": 1, "data": []}).encode(),
        json.dumps({"created": 1, "data": [{"url": "http://127.0.0.1:9/cat.png"}]}).encode(),
        json.dumps({"hello": 1}).encode(),
        json.dumps([1]).encode(),
        b"{",
        b"",
    ],
    ids=[
        "rubbish",
        "empty",
        "base64",
        "black",
        "dark",
        "flat",
        "cut",
        "bomb",
        "bmp",
        "gif",
        "nothing",
        "address",
        "shape",
        "list",
        "half",
        "void",
    ],
)
async def test_what_is_no_picture_is_refused_after_a_second_try(
    stubs: Callable[..., Any], say: Any, body: bytes
) -> None:
    stub = stubs(say.raw(body))
    one = painter(stub.url)
    assert await code(one.generate("猫")) == "model.rubbish"
    assert len(stub.seen) == 2


async def test_a_page_in_place_of_an_answer_is_refused(stubs: Callable[..., Any], say: Any) -> None:
    page = say.raw(b"<html>sign in</html>", headers={"Content-Type": "text/html"})
    one = painter(stubs(page).url)
    assert await code(one.generate("猫")) == "model.rubbish"


async def test_a_picture_in_the_address_itself_is_taken(stubs: Callable[..., Any], say: Any) -> None:
    inline = "data:image/png;base64," + base64.b64encode(packed(grain())).decode()
    one = painter(stubs(say.raw(json.dumps({"created": 1, "data": [{"url": inline}]}).encode())).url)
    assert np.array_equal(pixels((await one.generate("猫")).picture.content), np.asarray(grain()))


@pytest.mark.parametrize(
    ("status", "message", "wanted", "asked"),
    [
        (500, "x", "model.busy", 2),
        (429, "x", "model.busy", 2),
        (400, "Your request was rejected by the safety system", "model.filtered", 1),
        (400, "content_policy_violation", "model.filtered", 1),
        (400, "DataInspectionFailed: 内容违规", "model.filtered", 1),
        (401, "x", "model.key", 1),
        (402, "x", "model.balance", 1),
        (404, "x", "model.missing", 1),
        (413, "x", "model.long", 1),
        (403, "x", "model.key", 1),
    ],
)
async def test_errors_are_those_of_language_models(
    stubs: Callable[..., Any], say: Any, status: int, message: str, wanted: str, asked: int
) -> None:
    stub = stubs(say.no(status, message))
    one = painter(stub.url)
    assert await code(one.generate("猫")) == wanted
    assert len(stub.seen) == asked


async def test_an_answer_after_one_that_failed_counts(stubs: Callable[..., Any], say: Any) -> None:
    stub = stubs(say.no(503), say.raw(answer(packed(grain()))))
    one = painter(stub.url)
    assert (await one.generate("猫")).understood and len(stub.seen) == 2


async def test_one_that_is_too_slow_is_busy_and_is_not_paid_twice(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub = stubs(say.raw(answer(packed(grain())), hang=30.0))
    one = painter(stub.url, seconds=0.3)
    assert await code(one.generate("猫")) == "model.timeout"
    assert len(stub.seen) == 1


async def test_nobody_there_is_busy_and_is_left_in_peace_for_a_while() -> None:
    one = painter("http://127.0.0.1:9/v1")
    assert await code(one.generate("猫")) == "model.unreachable"
    assert await code(one.edit(given(), "加个墨镜")) == "model.unreachable"


async def test_a_place_rests_longer_each_time_and_wakes() -> None:
    now = [0.0]
    tab = Tab(Place("images", "http://127.0.0.1:9/v1", "brush"), lambda: now[0])

    async def fails(error: ModelBusy | ModelRefused) -> str:
        try:
            async with tab.turn():
                raise error
        except (ModelBusy, ModelRefused) as fault:
            return fault.code

    assert await fails(ModelRefused("model.filtered")) == "model.filtered"
    assert await fails(ModelBusy("model.busy")) == "model.busy", "a wish that was refused puts nobody to rest"
    assert await fails(ModelBusy("never reached")) == "model.busy"
    now[0] = 2.1
    assert await fails(ModelBusy("model.timeout")) == "model.timeout"
    now[0] = 5.0
    assert await fails(ModelBusy("never reached")) == "model.timeout"
    now[0] = 7.0
    async with tab.turn():
        pass


@pytest.mark.parametrize("word", ["response_format", "seed", "size"])
async def test_what_a_place_does_not_know_is_left_out_from_then_on(
    stubs: Callable[..., Any], say: Any, word: str
) -> None:
    def make(path: str, headers: dict[str, str], body: Any) -> Any:
        return (
            say.no(400, f"Unknown parameter: '{word}'") if word in body else say.raw(answer(packed(grain())))
        )

    stub = stubs(make=make)
    one = painter(stub.url)
    await one.generate("猫")
    await one.generate("猫")
    assert [word in body for _, _, body in stub.seen] == [True, False, False]


async def test_a_wish_that_is_refused_without_a_reason_ends(stubs: Callable[..., Any], say: Any) -> None:
    stub = stubs(say.no(400, "no"))
    one = painter(stub.url)
    assert await code(one.generate("猫")) == "model.refused"
    assert len(stub.seen) == 3, "with all, without the seed, without the format"


async def test_each_call_is_told_with_what_it_cost_also_one_that_failed(
    stubs: Callable[..., Any], say: Any
) -> None:
    usage = {"input_tokens": 100, "output_tokens": 1000, "total_tokens": 1100}
    usage |= {"input_tokens_details": {"image_tokens": 0, "text_tokens": 100}}
    stub = stubs(say.raw(answer(packed(grain()), usage=usage)), say.no(400, "content_policy_violation"))
    calls: list[Call] = []
    one = painter(stub.url, each=0.25, price=Price(10.0, 40.0))
    told = one.recording(calls.append)
    await told.generate("猫")
    await code(told.generate("猫"))
    good, bad = calls
    assert (good.purpose, good.tier, good.model, good.error) == ("paint.generate", "images", "brush", "")
    assert good.usage.cost == pytest.approx(0.25 + 100 * 10 / 1e6 + 1000 * 40 / 1e6)
    assert (good.usage.tokens_in, good.usage.tokens_out) == (100, 1000) and good.answer == "64x48"
    assert "猫" in good.messages[0].text
    assert (bad.error, bad.usage.cost, bad.answer) == ("model.filtered", 0.0, "")


async def test_so_many_at_a_time(stubs: Callable[..., Any], say: Any) -> None:
    running, most = 0, 0

    def make(path: str, headers: dict[str, str], body: Any) -> Any:
        nonlocal running, most
        running += 1
        most = max(most, running)
        stub.released.wait(0.05)
        running -= 1
        return say.raw(answer(packed(grain())))

    stub = stubs(make=make)
    one = painter(stub.url, slots=2)
    await asyncio.gather(*(one.generate("猫") for _ in range(6)))
    assert most == 2


async def test_a_server_of_one_model_is_asked_without_a_name_and_is_named_all_the_same(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub = stubs(say.raw(answer(packed(grain()))))
    one = Images(Place("images", stub.url, ""))
    OPEN.append(one)
    assert (await one.generate("猫")).picture.backend == "images"
    assert "model" not in stub.seen[0][2]
