"""A wish applied to a picture: read, put in an order in which nothing spoils another, done; the rest is told."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from dazi.faces.find import Face, faces
from dazi.stickers.icons import icon, names
from dazi.stickers.lexicon import read as lexicon
from dazi.stickers.paint import style_of
from dazi.stickers.pen import group
from dazi.stickers.settings import SETTINGS
from dazi.text.retouch import Change, read
from dazi.touch import behind, light, looks, shapes, worn
from dazi.touch.layers import drawn, laid

# What comes first: what looks at the faces as they are, then light, then what lies over all, then the sheet.
ORDER = (
    "hide",
    "cutout",
    "backdrop",
    "blur",
    "wear",
    "season",
    "hour",
    "sticker",
    "tone",
    "style",
    "weather",
    "shape",
    "frame",
    "text",
)
_MOST_FACES = 8
# Weather that belongs to the world behind a person when that is painted anew.
_SKY = {
    "rain": ("rain",),
    "storm": ("storm",),
    "fog": ("fog",),
    "rainbow": ("rainbow",),
    "meteor": ("meteor",),
    "stars": ("stars",),
}


@dataclass(slots=True)
class Sheet:
    """A picture in work: its faces, found when they are first asked for, and who stands in it. `why` is the first
    reason for which something could not be done."""

    picture: Image.Image
    seed: int
    because: str = ""
    margin: int = 0  # below a polaroid, to be written on
    _faces: tuple[Face, ...] | None = None
    _mask: Image.Image | None = None
    _looked: bool = False
    _near: bool | None = None

    @property
    def faces(self) -> tuple[Face, ...]:
        if self._faces is None:
            self._faces = faces(self.picture)[:_MOST_FACES]
        return self._faces

    @property
    def near(self) -> bool:
        """Whether a face is seen at first glance."""
        if self._near is None:
            self._near = bool(self._faces or faces(self.picture, closely=False))
        return self._near

    @property
    def mask(self) -> Image.Image | None:
        """Who is to be seen, None where nobody clearly is."""
        if not self._looked:
            self._mask, self._looked = (
                behind.person(self.picture, self._faces or faces(self.picture, closely=False)),
                True,
            )
        return self._mask

    @property
    def focus(self) -> tuple[float, float]:
        """What a crop should keep, in shares of the picture."""
        if not self.faces:
            return 0.5, 0.5
        left, top, right, bottom = self.faces[0].box
        return (left + right) / 2 / self.picture.width, (top + bottom) / 2 / self.picture.height + 0.1


@dataclass(frozen=True, slots=True)
class Touched:
    """The changed picture as a PNG, which of the wish's words were followed and which were not, and the code of why."""

    png: bytes
    understood: tuple[str, ...]
    missed: tuple[str, ...]
    because: str = ""


def touch(content: bytes, wish: str, *, style: str = "", seed: int = 0) -> Touched:
    """A PNG after what a wish asks for. The same seed lets fall the same snow. Blocks for up to a second."""
    wanted = read(wish)
    changes = list(wanted.changes)
    missed = [*wanted.missed]
    if style:
        named = _style(style)
        changes += [Change("style", named, style)] if named else []
        missed += [] if named else [style[:20]]
    with Image.open(io.BytesIO(content)) as opened:
        sheet = Sheet(opened.convert("RGB"), seed)
    done: list[str] = []
    for change in sorted(changes, key=lambda one: ORDER.index(one.kind)):
        (done if _apply(sheet, change, changes) else missed).append(change.words.strip())
    if not done:
        return Touched(content, (), tuple(missed), sheet.because)
    out = io.BytesIO()
    sheet.picture.save(out, "PNG", compress_level=3)
    return Touched(out.getvalue(), tuple(done), tuple(missed), sheet.because)


def _style(word: str) -> str:
    """The style that a word or a name of one means."""
    if word in looks.STYLES:
        return word
    found = next((one.what for one in read(f"换成{word}风格").changes if one.kind == "style"), "")
    return found or style_of(word)


