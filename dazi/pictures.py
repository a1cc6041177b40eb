"""The seams of pictures: who makes them, who labels them, where they wait until they are posted; knows no adapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from dazi.types import Lang, Picture

Stroke = Literal["generate", "edit", "expand"]


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture, still without labels, and which of the prompt's words it took up and which it could not; nothing
    taken up means that it shows nothing of the wish."""

    picture: Picture
    understood: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class Painter(Protocol):
    """Makes pictures. `can` says which strokes it has; only those may be asked for."""

    can: frozenset[Stroke]

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        """A picture of a prompt, its alt text the prompt; the same seed gives the same one, where the backend can.
        `size` in pixels. ModelBusy or ModelRefused as language models raise them."""
        ...


class Marker(Protocol):
    """Puts every AI label on pictures, and reads labels."""

    def mark(self, picture: Picture, lang: Lang) -> Picture:
        """The picture with its labels on, read back. Permanent where one could not be put on. Blocks."""
        ...

    def whole(self, content: bytes) -> bool:
        """Whether every label that it needs is there and ours. Blocks."""
        ...

    def told(self, content: bytes) -> Mapping[str, object]:
        """What the labels in a file say: "whole", and where they are there "backend", "how", "words", "id", "signer".
        Blocks; never raises for a file that is broken."""
        ...


class Assets(Protocol):
    """Released pictures until they are posted, so that a crash in between sends the very same bytes. All block."""

    def put(self, content: bytes) -> str:
        """Keep them for good (on the disk, not in a cache); the key is their SHA-256 in hex."""
        ...

    def get(self, key: str) -> bytes | None: ...

    def drop(self, key: str) -> None: ...
