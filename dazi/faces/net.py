"""A small network run by numpy alone, from the list of its operations; knows not what it looks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Array = NDArray[np.float32]
Step = Mapping[str, Any]


class Net:
    """A network of one picture in: `side` is the width and height that it looks at."""

    def __init__(self, name: str) -> None:
        with resources.files("dazi.faces").joinpath(f"{name}.npz").open("rb") as file, np.load(file) as held:
            head, *self._steps = json.loads(held["plan"].tobytes())
            self._constants: dict[int, NDArray[Any]] = {
                int(key[1:]): held[key].astype(np.float32) if held[key].dtype == np.float16 else held[key]
                for key in held.files
                if key != "plan"
            }
        self._input, self._outputs = int(head["input"]), [int(one) for one in head["outputs"]]
        self.side: tuple[int, int] = (head["side"][2], head["side"][1])
        last = {one: at for at, step in enumerate(self._steps) for one in step["in"]}
        self._spent = [
            [one for one in step["in"] if last[one] == at and one not in self._constants]
            for at, step in enumerate(self._steps)
        ]

    def __call__(self, picture: Array) -> list[Array]:
        """The outputs for a picture of height x width x 3, as floats in the range that the network was taught."""
        held: dict[int, Any] = {**self._constants, self._input: picture}
        for step, spent in zip(self._steps, self._spent, strict=True):
            made = _DO[step["do"]](step, *(held[one] for one in step["in"]))
            held[step["out"]] = np.maximum(made, 0) if step.get("act") == 1 else made
            for one in spent:
                if one not in self._outputs:
                    del held[one]
        return [held[one] for one in self._outputs]


@cache
def net(name: str) -> Net:
    """The network of this name, loaded once."""
    return Net(name)


def _padded(x: Array, step: Step, high: int, wide: int, fill: float = 0.0) -> Array:
    """The picture with what a stride's last window needs beyond its edge, the larger half below and to the right."""
    if not step["same"]:
        return x
    sides = []
    for length, reach in ((x.shape[0], high), (x.shape[1], wide)):
        lack = max((-(-length // step["stride"]) - 1) * step["stride"] + reach - length, 0)
        sides.append((lack // 2, lack - lack // 2))
    return np.pad(x, (*sides, (0, 0)), constant_values=fill) if any(map(sum, sides)) else x


def _windows(x: Array, step: Step, high: int, wide: int) -> list[Array]:
    """For each place of a window of high x wide the view of all that ever stand there."""
    stride = step["stride"]
    rows, columns = (x.shape[0] - high) // stride + 1, (x.shape[1] - wide) // stride + 1
    return [
        x[i : i + (rows - 1) * stride + 1 : stride, j : j + (columns - 1) * stride + 1 : stride]
        for i in range(high)
        for j in range(wide)
    ]


def _conv(step: Step, x: Array, weight: Array, bias: Array) -> Array:
    out, high, wide, deep = weight.shape
    views = _windows(_padded(x, step, high, wide), step, high, wide)
    stacked = views[0] if len(views) == 1 else np.concatenate(views, axis=-1)
    rows, columns = stacked.shape[:2]
    flat = np.ascontiguousarray(stacked).reshape(rows * columns, -1)
    made: Array = flat @ weight.reshape(out, high * wide * deep).T + bias
    return made.reshape(rows, columns, out)


def _depthwise(step: Step, x: Array, weight: Array, bias: Array) -> Array:
    _, high, wide, _ = weight.shape
    views = _windows(_padded(x, step, high, wide), step, high, wide)
    taps = weight.reshape(high * wide, -1)
    made: Array = views[0] * taps[0]
    for view, tap in zip(views[1:], taps[1:], strict=True):
        made += view * tap
    made += bias
    return made


def _largest(step: Step, x: Array) -> Array:
    views = _windows(_padded(x, step, step["high"], step["wide"], -np.inf), step, step["high"], step["wide"])
    made = views[0]
    for view in views[1:]:
        made = np.maximum(made, view)
    return made


def _mean(step: Step, x: Array) -> Array:
    """The mean over the whole picture: all that these networks pool so."""
    return np.asarray(x.mean(axis=(0, 1), keepdims=True), np.float32)


def _resized(step: Step, x: Array, size: NDArray[np.int32]) -> Array:
    for axis, length in enumerate(int(one) for one in size):
        at = np.clip((np.arange(length) + 0.5) * x.shape[axis] / length - 0.5, 0, x.shape[axis] - 1)
        low = np.floor(at).astype(int)
        share = (at - low).astype(np.float32).reshape([-1 if one == axis else 1 for one in range(3)])
        upper = np.take(x, np.minimum(low + 1, x.shape[axis] - 1), axis)
        x = np.take(x, low, axis) * (1 - share) + upper * share
    return x


def _widened(step: Step, x: Array, weight: Array, bias: Array) -> Array:
    """A transposed convolution whose windows touch and do not overlap."""
    out, high, wide, deep = weight.shape
    rows, columns = x.shape[:2]
    made = x.reshape(-1, deep) @ weight.transpose(3, 1, 2, 0).reshape(deep, -1)
    made = made.reshape(rows, columns, high, wide, out).transpose(0, 2, 1, 3, 4)
    return np.asarray(made.reshape(rows * high, columns * wide, out) + bias, np.float32)


def _relu(step: Step, x: Array) -> Array:
    return np.maximum(x, 0)


def _logistic(step: Step, x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -60, 60))), np.float32)


_DO: dict[str, Callable[..., Array]] = {
    "CONV_2D": _conv,
    "DEPTHWISE_CONV_2D": _depthwise,
    "MAX_POOL_2D": _largest,
    "AVERAGE_POOL_2D": _mean,
    "RESIZE_BILINEAR": _resized,
    "Convolution2DTransposeBias": _widened,
    "RELU": _relu,
    "LOGISTIC": _logistic,
    "HARD_SWISH": lambda step, x: x * np.clip(x + 3, 0, 6) / 6,
    "ADD": lambda step, x, y: x + y,
    "MUL": lambda step, x, y: x * y,
    "PAD": lambda step, x, sides: np.pad(x, [tuple(one) for one in sides[-3:]]),
    "RESHAPE": lambda step, x: x.reshape(step["shape"][1:]),
}


def looked_at(picture: Image.Image, side: tuple[int, int], low: float) -> Array:
    """An RGB picture at a network's size, its colours between `low` and 1."""
    small = picture.resize(side, Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(np.asarray(small, np.float32) / 255 * (1 - low) + low, np.float32)
