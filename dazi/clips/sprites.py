"""Pictures of single things: vendored icons, drawn art, signs, glows, as premultiplied images at the size in use."""

import io
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageFont

from dazi.clips.script import Item, Sign
from dazi.errors import ConfigError

HERE = Path(__file__).parent
ICON_BOX = 32.0
PAD = 6  # empty pixels round every raster, so that its edges are blended and never clamped
SVG = "http://www.w3.org/2000/svg"
Pixels = NDArray[np.float32]


@lru_cache(maxsize=1)
def icons() -> dict[str, str]:
    """The vendored icons: name -> SVG body in a box of 32 by 32."""
    bodies = json.loads((HERE / "icons.json").read_text(encoding="utf-8"))["icons"]
    return {str(name): str(body) for name, body in bodies.items()}


def icon_body(name: str, swap: tuple[tuple[str, str], ...] = ()) -> str:
    """The icon's SVG body, colours exchanged; ConfigError when it isn't vendored."""
    body = icons().get(name)
    if body is None:
        raise ConfigError("clips_icon_missing", icon=name)
    for before, after in swap:
        body = re.sub(re.escape(before), after, body, flags=re.IGNORECASE)
    return body


def art_source(name: str) -> str:
    """The text of art/NAME.svg; ConfigError when there is none."""
    path = HERE / "art" / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        raise ConfigError("clips_art_missing", art=name)
    return path.read_text(encoding="utf-8")


# Looks laid over the shared geometry of the vendored heads (eyes at 11.5 and 20.5, mouth at 16, 24 of 32).
_SKIN = "#eebfaa"
_NO_EYES = f'<g fill="{_SKIN}"><ellipse cx="11.5" cy="16.9" rx="3.2" ry="2.2"/><ellipse cx="20.5" cy="16.9" rx="3.2" ry="2.2"/></g>'
_NO_MOUTH = f'<ellipse cx="16" cy="24.2" rx="3.9" ry="1.7" fill="{_SKIN}"/>'
_PEN = 'fill="none" stroke-width="1" stroke-linecap="round" stroke-linejoin="round"'
_OPEN = '<path d="M12 22.8H20Q19.6 27 16 27Q12.4 27 12 22.8Z" fill="#7d0f2f"/><path d="M13.4 26.1Q16 24.2 18.6 26.1Q17.4 27 16 27Q14.6 27 13.4 26.1Z" fill="#f2647d"/><path d="M12.6 22.8H19.4V23.8H12.6Z" fill="#fff"/>'
_ARCS = f'<g stroke="#4a2a22" {_PEN}><path d="M9.3 17.7Q11.5 14.9 13.7 17.7"/><path d="M18.3 17.7Q20.5 14.9 22.7 17.7"/></g>'
FACES = {
    "": "",
    "laugh": _NO_EYES + _NO_MOUTH + _ARCS + _OPEN,
    "glad": _NO_EYES + _ARCS,
    "calm": _NO_EYES + f'<g stroke="#4a2a22" {_PEN}><path d="M9.3 16.8Q11.5 18.8 13.7 16.8"/><path d="M18.3 16.8Q20.5 18.8 22.7 16.8"/></g>',
    "sad": _NO_MOUTH + f'<path d="M13.4 25.2Q16 22.9 18.6 25.2" stroke="#990838" {_PEN}/>',
    "wow": _NO_MOUTH + '<ellipse cx="16" cy="25" rx="1.9" ry="2.4" fill="#7d0f2f"/>',
    "yuck": _NO_EYES + _NO_MOUTH
    + f'<g stroke="#4a2a22" {_PEN}><path d="M9.6 15.6L13 17L9.6 18.4"/><path d="M22.4 15.6L19 17L22.4 18.4"/></g>'
    + f'<path d="M12.6 24.6Q13.7 23.2 14.9 24.6T17.2 24.6T19.5 24.6" stroke="#7d0f2f" {_PEN}/>',
    "tears": _NO_EYES + _NO_MOUTH + _ARCS + _OPEN + '<g fill="#53bdf5"><path d="M8.2 18.4Q6.6 21 8 22.2Q9.6 22.6 9.6 20.6Q9.4 19.2 8.2 18.4Z"/><path d="M23.8 18.4Q25.4 21 24 22.2Q22.4 22.6 22.4 20.6Q22.6 19.2 23.8 18.4Z"/></g>',
}  # fmt: skip