def _apply(sheet: Sheet, change: Change, all_of_it: Sequence[Change]) -> bool:
    """One change made; False where it can't be here."""
    kind, what = change.kind, change.what
    if kind == "wear":
        return _wear(sheet, change)
    if kind in ("backdrop", "cutout", "blur"):
        return _behind(sheet, kind, what, all_of_it)
    if kind == "hide":
        return _hide(sheet, what)
    if kind == "sticker":
        return _stick(sheet, change)
    if kind == "season":
        sheet.picture = light.season(sheet.picture, what, sheet.mask if sheet.near else None)
        told = {one.what for one in all_of_it if one.kind == "weather"}
        for falls in light.FALLS[what]:
            if falls not in told:
                sheet.picture = light.weather(sheet.picture, falls, sheet.seed, None)
    elif kind == "hour":
        sheet.picture = light.hour(sheet.picture, what, sheet.mask if sheet.near else None, sheet.seed)
    elif kind == "weather":
        free = sheet.mask if what in light.BEHIND and sheet.near else None
        sheet.picture = light.weather(sheet.picture, what, sheet.seed, free)
    elif kind == "tone":
        sheet.picture = looks.TONES[what](sheet.picture)
    elif kind == "style":
        sheet.picture = looks.styled(sheet.picture, what, sheet.seed)
    else:
        return _sheeted(sheet, change)
    return True


def _wear(sheet: Sheet, change: Change) -> bool:
    if not sheet.faces:
        sheet.because = sheet.because or "face"
        return False
    body = "".join(worn.pieces(face, [(change.what, change.colour)]) for face in reversed(sheet.faces))
    largest = max(face.box[2] - face.box[0] for face in sheet.faces)
    flat = change.what in ("blush", "whiskers", "tears", "moustache", "dealwithit")
    sheet.picture = laid(sheet.picture, drawn(body, sheet.picture.size), 0 if flat else largest / 55)
    return True


def _behind(sheet: Sheet, kind: str, what: str, all_of_it: Sequence[Change]) -> bool:
    mask = sheet.mask
    if mask is None:
        sheet.because = sheet.because or "person"
        return False
    if kind == "cutout":
        sheet.picture = behind.cut_out(sheet.picture, mask)
    elif kind == "blur":
        sheet.picture = behind.softened(sheet.picture, mask)
    else:
        if not what.startswith("plain-") and what not in SETTINGS:
            return False
        sky = tuple(
            one for change in all_of_it if change.kind == "weather" for one in _SKY.get(change.what, ())
        )
        season = next((change.what for change in all_of_it if change.kind == "season"), "")
        world = behind.world(what, sheet.picture.size, sheet.seed, weather=sky, season=season)
        sheet.picture = behind.moved(sheet.picture, mask, world)
    return True


def _hide(sheet: Sheet, way: str) -> bool:
    if not sheet.faces:
        sheet.because = sheet.because or "face"
        return False
    sheet.picture = shapes.hidden(sheet.picture, sheet.faces, way, sheet.seed)
    return True


def _stick(sheet: Sheet, change: Change) -> bool:
    """One more sticker, in the corner that the largest face leaves free."""
    token = next((one for one in lexicon(change.text[:20]) if one.kind in ("thing", "figure", "breed")), None)
    name = token.key if token else change.text.replace(" ", "-").lower()
    if name not in names():
        return False
    wide, high = sheet.picture.size
    size = min(wide, high) * 0.3
    left = sheet.focus[0] > 0.5
    x, y = (wide * 0.05 if left else wide * 0.95 - size), high * 0.93 - size
    body = group(icon(name), x, y, size / 32, -8 if left else 8)
    sheet.picture = laid(sheet.picture, drawn(body, sheet.picture.size), size / 40)
    return True


def _sheeted(sheet: Sheet, change: Change) -> bool:
    """Cropped, framed, written on."""
    if change.kind == "shape":
        if change.what == "close" and not sheet.faces:
            sheet.because = sheet.because or "face"
        sheet.picture = shapes.shaped(sheet.picture, change.what, sheet.faces, sheet.focus)
        return True
    if change.kind == "frame":
        before = sheet.picture.height
        black = "黑" in change.words or "black" in change.words.lower()
        sheet.picture = shapes.framed(sheet.picture, change.what, "#141416" if black else "#ffffff")
        if change.what == "polaroid":
            sheet.margin = sheet.picture.height - before
        return True
    text = "".join(sign for sign in change.text if sign.isspace() or _written(sign)).strip()
    if not text:
        return False
    sheet.picture = shapes.written(sheet.picture, text, sheet.margin)
    return True


def _written(sign: str) -> bool:
    """Whether the font has a sign: no emoji, nothing invisible."""
    return ord(sign) < 0x1F000 and unicodedata.category(sign) not in ("So", "Cf", "Cc", "Cn", "Co", "Sk")
