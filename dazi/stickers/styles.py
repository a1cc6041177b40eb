"""Style words as finishing touches on the painted picture: pixels, watercolour, ink, clay, neon, line, paper, film."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

Grey = NDArray[np.float32]


def _noise(size: tuple[int, int], cell: int, seed: int) -> Grey:
    """Smooth noise from 0 to 1, its grains `cell` pixels wide."""
    rng = np.random.default_rng(seed)
    small = rng.random((max(size[1] // cell, 2), max(size[0] // cell, 2)), dtype=np.float32)
    image = Image.fromarray((small * 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(image, dtype=np.float32) / np.float32(255)


def _scaled(image: Image.Image, factor: Grey) -> Image.Image:
    """Every pixel times a factor of its own."""
    pixels = np.asarray(image, dtype=np.float32) * factor[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _displaced(image: Image.Image, reach: float, cell: int, seed: int) -> Image.Image:
    """Pixels pushed about by smooth noise: edges become those of a brush."""
    w, h = image.size
    dx = ((_noise(image.size, cell, seed) - 0.5) * 2 * reach).astype(np.int32)
    dy = ((_noise(image.size, cell, seed + 1) - 0.5) * 2 * reach).astype(np.int32)
    ys, xs = np.mgrid[0:h, 0:w]
    pixels = np.asarray(image)
    return Image.fromarray(pixels[np.clip(ys + dy, 0, h - 1), np.clip(xs + dx, 0, w - 1)])


def _edges(image: Image.Image, soft: float = 1.0) -> Image.Image:
    """Edges as dark lines on white, greyscale."""
    grey = image.convert("L").filter(ImageFilter.GaussianBlur(soft))
    wide = ImageChops.subtract(grey.filter(ImageFilter.MaxFilter(3)), grey.filter(ImageFilter.MinFilter(3)))
    return ImageOps.invert(wide.point([min(255, int(v * 3.2)) if v > 9 else 0 for v in range(256)]))


def pixel(image: Image.Image, seed: int) -> Image.Image:
    """Big square pixels in fifty-six colours."""
    cells = (max(image.width // 7, 8), max(image.height // 7, 8))
    small = ImageEnhance.Color(image.resize(cells, Image.Resampling.BOX)).enhance(1.25)
    return (
        small.quantize(56, dither=Image.Dither.NONE)
        .convert("RGB")
        .resize(image.size, Image.Resampling.NEAREST)
    )


def watercolour(image: Image.Image, seed: int) -> Image.Image:
    """Bled edges, pigment that gathers, paper grain, a white margin."""
    w, h = image.size
    soft = _displaced(image, w * 0.008, max(w // 40, 3), seed).filter(ImageFilter.MedianFilter(3))
    soft = ImageEnhance.Color(Image.blend(soft, Image.new("RGB", soft.size, "#fffaf0"), 0.26)).enhance(1.12)
    rim = np.asarray(_edges(soft, 2.2).filter(ImageFilter.GaussianBlur(1.6)), dtype=np.float32) / 255
    bloom = 0.9 + 0.2 * _noise(image.size, max(w // 9, 3), seed + 3)
    grain = 0.95 + 0.09 * _noise(image.size, 2, seed + 5)
    washed = _scaled(soft, (0.72 + 0.28 * rim) * bloom * grain)
    ys, xs = np.mgrid[0:h, 0:w]
    border = np.minimum(np.minimum(xs, w - 1 - xs), np.minimum(ys, h - 1 - ys)) / (w * 0.055)
    shape = np.clip((border - _noise(image.size, max(w // 18, 3), seed + 7) * 0.9) * 4, 0, 1)
    return Image.composite(
        washed, Image.new("RGB", image.size, "#fdf9f0"), Image.fromarray((shape * 255).astype(np.uint8))
    )


def guofeng(image: Image.Image, seed: int) -> Image.Image:
    """Ink outlines and thin washes on rice paper, a red seal mark."""
    wash = ImageEnhance.Color(
        _displaced(image, image.width * 0.005, max(image.width // 50, 3), seed)
    ).enhance(0.62)
    paper = Image.new("RGB", image.size, "#f4e9d0")
    ink = _edges(image, 1.4).filter(ImageFilter.GaussianBlur(0.8))
    made = ImageChops.multiply(Image.blend(wash, paper, 0.26), Image.new("RGB", image.size, "#fbf1dc"))
    made = ImageChops.multiply(
        made, Image.merge("RGB", [ink.point([int(70 + v * 185 / 255) for v in range(256)])] * 3)
    )
    made = _scaled(made, 0.93 + 0.1 * _noise(image.size, 3, seed))
    side = image.width // 14
    seal = Image.new("RGB", (side, side), "#c23a2b")
    mark = Image.new("RGB", (side // 5, side // 2), "#f4e9d0")
    for i in (1, 3):
        seal.paste(mark, (i * side // 5, side // 4))
    made.paste(seal, (image.width - side * 2, image.height - side * 2))
    return made


def clay(image: Image.Image, seed: int) -> Image.Image:
    """Rounded relief and finger marks, soft light from the upper left."""
    smooth = image.filter(ImageFilter.MedianFilter(5))
    height: Grey = np.asarray(
        smooth.convert("L").filter(ImageFilter.GaussianBlur(image.width / 160)), dtype=np.float32
    )
    height = height + np.asarray(
        smooth.convert("L").filter(ImageFilter.GaussianBlur(image.width / 60)), dtype=np.float32
    )
    height = height + _noise(image.size, max(image.width // 60, 2), seed) * 26
    gy, gx = np.gradient(height)
    relief: Grey = np.asarray(np.clip(1 + (gx + gy) * 0.035, 0.62, 1.38), dtype=np.float32)
    return ImageEnhance.Color(_scaled(smooth, relief)).enhance(1.12)


def cyber(image: Image.Image, seed: int) -> Image.Image:
    """Night in magenta and cyan, glowing edges, scan lines."""
    grey = image.convert("L")
    duo = ImageOps.colorize(grey, "#0a0524", "#ffd6ff", mid="#8a2be2")
    base = ImageChops.multiply(Image.blend(image, duo, 0.22), Image.new("RGB", image.size, "#d0bcff"))
    lines = ImageOps.invert(_edges(image, 0.8))
    shift = ImageChops.offset(lines, 3, 0)
    neon = Image.merge("RGB", (shift, lines.point([v // 3 for v in range(256)]), lines))
    glow = neon.filter(ImageFilter.GaussianBlur(image.width / 90))
    made = ImageChops.screen(
        ImageChops.screen(base, glow), neon.point([int(v * 0.5) for v in range(256)] * 3)
    )
    rows = np.ones((image.height, image.width), dtype=np.float32)
    rows[::4] = 0.82
    return ImageEnhance.Contrast(_scaled(made, rows)).enhance(1.12)


def line(image: Image.Image, seed: int) -> Image.Image:
    """Pencil lines on cream paper with a breath of hatching."""
    ink = (
        _edges(_displaced(image, image.width * 0.003, 12, seed), 0.9)
        .filter(ImageFilter.MinFilter(3))
        .filter(ImageFilter.GaussianBlur(0.7))
    )
    dark = np.asarray(image.convert("L"), dtype=np.float32)
    ys, xs = np.mgrid[0 : image.height, 0 : image.width]
    hatch = np.where(((xs + ys) % 9 < 2) & (dark < 96), 0.84, 1.0).astype(np.float32)
    made = ImageOps.colorize(
        ink.point([max(0, min(255, int((v - 90) * 1.55))) for v in range(256)]), "#3a3340", "#fdf8ec"
    )
    return _scaled(made, hatch * (0.96 + 0.06 * _noise(image.size, 2, seed)))


def papercut(image: Image.Image, seed: int) -> Image.Image:
    """Layers of red paper, each with its own shadow."""
    grey = ImageOps.autocontrast(image.convert("L").filter(ImageFilter.MedianFilter(5)))
    made = Image.new("RGB", image.size, "#fbe9cf")
    for limit, colour in ((205, "#f08a6c"), (158, "#e0503f"), (110, "#c22b2b"), (62, "#8f1717")):
        cut = grey.point([255 if v < limit else 0 for v in range(256)]).filter(ImageFilter.ModeFilter(5))
        shade = ImageChops.offset(cut, image.width // 190, image.width // 150).filter(
            ImageFilter.GaussianBlur(image.width / 200)
        )
        made = Image.composite(Image.blend(made, Image.new("RGB", image.size, "#5a0f0f"), 0.5), made, shade)
        made.paste(Image.new("RGB", image.size, colour), (0, 0), cut)
    return _scaled(made, 0.96 + 0.06 * _noise(image.size, 2, seed))


def retro(image: Image.Image, seed: int) -> Image.Image:
    """Warm faded film: sepia, grain, dark corners."""
    sepia = ImageOps.colorize(image.convert("L"), "#3a2418", "#fff0cf", mid="#b98655")
    made = ImageEnhance.Contrast(Image.blend(image, sepia, 0.58)).enhance(0.92)
    h, w = image.height, image.width
    ys, xs = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
    corner = np.clip(1.12 - 0.42 * (xs**2 + ys**2) ** 1.2 / 1.6, 0.45, 1.05).astype(np.float32)
    return _scaled(made, corner * (0.9 + 0.18 * _noise(image.size, 1, seed)))


def oil(image: Image.Image, seed: int) -> Image.Image:
    """Short strokes and thick colour."""
    brushed = _displaced(image, image.width * 0.016, max(image.width // 110, 2), seed).filter(
        ImageFilter.ModeFilter(7)
    )
    height = np.asarray(brushed.convert("L"), dtype=np.float32) + 40 * _noise(image.size, 4, seed)
    gy, gx = np.gradient(height)
    return ImageEnhance.Color(
        _scaled(brushed, np.clip(1 + (gx + gy) * 0.012, 0.75, 1.25).astype(np.float32))
    ).enhance(1.3)


def comic(image: Image.Image, seed: int) -> Image.Image:
    """Few flat colours, black outlines, dots in the shade."""
    flat = ImageEnhance.Color(ImageOps.posterize(image.filter(ImageFilter.MedianFilter(3)), 3)).enhance(1.5)
    flat = ImageEnhance.Brightness(flat).enhance(1.14)
    dark = np.asarray(image.convert("L"), dtype=np.float32)
    ys, xs = np.mgrid[0 : image.height, 0 : image.width]
    dots = ((xs % 8 - 4) ** 2 + (ys % 8 - 4) ** 2) < np.clip((150 - dark) / 14, 0, 9)
    made = _scaled(flat, np.where(dots, 0.74, 1.0).astype(np.float32))
    ink = (
        _edges(image, 0.7)
        .point([0 if v < 150 else 255 for v in range(256)])
        .filter(ImageFilter.GaussianBlur(0.6))
    )
    return ImageChops.multiply(made, Image.merge("RGB", [ink] * 3))


def pastel(image: Image.Image, seed: int) -> Image.Image:
    """Milky colours and a bloom of light."""
    pale = Image.blend(ImageEnhance.Color(image).enhance(0.85), Image.new("RGB", image.size, "#ffeef6"), 0.3)
    return Image.blend(
        pale, ImageChops.screen(pale, pale.filter(ImageFilter.GaussianBlur(image.width / 50))), 0.35
    )


STYLES: dict[str, Callable[[Image.Image, int], Image.Image]] = {
    "pixel": pixel, "watercolour": watercolour, "guofeng": guofeng, "clay": clay, "cyber": cyber, "line": line, "papercut": papercut,
    "retro": retro, "oil": oil, "comic": comic, "pastel": pastel,
}  # fmt: skip
RIMLESS = frozenset({"watercolour", "guofeng", "cyber", "line", "papercut", "oil", "retro", "comic"})
