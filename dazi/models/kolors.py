"""Kolors through diffusers, the one module that imports torch: text to image, image to image, and filling a mask with the
inpainting UNet or the base one; knows no HTTP. Its weights are asked for at https://github.com/Kwai-Kolors/Kolors."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import (
    KolorsImg2ImgPipeline,
    KolorsPipeline,
    StableDiffusionXLInpaintPipeline,
    UNet2DConditionModel,
)
from numpy.typing import NDArray
from PIL import Image

from dazi.errors import ConfigError
from dazi.models.kolors_server import Spoiled

STEP = 32  # the sides that all blocks of the UNet take without rounding
STEPS = {"generate": 30, "vary": 30, "fill": 30}
GUIDANCE = 5.0
NEGATIVE = "模糊，低质量，多余的手指，水印，文字"
# Of one, everything is painted anew and the pipeline wants no image; a little less, and it begins from what is there.
FILL = 0.999


class Kolors:
    """A kolors_server.Studio over a folder in diffusers' layout. `inpainting`: the folder of Kolors-Inpainting, of which
    the UNet alone is read; without one the base UNet fills. `device` "cuda" or "cpu", empty: the better that is there.
    One thread at a time. ConfigError for a folder that is no Kolors."""

    name = "kolors"

    def __init__(self, folder: Path, inpainting: Path | None = None, *, device: str = "") -> None:
        self._device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        half = self._device != "cpu"
        self._dtype = torch.float16 if half else torch.float32
        self._turn = threading.Lock()
        base: Any = self._loaded(KolorsPipeline, folder, "model_index.json", "unet")
        self._base = base.to(self._device)
        parts = {name: base.components[name] for name in ("vae", "text_encoder", "tokenizer", "unet")}
        self._vary = KolorsImg2ImgPipeline(
            **parts, scheduler=self._scheduler(), force_zeros_for_empty_prompt=False
        )
        unet = base.unet
        if inpainting is not None:
            nested = inpainting / "unet"
            where = nested if nested.is_dir() else inpainting
            unet = self._loaded(UNet2DConditionModel, where, "config.json", "").to(self._device)
        self._fill = StableDiffusionXLInpaintPipeline(
            vae=base.vae, text_encoder=None, text_encoder_2=None, tokenizer=None, tokenizer_2=None, unet=unet,
            scheduler=self._scheduler(), force_zeros_for_empty_prompt=False, add_watermarker=False,
        )  # fmt: skip
        for pipe in (self._base, self._vary, self._fill):
            pipe.set_progress_bar_config(disable=True)

    def generate(self, prompt: str, size: tuple[int, int], *, seed: int, steps: int = 0) -> Image.Image:
        """As the studio says; the weights know 1024 pixels best."""
        wide, high = (-(-side // STEP) * STEP for side in size)
        with self._turn:
            made = self._made(
                self._base,
                **self._told(prompt), width=wide, height=high, guidance_scale=GUIDANCE, output_type="np",
                num_inference_steps=steps or STEPS["generate"], generator=self._chance(seed),
            )  # fmt: skip
        left, top = (wide - size[0]) // 2, (high - size[1]) // 2
        return _image(made).crop((left, top, left + size[0], top + size[1]))

    def vary(
        self, prompt: str, picture: Image.Image, *, strength: float, seed: int, steps: int = 0
    ) -> Image.Image:
        """As the studio says."""
        steps = steps or STEPS["vary"]
        with self._turn:
            made = self._made(
                self._vary,
                # this pipeline loses the pooled embeddings that it is given: it reads the prompt itself
                prompt=prompt, negative_prompt=NEGATIVE, image=_padded(picture), strength=max(strength, 1 / steps), guidance_scale=GUIDANCE,
                num_inference_steps=steps, generator=self._chance(seed), output_type="np",
            )  # fmt: skip
        return _image(made).crop((0, 0, *picture.size))

    def fill(
        self, prompt: str, picture: Image.Image, mask: Image.Image, *, seed: int, steps: int = 0
    ) -> Image.Image:
        """As the studio says; what the mask leaves is copied from the picture itself, not from the model."""
        steps = steps or STEPS["fill"]
        whole = _padded(picture)
        with self._turn:
            made = self._made(
                self._fill,
                **self._told(prompt), image=whole, mask_image=_padded(mask), width=whole.width, height=whole.height,
                strength=FILL, guidance_scale=GUIDANCE, num_inference_steps=max(steps, 2), output_type="np",
                generator=self._chance(seed),
            )  # fmt: skip
        painted = _image(made).crop((0, 0, *picture.size))
        return Image.composite(painted, picture.convert("RGB"), mask)

    def _made(self, pipe: Any, **told: Any) -> NDArray[np.floating[Any]]:
        try:
            return np.asarray(pipe(**told).images[0])
        except torch.OutOfMemoryError as fault:
            torch.cuda.empty_cache()
            raise MemoryError(str(fault)[:200]) from fault

    def _told(self, prompt: str) -> dict[str, torch.Tensor]:
        """What ChatGLM makes of a prompt, as all three pipelines take it."""
        with torch.inference_mode():
            good, bad, pooled, bad_pooled = self._base.encode_prompt(
                prompt, device=self._device, do_classifier_free_guidance=True, negative_prompt=NEGATIVE
            )
        return {
            "prompt_embeds": good, "negative_prompt_embeds": bad,
            "pooled_prompt_embeds": pooled, "negative_pooled_prompt_embeds": bad_pooled,
        }  # fmt: skip

    def _chance(self, seed: int) -> torch.Generator:
        return torch.Generator("cpu").manual_seed(seed)

    def _scheduler(self) -> Any:
        """One of its own for each pipeline: it keeps where it is."""
        return type(self._base.scheduler).from_config(self._base.scheduler.config)

    def _loaded(self, kind: Any, folder: Path, sign: str, inside: str) -> Any:
        """A pipeline or model of a folder; nothing is fetched, and only safetensors are read."""
        if not (folder / sign).is_file():
            raise ConfigError("kolors.folder", path=str(folder), file=sign)
        halves = any((folder / inside).glob("*.fp16.safetensors"))
        try:
            return kind.from_pretrained(
                folder, dtype=self._dtype, variant="fp16" if halves else None, local_files_only=True,
                use_safetensors=True,
            )  # fmt: skip
        except (OSError, ValueError, KeyError, RuntimeError) as fault:
            raise ConfigError(
                "kolors.broken", path=str(folder), detail=" ".join(str(fault).split())[:200]
            ) from fault


def _image(made: NDArray[np.floating[Any]]) -> Image.Image:
    """Height x width x 3 in 0..1 as pixels. Spoiled where a value is not a number."""
    if not np.isfinite(made).all():
        raise Spoiled("the weights computed values that are no numbers")
    return Image.fromarray((made * 255).round().astype(np.uint8))


def _padded(picture: Image.Image) -> Image.Image:
    """Its last row and column repeated until the sides divide by STEP."""
    pixels = np.asarray(picture)
    more = [(0, -side % STEP) for side in pixels.shape[:2]]
    return Image.fromarray(np.pad(pixels, [*more, *[(0, 0)] * (pixels.ndim - 2)], mode="edge"))
