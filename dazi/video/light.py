"""What can be told of frames without any model: how bright, which colours, how much moves; knows no objects."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PIL import Image

from dazi.video.look import apart
from dazi.video.sample import Seen

# Hue ends on PIL's scale of 0..255; what is grey, black or white is told before.
_HUES = (
    (10, "red"), (26, "orange"), (43, "yellow"), (64, "lime"), (110, "green"), (138, "cyan"), (180, "blue"),
    (200, "purple"), (236, "pink"), (256, "red"),
)  # fmt: skip
_STILL, _LIVELY = 0.035, 0.14


def light(seen: Sequence[Seen], cuts: Sequence[float], seconds: float) -> dict[str, object]:
    """`brightness` 0..1 and its word; `colours` most frequent first with their shares; `motion` a word (still, calm,
    lively) and the mean change a second within scenes; `pace` cuts a minute."""
    bright = sum(one.look.bright for one in seen) / max(1, len(seen))
    moved = _motion(seen, cuts)
    motion = (
        "unknown" if moved is None else "still" if moved < _STILL else "calm" if moved < _LIVELY else "lively"
    )
    return {
        "brightness": round(bright, 2),
        "light": "dark" if bright < 0.2 else "bright" if bright > 0.65 else "even",
        "colours": _colours(seen),
        "motion": motion,
        "change": None if moved is None else round(moved, 3),
        "pace": round(len(cuts) * 60 / seconds, 1) if seconds > 1 else 0.0,
    }


def _motion(seen: Sequence[Seen], cuts: Sequence[float]) -> float | None:
    """How far frames of one scene, at most three seconds apart, are from each other; None: there are no two."""
    steps = []
    for one, other in pairwise(seen):
        if other.t - one.t < 3.0 and not any(one.t < cut <= other.t for cut in cuts):
            steps.append(apart(one.look, other.look) / max(0.4, min(1.0, other.t - one.t)))
    return sum(steps) / len(steps) if steps else None


def _colours(seen: Sequence[Seen]) -> list[dict[str, object]]:
    total: dict[str, float] = {}
    for one in list(seen)[:: max(1, len(seen) // 24)]:
        for name, share in colours(one.frame.to_image()).items():
            total[name] = total.get(name, 0.0) + share
    whole = sum(total.values()) or 1.0
    named = sorted(((share / whole, name) for name, share in total.items()), reverse=True)[:4]
    return [{"name": name, "share": round(share, 2)} for share, name in named if share >= 0.08]


def colours(picture: Image.Image) -> dict[str, float]:
    """Names of the colours of a picture and the share of its pixels that each has."""
    hsv = np.asarray(picture.convert("RGB").resize((32, 32), Image.Resampling.BOX).convert("HSV"), np.int16)
    h, s, v = hsv.reshape(-1, 3).T
    names = np.full(h.shape, "black", dtype="<U8")
    edges = np.searchsorted([end for end, _ in _HUES], h, side="right")
    names = np.where(v >= 45, np.array([name for _, name in _HUES])[edges], names)
    grey = (s < 42) & (v >= 45)
    names = np.where(grey, np.where(v > 205, "white", "grey"), names)
    brown = np.isin(names, ("red", "orange", "yellow")) & (v < 130) & ~grey
    names = np.where(brown, "brown", names)
    found, counts = np.unique(names, return_counts=True)
    return {str(name): float(count) / len(h) for name, count in zip(found, counts, strict=True)}
