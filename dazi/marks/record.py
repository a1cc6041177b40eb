"""What the labels are made of and what was found of them; it knows no file format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dazi.errors import Permanent

How = Literal["model", "algorithm", "edited"]
Style = Literal["plate", "own", "none"]
Implicit = Literal["whole", "malformed", "missing"]
Seal = Literal["ours", "foreign", "tampered", "expired", "missing"]
Visible = Literal["shown", "covered", "missing", "none"]
Verdict = Literal["whole", "tampered", "truncated", "foreign", "unsigned", "stripped", "unlabelled"]


class MarkError(Permanent):
    """A label could not be put on or was not there when read back: the asset must not leave."""


class Box(NamedTuple):
    """A rectangle in pixels from the upper left corner of the upright picture."""

    x: int
    y: int
    width: int
    height: int

    def touches(self, other: Box) -> bool:
        """Whether the two share a pixel."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, width: int, height: int) -> bool:
        """Whether it is a real rectangle that lies wholly in a picture of that size."""
        fits = self.x >= 0 and self.y >= 0 and self.x + self.width <= width and self.y + self.height <= height
        return fits and self.width > 0 and self.height > 0


@dataclass(frozen=True, slots=True)
class Label:
    """What the signature vouches for. `style` "plate": drawn by visible.py; "own": the caller's renderer drew it into
    `box`; "none": a sound, which shows nothing. `look` is the region's luminance as visible.look() makes it.
    `seconds` is how long a clip shows it from its start on (0 in a picture)."""

    produce_id: str
    backend: str
    how: How
    words: str
    style: Style
    box: Box | None
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    look: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Bytes that carry every label and were read back; only mark.mark() makes one."""

    content: bytes
    mime: str
    label: Label


@dataclass(frozen=True, slots=True)
class Found:
    """What verify() saw. `implicit` is the AIGC record's state and `aigc` its fields; `seal` the C2PA signature's state
    and `signer` its issuer; `visible` says whether our plate is seen at the signed box, or, without a signature, at
    the places where visible.py would have put it: a label of any other look is not recognised ("missing").
    `label` comes from the signed assertion, and is to be believed only where `seal` is "ours"."""

    mime: str
    verdict: Verdict
    implicit: Implicit
    aigc: Mapping[str, str]
    seal: Seal
    signer: str
    visible: Visible
    box: Box | None
    label: Label | None

    @property
    def whole(self) -> bool:
        """Whether every label that this kind of file needs is there and ours."""
        return self.verdict == "whole"

    @property
    def code(self) -> str:
        """The verdict's code in dazi/words."""
        return f"marks.verdict.{self.verdict}"
