"""Where a picture lies, unscaled, on how large a sheet; knows no setting and no drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dazi.pictures import Side, Wider

LARGEST = 3072  # pixels of a sheet's longest side
LEAST = 320
# Above and below the picture, of the sheet's shortest side: a label's plate with its gap is up to 0.13 high, so that it never
# stands on the picture, whichever corner it takes.
LABEL = 0.137
_WIDEN = 0.55  # of the picture's side: how much a named side gets on top


@dataclass(frozen=True, slots=True)
class Room:
    """The least that a setting needs around the picture, as shares of the picture's mean side (the root of its area)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet of width by height with the picture's box on it, in pixels."""

    width: int
    height: int
    x: int
    y: int
    w: int
    h: int

    @property
    def mean(self) -> float:
        return float((self.w * self.h) ** 0.5)


def lay(size: tuple[int, int], room: Room, wider: Wider, largest: int = LARGEST) -> Place:
    """The sheet for a picture of `size`: at least the room, brought to the ratio by adding, never beyond `largest`
    (where both can't be had the room shrinks to half first, and then the ratio is missed)."""
    for share in (1.0, 0.85, 0.7, 0.6, 0.5):
        place = _laid(size, room, wider, share)
        if max(place.width, place.height) <= largest:
            return place
    return _clamped(place, largest)


def _laid(size: tuple[int, int], room: Room, wider: Wider, share: float) -> Place:
    w, h = size
    mean = (w * h) ** 0.5 * share
    margins: dict[Side, float] = {
        "left": room.left * mean, "right": room.right * mean, "top": room.top * mean, "bottom": room.bottom * mean,
    }  # fmt: skip
    for side in wider.sides:
        margins[side] += _WIDEN * (w if side in ("left", "right") else h) * share
    grow = LEAST / min(w + margins["left"] + margins["right"], h + margins["top"] + margins["bottom"])
    if grow > 1:
        margins = {side: margin * grow + (grow - 1) * min(w, h) / 2 for side, margin in margins.items()}
    width, height = w + margins["left"] + margins["right"], h + margins["top"] + margins["bottom"]
    if wider.ratio:
        across, down = wider.ratio
        width, height = max(width, height * across / down), max(height, width * down / across)
    _stretch(margins, wider, "left", "right", width - w)
    for _ in range(4):
        _stretch(margins, wider, "top", "bottom", height - h)
        floor = LABEL * min(width, height)
        low = {side: max(margins[side], floor) for side in ("top", "bottom")}
        if low == {side: margins[side] for side in ("top", "bottom")}:
            break
        spare = height - h - low["top"] - low["bottom"]
        if spare >= 0:
            most: Side = "top" if margins["top"] > margins["bottom"] else "bottom"
            low[most] += spare
        margins.update(low)  # type: ignore[arg-type]
        height = h + low["top"] + low["bottom"]
        if wider.ratio:
            width = max(width, height * wider.ratio[0] / wider.ratio[1])
            _stretch(margins, wider, "left", "right", width - w)
    return Place(round(width), round(height), round(margins["left"]), round(margins["top"]), w, h)


def _stretch(margins: dict[Side, float], wider: Wider, one: Side, other: Side, total: float) -> None:
    """Bring two margins to a total: a named side takes what is to be added, else each by its part."""
    extra = total - margins[one] - margins[other]
    if extra <= 0:
        return
    named = [side for side in (one, other) if side in wider.sides]
    if len(named) == 1:
        margins[named[0]] += extra
        return
    part = margins[one] / (margins[one] + margins[other])
    margins[one] += extra * part
    margins[other] += extra * (1 - part)


def _clamped(place: Place, largest: int) -> Place:
    """As much of the sheet as is allowed, cut from its margins by their parts."""
    x, width, y, height = place.x, place.width, place.y, place.height
    if width > largest:
        x, width = round(x * (largest - place.w) / (width - place.w)), largest
    if height > largest:
        y, height = round(y * (largest - place.h) / (height - place.h)), largest
    floor = round(LABEL * min(width, height))
    y = min(max(y, floor), height - place.h - floor)
    return replace(place, x=x, width=width, y=y, height=height)
