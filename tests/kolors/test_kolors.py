"""A tiny random Kolors through `dazi models serve kolors`'s server and the OpenAI client. Needs the extra `kolors`."""

from __future__ import annotations

import asyncio
import base64
import importlib.util
import io
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

for _needed in ("torch", "diffusers", "transformers", "sentencepiece"):
    if importlib.util.find_spec(_needed) is None:
        pytest.skip(f"{_needed} is not installed: make test EXTRAS=kolors", allow_module_level=True)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # diffusers and transformers deprecate their own calls
    import openai
    import torch
    import uvicorn
    from safetensors.torch import load_file, save_file

    from dazi.errors import ConfigError, ModelRefused
    from dazi.models.images import Images
    from dazi.models.images_book import Place
    from dazi.models.kolors import Kolors
    from dazi.models.kolors_server import Server, Spoiled
    from dazi.pictures import Given, Wider

    spec = importlib.util.spec_from_file_location("tiny_kolors", Path(__file__).with_name("tiny.py"))
    assert spec is not None and spec.loader is not None
    tiny = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tiny)

pytestmark = pytest.mark.filterwarnings("default")
STEPS = {"num_inference_steps": 4}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    built: Path = tiny.build(tmp_path_factory.mktemp("tiny"))
    return built


@pytest.fixture(scope="module")
def studio(folder: Path) -> Kolors:
    return Kolors(folder / "kolors", device="cpu")