def _put_icon(match: re.Match[str]) -> str:
    """`<icon name="cat" x="10" y="20" size="64" flip="1" turn="5" face="glad" swap="#aaa:#bbb"/>` becomes a group."""
    given = dict(re.findall(r'([a-z]+)="([^"]*)"', match.group(0)))
    face = FACES.get(given.get("face", ""))
    if face is None:
        raise ConfigError("clips_art_missing", art=given["face"])
    swap = tuple(
        (a, b) for a, b in (pair.split(":") for pair in given.get("swap", "").split() if ":" in pair)
    )
    scale = float(given.get("size", ICON_BOX)) / ICON_BOX
    flip = f"translate({ICON_BOX} 0) scale(-1 1)" if given.get("flip") else ""
    turn = f"rotate({given.get('turn', '0')} 16 16)"
    place = f"translate({given.get('x', '0')} {given.get('y', '0')}) scale({scale}) {turn} {flip}"
    body = icon_body(given["name"], swap) + face
    return f'<g transform="{place}" opacity="{given.get("alpha", "1")}">{body}</g>'


def art_svg(name: str, swap: tuple[tuple[str, str], ...] = ()) -> str:
    """The art as plain SVG: words exchanged, its `$names` given their values, its `<icon …/>` marks filled in.

    A comment `<!--defaults $hair=#222 $face=glad-->` holds what a film leaves open.
    """
    text = art_source(name)
    for before, after in swap:
        text = text.replace(before, after)
    comment = re.search(r"<!--defaults(.*?)-->", text)
    for before, after in re.findall(r"(\$[a-z]+)=(\S*)", comment.group(1) if comment else ""):
        text = text.replace(before, after)
    return re.sub(r"<icon\b[^>]*/>", _put_icon, text)


def view_box(svg: str) -> tuple[float, float, float, float]:
    """x, y, width and height of the SVG's own units."""
    match = re.search(r'viewBox="([^"]+)"', svg)
    x, y, w, h = (float(v) for v in (match.group(1).split() if match else (0, 0, ICON_BOX, ICON_BOX)))
    return x, y, w, h


@lru_cache(maxsize=48)
def draw_svg(svg: str, width: int) -> Image.Image:
    """The SVG as RGBA, `width` pixels wide; shots share what they draw, so the image is never to be changed."""
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The caption font at `size` pixels."""
    return ImageFont.truetype(str(HERE / "fonts" / "NotoSansSC-captions.otf"), size)


@lru_cache(maxsize=64)
def _halo(colour: str, size: int) -> Image.Image:
    """A soft round light of `size` pixels: bright in the middle, nothing at the rim."""
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    radius = np.sqrt(axis[:, None] ** 2 + axis[None, :] ** 2)
    alpha = np.clip(1 - radius, 0, 1) ** 2.2 * 255
    rgb = np.array(ImageColor.getrgb(colour)[:3], dtype=np.float32)
    pixels = np.empty((size, size, 4), dtype=np.uint8)
    pixels[..., :3] = rgb
    pixels[..., 3] = alpha
    return Image.fromarray(pixels, "RGBA")


def draw_sign(sign: Sign, scale: float) -> Image.Image:
    """The sign's words at `scale` pixels a unit, on a bubble, card or screen, or bare."""
    size = max(int(sign.size * scale), 4)
    letters, margin, gap = font(size), int(size * 0.6), int(size * 0.34)
    plain = sign.style == "plain"
    probe = ImageDraw.Draw(Image.new("L", (1, 1)))
    x0, y0, x1, y1 = probe.multiline_textbbox((0, 0), sign.text, letters, spacing=gap, align="center")
    tail = int(size * 0.7) if sign.style == "bubble" and sign.tail != "none" else 0
    width, height = int(x1 - x0) + 2 * margin, int(y1 - y0) + 2 * margin
    image = Image.new("RGBA", (width + 2 * PAD, height + tail + 2 * PAD), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    if not plain:
        round_by = {"bubble": 0.48, "card": 0.16, "screen": 0.1}[sign.style] * height
        pen.rounded_rectangle(
            (PAD, PAD, PAD + width, PAD + height), min(round_by, size * 0.9), fill=sign.paper
        )
    if tail:
        foot = PAD + (width * 0.26 if sign.tail == "left" else width * 0.74)
        tip = foot - tail * 0.5 if sign.tail == "left" else foot + tail * 0.5
        pen.polygon(
            [
                (foot - tail * 0.5, PAD + height - 2),
                (foot + tail * 0.6, PAD + height - 2),
                (tip, PAD + height + tail),
            ],
            fill=sign.paper,
        )
    spot = (PAD + margin - x0, PAD + margin - y0)
    pen.multiline_text(spot, sign.text, sign.colour, letters, spacing=gap, align="center",
                       stroke_width=size * 0.02, stroke_fill=sign.colour)  # fmt: skip
    return image


def _shade(image: Image.Image, light: tuple[float, ...]) -> Image.Image:
    """Light from above in the scene's colour: figures of one picture belong together."""
    pixels = np.asarray(image).astype(np.float32)
    slope = np.linspace(1.05, 0.88, image.height, dtype=np.float32)[:, None, None]
    pixels[..., :3] *= slope * np.array(light, dtype=np.float32)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), "RGBA")


