"""One frame of a shot: camera, parallax, poses and shadows put into pixels; it knows nothing of time beyond its shot."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageColor

from dazi.clips.motion import Pose, pose_at
from dazi.clips.particles import Dots
from dazi.clips.script import Item, Shot
from dazi.clips.sprites import Sprite

WIDTH, HEIGHT = 540, 960
MIDDLE = (WIDTH / 2, HEIGHT / 2)


@dataclass(frozen=True)
class Matrix:
    """x' = a x + b y + c, y' = d x + e y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def then(self, inner: "Matrix") -> "Matrix":
        """This matrix after `inner`."""
        return Matrix(
            self.a * inner.a + self.b * inner.d,
            self.a * inner.b + self.b * inner.e,
            self.a * inner.c + self.b * inner.f + self.c,
            self.d * inner.a + self.e * inner.d,
            self.d * inner.b + self.e * inner.e,
            self.d * inner.c + self.e * inner.f + self.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y) goes."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def inverse(self) -> "Matrix":
        """The way back."""
        det = self.a * self.e - self.b * self.d
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Matrix(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    @property
    def scale(self) -> float:
        """The larger of the two stretches."""
        return max(math.hypot(self.a, self.d), math.hypot(self.b, self.e))


def _place(x: float, y: float, turn: float, sx: float, sy: float) -> Matrix:
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return Matrix(cos * sx, -sin * sy, x, sin * sx, cos * sy, y)


def _overlay(strength: float) -> Image.Image:
    """Darker corners, a touch more at the foot, where the page lays its words."""
    ys = np.linspace(-1, 1, HEIGHT, dtype=np.float32)[:, None]
    xs = np.linspace(-1, 1, WIDTH, dtype=np.float32)[None, :]
    edge = np.clip((xs * 0.78) ** 2 + (ys * 0.86) ** 2 - 0.35, 0, 1.4)
    alpha = np.clip(edge * strength * 255, 0, 255)
    alpha += np.random.default_rng(7).uniform(-0.5, 0.5, alpha.shape)  # hides the steps of the gradient
    pixels = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
    pixels[..., :3] = (16, 8, 36)
    pixels[..., 3] = np.clip(alpha, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels, "RGBA")


def _sky(colours: tuple[str, ...]) -> Image.Image:
    rows = np.array([ImageColor.getrgb(colour)[:3] for colour in colours], dtype=np.float32)
    spots = np.linspace(0, 1, len(rows))
    ys = np.linspace(0, 1, HEIGHT)
    column = np.stack([np.interp(ys, spots, rows[:, channel]) for channel in range(3)], axis=1)
    field = np.repeat(column[:, None, :], WIDTH, axis=1)
    field += np.random.default_rng(3).uniform(-0.5, 0.5, field.shape[:2])[..., None]  # against banding
    return Image.fromarray(np.clip(field + 0.5, 0, 255).astype(np.uint8), "RGB")


def _shadow() -> Image.Image:
    axis = np.linspace(-1, 1, 96, dtype=np.float32)
    radius = np.sqrt(axis[:, None] ** 2 + axis[None, :] ** 2)
    return Image.fromarray((np.clip(1 - radius, 0, 1) ** 0.9 * 255).astype(np.uint8), "L")


class Stage:
    """Draws the frames of one shot, each from its time alone; rasters are kept as long as the stage lives."""

    def __init__(self, shot: Shot) -> None:
        self.shot = shot
        self._sky = _sky(shot.sky)
        self._vignette = _overlay(shot.vignette) if shot.vignette else None
        self._shadow = _shadow()
        self._sprites = {
            i: Sprite(item, shot.light) for i, item in enumerate(shot.items) if item.emit is None
        }
        self._dots = {
            i: Dots(item.emit, shot.light) for i, item in enumerate(shot.items) if item.emit is not None
        }
        self._last: dict[int, tuple[tuple[float, ...], tuple[Image.Image, int, int]]] = {}

    def frame(self, t: float) -> Image.Image:
        """The RGB picture at `t` seconds into the shot, without captions."""
        canvas = self._sky.copy()
        worlds: dict[str, Matrix] = {}
        for index, item in enumerate(self.shot.items):
            if not item.since <= t < item.until:
                continue
            camera = self._camera(t, item.depth)
            if index in self._dots:
                self._dots[index].draw(canvas, t, camera.point, camera.a)
                continue
            self._figure(canvas, index, item, t, camera, worlds)
        if self._vignette is not None:
            canvas.paste(self._vignette, (0, 0), self._vignette)
        return canvas

    def _camera(self, t: float, depth: float) -> Matrix:
        x, y, zoom = self.shot.camera.at(t)
        sway = self.shot.handheld
        x += sway * (math.sin(t * 1.7) + 0.5 * math.sin(t * 2.9 + 1))
        y += sway * (math.sin(t * 1.3 + 2) + 0.5 * math.sin(t * 2.3))
        z = max(1 + (zoom - 1) * depth, 0.05)
        cx, cy = MIDDLE[0] + (x - MIDDLE[0]) * depth, MIDDLE[1] + (y - MIDDLE[1]) * depth
        return Matrix(z, 0, MIDDLE[0] - z * cx, 0, z, MIDDLE[1] - z * cy)

    def _figure(self, canvas: Image.Image, index: int, item: Item, t: float, camera: Matrix,
                worlds: dict[str, Matrix]) -> None:  # fmt: skip
        pose = pose_at(item.acts, t)
        x, y = item.path.at(t) if item.path else item.at
        grow = item.grow.at(t)[0] if item.grow else 1.0
        turn = item.turn + pose.turn + (item.spin.at(t)[0] if item.spin else 0.0)
        alpha = item.alpha * pose.alpha * (item.fade.at(t)[0] if item.fade else 1.0)
        wide = grow * pose.sx * (item.wide.at(t)[0] if item.wide else 1.0)
        tall = grow * pose.sy * (item.tall.at(t)[0] if item.tall else 1.0)
        world = _place(x + pose.dx, y + pose.dy, turn, wide, tall)
        if item.on:
            world = worlds[item.on].then(world) if item.on in worlds else world
        if item.name:
            worlds[item.name] = world
        if alpha <= 0.01 or min(abs(wide), abs(tall)) < 0.02:
            return
        if item.shadow:
            ground = (x + pose.dx, y) if not item.on else world.point(0.0, 0.0)
            self._cast(canvas, camera, ground, item, pose, grow, alpha)
        sprite = self._sprites[index]
        flip = Matrix(a=-1.0 if item.flip else 1.0)
        matrix = camera.then(world).then(flip).then(Matrix(c=-sprite.pivot[0], f=-sprite.pivot[1]))
        self._paint(canvas, index, sprite, matrix, alpha)

    def _cast(self, canvas: Image.Image, camera: Matrix, ground: tuple[float, float], item: Item, pose: Pose,
              grow: float, alpha: float) -> None:  # fmt: skip
        """The contact shadow: smaller and fainter the higher its figure hops."""
        near = max(0.25, 1 - pose.lift / 320)
        x, y = camera.point(*ground)
        width = int(item.size * grow * pose.sx * camera.a * 0.92 * near)
        height = max(int(width * 0.2), 3)
        if width < 4:
            return
        mask = self._shadow.resize((width, height), Image.Resampling.BILINEAR)
        strength = min(item.shadow * alpha * near, 1.0)
        mask = mask.point([int(v * strength) for v in range(256)])
        canvas.paste((24, 12, 44), (int(x - width / 2), int(y - height * 0.55)), mask)

    def _paint(self, canvas: Image.Image, index: int, sprite: Sprite, matrix: Matrix, alpha: float) -> None:
        key = (round(matrix.a, 4), round(matrix.b, 4), round(matrix.c, 2), round(matrix.d, 4), round(matrix.e, 4),
               round(matrix.f, 2), round(alpha, 3))  # fmt: skip
        kept = self._last.get(index)
        if kept is not None and kept[0] == key:
            image, left, top = kept[1]
        else:
            made = _transform(sprite, matrix, alpha)
            if made is None:
                return
            image, left, top = made
            self._last[index] = (key, made)
        if sprite.item.glow:
            box = (left, top, left + image.width, top + image.height)
            canvas.paste(ImageChops.add(canvas.crop(box), image), (left, top))
        elif image.mode == "RGB":
            canvas.paste(image, (left, top))
        else:
            canvas.paste(image, (left, top), image)


def _transform(sprite: Sprite, matrix: Matrix, alpha: float) -> tuple[Image.Image, int, int] | None:
    """The sprite's pixels on the canvas and where they go, or None when all of it is off the picture."""
    raster = sprite.raster(matrix.scale)
    pixel = matrix.then(Matrix(a=1 / raster.scale, e=1 / raster.scale)).then(
        Matrix(c=-raster.pad, f=-raster.pad)
    )
    width, height = raster.image.size
    corners = [pixel.point(px, py) for px in (0, width) for py in (0, height)]
    inset = 0 if raster.opaque else 1
    left = max(math.ceil(min(p[0] for p in corners)) + inset, 0)
    top = max(math.ceil(min(p[1] for p in corners)) + inset, 0)
    right = min(math.floor(max(p[0] for p in corners)) - inset, WIDTH)
    bottom = min(math.floor(max(p[1] for p in corners)) - inset, HEIGHT)
    if right - left < 1 or bottom - top < 1:
        return None
    back = pixel.inverse()
    size = (right - left, bottom - top)
    if abs(pixel.b) < 1e-6 and abs(pixel.d) < 1e-6 and pixel.a > 0 and pixel.e > 0:
        x0, y0 = back.point(left, top)
        x1, y1 = back.point(right, bottom)
        box = (max(x0, 0.0), max(y0, 0.0), min(x1, float(width)), min(y1, float(height)))
        image = raster.image.resize(size, Image.Resampling.BILINEAR, box=box)
    else:
        data = (back.a, back.b, back.a * left + back.b * top + back.c,
                back.d, back.e, back.d * left + back.e * top + back.f)  # fmt: skip
        image = raster.image.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR)
    return _finish(image, sprite.item.glow != "", alpha), left, top


def _finish(image: Image.Image, glow: bool, alpha: float) -> Image.Image:
    """Light stays premultiplied, to be added; all else becomes plain RGBA with its opacity."""
    if image.mode == "RGB":
        return image
    if glow:
        red, green, blue, _ = image.split()
        return Image.merge("RGB", [c.point([int(v * alpha) for v in range(256)]) for c in (red, green, blue)])
    image = image.convert("RGBA")
    if alpha < 0.995:
        image.putalpha(image.getchannel("A").point([int(v * alpha) for v in range(256)]))
    return image
