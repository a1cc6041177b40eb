"""SVG laid over a picture: drawn only where it says something; knows no wish."""

from __future__ import annotations

import io

import resvg_py
from PIL import Image, ImageChops, ImageFilter

from dazi.stickers.pen import num


def drawn(body: str, size: tuple[int, int], view: tuple[float, float] | None = None) -> Image.Image:
    """SVG as RGBA of a size in pixels; `view` is the size in its own units, pixels where it is not given."""
    wide, high = view or size
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(wide)} {num(high)}" width="{size[0]}" height="{size[1]}">{body}</svg>'
    made = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    return Image.open(io.BytesIO(made)).convert("RGBA")


def laid(picture: Image.Image, layer: Image.Image, shade: float = 0.0) -> Image.Image:
    """The picture under a layer of its size; with `shade` (pixels) a soft shadow lies between."""
    box = layer.getchannel("A").getbbox()
    if box is None:
        return picture
    reach = round(shade * 3)
    box = (
        max(box[0] - reach, 0), max(box[1] - reach, 0),
        min(box[2] + reach, picture.width), min(box[3] + reach, picture.height),
    )  # fmt: skip
    part, over = picture.crop(box), layer.crop(box)
    if shade >= 0.5:
        dim = ImageChops.offset(
            over.getchannel("A").filter(ImageFilter.GaussianBlur(shade)), 0, round(shade * 0.8)
        )
        part.paste((16, 12, 30), (0, 0), dim.point([int(v * 0.32) for v in range(256)]))
    part.paste(over.convert("RGB"), (0, 0), over.getchannel("A"))
    made = picture.copy()
    made.paste(part, box[:2])
    return made