@pytest.fixture(scope="module")
def address(studio: Kolors) -> Iterator[str]:
    """The server on a port of its own, as the command runs it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(Server(studio, "k").app(), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/v1"
    server.should_exit = True
    thread.join(10)


def client(address: str) -> openai.OpenAI:
    return openai.OpenAI(api_key="k", base_url=address, max_retries=0, timeout=120)


def photo(size: tuple[int, int] = (120, 88)) -> Image.Image:
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]]
    bands = [rows * 2, columns * 2, (rows * columns) % 255]
    return Image.fromarray(np.stack(bands, axis=-1).clip(0, 255).astype(np.uint8))


def packed(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def pictured(answer: openai.types.ImagesResponse) -> bytes:
    assert answer.data and answer.data[0].b64_json
    return base64.b64decode(answer.data[0].b64_json)


def pixels(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int)


def drawn(address: str, prompt: str, seed: int = 1, size: str = "256x192") -> bytes:
    with client(address) as one:
        return pictured(
            one.images.generate(
                model="kolors",
                prompt=prompt,
                size=size,
                response_format="b64_json",
                extra_body={"seed": seed, **STEPS},
            )
        )


def test_a_prompt_becomes_a_picture_of_the_size_that_was_asked_for(address: str) -> None:
    assert pixels(drawn(address, "一只柴犬在月球冲浪")).shape == (192, 256, 3)
    assert pixels(drawn(address, "一只柴犬在月球冲浪", size="250x70")).shape == (70, 250, 3)


def test_the_same_seed_gives_the_same_bytes_and_another_prompt_another_picture(address: str) -> None:
    first = drawn(address, "一只柴犬在月球冲浪")
    assert drawn(address, "一只柴犬在月球冲浪") == first
    assert np.abs(pixels(drawn(address, "奶奶在厨房里包饺子")) - pixels(first)).max() > 3
    assert np.abs(pixels(drawn(address, "一只柴犬在月球冲浪", seed=2)) - pixels(first)).max() > 3


def test_a_picture_is_changed_towards_a_prompt_and_stays_as_large(address: str) -> None:
    with client(address) as one:
        made = {
            prompt: pictured(
                one.images.edit(
                    model="kolors", image=("a.png", packed(photo()), "image/png"), prompt=prompt, response_format="b64_json",
                    extra_body={"seed": 1, "strength": 0.7, **STEPS},
                )
            )
            for prompt in ("把背景换成雪山", "a red fox")
        }  # fmt: skip
    zh, en = (pixels(content) for content in made.values())
    assert zh.shape == en.shape == (88, 120, 3)
    assert np.abs(zh - en).max() > 3 and np.abs(zh - np.asarray(photo())).mean() > 3


@pytest.mark.parametrize("unet", ["base", "inpainting"])
def test_outside_the_mask_every_pixel_stays(folder: Path, studio: Kolors, unet: str) -> None:
    own = studio if unet == "base" else Kolors(folder / "kolors", folder / "inpainting", device="cpu")
    assert own._fill.unet.config.in_channels == {"base": 4, "inpainting": 9}[unet]
    picture, mask = photo(), Image.new("L", (120, 88), 255)
    mask.paste(0, (30, 20, 90, 70))
    made = np.asarray(own.fill("海边", picture, mask, seed=1, steps=4))
    assert np.array_equal(made[20:70, 30:90], np.asarray(picture)[20:70, 30:90])
    assert np.abs(made.astype(int) - np.asarray(picture)).max() > 20
    assert np.array_equal(made, np.asarray(own.fill("海边", picture, mask, seed=1, steps=4)))
    assert not np.array_equal(made, np.asarray(own.fill("雪山", picture, mask, seed=1, steps=4)))


@pytest.mark.parametrize("dialect", ["openai", "vllm-omni"])
async def test_our_own_painter_draws_and_extends_through_it(address: str, dialect: str) -> None:
    place = Place("kolors", address, "kolors", "k", extra=STEPS)
    painter = Images(place, dialect=dialect)  # type: ignore[arg-type]
    about = Given(packed(photo()), photo().size, "attached", own=True)
    try:
        drawn_one, wider = await asyncio.gather(
            painter.generate("水彩的柴犬", seed=3, size=(128, 128)),
            painter.expand(about, Wider(ratio=(16, 9)), prompt="海边", seed=3),
        )
        again = await painter.expand(about, Wider(ratio=(16, 9)), prompt="海边", seed=3)
    finally:
        await painter.close()
    assert pixels(drawn_one.picture.content).shape == (128, 128, 3)
    made = pixels(wider.picture.content)
    assert made.shape == (88, 156, 3)
    assert np.array_equal(made[:, 18:138], np.asarray(photo()))
    assert made[:, :18].std() > 1 and again.picture.content == wider.picture.content


def poisoned(folder: Path, target: Path) -> Path:
    """A copy with one weight that is no number."""
    shutil.copytree(folder / "kolors", target)
    path = target / "unet" / "diffusion_pytorch_model.safetensors"
    weights = load_file(path)
    weights["conv_out.weight"][0, 0, 0, 0] = float("nan")
    save_file(weights, path, metadata={"format": "pt"})
    return target


async def test_what_is_no_number_is_refused_by_server_and_painter(folder: Path, tmp_path: Path) -> None:
    sick = Kolors(poisoned(folder, tmp_path / "sick"), device="cpu")
    with pytest.raises(Spoiled):
        sick.generate("猫", (64, 64), seed=1, steps=2)
    with pytest.raises(Spoiled):
        sick.fill("猫", photo(), Image.new("L", (120, 88), 255), seed=1, steps=2)
    with pytest.raises(Spoiled):
        sick.vary("猫", photo(), strength=0.6, seed=1, steps=4)
    server = uvicorn.Server(uvicorn.Config(Server(sick).app(), host="127.0.0.1", port=0, log_level="warning"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    painter = Images(Place("kolors", f"http://127.0.0.1:{port}/v1", "kolors", extra=STEPS))
    try:
        with pytest.raises(ModelRefused):
            await painter.generate("猫", size=(64, 64))
    finally:
        await painter.close()
        server.should_exit = True
        await running


def test_a_folder_that_is_no_kolors_says_so(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        Kolors(tmp_path, device="cpu")
    assert caught.value.code == "kolors.folder"
    shutil.copytree(folder / "kolors", tmp_path / "half")
    (tmp_path / "half" / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ConfigError) as caught:
        Kolors(tmp_path / "half", device="cpu")
    assert caught.value.code == "kolors.broken"


def test_the_command_serves_a_folder_until_it_is_stopped(folder: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "dazi",
        "models",
        "serve",
        "kolors",
        "--device",
        "cpu",
        "--port",
        str(port),
    ]
    command += ["--path", str(folder / "kolors"), "--inpainting", str(folder / "inpainting")]
    environ = {**os.environ, "DAZI_DATA": str(tmp_path), "DAZI_MODEL_KEY": "k", "DAZI_LANG": "zh"}
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        told = ""
        while "[images]" not in told:
            line = run.stdout.readline()
            assert line, told
            told += line
        url = f"http://127.0.0.1:{port}/v1"
        assert "商用要先向快手登记" in told
        for _ in range(600):
            try:
                content = drawn(url, "一只柴犬", size="64x64")
                break
            except openai.APIConnectionError:
                time.sleep(0.1)
        run.terminate()
        assert pixels(content).shape == (64, 64, 3) and run.wait(20) in (0, -15)