def _drop(image: Image.Image, share: float, scale: float) -> Image.Image:
    """A soft shadow on what lies right behind, a little below."""
    reach = max(2, int(7 * scale))
    grown = Image.new("RGBA", image.size, (0, 0, 0, 0))
    dark = Image.new("RGBA", image.size, (20, 10, 40, 0))
    dark.putalpha(image.getchannel("A").point([int(v * share) for v in range(256)]))
    grown.paste(dark, (0, reach))
    grown = grown.filter(ImageFilter.GaussianBlur(reach * 0.7))
    grown.alpha_composite(image)
    return grown


def pad(image: Image.Image, by: int) -> Image.Image:
    """The image with an empty rim."""
    out = Image.new("RGBA", (image.width + 2 * by, image.height + 2 * by), (0, 0, 0, 0))
    out.paste(image, (by, by))
    return out


@dataclass
class Raster:
    """Premultiplied pixels: `scale` of them a unit, `pad` empty ones round about."""

    image: Image.Image
    scale: float
    pad: int
    opaque: bool = False


class Sprite:
    """One thing that can be drawn at any size; it keeps a ladder of rasters, each half an octave apart.

    `size` is its width and height in units; `pivot` the point (units) that stands where the item is.
    """

    def __init__(self, item: Item, light: str) -> None:
        self.item = item
        self.light = tuple(c / 255 for c in ImageColor.getrgb(light)[:3])
        self.tint = item.tint and not item.glow
        self._rasters: dict[int, Raster] = {}
        self._draw: Callable[[float], Image.Image]
        self._rim = 0
        pivot = item.pivot
        if item.sign is not None:
            sign = item.sign
            probe = draw_sign(sign, 1.0)
            width, height = float(probe.width - 2 * PAD), float(probe.height - 2 * PAD)
            self._draw, self._rim = (lambda scale: draw_sign(sign, scale)), PAD
        elif item.glow:
            width = height = item.size
            self._draw = lambda scale: _halo(item.glow, min(max(int(item.size * scale), 8), 512))
        else:
            svg = self._svg()
            x, y, w, h = view_box(svg)
            width = w if item.plate else item.size
            height = width * h / w
            self._draw = lambda scale: draw_svg(svg, max(int(width * scale), 2))
            if item.plate:
                pivot = ((item.at[0] - x) / w, (item.at[1] - y) / h)
        self.size = (width, height)
        self.pivot = (width * pivot[0], height * pivot[1])

    def _svg(self) -> str:
        item = self.item
        if item.icon:
            body = icon_body(item.icon, item.swap)
            return f'<svg xmlns="{SVG}" viewBox="0 0 32 32" width="32" height="32">{body}</svg>'
        return art_svg(item.art or item.plate, item.swap)

    def raster(self, scale: float) -> Raster:
        """The raster that serves a drawing at `scale` pixels a unit: about as fine, at most 1.42 times."""
        soft = 0.6 if self.item.plate else 0.02  # plates bear to be enlarged by a fifth
        step = max(math.ceil(2 * math.log2(max(scale, 0.05)) - soft), -2)
        if self.item.glow or self.item.blur > 3:
            step = min(step, 0)
        if step not in self._rasters:
            self._rasters[step] = self._make(2 ** (step / 2))
        return self._rasters[step]

    def _make(self, scale: float) -> Raster:
        item = self.item
        image = self._draw(scale)
        exact = (image.width - 2 * self._rim) / self.size[0]
        rim = self._rim
        opaque = bool(item.plate) and image.getchannel("A").getextrema()[0] == 255 and not item.blur
        if self.tint:
            image = _shade(image, self.light) if not item.plate else _flat(image, self.light)
        grow = PAD + int(item.blur * 2.5 * exact) + int(14 * exact if item.drop else 0)
        if not opaque:
            image, rim = pad(image, grow), rim + grow
        if item.drop:
            image = _drop(image, item.drop, exact)
        if item.blur:
            image = image.convert("RGBa").filter(ImageFilter.GaussianBlur(item.blur * exact))
            return Raster(image, exact, rim)
        return Raster(image.convert("RGB" if opaque else "RGBa"), exact, rim, opaque)


def _flat(image: Image.Image, light: tuple[float, ...]) -> Image.Image:
    """A plate takes the colour of the light, its own shading is drawn."""
    if min(light) > 0.995:
        return image
    pixels = np.asarray(image).astype(np.float32)
    pixels[..., :3] *= np.array(light, dtype=np.float32)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), "RGBA")
