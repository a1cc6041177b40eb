"""Kling's expand against a scripted server: tasks, limits, its own error codes, addresses that are not fetched."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from dazi.errors import DaziError
from dazi.models.images_book import Place
from dazi.models.kling import LARGEST, Kling, sent
from dazi.pictures import Given, Wider
from dazi.types import Call


def grain(size: tuple[int, int], seed: int = 0) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def packed(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


ORIGINAL = grain((320, 300), 4)
GIVEN = Given(packed(ORIGINAL), ORIGINAL.size, "attached")


class Town:
    """Kling as far as this adapter sees it: a task is done at its third look."""

    def __init__(self, say: Any, **overrides: Any) -> None:
        self.say, self.looks, self.overrides, self.url = say, 0, overrides, ""

    def told(self, code: int = 0, message: str = "", status: int = 200, **data: Any) -> Any:
        body = f'{{"code": {code}, "message": "{message}", "data": {__import__("json").dumps(data)}}}'
        return self.say.Reply(status, body.encode())

    def __call__(self, path: str, headers: dict[str, str], body: Any) -> Any:
        if path.endswith(".png"):
            return self.say.raw(self.overrides.get("content", packed(grain((640, 450), 7))))
        if body is not None:
            return self.overrides.get("filed") or self.told(task_id="t-1", task_status="submitted")
        self.looks += 1
        if self.looks < 3:
            return self.told(task_id="t-1", task_status="processing")
        if "ended" in self.overrides:
            return self.overrides["ended"]
        url = self.overrides.get("address", f"{self.url}/made.png")
        return self.told(
            task_id="t-1", task_status="succeed", task_result={"images": [{"index": 0, "url": url}]}
        )


def town_of(stubs: Callable[..., Any], say: Any, **overrides: Any) -> tuple[Any, Town]:
    town = Town(say, **overrides)
    stub = stubs(make=town)
    town.url = stub.url.removesuffix("/v1")
    return stub, town


def kling(town: Town, seconds: float = 20.0) -> Kling:
    async def at_once(wait: float) -> None:
        return None

    return Kling(Place("kling", town.url, "kling", "k", seconds=seconds, each=0.5), sleep=at_once)


async def code(town: Town, given: Given = GIVEN) -> str:
    one = kling(town)
    with pytest.raises(DaziError) as caught:
        await one.expand(given, Wider())
    await one.close()
    return caught.value.code


async def test_a_task_is_filed_looked_at_and_its_picture_put_around_the_original(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub, town = town_of(stubs, say)
    one, calls = kling(town), list[Call]()
    painted = await one.recording(calls.append).expand(GIVEN, Wider(sides=("right", "bottom")), prompt="海边")
    await one.close()
    paths = [path for path, _, _ in stub.seen]
    assert paths == ["/v1/images/editing/expand", *["/v1/images/editing/expand/t-1"] * 3, "/made.png"]
    _, headers, body = stub.seen[0]
    assert headers["authorization"] == "Bearer k" and "authorization" not in stub.seen[-1][1]
    assert (
        base64.b64decode(body["image"]).startswith(b"\x89PNG") and "海边" in body["prompt"] and body["n"] == 1
    )
    ratios = {name: value for name, value in body.items() if name.endswith("_ratio")}
    assert ratios == {
        "up_expansion_ratio": 0, "down_expansion_ratio": 0.5, "left_expansion_ratio": 0, "right_expansion_ratio": 0.5,
    }  # fmt: skip
    made = np.asarray(Image.open(io.BytesIO(painted.picture.content)))
    assert made.shape == (450, 480, 3) and np.array_equal(made[:300, :320], np.asarray(ORIGINAL))
    assert painted.picture.backend == "kling" and one.can == {"expand"} == one.slow
    assert calls[0].purpose == "paint.expand" and calls[0].usage.cost == 0.5


@pytest.mark.parametrize(
    ("filed", "wanted"),
    [
        ({"code": 1000, "status": 401}, "model.key"),
        ({"code": 1102, "status": 429}, "model.balance"),
        ({"code": 1301, "status": 400}, "model.filtered"),
        ({"code": 1303, "status": 429}, "model.busy"),
        ({"code": 5000, "status": 500}, "model.busy"),
        ({"code": 1201, "message": "ratio"}, "model.refused"),
        ({"task_status": "submitted"}, "model.rubbish"),
        ({"task_id": "../../admin", "task_status": "submitted"}, "model.rubbish"),
    ],
)
async def test_its_own_codes_are_our_errors(
    stubs: Callable[..., Any], say: Any, filed: dict[str, Any], wanted: str
) -> None:
    _, town = town_of(stubs, say)
    town.overrides["filed"] = town.told(**filed)
    assert await code(town) == wanted


@pytest.mark.parametrize(
    ("message", "wanted"), [("risk control", "model.filtered"), ("out of memory", "model.refused")]
)
async def test_a_task_that_failed_says_why(
    stubs: Callable[..., Any], say: Any, message: str, wanted: str
) -> None:
    _, town = town_of(stubs, say)
    town.overrides["ended"] = town.told(task_id="t-1", task_status="failed", task_status_msg=message)
    assert await code(town) == wanted


async def test_pages_and_rubbish_are_refused(stubs: Callable[..., Any], say: Any) -> None:
    _, town = town_of(stubs, say, filed=say.raw(b"<html>hello</html>"))
    assert await code(town) == "model.rubbish"
    _, town = town_of(stubs, say, content=b"<html>gone</html>")
    assert await code(town) == "model.rubbish"
    _, town = town_of(stubs, say, content=packed(Image.new("RGB", (640, 450))))
    assert await code(town) == "model.rubbish"


@pytest.mark.parametrize(
    "address",
    ["http://example.org/a.png", "https://127.0.0.1/a.png", "https://10.0.0.7/a.png", "file:///etc/passwd"],
)
async def test_an_address_within_this_network_is_not_fetched(
    stubs: Callable[..., Any], say: Any, address: str
) -> None:
    stub, town = town_of(stubs, say, address=address)
    town_is_far = kling(town)
    object.__setattr__(town_is_far, "place", Place("kling", "https://kling.example", "kling", "k"))
    with pytest.raises(Exception, match="address"):
        await town_is_far._fetched(address)
    await town_is_far.close()
    assert not stub.seen


async def test_a_picture_that_is_too_small_is_not_sent(stubs: Callable[..., Any], say: Any) -> None:
    stub, town = town_of(stubs, say)
    small = Given(packed(grain((299, 400))), (299, 400), "attached")
    assert await code(town, small) == "model.cannot" and not stub.seen


def test_a_picture_whose_file_is_too_large_goes_smaller() -> None:
    large = grain((2048, 2048))
    assert len(packed(large)) > LARGEST
    assert len(sent(large)) <= LARGEST
