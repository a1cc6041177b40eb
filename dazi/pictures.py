"""The seams of pictures: whence they come, who makes and labels them, where they wait; knows no adapter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from dazi.errors import ModelRefused
from dazi.types import Call, Context, Lang, Member, Picture

Stroke = Literal["generate", "edit", "expand"]
Whence = Literal["attached", "drawing", "avatar", "frame"]
Side = Literal["left", "right", "top", "bottom"]
Box = tuple[int, int, int, int]  # left, top, right, bottom, in pixels; right and bottom are outside


@dataclass(frozen=True, slots=True)
class Given:
    """A picture that a wish is about, opened in a child with limits: `content` is a PNG, upright, RGB, its longest side
    at most 2048 pixels. `whence`: attached to this comment or to one before it in the thread, a drawing of ours there,
    the member's avatar, a frame of the video (at second `at`). `own`: this member put it there. `consent`: who is to be
    seen agreed, as the member ticked on attaching it. `faces`: those found, largest first; None where nobody could
    look. `url`: whence it was fetched, and an identity of the picture. `labelled`: its file said that an AI made it."""

    content: bytes
    size: tuple[int, int]
    whence: Whence
    own: bool = False
    consent: bool = False
    faces: tuple[Box, ...] | None = None
    at: float = 0.0
    url: str = ""
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a picture tells where no model sees. `texts`: what is written on it, from top to bottom; None where nobody
    could read. `colours`, most of the picture first, and `light` are codes of dazi/words (video.colour_*, video.light_*)."""

    texts: tuple[str, ...] | None = None
    colours: tuple[str, ...] = ()
    light: str = ""


@dataclass(frozen=True, slots=True)
class Wider:
    """How a picture is to be extended: to a ratio (width, height), or on some sides, else as the backend likes. `wild`:
    the more absurd the better. `unlike`: settings that this thread has seen already."""

    ratio: tuple[int, int] | None = None
    sides: tuple[Side, ...] = ()
    wild: bool = False
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture, still without labels, and which of the prompt's words it took up and which it could not; nothing
    taken up means that it shows nothing of the wish. `setting`: the name of where an extended picture turned out to
    hang; `because`: the code of what in the picture chose it."""

    picture: Picture
    understood: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    setting: str = ""
    because: str = ""


class Painter(Protocol):
    """Makes pictures. `can` says which strokes it has; only those may be asked for. `slow`: those of them that take so
    long that words should go before the picture."""

    can: frozenset[Stroke]
    slow: frozenset[Stroke]

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        """A picture of a prompt, its alt text the prompt; the same seed gives the same one, where the backend can.
        `size` in pixels. ModelBusy or ModelRefused as language models raise them."""
        ...

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        """The picture with a change ("把背景换成雪山"); nothing understood: it is left as it was. Errors as above."""
        ...

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        """More of the world around the picture, whose own pixels stay exactly as they were. Errors as above."""
        ...


@runtime_checkable
class Billed(Protocol):
    """A painter (besides Painter) whose calls cost something or leave a trace."""

    def recording(self, sink: Callable[[Call], None]) -> Painter:
        """The same painter, with each call (failed ones too) told to `sink`."""
        ...


class Cannot:
    """A painter without strokes, to inherit from: what is not overridden is refused."""

    can: frozenset[Stroke] = frozenset()
    slow: frozenset[Stroke] = frozenset()

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        raise ModelRefused("model.cannot", stroke="generate")

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        raise ModelRefused("model.cannot", stroke="edit")

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        raise ModelRefused("model.cannot", stroke="expand")


@runtime_checkable
class Gallery(Protocol):
    """A platform (besides Platform) that fetches the pictures which it shows; it asks no other address for them."""

    async def picture(self, url: str, most: int) -> bytes:
        """The file at an address that it gave us itself. BadInput picture.elsewhere for any other address, picture.gone,
        picture.large beyond `most` bytes; PlatformDown for what may pass."""
        ...

    async def avatar(self, member: Member) -> str:
        """Where a member's picture lies; empty where there is none. PlatformDown for what may pass."""
        ...


class Album(Protocol):
    """The pictures that a comment may be about."""

    async def given(
        self, context: Context, *, avatar: bool = False, frame: float | None = None
    ) -> Given | None:
        """What is attached to this comment, else to the one that it answers, else the last drawing of ours in the thread;
        with `avatar` the member's own; with `frame` that second of the video, negative for wherever it shows something.
        None where there is none. BadInput for a file that is no picture or too large to open."""
        ...

    async def glimpse(self, given: Given) -> Glimpse:
        """What can be told of a picture without a model that sees."""
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
